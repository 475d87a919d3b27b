/*
 * test_renders - the folder of rendered pictures
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/skip.h"
#include "tests/unit/album.h"

static struct album album;
static char why[RENDERS_WHY];

static void
start(void)
{
	album_start(&album);
}

static void
finish(void)
{
	album_finish(&album);
}

TestSuite(renders, .init = start, .fini = finish, .timeout = 20);

Test(renders, folder_is_made_for_its_owner_alone)
{
	struct stat st;

	cr_assert_eq(fstat(album.renders.fd, &st), 0);
	cr_assert_eq(st.st_mode & 07777, 0700);
}

Test(renders, folder_that_others_may_write_to_is_refused)
{
	struct renders r;

	cr_assert_eq(chmod(album.path, 0755), 0);
	cr_assert_eq(renders_open(album.path, &r, why), OK);
	renders_close(&r);
	cr_assert_eq(chmod(album.path, 0770), 0);
	cr_assert_eq(renders_open(album.path, &r, why), ERR_DENIED);
	cr_assert_not_null(strstr(why, "others may write to it"));
	cr_assert_eq(r.fd, -1);
}

Test(renders, folder_of_another_user_is_refused)
{
	struct renders r;

	if (geteuid() != 0)
		skip("only root can give a folder away");
	cr_assert_eq(chown(album.path, 12345, (gid_t)-1), 0);
	cr_assert_eq(renders_open(album.path, &r, why), ERR_DENIED);
	cr_assert_not_null(strstr(why, "another user's"));
}

Test(renders, link_in_the_place_of_the_folder_is_refused)
{
	struct renders r;
	char path[100];

	snprintf(path, sizeof path, "%s/link", album.base);
	cr_assert_eq(symlink(album.path, path), 0);
	cr_assert_eq(renders_open(path, &r, why), ERR_DENIED);
}

Test(renders, folder_whose_parent_is_missing_is_told)
{
	struct renders r;

	cr_assert_eq(renders_open("/tmp/goxeld-none/p", &r, why),
	    ERR_NO_FILE);
	cr_assert_str_eq(why, "render_dir /tmp/goxeld-none/p: No such file "
	    "or directory");
}

Test(renders, relative_folder_is_known_by_its_whole_path)
{
	struct renders r;

	cr_assert_eq(chdir(album.base), 0);
	cr_assert_eq(renders_open("p/", &r, why), OK, "%s", why);
	cr_assert_str_eq(r.path, album.path);
	renders_close(&r);
	cr_assert_eq(chdir("/"), 0);
}

/* With a folder and a file in it, and a NUL, BOUND_PATH bytes. */
Test(renders, longest_path_is_taken_and_one_byte_more_is_refused)
{
	size_t most = BOUND_PATH - RENDERS_NAME - 2;
	char path[BOUND_PATH] = "";
	struct renders r;
	size_t i;

	memset(path, 'x', most + 1);
	path[0] = '/';
	cr_assert_eq(renders_open(path, &r, why), ERR_IO);
	cr_assert_not_null(strstr(why, "File name too long"));
	path[most] = '\0';
	for (i = 100; i < most; i += 100)
		path[i] = '/';
	/* It is too deep to be there, but not too long. */
	cr_assert_eq(renders_open(path, &r, why), ERR_NO_FILE, "%s", why);
}

Test(renders, picture_is_known_by_its_name_size_and_head)
{
	struct rendering put, got;
	struct stat st;

	cr_assert_eq(renders_put(&album.renders, ALBUM_TIME,
	    album_png(640, 480, 30), 30, &put), OK);
	cr_assert_str_eq(put.session, "auto1700000000");
	cr_assert_eq(strncmp(put.name, "render_1700000000_auto1700000000_",
	    33), 0);
	cr_assert_eq(renders_look(&album.renders, put.name, &got), OK);
	cr_assert_str_eq(got.name, put.name);
	cr_assert_eq(got.created, ALBUM_TIME);
	cr_assert_str_eq(got.session, "auto1700000000");
	cr_assert_str_eq(got.checksum, put.checksum);
	cr_assert_eq(got.size, 30);
	cr_assert_eq(got.width, 640);
	cr_assert_eq(got.height, 480);
	cr_assert_eq(fstatat(album.renders.fd, put.name, &st, 0), 0);
	cr_assert_eq(st.st_size, 30);
}

