/*
 * crop - cut away what lies outside a box
 *
 * What is kept is gathered in a new volume: pieces inside the box are shared,
 * and only tiles at its surface are looked into.
 */
#include "bounds.h"
#include "goxel/crop.h"

/* The voxels of a tile that are in `kept`, which is inside it; by rows. */
static tile_slot
cut_tile(tile_slot slot, const struct box *kept)
{
	const struct tile *from = slot_tile(slot);
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	size_t size = (size_t)(kept->hi.at[0] - kept->lo.at[0]) *
	    sizeof *tile->voxel;
	struct pos pos = kept->lo;
	uint32_t index;

	for (; pos.at[2] < kept->hi.at[2]; pos.at[2]++)
		for (pos.at[1] = kept->lo.at[1]; pos.at[1] < kept->hi.at[1];
		    pos.at[1]++) {
			index = tile_index(&pos);
			memcpy(&tile->voxel[index], &from->voxel[index], size);
		}
	tile_refresh(tile);
	return slot_of_tile(tile);
}

static enum err
keep_piece(struct volume *to, const struct volume_walk *w,
    const struct box *box)
{
	struct box piece = { w->at, w->at }, kept;
	int axis;

	for (axis = 0; axis < 3; axis++)
		piece.hi.at[axis] += w->side;
	kept = box_cut(&piece, box);
	if (box_empty(&kept))
		return OK;
	if (slot_uniform(w->here))
		return volume_fill(to, &kept, slot_color(w->here));
	if (!box_same(&kept, &piece))
		return volume_put(to, &w->at, cut_tile(w->here, &kept));
	slot_take(w->here);
	return volume_put(to, &w->at, w->here);
}

enum err
crop_volume(struct volume *v, const struct box *box)
{
	struct volume kept = { 0 };
	struct volume_walk w;
	enum err err = OK;

	volume_walk_open(&w, v);
	while (err == OK && volume_walk_next(&w))
		err = keep_piece(&kept, &w, box);
	if (err == OK) {
		volume_fini(v);
		volume_copy(v, &kept);
	}
	volume_fini(&kept);
	return err;
}
