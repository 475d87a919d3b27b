/*
 * test_files - reading and writing what clients name
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "tests/unit/caller.h"
#include "worker/method/files.h"

static struct caller caller;
static struct buf bytes;
static char base[] = "/tmp/goxeld-test-XXXXXX";

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
}

/* A folder with `root/in/a.txt` and, outside the root, `secret`. */
static void
setup(void)
{
	caller_init(&caller);
	buf_init(&bytes, (size_t)BOUND_FILE * 2);
	cr_assert_not_null(mkdtemp(base));
	cr_assert_eq(chdir(base), 0);
	mkdir("root", 0755);
	mkdir("root/in", 0755);
	put("root/in/a.txt", "hello");
	put("secret", "secret");
	caller.facts.files_root = "root";
}

static void
teardown(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf %s", base);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(system(command), 0);
	buf_fini(&bytes);
	caller_fini(&caller);
}

TestSuite(files, .init = setup, .fini = teardown);

static enum err
reads(bool trusted, const char *path)
{
	caller.call.trusted = trusted;
	buf_reset(&bytes);
	return files_read(&caller.call, path, &bytes);
}

static enum err
writes(bool trusted, const char *path, const char *text)
{
	caller.call.trusted = trusted;
	buf_reset(&bytes);
	buf_add_text(&bytes, text);
	return files_write(&caller.call, path, &bytes);
}

/* Files in a folder, hidden ones too. */
static int
count(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	int found = 0;

	while ((entry = readdir(folder)) != NULL)
		found += strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0;
	closedir(folder);
	return found;
}

static void
holds(const char *path, const char *text)
{
	cr_assert_eq(reads(true, path), OK, "%s", caller.call.why);
	cr_assert_eq(bytes.len, strlen(text));
	cr_assert_eq(memcmp(bytes.bytes, text, bytes.len), 0);
}

Test(files, a_trusted_peer_reads_any_file)
{
	char path[200];

	holds("secret", "secret");
	snprintf(path, sizeof path, "%s/secret", base);
	holds(path, "secret");
	holds("root/../secret", "secret");
}

Test(files, anyone_reads_below_files_root)
{
	cr_assert_eq(reads(false, "in/a.txt"), OK, "%s", caller.call.why);
	cr_assert_eq(bytes.len, 5);
	cr_assert_eq(reads(false, "in/../in/./a.txt"), OK);
}

Test(files, others_do_not_leave_files_root)
{
	char path[200];

	snprintf(path, sizeof path, "%s/secret", base);
	cr_assert_eq(symlink(path, "root/absolute"), 0);
	cr_assert_eq(symlink("../secret", "root/relative"), 0);
	cr_assert_eq(symlink("../..", "root/in/up"), 0);
	cr_assert_eq(reads(false, "../secret"), ERR_DENIED);
	cr_assert_str_eq(caller.call.why,
	    "cannot read '../secret': it leads out of files_root");
	cr_assert_eq(reads(false, "in/../../secret"), ERR_DENIED);
	cr_assert_eq(reads(false, "absolute"), ERR_DENIED);
	cr_assert_eq(reads(false, "relative"), ERR_DENIED);
	cr_assert_eq(reads(false, "in/up/secret"), ERR_DENIED);
	cr_assert_eq(reads(false, path), ERR_DENIED);
	cr_assert_eq(reads(false, "/proc/self/exe"), ERR_DENIED);
}

Test(files, a_link_inside_files_root_is_followed)
{
	cr_assert_eq(symlink("in/a.txt", "root/link"), 0);
	cr_assert_eq(reads(false, "link"), OK);
}

Test(files, without_files_root_others_name_no_file)
{
	caller.facts.files_root = "";
	cr_assert_eq(reads(false, "in/a.txt"), ERR_DENIED);
	cr_assert_not_null(strstr(caller.call.why, "the setting files_root"));
	caller.facts.files_root = NULL;
	cr_assert_eq(writes(false, "x", ""), ERR_DENIED);
}

Test(files, a_missing_file_is_named)
{
	cr_assert_eq(reads(true, "nothing.gox"), ERR_NO_FILE);
	cr_assert_str_eq(caller.call.why,
	    "cannot read 'nothing.gox': No such file or directory");
}

Test(files, only_regular_files_are_read)
{
	cr_assert_eq(mkfifo("fifo", 0600), 0);
	cr_assert_eq(reads(true, "fifo"), ERR_DENIED);
	cr_assert_eq(reads(true, "/dev/zero"), ERR_DENIED);
	cr_assert_eq(reads(true, "root"), ERR_DENIED);
	cr_assert_eq(reads(true, ""), ERR_PARAMS);
}

Test(files, a_file_is_read_to_the_bound_and_not_beyond)
{
	int fd = open("sparse", O_CREAT | O_WRONLY, 0600);

	cr_assert_eq(ftruncate(fd, (off_t)BOUND_FILE + 1), 0);
	cr_assert_eq(reads(true, "sparse"), ERR_TOO_BIG);
	cr_assert_eq(ftruncate(fd, BOUND_FILE), 0);
	cr_assert_eq(reads(true, "sparse"), OK, "%s", caller.call.why);
	cr_assert_eq(bytes.len, BOUND_FILE);
	close(fd);
}