Test(renders, checksum_rotates_and_xors_each_byte)
{
	char sum[9];

	renders_checksum("", 0, sum);
	cr_assert_str_eq(sum, "00000000");
	renders_checksum("\x01\x02\x03", 3, sum);
	cr_assert_str_eq(sum, "00000003");	/* ((1<<1)^2)<<1 ^ 3 */
	renders_checksum("\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0", 25, sum);
	cr_assert_str_eq(sum, "80000000");
	renders_checksum("\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0", 26, sum);
	cr_assert_str_eq(sum, "00000001");
}

Test(renders, two_that_are_the_same_have_names_of_their_own)
{
	const char *one = album_put(&album, ALBUM_TIME, 40);
	const char *two = album_put(&album, ALBUM_TIME, 40);

	cr_assert_str_neq(one, two);
	cr_assert(album_has(&album, one));
	cr_assert(album_has(&album, two));
}

Test(renders, only_names_of_the_pattern_are_pictures)
{
	static const char *const no[] = { "", "render_1_a_0123456.png",
	    "render_1_a_012345678.png", "render_1_a_0123456G.png",
	    "render_1_a_01234567.PNG", "render_1_a_01234567.png2",
	    "render_x_a_01234567.png", "render_1__01234567.png",
	    "render_1_a/b_01234567.png", "../render_1_a_01234567.png",
	    "/tmp/render_1_a_01234567.png", "render_-1_a_01234567.png",
	    "render_1234567890123456789_a_01234567.png",
	    "xrender_1_a_01234567.png", ".render-1-2", "." };
	char full[200];
	size_t i;

	for (i = 0; i < sizeof no / sizeof no[0]; i++)
		cr_expect_null(renders_name(&album.renders, no[i]), "%s",
		    no[i]);
	cr_expect_str_eq(renders_name(&album.renders,
	    "render_123456789012345678_a-Z9_01234567.png"),
	    "render_123456789012345678_a-Z9_01234567.png");
	snprintf(full, sizeof full, "%s/render_1_a_01234567.png", album.path);
	cr_expect_str_eq(renders_name(&album.renders, full),
	    "render_1_a_01234567.png");
	snprintf(full, sizeof full, "%s2/render_1_a_01234567.png",
	    album.path);
	cr_expect_null(renders_name(&album.renders, full));
	snprintf(full, sizeof full, "%s//render_1_a_01234567.png",
	    album.path);
	cr_expect_null(renders_name(&album.renders, full));
}

Test(renders, longest_session_is_read_and_one_byte_more_is_not)
{
	char name[200], session[RENDERS_SESSION + 1] = "";

	memset(session, 's', RENDERS_SESSION);
	snprintf(name, sizeof name, "render_1_%s_01234567.png", session + 1);
	cr_assert_not_null(renders_name(&album.renders, name));
	snprintf(name, sizeof name, "render_1_%s_01234567.png", session);
	cr_assert_null(renders_name(&album.renders, name));
}

Test(renders, link_in_the_place_of_a_picture_is_none)
{
	static const char name[] = "render_1_a_01234567.png";
	const char *real = album_put(&album, ALBUM_TIME, 30);
	struct rendering r;

	cr_assert_eq(symlinkat(real, album.renders.fd, name), 0);
	cr_assert_eq(renders_look(&album.renders, real, &r), OK);
	cr_assert_eq(renders_look(&album.renders, name, &r), ERR_NO_FILE);
	cr_assert_eq(renders_remove(&album.renders, name), ERR_NO_FILE);
	cr_assert(album_has(&album, name));
}

Test(renders, folder_in_the_place_of_a_picture_is_none)
{
	static const char name[] = "render_1_a_01234567.png";
	struct rendering r;

	cr_assert_eq(mkdirat(album.renders.fd, name, 0700), 0);
	cr_assert_eq(renders_look(&album.renders, name, &r), ERR_NO_FILE);
	cr_assert_eq(renders_remove(&album.renders, name), ERR_NO_FILE);
}

