/*
 * test_walk - reading whole volumes
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/volume.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static void
scatter(struct volume *v, int count, uint64_t seed)
{
	int i, axis;

	for (i = 0; i < count; i++) {
		struct pos pos;

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dense_random(&seed, 600) - 300;
		cr_assert_eq(volume_set(v, &pos, red), OK);
	}
}

Test(walk, walk_visits_all_that_is_there_once)
{
	struct volume v = { .table = NULL }, seen = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 400, 130, 130 } } };
	struct volume_walk w;
	uint64_t count = 0;

	volume_fill(&v, &box, blue);
	scatter(&v, 500, 3);
	volume_walk_open(&w, &v);
	while (volume_walk_next(&w)) {
		struct box here = { w.at, w.at };
		int axis;

		cr_assert_neq(w.here, 0);
		for (axis = 0; axis < 3; axis++)
			here.hi.at[axis] += w.side;
		if (slot_uniform(w.here)) {
			volume_fill(&seen, &here, slot_color(w.here));
			count += box_voxels(&here);
		} else {
			slot_take(w.here);
			volume_put(&seen, &w.at, w.here);
			count += slot_count(w.here);
		}
	}
	cr_assert_eq(count, volume_count(&v));
	cr_assert(volume_same(&v, &seen));
	volume_fini(&v);
	volume_fini(&seen);
}

Test(walk, walk_over_nothing_ends_at_once)
{
	struct volume v = { .table = NULL };
	struct volume_walk w;

	volume_walk_open(&w, &v);
	cr_assert_not(volume_walk_next(&w));
}

/* Order of z, then y, then x. */
static int
compare(const struct pos *a, const struct pos *b)
{
	int axis;

	for (axis = 2; axis >= 0; axis--)
		if (a->at[axis] != b->at[axis])
			return a->at[axis] < b->at[axis] ? -1 : 1;
	return 0;
}

static uint64_t
scan(const struct volume *v, const struct box *box)
{
	struct volume_scan s;
	struct pos last = { { 0, 0, INT32_MIN } };
	uint64_t count = 0;

	volume_scan_open(&s, v, box);
	while (volume_scan_next(&s)) {
		struct box tile = { s.at, s.at };
		int axis;

		for (axis = 0; axis < 3; axis++)
			tile.hi.at[axis] += TILE_SIDE;
		cr_assert_eq(compare(&last, &s.at), -1);
		cr_assert(box == NULL || box_meets(box, &tile));
		cr_assert_eq(s.here, volume_slot(v, &s.at));
		count += slot_count(s.here);
		last = s.at;
	}
	volume_scan_close(&s);
	return count;
}

Test(walk, scan_visits_all_tiles_in_order)
{
	struct volume v = { .table = NULL };
	struct box box = { { { -200, -3, 0 } }, { { 200, 260, 130 } } };

	scatter(&v, 500, 9);
	cr_assert_eq(scan(&v, NULL), volume_count(&v));
	volume_fill(&v, &box, blue);
	cr_assert_eq(scan(&v, NULL), volume_count(&v));
	volume_fini(&v);
}

Test(walk, scan_of_a_box_visits_the_tiles_that_touch_it)
{
	struct volume v = { .table = NULL };
	struct box all = { { { -256, -256, -256 } }, { { 256, 256, 256 } } };
	struct box box = { { { -1, 15, 100 } }, { { 129, 17, 101 } } };

	volume_fill(&v, &all, red);
	cr_assert_eq(scan(&v, &box), 10 * 2 * 1 * TILE_VOXELS);
	box.hi.at[1] = box.lo.at[1];
	cr_assert_eq(scan(&v, &box), 0);
	volume_fini(&v);
}

Test(walk, bounds_are_exact_or_those_of_tiles)
{
	struct volume v = { .table = NULL };
	struct box box, exact = { { { -17, 3, 9 } }, { { 301, 4, 11 } } };
	struct box rough = { { { -32, 0, 0 } }, { { 304, 16, 16 } } };

	volume_set(&v, AT(-17, 3, 9), red);
	volume_set(&v, AT(300, 3, 10), red);
	cr_assert(volume_bounds(&v, true, &box));
	cr_assert(box_same(&box, &exact));
	cr_assert(volume_bounds(&v, false, &box));
	cr_assert(box_same(&box, &rough));
	volume_fini(&v);
}

Test(walk, exact_bounds_are_those_of_every_voxel)
{
	struct volume v = { .table = NULL };
	struct box box, want;
	uint64_t seed = 4;
	int i, axis;

	for (i = 0; i < 200; i++) {
		struct pos pos;

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dense_random(&seed, 900) - 400;
		volume_set(&v, &pos, blue);
		for (axis = 0; axis < 3; axis++) {
			int32_t *lo = &want.lo.at[axis], at = pos.at[axis];
			int32_t *hi = &want.hi.at[axis];

			*lo = i == 0 || at < *lo ? at : *lo;
			*hi = i == 0 || at >= *hi ? at + 1 : *hi;
		}
		cr_assert(volume_bounds(&v, true, &box));
		cr_assert(box_same(&box, &want));
	}
	volume_fini(&v);
}

Test(walk, volumes_are_the_same_by_voxels_not_by_history)
{
	struct volume a = { .table = NULL }, b = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 256, 256, 256 } } };
	struct box half = { { { 0, 0, 0 } }, { { 100, 256, 256 } } };

	cr_assert(volume_same(&a, &b));
	volume_fill(&a, &box, red);
	cr_assert_not(volume_same(&a, &b));
	cr_assert_not(volume_same(&b, &a));
	volume_fill(&b, &box, blue);
	cr_assert_not(volume_same(&a, &b));
	volume_fill(&b, &half, red);
	half.lo.at[0] = 100;
	half.hi.at[0] = 256;
	volume_fill(&b, &half, red);
	cr_assert(volume_same(&a, &b));
	volume_set(&b, AT(255, 255, 255), blue);
	cr_assert_not(volume_same(&a, &b));
	volume_fini(&a);
	volume_fini(&b);
}
