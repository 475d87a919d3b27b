/*
 * test_crop - what is left is what was inside the box
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/crop.h"
#include "tests/unit/dense.h"

#define REACH	36

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct box
any_box(uint64_t *seed, int32_t reach)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t a = (int32_t)dense_random(seed, 2 * (uint32_t)reach);

		box.lo.at[axis] = a - reach;
		box.hi.at[axis] = box.lo.at[axis] + 1 +
		    (int32_t)dense_random(seed, 2 * (uint32_t)reach -
		    (uint32_t)a);
	}
	return box;
}

/* Boxes of one colour and single voxels, in both. */
static void
scatter(struct volume *v, struct dense *d, uint64_t *seed)
{
	int i;

	for (i = 0; i < 12; i++) {
		struct box box = any_box(seed, REACH);
		struct rgba color = { { (uint8_t)dense_random(seed, 256), 9, 9,
		    (uint8_t)dense_random(seed, 256) } };

		if (i > 2)
			box.hi = box.lo;
		box.hi.at[0] = box.lo.at[0] + (i > 2 ? 1 : box.hi.at[0] -
		    box.lo.at[0]);
		if (i > 2)
			box.hi.at[1]++, box.hi.at[2]++;
		cr_assert_eq(volume_fill(v, &box, color), OK);
		dense_fill(d, &box, color);
	}
}

static void
crop_dense(struct dense *d, const struct box *box)
{
	uint64_t i, side = 2 * REACH;
	struct pos pos;

	for (i = 0; i < side * side * side; i++) {
		pos = (struct pos){ { (int32_t)(i % side) - REACH,
		    (int32_t)(i / side % side) - REACH,
		    (int32_t)(i / side / side) - REACH } };
		if (!box_holds(box, &pos))
			*dense_at(d, &pos) = (struct rgba){ { 0 } };
	}
}

Test(crop, leaves_what_a_plain_array_leaves)
{
	uint64_t seed = 5;
	int round;

	for (round = 0; round < 12; round++) {
		struct box box = any_box(&seed, REACH);
		struct volume v = { 0 };
		struct dense d;

		dense_init(&d, REACH);
		scatter(&v, &d, &seed);
		crop_dense(&d, &box);
		cr_assert_eq(crop_volume(&v, &box), OK);
		cr_assert(dense_same(&d, &v), "round %d", round);
		dense_fini(&d);
		volume_fini(&v);
	}
}

Test(crop, cuts_uniform_sectors)
{
	struct box all = { { { -256, -256, -256 } }, { { 256, 256, 256 } } };
	struct box kept = { { { -3, -130, 5 } }, { { 200, 1, 6 } } };
	struct volume v = { 0 };

	cr_assert_eq(volume_fill(&v, &all, red), OK);
	cr_assert_eq(crop_volume(&v, &kept), OK);
	cr_assert_eq(volume_count(&v), 203 * 131);
	cr_assert(volume_bounds(&v, true, &all));
	cr_assert(box_same(&all, &kept));
	volume_fini(&v);
}

Test(crop, costs_what_is_there_and_not_the_box)
{
	struct box world = { { { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	    { { BOUND_COORD, BOUND_COORD, 7 } } };
	struct pos in = { { BOUND_COORD - 1, 0, 6 } }, out = { { 0, 0, 7 } };
	struct volume v = { 0 };

	volume_set(&v, &in, red);
	volume_set(&v, &out, red);
	cr_assert_eq(crop_volume(&v, &world), OK);
	cr_assert_eq(volume_count(&v), 1);
	cr_assert(rgba_same(volume_get(&v, &in), red));
	volume_fini(&v);
}

Test(crop, shares_equal_tiles_that_it_cuts)
{
	struct box all = { { { 0, 0, 0 } }, { { 256, 256, 256 } } };
	struct box kept = { { { 1, 0, 0 } }, { { 256, 256, 256 } } };
	struct pos a = { { 5, 20, 30 } }, b = { { 5, 200, 130 } };
	struct pos inside = { { 20, 0, 0 } };
	struct volume v = { 0 };

	cr_assert_eq(volume_fill(&v, &all, red), OK);
	cr_assert_eq(crop_volume(&v, &kept), OK);
	cr_assert_not(slot_uniform(volume_slot(&v, &a)));
	cr_assert_eq(volume_slot(&v, &a), volume_slot(&v, &b));
	cr_assert(slot_uniform(volume_slot(&v, &inside)));
	cr_assert_eq(volume_count(&v), 255 * 256 * 256);
	volume_fini(&v);
}

Test(crop, shares_what_it_does_not_cut)
{
	struct box kept = { { { 0, 0, 0 } }, { { 32, 32, 32 } } };
	struct pos pos = { { 20, 20, 20 } };
	struct volume v = { 0 };
	tile_slot before;

	volume_set(&v, &pos, red);
	before = volume_slot(&v, &pos);
	cr_assert_eq(crop_volume(&v, &kept), OK);
	cr_assert_eq(volume_slot(&v, &pos), before);
	volume_fini(&v);
}

Test(crop, does_not_change_a_copy)
{
	struct box none = { { { 5, 5, 5 } }, { { 6, 6, 6 } } };
	struct volume v = { 0 }, copy = { 0 };
	struct pos pos = { { 1, 2, 3 } };

	volume_set(&v, &pos, red);
	volume_copy(&copy, &v);
	cr_assert_eq(crop_volume(&v, &none), OK);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(volume_count(&copy), 1);
	volume_fini(&v);
	volume_fini(&copy);
}