Test(renders, picture_that_a_power_cut_has_emptied_is_none)
{
	struct rendering r;

	album_leave(&album, "render_1_a_01234567.png");
	cr_assert_eq(renders_look(&album.renders, "render_1_a_01234567.png",
	    &r), ERR_FORMAT);
}

Test(renders, removed_picture_is_gone)
{
	const char *name = album_put(&album, ALBUM_TIME, 30);
	struct rendering r;

	cr_assert_eq(renders_remove(&album.renders, name), OK);
	cr_assert_eq(renders_remove(&album.renders, name), ERR_NO_FILE);
	cr_assert_eq(renders_look(&album.renders, name, &r), ERR_NO_FILE);
}

Test(renders, list_is_by_age_and_has_nothing_else)
{
	const char *second = album_put(&album, 2000, 30);
	const char *third = album_put(&album, 30000, 24);
	const char *first = album_put(&album, 1000, 30);
	struct rendering *list;
	size_t count;

	album_leave(&album, "render.png");
	album_leave(&album, ".render-1-0");
	cr_assert_eq(renders_list(&album.renders, &list, &count), OK);
	cr_assert_eq(count, 3);
	cr_assert_str_eq(list[0].name, first);
	cr_assert_str_eq(list[1].name, second);
	cr_assert_str_eq(list[2].name, third);
	cr_assert_eq(list[2].size, 24);
	free(list);
}

Test(renders, empty_folder_has_an_empty_list)
{
	struct rendering *list;
	size_t count;

	cr_assert_eq(renders_list(&album.renders, &list, &count), OK);
	cr_assert_eq(count, 0);
	cr_assert_null(list);
}

static unsigned names;

static bool
count_name(void *arg, const char *name)
{
	(void)arg;
	names += name[0] != '.' || renders_is_aside(name);
	return true;
}

Test(renders, picture_that_does_not_fit_leaves_nothing)
{
	struct rlimit limit = { 100, 100 };
	struct rendering r;

	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_eq(renders_put(&album.renders, 1, album_png(1, 1, 101), 101,
	    &r), ERR_FULL);
	cr_assert_eq(renders_each(&album.renders, count_name, NULL), OK);
	cr_assert_eq(names, 0);
	cr_assert_eq(renders_put(&album.renders, 1, album_png(1, 1, 100), 100,
	    &r), OK);
	renders_each(&album.renders, count_name, NULL);
	cr_assert_eq(names, 1);
}

static void
put_whole(int64_t created)
{
	struct rendering r;

	if (renders_put(&album.renders, created, album_png(3, 2, 4096), 4096,
	    &r) != OK)
		_exit(1);
}

/* What a simpler one would do. */
static void
put_in_place(int64_t created)
{
	const char *png = album_png(3, 2, 4096);
	char name[RENDERS_NAME];
	int fd;

	snprintf(name, sizeof name, "render_%jd_a_01234567.png",
	    (intmax_t)created);
	fd = openat(album.renders.fd, name, O_WRONLY | O_CREAT, 0600);
	if (write(fd, png, 2048) != 2048 || usleep(100) != 0 ||
	    write(fd, png + 2048, 2048) != 2048)
		_exit(1);
	close(fd);
}

/* Pictures that are not whole, of a writer that is killed 20 times. */
static unsigned
halves_of_killed(void (*put)(int64_t))
{
	struct rendering *list;
	unsigned round, halves = 0;
	size_t count, i;
	int64_t created;
	pid_t pid;

	for (round = 0; round < 20; round++) {
		if ((pid = fork()) == 0)
			for (created = 1;; created++)
				put(created + 1000000 * round);
		usleep(3000);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	cr_assert_eq(renders_list(&album.renders, &list, &count), OK);
	cr_assert_gt(count, 20);
	for (i = 0; i < count; i++)
		halves += list[i].size != 4096;
	free(list);
	return halves;
}

Test(renders, killed_writer_leaves_whole_pictures_and_names_aside)
{
	cr_assert_eq(halves_of_killed(put_whole), 0);
}

/* The control: the kills do hit writers in the middle. */
Test(renders, killed_writer_in_place_leaves_halves)
{
	cr_assert_gt(halves_of_killed(put_in_place), 0);
}
