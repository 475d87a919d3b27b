/*
 * test_reduce - a volume at a half, a quarter or an eighth of its size
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/reduce.h"
#include "tests/unit/dense.h"

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })
#define REACH	32

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };

/* The colour of one cell, by comparing each voxel with each. */
static struct rgba
naive_cell(struct dense *d, const struct pos *lo, int32_t side,
    int32_t percent)
{
	struct rgba best = { { 0 } }, color[512];
	int32_t i, j, n = 0, most = 0, same;
	struct pos p;

	for (i = 0; i < side * side * side; i++) {
		p = (struct pos){ { lo->at[0] + i % side, lo->at[1] +
		    i / side % side, lo->at[2] + i / side / side } };
		if (dense_at(d, &p)->c[ALPHA] > 0)
			color[n++] = *dense_at(d, &p);
	}
	for (i = 0; i < n; i++) {
		for (same = 0, j = 0; j < n; j++)
			same += rgba_same(color[i], color[j]);
		if (same > most || (same == most &&
		    memcmp(&color[i], &best, 4) < 0)) {
			most = same;
			best = color[i];
		}
	}
	return n * 100 >= percent * side * side * side ? best :
	    (struct rgba){ { 0 } };
}

static void
expect_reduced(struct dense *d, const struct volume *v, int32_t side,
    int32_t percent)
{
	struct volume small = { .table = NULL };
	int32_t cells = 2 * REACH / side, i, axis;
	uint64_t count = 0;
	struct rgba want;
	struct pos p, at;

	cr_assert_eq(reduce_volume(v, side, percent, &small), OK);
	for (i = 0; i < cells * cells * cells; i++) {
		at = (struct pos){ { i % cells, i / cells % cells,
		    i / cells / cells } };
		for (axis = 0; axis < 3; axis++) {
			at.at[axis] -= cells / 2;
			p.at[axis] = at.at[axis] * side;
		}
		want = naive_cell(d, &p, side, percent);
		count += rgba_exists(want);
		cr_assert(rgba_same(volume_get(&small, &at), want) ||
		    !rgba_exists(want));
	}
	cr_assert_eq(volume_count(&small), count);
	volume_fini(&small);
}

Test(reduce, takes_the_colour_of_most_as_the_naive_way_does)
{
	struct volume v = { .table = NULL };
	uint64_t seed = 7;
	struct dense d;
	struct pos p;
	int i, axis;

	dense_init(&d, REACH);
	for (i = 0; i < 200000; i++) {
		struct rgba color = { { (uint8_t)dense_random(&seed, 3), 0,
		    0, 255 } };

		for (axis = 0; axis < 3; axis++)
			p.at[axis] = (int32_t)dense_random(&seed,
			    2 * REACH - 10) - REACH;
		volume_set(&v, &p, color);
		*dense_at(&d, &p) = color;
	}
	volume_fill(&v, &(struct box){ { { 0, 0, 0 } }, { { 16, 32, 16 } } },
	    red);
	dense_fill(&d, &(struct box){ { { 0, 0, 0 } }, { { 16, 32, 16 } } },
	    red);
	expect_reduced(&d, &v, 2, 50);
	expect_reduced(&d, &v, 4, 0);
	expect_reduced(&d, &v, 4, 60);
	expect_reduced(&d, &v, 8, 55);
	expect_reduced(&d, &v, 8, 100);
	volume_fini(&v);
	dense_fini(&d);
}

Test(reduce, sectors_of_one_colour_stay_boxes)
{
	struct box box = { { { -1280, -1280, -1280 } }, { { 1280, 1280,
	    1280 } } };
	struct volume v = { .table = NULL }, small = { .table = NULL };

	volume_fill(&v, &box, blue);
	cr_assert_eq(reduce_volume(&v, 8, 50, &small), OK);
	cr_assert_eq(volume_count(&small), 320ull * 320 * 320);
	cr_assert(rgba_same(volume_get(&small, AT(-160, 159, 0)), blue));
	volume_fini(&v);
	volume_fini(&small);
}

/* One voxel in each of `tiles` tiles. */
static enum err
reduce_tiles(uint32_t tiles)
{
	struct volume v = { .table = NULL }, small = { .table = NULL };
	enum err err;
	uint32_t i;

	for (i = 0; i < tiles; i++)
		volume_set(&v, AT((int32_t)(i % 64) * 16,
		    (int32_t)(i / 64 % 64) * 16, (int32_t)(i / 4096) * 16),
		    red);
	err = reduce_volume(&v, 8, 0, &small);
	cr_assert_eq(volume_count(&small), err == OK ? tiles : 0);
	volume_fini(&v);
	volume_fini(&small);
	return err;
}

Test(reduce, takes_as_many_tiles_as_an_edit_may_touch_and_no_more)
{
	cr_assert_eq(reduce_tiles(BOUND_EDIT_TILES), OK);
	cr_assert_eq(reduce_tiles(BOUND_EDIT_TILES + 1), ERR_TOO_BIG);
}

Test(reduce, other_scales_are_refused)
{
	struct volume v = { .table = NULL }, small = { .table = NULL };

	cr_assert_eq(reduce_volume(&v, 3, 50, &small), ERR_PARAMS);
	cr_assert_eq(reduce_volume(&v, 16, 50, &small), ERR_PARAMS);
	cr_assert_eq(reduce_volume(&v, 2, 101, &small), ERR_PARAMS);
	cr_assert_eq(reduce_volume(&v, 2, -1, &small), ERR_PARAMS);
	cr_assert_eq(reduce_volume(&v, 2, 100, &small), OK);
}
