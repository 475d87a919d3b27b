/*
 * test_expiry - what is removed from the folder of rendered pictures
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/expiry.h"
#include "tests/skip.h"
#include "tests/unit/album.h"

#define TTL		100
#define PLENTY		1000000

static struct album album;
static struct swept swept;

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

TestSuite(expiry, .init = start, .fini = finish, .timeout = 20);

static uint64_t
sweep(int64_t now, uint64_t most)
{
	struct expiry wish = { now, TTL, most };

	cr_assert_eq(expiry_run(&album.renders, &wish, &swept), OK);
	return swept.removed;
}

Test(expiry, picture_goes_when_its_time_is_over_and_no_second_before)
{
	const char *old = album_put(&album, 1000, 30);
	const char *young = album_put(&album, 1001, 30);

	cr_assert_eq(sweep(1099, PLENTY), 0);
	cr_assert_eq(sweep(1100, PLENTY), 1);
	cr_assert_eq(swept.freed, 30);
	cr_assert(!album_has(&album, old));
	cr_assert(album_has(&album, young));
}

Test(expiry, excess_goes_oldest_first_until_the_rest_fits)
{
	const char *first = album_put(&album, 1000, 40);
	const char *second = album_put(&album, 1001, 40);
	const char *third = album_put(&album, 1002, 40);
	const char *fourth = album_put(&album, 1003, 40);

	cr_assert_eq(sweep(1004, 160), 0);
	cr_assert_eq(sweep(1004, 119), 2);
	cr_assert_eq(swept.freed, 80);
	cr_assert(!album_has(&album, first));
	cr_assert(!album_has(&album, second));
	cr_assert(album_has(&album, third));
	cr_assert(album_has(&album, fourth));
}

Test(expiry, newest_stays_whatever_its_size)
{
	const char *name = album_put(&album, 1000, 40);

	album_put(&album, 999, 30);
	cr_assert_eq(sweep(1001, 1), 1);
	cr_assert(album_has(&album, name));
}

Test(expiry, newest_goes_when_its_time_is_over)
{
	album_put(&album, 1000, 40);
	cr_assert_eq(sweep(1100, PLENTY), 1);
}

Test(expiry, what_is_not_ours_stays)
{
	static const char *const others[] = { "a.png", "render_1_a.png",
	    "render_1_a_0123456z.png", ".render", ".render-x", "notes" };
	static const char link[] = "render_1_a_01234567.png";
	char why[RENDERS_WHY];
	size_t i;

	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		album_leave(&album, others[i]);
	cr_assert_eq(symlinkat("notes", album.renders.fd, link), 0);
	cr_assert_eq(sweep(ALBUM_TIME, PLENTY), 0);
	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		cr_expect(album_has(&album, others[i]), "%s", others[i]);
	cr_assert(album_has(&album, link));
	expiry_all(&album.renders);
	cr_assert_eq(renders_open(album.path, &album.renders, why), OK);
	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		cr_expect(album_has(&album, others[i]), "%s", others[i]);
	cr_assert(album_has(&album, link));
}

Test(expiry, file_of_another_user_stays)
{
	static const char name[] = "render_1_a_01234567.png";

	if (geteuid() != 0)
		skip("only root can give a file away");
	album_leave(&album, name);
	cr_assert_eq(fchownat(album.renders.fd, name, 12345, (gid_t)-1, 0),
	    0);
	cr_assert_eq(sweep(ALBUM_TIME, PLENTY), 0);
	cr_assert(album_has(&album, name));
	cr_assert_eq(fchownat(album.renders.fd, name, geteuid(), (gid_t)-1,
	    0), 0);
	cr_assert_eq(sweep(ALBUM_TIME, PLENTY), 1);
}

static void
set_time(const char *name, int64_t seconds)
{
	struct timespec times[2] = { { seconds, 0 }, { seconds, 0 } };

	cr_assert_eq(utimensat(album.renders.fd, name, times, 0), 0);
}

Test(expiry, half_a_picture_goes_after_a_while)
{
	album_leave(&album, ".render-77-0");
	set_time(".render-77-0", 5000);
	sweep(5000 + EXPIRY_ASIDE_S - 1, PLENTY);
	cr_assert(album_has(&album, ".render-77-0"));
	sweep(5000 + EXPIRY_ASIDE_S, PLENTY);
	cr_assert(!album_has(&album, ".render-77-0"));
}

Test(expiry, totals_outlive_who_swept)
{
	struct swept total;
	int i;

	expiry_total(&album.renders, &total);
	cr_assert_eq(total.removed, 0);
	for (i = 0; i < 3; i++) {
		album_put(&album, 1000, 50);
		if (fork() == 0) {
			sweep(1100, PLENTY);
			_exit(0);
		}
		wait(NULL);
	}
	expiry_total(&album.renders, &total);
	cr_assert_eq(total.removed, 3);
	cr_assert_eq(total.freed, 150);
}

Test(expiry, each_picture_counts_for_one_of_those_who_sweep_at_once)
{
	enum { PICTURES = 200, SWEEPERS = 4 };
	struct swept total;
	int i;

	for (i = 0; i < PICTURES; i++)
		album_put(&album, 1000 + i, 24);
	for (i = 0; i < SWEEPERS; i++)
		if (fork() == 0) {
			sweep(5000, PLENTY);
			_exit(0);
		}
	for (i = 0; i < SWEEPERS; i++)
		wait(NULL);
	expiry_total(&album.renders, &total);
	cr_assert_eq(total.removed, PICTURES);
	cr_assert_eq(total.freed, PICTURES * 24);
}

Test(expiry, only_what_may_be_removed_is_found)
{
	const char *name;

	album_leave(&album, "notes");
	cr_assert(!expiry_finds(&album.renders));
	name = album_put(&album, 1000, 30);
	cr_assert(expiry_finds(&album.renders));
	renders_remove(&album.renders, name);
	album_leave(&album, ".render-5-1");
	cr_assert(expiry_finds(&album.renders));
}

Test(expiry, at_the_end_everything_of_ours_and_the_folder_goes)
{
	album_put(&album, 1000, 30);
	sweep(1100, PLENTY);
	album_put(&album, ALBUM_TIME, 30);
	album_leave(&album, ".render-5-1");
	expiry_all(&album.renders);
	cr_assert_eq(access(album.path, F_OK), -1);
}
