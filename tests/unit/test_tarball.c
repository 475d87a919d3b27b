/*
 * test_tarball - what is put in comes out again, as tar reads it
 */
#include <sys/stat.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "client/tarball.h"

static char dir[] = "/tmp/test-tarball.XXXXXX", path[64];
static struct tarball t;

static void
start(void)
{
	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/a.tar.gz", dir);
	cr_assert(tarball_open(&t, path));
}

static void
finish(void)
{
	unlink(path);
	rmdir(dir);
}

TestSuite(tarball, .init = start, .fini = finish);

/* What tar prints of it with these options. */
static const char *
tar(const char *options)
{
	static char out[4096];
	char line[128];
	FILE *pipe;

	snprintf(line, sizeof line, "tar %s %s", options, path);
	pipe = popen(line, "re");
	out[fread(out, 1, sizeof out - 1, pipe)] = '\0';
	cr_assert_eq(pclose(pipe), 0);
	return out;
}

Test(tarball, tar_reads_what_was_added)
{
	char block[512];

	memset(block, 'b', sizeof block);
	tarball_add(&t, "folder/one", "1\n", 2);
	tarball_add(&t, "empty", "", 0);
	tarball_add(&t, "block", block, sizeof block);
	cr_assert(tarball_close(&t));
	cr_assert_str_eq(tar("tzf"), "folder/one\nempty\nblock\n");
	cr_assert_eq(strlen(tar("xzOf")), 2 + sizeof block);
}

Test(tarball, only_the_owner_may_read_it)
{
	struct stat st;

	cr_assert(tarball_close(&t));
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
}

Test(tarball, file_that_is_there_stays)
{
	struct tarball second;

	cr_assert(tarball_close(&t));
	cr_assert_not(tarball_open(&second, path));
	cr_assert_eq(errno, EEXIST);
}

Test(tarball, longest_name_comes_out_whole)
{
	char name[TARBALL_NAME + 2];

	memset(name, 'n', TARBALL_NAME);
	name[TARBALL_NAME] = '\0';
	tarball_add(&t, name, "", 0);
	cr_assert(tarball_close(&t));
	cr_assert_eq(strlen(tar("tzf")), TARBALL_NAME + 1);
}
