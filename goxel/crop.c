/*
 * crop - cut away what lies outside a box
 *
 * What is kept is gathered in a new volume: pieces inside the box are shared,
 * and only tiles at its surface are cut.  Which sides of a tile are cut tells
 * how, for the box is one; so what came of the last tile cut on the same sides
 * is kept, and serves again when the next one is equal, as tiles of one colour
 * are.
 */
#include "bounds.h"
#include "goxel/crop.h"

struct cut {
	tile_slot	 from;		/* 0: none yet */
	tile_slot	 slot;		/* a reference */
};

struct cropping {
	struct volume	*to;
	struct box	 box;
	struct cut	 cut[64];	/* bit 2 axis: low side, next: high */
};

static struct box
cube_at(const struct pos *lo, int32_t side)
{
	struct box cube = { *lo, *lo };
	int axis;

	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += side;
	return cube;
}

static int
sides_cut(const struct box *tile, const struct box *kept)
{
	int axis, sides = 0;

	for (axis = 0; axis < 3; axis++) {
		sides |= (kept->lo.at[axis] > tile->lo.at[axis]) << 2 * axis;
		sides |= (kept->hi.at[axis] < tile->hi.at[axis]) <<
		    (2 * axis + 1);
	}
	return sides;
}

/* The voxels of a tile that are in `kept`, which is inside it. */
static tile_slot
cut_tile(tile_slot slot, const struct box *kept)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	struct pos pos = kept->lo;
	uint32_t index;

	for (; pos.at[2] < kept->hi.at[2]; pos.at[2]++)
		for (pos.at[1] = kept->lo.at[1]; pos.at[1] < kept->hi.at[1];
		    pos.at[1]++)
			for (pos.at[0] = kept->lo.at[0];
			    pos.at[0] < kept->hi.at[0]; pos.at[0]++) {
				index = tile_index(&pos);
				tile->voxel[index] = slot_uniform(slot) ?
				    slot_color(slot) :
				    slot_tile(slot)->voxel[index];
			}
	tile_refresh(tile);
	return slot_of_tile(tile);
}

static enum err
keep_tile(struct cropping *c, const struct pos *at, tile_slot slot)
{
	struct box tile = cube_at(at, TILE_SIDE);
	struct box kept = box_cut(&tile, &c->box);
	struct cut *cut;

	if (box_empty(&kept))
		return OK;
	if (!box_same(&kept, &tile)) {
		cut = &c->cut[sides_cut(&tile, &kept)];
		if (cut->from != slot) {
			slot_drop(cut->slot);
			cut->from = slot;
			cut->slot = cut_tile(slot, &kept);
		}
		slot = cut->slot;
	}
	slot_take(slot);
	return volume_put(c->to, at, slot);
}

/* A sector of one colour. */
static enum err
keep_sector(struct cropping *c, const struct volume_walk *w)
{
	struct box sector = cube_at(&w->at, w->side);
	enum err err = OK;
	struct pos at;

	if (box_covers(&c->box, &sector))
		return volume_fill(c->to, &sector, slot_color(w->here));
	if (!box_meets(&c->box, &sector))
		return OK;
	at = sector.lo;
	for (; at.at[2] < sector.hi.at[2]; at.at[2] += TILE_SIDE)
		for (at.at[1] = sector.lo.at[1]; at.at[1] < sector.hi.at[1];
		    at.at[1] += TILE_SIDE)
			for (at.at[0] = sector.lo.at[0]; err == OK &&
			    at.at[0] < sector.hi.at[0]; at.at[0] += TILE_SIDE)
				err = keep_tile(c, &at, w->here);
	return err;
}

enum err
crop_volume(struct volume *v, const struct box *box)
{
	struct volume kept = { 0 };
	struct cropping c = { .to = &kept, .box = *box };
	struct volume_walk w;
	enum err err = OK;
	size_t i;

	volume_walk_open(&w, v);
	while (err == OK && volume_walk_next(&w))
		err = w.side > TILE_SIDE ? keep_sector(&c, &w) :
		    keep_tile(&c, &w.at, w.here);
	for (i = 0; i < sizeof c.cut / sizeof *c.cut; i++)
		slot_drop(c.cut[i].slot);
	if (err == OK) {
		volume_fini(v);
		volume_copy(v, &kept);
	}
	volume_fini(&kept);
	return err;
}