Test(files, an_empty_file_is_read)
{
	put("empty", "");
	cr_assert_eq(reads(true, "empty"), OK);
	cr_assert_eq(bytes.len, 0);
}

Test(files, what_was_written_is_there_and_nothing_else)
{
	cr_assert_eq(writes(true, "root/in/b", "bytes"), OK);
	holds("root/in/b", "bytes");
	cr_assert_eq(count("root/in"), 2);
	cr_assert_eq(writes(false, "in/b", "other"), OK, "%s",
	    caller.call.why);
	holds("root/in/b", "other");
	cr_assert_eq(writes(false, "c", "top"), OK);
	holds("root/c", "top");
	cr_assert_eq(count("root/in"), 2);
}

Test(files, others_write_nowhere_else)
{
	cr_assert_eq(symlink("..", "root/up"), 0);
	cr_assert_eq(writes(false, "../x", "x"), ERR_DENIED);
	cr_assert_eq(writes(false, "up/x", "x"), ERR_DENIED);
	cr_assert_eq(writes(false, "/tmp/x", "x"), ERR_DENIED);
	cr_assert_eq(count("."), 2);
}

Test(files, a_link_in_the_place_is_replaced)
{
	cr_assert_eq(symlink("../secret", "root/link"), 0);
	cr_assert_eq(writes(false, "link", "mine"), OK);
	holds("secret", "secret");
	holds("root/link", "mine");
}

Test(files, nothing_is_written_where_there_is_no_folder)
{
	cr_assert_eq(writes(true, "missing/x", "x"), ERR_NO_FILE);
	cr_assert_str_eq(caller.call.why,
	    "cannot write 'missing/x': No such file or directory");
	cr_assert_eq(writes(true, "secret/x", "x"), ERR_NO_FILE);
}

Test(files, only_regular_files_are_replaced)
{
	cr_assert_eq(mkfifo("fifo", 0600), 0);
	cr_assert_eq(writes(true, "root", "x"), ERR_DENIED);
	cr_assert_eq(writes(true, "root/", "x"), ERR_DENIED);
	cr_assert_eq(writes(true, ".", "x"), ERR_DENIED);
	cr_assert_eq(writes(true, "root/..", "x"), ERR_DENIED);
	cr_assert_eq(writes(true, "fifo", "x"), ERR_DENIED);
	cr_assert_eq(writes(true, "/dev/null", "x"), ERR_DENIED);
	cr_assert_eq(count("."), 3);
}

Test(files, a_name_left_behind_does_not_stop_a_writer)
{
	char name[64];

	snprintf(name, sizeof name, ".goxeld-%d-0", (int)getpid());
	put(name, "half");
	cr_assert_eq(writes(true, "x", "whole"), OK);
	holds("x", "whole");
	holds(name, "half");
}

Test(files, a_write_that_fails_leaves_the_old_file_and_nothing_else)
{
	struct rlimit none = { 3, RLIM_INFINITY };

	put("x", "old");
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	cr_assert_eq(writes(true, "x", "longer"), ERR_TOO_BIG);
	none.rlim_cur = RLIM_INFINITY;
	setrlimit(RLIMIT_FSIZE, &none);
	holds("x", "old");
	cr_assert_eq(count("."), 3);
}

static enum err
writes_pair(const char *path, const char *text, const char *beside,
    const char *other)
{
	struct buf second;
	enum err err;

	caller.call.trusted = true;
	buf_init(&second, 1000);
	buf_reset(&bytes);
	buf_add_text(&bytes, text);
	buf_add_text(&second, other);
	err = files_write_pair(&caller.call, path, &bytes, beside, &second);
	buf_fini(&second);
	return err;
}

Test(files, a_pair_is_two_files)
{
	cr_assert_eq(writes_pair("root/in/x", "one", "root/in/y", "two"), OK);
	holds("root/in/x", "one");
	holds("root/in/y", "two");
	cr_assert_eq(writes_pair("root/in/x", "1", "root/in/y", "2"), OK);
	holds("root/in/x", "1");
	holds("root/in/y", "2");
	cr_assert_eq(count("root/in"), 3);
}

Test(files, of_a_pair_that_fails_neither_file_is_changed)
{
	put("root/in/y", "old");
	mkdir("root/in/folder", 0755);
	cr_assert_eq(writes_pair("root/in/folder", "one", "root/in/y", "two"),
	    ERR_DENIED);
	holds("root/in/y", "old");
	cr_assert_eq(writes_pair("root/in/y", "one", "root/in/folder", "two"),
	    ERR_DENIED);
	holds("root/in/y", "old");
	cr_assert_eq(writes_pair("root/in/x", "one", "none/y", "two"),
	    ERR_NO_FILE);
	cr_assert_eq(count("root/in"), 3);
}

Test(files, nobody_names_the_second_of_a_pair_outside_files_root)
{
	buf_reset(&bytes);
	caller.call.trusted = false;
	cr_assert_eq(files_write_pair(&caller.call, "in/x", &bytes,
	    "../stolen", &bytes), ERR_DENIED);
	cr_assert_eq(count("root/in"), 1);
}
