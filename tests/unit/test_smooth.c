/*
 * test_smooth - rounding off, beside what looking at every voxel says
 */
#include <criterion/criterion.h>

#include "goxel/shape.h"
#include "goxel/smooth.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static int
count_around(const struct volume *v, const struct pos *at)
{
	struct pos pos;
	int i, count = 0;

	for (i = 0; i < 27; i++) {
		pos = (struct pos){ { at->at[0] + i % 3 - 1,
		    at->at[1] + i / 3 % 3 - 1, at->at[2] + i / 9 - 1 } };
		count += rgba_exists(volume_get(v, &pos));
	}
	return count;
}

Test(smooth, keeps_what_most_around_it_agrees_with)
{
	struct box box = { { { -3, -9, 2 } }, { { 17, 14, 35 } } };
	struct box notch = { { { 0, 0, 10 } }, { { 17, 1, 12 } } };
	struct volume v = { 0 }, before = { 0 };
	struct pos p;

	volume_fill(&v, &box, red);
	volume_fill(&v, &notch, (struct rgba){ { 0 } });
	volume_copy(&before, &v);
	cr_assert_eq(smooth_run(&v, 1), OK);
	for (p.at[2] = 0; p.at[2] < 37; p.at[2]++)
		for (p.at[1] = -11; p.at[1] < 16; p.at[1]++)
			for (p.at[0] = -5; p.at[0] < 19; p.at[0]++)
				cr_assert_eq(rgba_exists(volume_get(&v, &p)),
				    count_around(&before, &p) >= 14);
	volume_fini(&v);
	volume_fini(&before);
}

Test(smooth, leaves_the_sides_of_a_large_box_alone)
{
	struct box box = { { { 0, 0, 0 } }, { { 256, 256, 256 } } };
	struct volume v = { 0 };

	volume_fill(&v, &box, red);
	cr_assert_eq(smooth_run(&v, 1), OK);
	/* The twelve edges alone: corners belong to three of them. */
	cr_assert_eq(volume_count(&v), 256ull * 256 * 256 - 12 * 254 - 8);
	volume_fini(&v);
}

Test(smooth, a_hole_takes_a_colour_from_beside_it)
{
	struct box box = { { { 0, 0, 0 } }, { { 5, 5, 5 } } };
	struct pos hole = { { 2, 2, 2 } }, below = { { 2, 2, 1 } };
	struct rgba blue = { { 0, 0, 255, 255 } };
	struct volume v = { 0 };

	volume_fill(&v, &box, red);
	volume_set(&v, &hole, (struct rgba){ { 0 } });
	volume_set(&v, &below, blue);
	cr_assert_eq(smooth_run(&v, 1), OK);
	cr_assert(rgba_same(volume_get(&v, &hole), blue));
	volume_fini(&v);
}

Test(smooth, so_often_and_no_more)
{
	struct volume v = { 0 };

	cr_assert_eq(smooth_run(&v, 0), ERR_PARAMS);
	cr_assert_eq(smooth_run(&v, SMOOTH_STEPS), OK);
	cr_assert_eq(smooth_run(&v, SMOOTH_STEPS + 1), ERR_PARAMS);
}

/* A plane and its neighbours: 128 times 42 tiles and 3 high are 16,128, a row
 * of 384 more are too many: there may be 16,384. */
Test(smooth, looks_at_so_many_tiles_and_no_more)
{
	struct box most = { { { 0, 0, 0 } }, { { 16 * 126, 16 * 40, 1 } } };
	struct box more = { { { 0, 0, 0 } }, { { 16 * 126, 16 * 41, 1 } } };
	struct volume v = { 0 };

	volume_fill(&v, &most, red);
	cr_assert_eq(smooth_run(&v, 1), OK);
	volume_fini(&v);
	volume_fill(&v, &more, red);
	cr_assert_eq(smooth_run(&v, 1), ERR_TOO_BIG);
	volume_fini(&v);
}
