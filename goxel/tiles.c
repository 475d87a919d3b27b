/*
 * tiles - the tiles of a sector that a box touches, in turn
 */
#include <assert.h>

#include "goxel/tiles.h"
#include "goxel/volume.h"

/* Voxels of the sector that the box covers on one axis, from its corner. */
static void
range_of(const struct box *box, const struct pos *sector, int axis,
    int32_t range[2])
{
	int32_t lo = box->lo.at[axis] - sector->at[axis];
	int32_t hi = box->hi.at[axis] - sector->at[axis];

	range[0] = lo < 0 ? 0 : lo;
	range[1] = hi > SECTOR_SIDE ? SECTOR_SIDE : hi;
	assert(range[0] < range[1]);
}

void
tiles_open(struct tiles *t, const struct box *box, const struct pos *sector)
{
	int32_t range[2];
	int axis;

	t->index = 0;
	for (axis = 2; axis >= 0; axis--) {
		range_of(box, sector, axis, range);
		range[0] &= -TILE_SIDE;
		range[1] = (range[1] + TILE_SIDE - 1) & -TILE_SIDE;
		t->box.lo.at[axis] = sector->at[axis] + range[0];
		t->box.hi.at[axis] = sector->at[axis] + range[1];
		t->index = t->index * SECTOR_TILES +
		    (uint32_t)range[0] / TILE_SIDE;
	}
	t->at = t->box.lo;
	/* The first step goes to the first. */
	t->at.at[0] -= TILE_SIDE;
	t->index--;
}

bool
tiles_turn(struct tiles *t)
{
	uint32_t step = 1;
	int axis;

	for (axis = 0; axis < 2; axis++) {
		int32_t side = t->box.hi.at[axis] - t->box.lo.at[axis];

		t->at.at[axis] = t->box.lo.at[axis];
		t->index -= step * (uint32_t)(side / TILE_SIDE);
		step *= SECTOR_TILES;
		t->at.at[axis + 1] += TILE_SIDE;
		t->index += step;
		if (t->at.at[axis + 1] < t->box.hi.at[axis + 1])
			return true;
	}
	return false;
}

uint32_t
tiles_cut(const struct box *box, const struct pos *sector)
{
	uint32_t touched = 1, whole = 1;
	int32_t range[2], first, last;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		range_of(box, sector, axis, range);
		touched *= (uint32_t)((range[1] + TILE_SIDE - 1) / TILE_SIDE -
		    range[0] / TILE_SIDE);
		first = (range[0] + TILE_SIDE - 1) / TILE_SIDE;
		last = range[1] / TILE_SIDE;
		whole *= last > first ? (uint32_t)(last - first) : 0;
	}
	return touched - whole;
}
