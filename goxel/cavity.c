/*
 * cavity - hollows that nothing from outside can reach
 *
 * What is empty, in a box of whole sectors with some room on every side, is a
 * volume too, whose parts are found; the one at the box's corner is outside.
 * Sectors without a voxel are one piece each, so that emptiness costs little.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/cavity.h"

#define NEAR_EDGE	(BOUND_COORD - SECTOR_SIDE)

static const struct rgba ink = { { 255, 255, 255, 255 } };
static const struct rgba nothing = { { 0 } };

/* Whole sectors, and one voxel of room at least. */
static struct box
surround(const struct box *bounds)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = (bounds->lo.at[axis] - 1) & -SECTOR_SIDE;
		box.hi.at[axis] = (bounds->hi.at[axis] + SECTOR_SIDE) &
		    -SECTOR_SIDE;
	}
	return box;
}

static tile_slot
inverse(const struct tile *tile)
{
	struct tile *out = tile_new(nothing);
	uint32_t i;

	for (i = 0; i < TILE_VOXELS; i++)
		if (!tile_has(tile, i))
			out->voxel[i] = ink;
	tile_refresh(out);
	return slot_of_tile(out);
}

static enum err
carve_piece(const struct volume_walk *w, struct volume *space)
{
	struct box box = { w->at, w->at };
	int axis;

	if (!slot_uniform(w->here))
		return volume_put(space, &w->at, inverse(slot_tile(w->here)));
	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += w->side;
	return volume_fill(space, &box, nothing);
}

/* What is empty in a box. */
static enum err
carve(const struct volume *v, const struct box *box, struct volume *space)
{
	uint32_t tiles = 0;
	struct volume_walk w;
	enum err err;

	err = volume_fill(space, box, ink);
	volume_walk_open(&w, v);
	while (err == OK && volume_walk_next(&w)) {
		if (!slot_uniform(w.here) && ++tiles > CAVITY_TILES)
			return ERR_TOO_BIG;
		err = carve_piece(&w, space);
	}
	return err;
}

/* All but what is outside. */
static void
drop_outside(struct components *c, const struct pos *corner)
{
	uint32_t i;

	for (i = 0; i < c->count; i++)
		if (memcmp(&c->at[i].box.lo, corner, sizeof *corner) == 0)
			break;
	if (i == c->count)
		return;
	memmove(c->at + i, c->at + i + 1,
	    (c->count - i - 1) * sizeof *c->at);
	c->count--;
}

enum err
cavity_find(struct components *c, const struct volume *v)
{
	struct volume space = { 0 };
	struct box bounds, box;
	enum err err;
	int axis;

	*c = (struct components){ 0 };
	if (!volume_bounds(v, true, &bounds))
		return OK;
	for (axis = 0; axis < 3; axis++)
		if (bounds.lo.at[axis] <= -NEAR_EDGE ||
		    bounds.hi.at[axis] >= NEAR_EDGE)
			return ERR_TOO_BIG;
	box = surround(&bounds);
	if ((err = carve(v, &box, &space)) == OK &&
	    (err = component_find(c, &space)) == OK)
		drop_outside(c, &box.lo);
	volume_fini(&space);
	return err;
}
