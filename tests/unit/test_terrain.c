/*
 * test_terrain - a box filled by noise
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/ramp.h"
#include "goxel/terrain.h"
#include "tests/unit/dense.h"

static const struct rgba two[2] = { { { 0, 0, 0, 255 } },
	{ { 255, 255, 0, 255 } } };

static struct terrain
ground(bool cloud)
{
	return (struct terrain){ .box = { { { -21, -9, -17 } },
	    { { 22, 20, 19 } } }, .noise = { 5, 9, 3 }, .cloud = cloud,
	    .threshold = NOISE_ONE / 2,
	    .ramp = { (const char *)two, sizeof two } };
}

static uint32_t
number(const struct terrain *t, const struct pos *pos)
{
	uint32_t out;

	noise_row(&t->noise, pos, 1, &out);
	return out;
}

/* Whether a voxel of the box stands. */
static bool
stands(const struct terrain *t, const struct pos *pos)
{
	uint64_t depth = (uint64_t)(t->box.hi.at[2] - t->box.lo.at[2]);
	struct pos flat = { { pos->at[0], pos->at[1], 0 } };

	if (t->cloud)
		return number(t, pos) >= (uint32_t)t->threshold;
	return (uint64_t)(pos->at[2] - t->box.lo.at[2]) <
	    number(t, &flat) * (depth + 1) / NOISE_ONE;
}

static void
compare(bool cloud)
{
	struct terrain t = ground(cloud);
	struct volume v = { .table = NULL };
	int32_t side = 48, i;
	struct dense d;
	struct pos pos;

	dense_init(&d, side / 2);
	for (i = 0; i < side * side * side; i++) {
		pos = (struct pos){ { i % side - side / 2, i / side % side -
		    side / 2, i / side / side - side / 2 } };
		if (box_holds(&t.box, &pos) && stands(&t, &pos))
			*dense_at(&d, &pos) = ramp_color(&t.ramp,
			    (uint32_t)(pos.at[2] - t.box.lo.at[2]), 36);
	}
	cr_assert_eq(terrain_fill(&t, &v), OK);
	cr_assert(dense_same(&d, &v));
	cr_assert_gt(volume_count(&v), box_voxels(&t.box) / 5);
	cr_assert_lt(volume_count(&v), box_voxels(&t.box) / 5 * 4);
	volume_fini(&v);
	dense_fini(&d);
}

Test(terrain, has_hills_as_high_as_the_noise)
{
	compare(false);
}

Test(terrain, has_a_cloud_where_the_noise_is_high)
{
	compare(true);
}

static enum err
try(struct terrain t)
{
	struct volume v = { .table = NULL };
	enum err err = terrain_fill(&t, &v);

	cr_assert(err == OK || volume_count(&v) == 0);
	volume_fini(&v);
	return err;
}

Test(terrain, out_of_range_is_refused)
{
	struct terrain t = ground(true);

	t.noise.octaves = NOISE_OCTAVES + 1;
	cr_assert_eq(try(t), ERR_PARAMS);
	t.noise.octaves = NOISE_OCTAVES;
	cr_assert_eq(try(t), OK);
	t.noise.octaves = 0;
	cr_assert_eq(try(t), ERR_PARAMS);
	t = ground(true);
	t.noise.scale = 0;
	cr_assert_eq(try(t), ERR_PARAMS);
	t = ground(true);
	t.threshold = NOISE_ONE + 1;
	cr_assert_eq(try(t), ERR_PARAMS);
	t.threshold = NOISE_ONE;
	cr_assert_eq(try(t), OK);
	t.ramp.len = 3;
	cr_assert_eq(try(t), ERR_PARAMS);
	t = ground(false);
	t.box.hi.at[0] = BOUND_COORD + 1;
	cr_assert_eq(try(t), ERR_BOUNDS);
	t = ground(false);
	t.box.hi.at[0] = t.box.lo.at[0];
	cr_assert_eq(try(t), OK);
}

Test(terrain, finds_as_many_numbers_as_the_limit_and_no_more)
{
	struct terrain t = ground(true);

	t.noise.octaves = 1;
	t.threshold = NOISE_ONE;
	t.box = (struct box){ { { 0, 0, 0 } }, { { 256, 256, 256 } } };
	cr_assert_eq(try(t), OK);
	t.box.hi.at[0]++;
	cr_assert_eq(try(t), ERR_TOO_BIG);
	t.box = (struct box){ { { 0, 0, 0 } }, { { 128, 256, 256 } } };
	t.noise.octaves = 3;
	cr_assert_eq(try(t), ERR_TOO_BIG);
	t = ground(false);
	t.box = (struct box){ { { 0, 0, 0 } }, { { 1, 1, 65535 } } };
	cr_assert_eq(try(t), OK);
	t.box.hi.at[2]++;
	cr_assert_eq(try(t), ERR_TOO_BIG);
}
