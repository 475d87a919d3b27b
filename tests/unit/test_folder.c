/*
 * test_folder - the data folder
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/folder.h"
#include "store/reserve.h"

static char dir[64];
static struct folder folder;
static char why[FOLDER_WHY];

static void
start(void)
{
	strcpy(dir, "/tmp/goxeld-unit.XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	cr_assert_eq(folder_open(dir, &folder, why), OK, "%s", why);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static void
finish(void)
{
	folder_close(&folder);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

TestSuite(folder, .init = start, .fini = finish, .timeout = 20);
TestSuite(reserve, .init = start, .fini = finish, .timeout = 20);

static const char *
path(const char *name)
{
	static char full[160];

	snprintf(full, sizeof full, "%s/%s", dir, name);
	return full;
}

static bool
is_there(const char *name)
{
	return access(path(name), F_OK) == 0;
}

static void
leave(const char *name)
{
	close(open(path(name), O_CREAT | O_WRONLY, 0600));
}

Test(folder, is_made_for_its_owner_alone)
{
	struct folder made;
	struct stat st;

	cr_assert_eq(folder_open(path("new"), &made, why), OK);
	cr_assert_eq(stat(path("new"), &st), 0);
	cr_expect_eq(st.st_mode & 07777, 0700);
	folder_close(&made);
}

Test(folder, that_others_may_write_to_is_refused)
{
	struct folder open;

	mkdir(path("open"), 0700);
	chmod(path("open"), 0770);
	cr_expect_eq(folder_open(path("open"), &open, why), ERR_IO);
	cr_expect_not_null(strstr(why, "others may write to it"));
	chmod(path("open"), 0755);
	cr_expect_eq(folder_open(path("open"), &open, why), OK);
	folder_close(&open);
}

Test(folder, of_another_user_is_refused)
{
	struct folder other;

	if (geteuid() != 0)
		return;		/* only root can make one */
	mkdir(path("other"), 0700);
	cr_assert_eq(chown(path("other"), 12345, 12345), 0);
	cr_expect_eq(folder_open(path("other"), &other, why), ERR_IO);
	cr_expect_not_null(strstr(why, "another user's"));
}

Test(folder, that_cannot_be_made_says_why)
{
	struct folder none;

	cr_expect_eq(folder_open(path("a/b"), &none, why), ERR_IO);
	cr_expect_not_null(strstr(why, "No such file"));
}

Test(folder, file_is_what_was_put)
{
	char text[8] = "";
	int fd;

	cr_assert_eq(folder_put(&folder, 7, 99, "castle", 6), OK);
	cr_expect(is_there("projects/7.99.gox"));
	fd = folder_get(&folder, 7, 99);
	cr_assert_neq(fd, -1);
	cr_expect_eq(read(fd, text, sizeof text), 6);
	cr_expect_str_eq(text, "castle");
	close(fd);
	cr_expect_eq(folder_get(&folder, 7, 98), -1);
}

Test(folder, file_that_cannot_be_written_leaves_nothing)
{
	close(folder.projects);
	folder.projects = open("/dev", O_RDONLY | O_DIRECTORY);
	cr_expect_eq(folder_put(&folder, 7, 99, "castle", 6), geteuid() == 0 ?
	    OK : ERR_IO);
	folder_remove(&folder, 7, 99);
	cr_expect_eq(folder_get(&folder, 7, 99), -1);
}

Test(folder, what_a_dead_writer_left_is_cleared)
{
	folder_put(&folder, 7, 99, "castle", 6);
	leave("projects/7.99.gox.4711.tmp");
	leave("projects/7.99.gox.4712.tmp");
	folder_clear(&folder, 7, 99, 4711);
	cr_expect_not(is_there("projects/7.99.gox.4711.tmp"));
	cr_expect(is_there("projects/7.99.gox.4712.tmp"));
	folder_clear(&folder, 7, 99, -4712);
	cr_expect_not(is_there("projects/7.99.gox.4712.tmp"));
	cr_expect(is_there("projects/7.99.gox"));
}

static bool
want_seven(void *arg, uint64_t id, uint64_t revision)
{
	(void)arg;
	return id == 7 && revision == 99;
}

Test(folder, sweep_leaves_what_is_wanted_and_what_is_not_ours)
{
	folder_put(&folder, 7, 99, "", 0);
	folder_put(&folder, 7, 98, "", 0);
	folder_put(&folder, 8, 1, "", 0);
	leave("projects/7.100.gox.tmp");
	leave("projects/notes.txt");
	leave("projects/07.99.gox");
	folder_sweep(&folder, want_seven, NULL);
	cr_expect(is_there("projects/7.99.gox"));
	cr_expect_not(is_there("projects/7.98.gox"));
	cr_expect_not(is_there("projects/8.1.gox"));
	cr_expect_not(is_there("projects/7.100.gox.tmp"));
	cr_expect(is_there("projects/notes.txt"));
	cr_expect(is_there("projects/07.99.gox"));
}

Test(reserve, really_takes_room_until_it_is_released)
{
	struct stat st;

	cr_assert_eq(reserve_make(&folder, 1 << 20), OK);
	cr_assert_eq(stat(path("reserve"), &st), 0);
	cr_expect_geq(st.st_blocks * 512, 1 << 20);
	cr_expect_eq(reserve_make(&folder, 1 << 20), OK);
	reserve_release(&folder);
	cr_expect_not(is_there("reserve"));
}

Test(reserve, that_has_no_room_is_full_and_leaves_none_of_it)
{
	cr_expect_eq(reserve_make(&folder, (size_t)1 << 60), ERR_FULL);
	cr_expect_not(is_there("reserve"));
}
