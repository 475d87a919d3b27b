/*
 * test_tiles - the tiles of a sector that a box touches, in turn
 */
#include <criterion/criterion.h>

#include "goxel/sector.h"
#include "goxel/tiles.h"
#include "tests/unit/dense.h"

static struct box
cube_at(const struct pos *at, int32_t side)
{
	struct box cube = { *at, *at };
	int axis;

	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += side;
	return cube;
}

/* Every tile of the sector, asked one by one. */
static void
compare(const struct box *box, const struct pos *sector)
{
	uint32_t cut = 0, i;
	struct tiles t;
	int axis;

	tiles_open(&t, box, sector);
	for (i = 0; i < SECTOR_SLOTS; i++) {
		struct pos at = *sector;
		struct box cube;

		for (axis = 0; axis < 3; axis++)
			at.at[axis] += (int32_t)(i >> 3 * axis & 7) *
			    TILE_SIDE;
		cube = cube_at(&at, TILE_SIDE);
		if (!box_meets(box, &cube))
			continue;
		cut += !box_covers(box, &cube);
		cr_assert(tiles_next(&t));
		cr_assert_eq(t.index, i);
		cr_assert_eq(memcmp(&t.at, &at, sizeof at), 0);
	}
	cr_assert_not(tiles_next(&t));
	cr_assert_eq(tiles_cut(box, sector), cut);
}

Test(tiles, are_those_that_the_box_meets_in_order_of_their_slots)
{
	struct pos sector = { { -128, 0, 256 } };
	struct box around = cube_at(&sector, SECTOR_SIDE), box;
	uint64_t seed = 3;
	int round, axis;

	for (round = 0; round < 300; round++) {
		for (axis = 0; axis < 3; axis++) {
			box.lo.at[axis] = sector.at[axis] - 40 +
			    (int32_t)dense_random(&seed, 168);
			box.hi.at[axis] = box.lo.at[axis] + 1 +
			    (int32_t)dense_random(&seed, 168);
		}
		if (box_meets(&box, &around))
			compare(&box, &sector);
	}
	compare(&around, &sector);
}

Test(tiles, box_over_the_whole_world_cuts_none)
{
	struct box all = { { { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	    { { BOUND_COORD, BOUND_COORD, BOUND_COORD } } };
	struct pos last = { { BOUND_COORD - SECTOR_SIDE, 0,
	    -BOUND_COORD } };

	compare(&all, &last);
}
