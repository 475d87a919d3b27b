/*
 * test_revolve - cones and rings, voxel by voxel
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/revolve.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

/* From the centre of the box, in voxels. */
static double
off(const struct box *box, int axis, int32_t at)
{
	return at + 0.5 - (box->lo.at[axis] + (double)box->hi.at[axis]) / 2;
}

static double
half(const struct box *box, int axis)
{
	return (box->hi.at[axis] - box->lo.at[axis]) / 2.0;
}

/* By the words of revolve.c, for a box that is as wide as it is deep. */
static bool
is_in(const struct revolve *how, const struct pos *p)
{
	int a = (how->axis + 1) % 3, b = (how->axis + 2) % 3;
	double far = hypot(off(&how->box, a, p->at[a]),
	    off(&how->box, b, p->at[b]));
	double up = off(&how->box, how->axis, p->at[how->axis]);
	double wide = half(&how->box, a), high = half(&how->box, how->axis);

	if (how->ring)
		return hypot(far - (wide - high), up) <= high;
	if (fabs(up) > high)
		return false;
	up = (how->back ? -up : up) + high;
	return far <= wide * (1 - up / (2 * high) * (1 - how->tip));
}

static void
compare(const struct revolve *how)
{
	struct volume v = { 0 };
	struct pos p;
	uint64_t count = 0;

	cr_assert_eq(revolve_draw(&v, how), OK);
	for (p.at[2] = -40; p.at[2] < 40; p.at[2]++)
		for (p.at[1] = -40; p.at[1] < 40; p.at[1]++)
			for (p.at[0] = -40; p.at[0] < 40; p.at[0]++) {
				cr_assert_eq(rgba_exists(volume_get(&v, &p)),
				    is_in(how, &p), "%d,%d,%d", p.at[0],
				    p.at[1], p.at[2]);
				count += is_in(how, &p);
			}
	cr_assert_eq(volume_count(&v), count);
	volume_fini(&v);
}

Test(revolve, a_cone_is_what_its_words_say)
{
	struct revolve how = { .mode = MODE_OVER, .color = red,
	    .box = { { { -20, -20, -11 } }, { { 15, 15, 36 } } }, .axis = 2 };

	compare(&how);
	how.back = true;
	compare(&how);
	how.tip = 0.4;
	compare(&how);
	how.box = (struct box){ { { -3, -30, -30 } }, { { 38, 31, 31 } } };
	how.axis = 0;
	compare(&how);
}

Test(revolve, a_ring_is_what_its_words_say)
{
	struct revolve how = { .mode = MODE_OVER, .color = red, .ring = true,
	    .box = { { { -35, -35, -7 } }, { { 36, 36, 8 } } }, .axis = 2 };

	compare(&how);
	how.box = (struct box){ { { -20, 3, -20 } }, { { 19, 9, 19 } } };
	how.axis = 1;
	compare(&how);
}

Test(revolve, a_large_one_is_solid_inside)
{
	struct revolve how = { .mode = MODE_OVER, .color = red, .axis = 2,
	    .tip = 1, .box = { { { 0, 0, 0 } }, { { 512, 512, 512 } } } };
	struct pos middle = { { 256, 256, 256 } };
	struct volume v = { 0 };
	int32_t side;

	cr_assert_eq(revolve_draw(&v, &how), OK);
	volume_slot_wide(&v, &middle, &side);
	cr_assert_eq(side, 128);
	volume_fini(&v);
}

Test(revolve, takes_a_box_within_bounds)
{
	struct revolve how = { .mode = MODE_OVER, .color = red,
	    .box = { { { 0, 0, 0 } }, { { 1 << 21, 2, 2 } } } };
	struct volume v = { 0 };

	cr_assert_eq(revolve_draw(&v, &how), ERR_BOUNDS);
	how.box = (struct box){ { { 0, 0, 0 } }, { { 0, 2, 2 } } };
	cr_assert_eq(revolve_draw(&v, &how), OK);
	cr_assert_eq(volume_count(&v), 0);
}
