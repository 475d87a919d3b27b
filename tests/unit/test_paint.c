/*
 * test_paint - flood fill
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/paint.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba pink = { { 250, 5, 0, 9 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

Test(paint, fills_what_is_connected_and_nothing_else)
{
	struct volume v = { .table = NULL };
	struct box left = { { { -40, -5, 0 } }, { { 0, 150, 33 } } };
	struct box right = { { { 1, -5, 0 } }, { { 20, 20, 3 } } };
	uint64_t filled;

	volume_fill(&v, &left, red);
	volume_fill(&v, &right, red);
	cr_assert_eq(paint_flood(&v, AT(-1, 0, 0), 0, blue, &filled), OK);
	cr_assert_eq(filled, box_voxels(&left));
	cr_assert(rgba_same(volume_get(&v, AT(-40, 149, 32)), blue));
	cr_assert(rgba_same(volume_get(&v, AT(1, 0, 0)), red));
	cr_assert_eq(volume_count(&v), box_voxels(&left) + box_voxels(&right));
	volume_fini(&v);
}

Test(paint, corners_and_edges_do_not_connect)
{
	struct volume v = { .table = NULL };
	uint64_t filled;

	volume_set(&v, AT(0, 0, 0), red);
	volume_set(&v, AT(1, 1, 0), red);
	volume_set(&v, AT(-1, -1, -1), red);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 255, blue, &filled), OK);
	cr_assert_eq(filled, 1);
	volume_fini(&v);
}

Test(paint, tolerance_is_measured_from_the_seed_and_includes_its_end)
{
	struct volume v = { .table = NULL };
	uint64_t filled;

	volume_set(&v, AT(0, 0, 0), red);
	volume_set(&v, AT(1, 0, 0), pink);
	volume_set(&v, AT(2, 0, 0), (struct rgba){ { 249, 5, 0, 255 } });
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 4, blue, &filled), OK);
	cr_assert_eq(filled, 1);
	volume_set(&v, AT(0, 0, 0), red);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 5, blue, &filled), OK);
	cr_assert_eq(filled, 2);
	cr_assert(rgba_same(volume_get(&v, AT(1, 0, 0)), blue));
	volume_fini(&v);
}

Test(paint, tolerance_below_zero_is_zero)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 16, 16, 16 } } };
	uint64_t filled;

	volume_fill(&v, &box, red);
	cr_assert_eq(paint_flood(&v, AT(5, 5, 5), -1, blue, &filled), OK);
	cr_assert_eq(filled, TILE_VOXELS);
	volume_fini(&v);
}

Test(paint, empty_seed_fills_nothing)
{
	struct volume v = { .table = NULL };
	uint64_t filled = 7;

	volume_set(&v, AT(0, 0, 0), red);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 1), 255, blue, &filled),
	    ERR_NO_VOXEL);
	cr_assert_eq(filled, 0);
	cr_assert_eq(paint_flood(&v, AT(BOUND_COORD, 0, 0), 255, blue,
	    &filled), ERR_NO_VOXEL);
	volume_fini(&v);
}

Test(paint, fill_with_nothing_removes)
{
	struct volume v = { .table = NULL };
	struct box box = { { { -9, -9, -9 } }, { { 30, 30, 30 } } };
	uint64_t filled;

	volume_fill(&v, &box, red);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 0, none, &filled), OK);
	cr_assert_eq(filled, box_voxels(&box));
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

Test(paint, fill_ends_at_the_bounds_of_the_world)
{
	struct volume v = { .table = NULL };
	uint64_t filled;

	volume_set(&v, AT(BOUND_COORD - 1, -BOUND_COORD, 0), red);
	cr_assert_eq(paint_flood(&v, AT(BOUND_COORD - 1, -BOUND_COORD, 0), 0,
	    blue, &filled), OK);
	cr_assert_eq(filled, 1);
	volume_fini(&v);
}

/* 256^3 is BOUND_EDIT_VOXELS. */
Test(paint, fills_as_many_voxels_as_the_bound_and_not_one_more)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 256, 256, 256 } } };
	uint64_t filled;

	volume_fill(&v, &box, red);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 0, blue, &filled), OK);
	cr_assert_eq(filled, BOUND_EDIT_VOXELS);
	volume_set(&v, AT(256, 0, 0), blue);
	cr_assert_eq(paint_flood(&v, AT(0, 0, 0), 0, red, &filled),
	    ERR_TOO_BIG);
	cr_assert_eq(filled, 0);
	cr_assert(rgba_same(volume_get(&v, AT(0, 0, 0)), blue));
	cr_assert_eq(volume_count(&v), BOUND_EDIT_VOXELS + 1);
	volume_fini(&v);
}

static struct pos
maze_place(int i)
{
	return (struct pos){ { i % 40 - 20, i / 40 % 40 - 20, i / 1600 - 20 } };
}

static bool
beside(struct dense *d, const struct pos *pos, struct rgba color)
{
	int side;

	for (side = 0; side < 6; side++) {
		struct pos near = *pos;

		near.at[side / 2] += side % 2 ? 1 : -1;
		if (box_holds(&d->box, &near) &&
		    rgba_same(*dense_at(d, &near), color))
			return true;
	}
	return false;
}

/* By sweeps, until nothing changes. */
static void
flood_naively(struct dense *d, const struct pos *seed, struct rgba color)
{
	struct rgba was = *dense_at(d, seed);
	bool again = true;
	int i;

	*dense_at(d, seed) = color;
	while (again) {
		again = false;
		for (i = 0; i < 40 * 40 * 40; i++) {
			struct pos pos = maze_place(i);

			if (!rgba_same(*dense_at(d, &pos), was) ||
			    !beside(d, &pos, color))
				continue;
			*dense_at(d, &pos) = color;
			again = true;
		}
	}
}

static void
fill_maze(uint32_t share, uint64_t state)
{
	struct volume v = { .table = NULL };
	struct dense d;
	struct pos pos, seed = { { 0, 0, 0 } };
	uint64_t filled, before = 0;
	int i;

	dense_init(&d, 20);
	for (i = 0; i < 40 * 40 * 40; i++) {
		pos = maze_place(i);
		*dense_at(&d, &pos) = dense_random(&state, 100) < share ||
		    i == 20 * 1640 + 20 ? red : pink;
		volume_set(&v, &pos, *dense_at(&d, &pos));
	}
	flood_naively(&d, &seed, blue);
	cr_assert_eq(paint_flood(&v, &seed, 3, blue, &filled), OK);
	cr_assert(dense_same(&d, &v));
	for (i = 0; i < 40 * 40 * 40; i++)
		before += rgba_same(d.voxel[i], blue);
	cr_assert_eq(filled, before);
	volume_fini(&v);
	dense_fini(&d);
}

/* From islands to a sponge; at 31 % the way through is longest. */
Test(paint, random_maze_fills_as_by_naive_growth)
{
	fill_maze(25, 6);
	fill_maze(31, 7);
	fill_maze(33, 8);
	fill_maze(40, 9);
	fill_maze(95, 10);
}
