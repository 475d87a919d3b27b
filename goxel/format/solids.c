/*
 * solids - what of an image formats of voxels hold
 *
 * Bounds are taken tile by tile, and a tile that lies within what is known
 * already is not read: of a large model, that is nearly all of them.
 */
#include "goxel/format/solids.h"

static struct box
cube(const struct pos *at, int32_t side)
{
	struct box box = { *at, *at };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += side;
	return box;
}

static struct pos
voxel_pos(const struct pos *at, uint32_t index)
{
	struct pos pos = *at;
	int axis;

	for (axis = 0; axis < 3; axis++)
		pos.at[axis] += (int32_t)(index >> 4 * axis & 15);
	return pos;
}

static struct box
tile_solids(const struct tile *tile, const struct pos *at)
{
	struct box all = { { { 0 } }, { { 0 } } }, one;
	struct pos pos;
	uint32_t i;

	for (i = 0; i < TILE_VOXELS; i++) {
		if (!solids_has(tile->voxel[i]))
			continue;
		pos = voxel_pos(at, i);
		one = cube(&pos, 1);
		all = box_empty(&all) ? one : box_join(&all, &one);
	}
	return all;
}

struct box
solids_bounds(const struct volume *v)
{
	struct box all = { { { 0 } }, { { 0 } } }, part;
	struct volume_walk w;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w)) {
		part = cube(&w.at, w.side);
		if (slot_uniform(w.here) && !solids_has(slot_color(w.here)))
			continue;
		if (!box_empty(&all) && box_covers(&all, &part))
			continue;
		if (!slot_uniform(w.here))
			part = tile_solids(slot_tile(w.here), &w.at);
		if (!box_empty(&part))
			all = box_empty(&all) ? part : box_join(&all, &part);
	}
	return all;
}

enum err
solids_init(struct solids *s, const struct image *image)
{
	enum err err;

	*s = (struct solids){ .box = { { { 0 } }, { { 0 } } } };
	err = image_flatten(image, &s->volume);
	if (err == OK)
		s->box = solids_bounds(&s->volume);
	return err;
}

void
solids_fini(struct solids *s)
{
	volume_fini(&s->volume);
}

enum err
solids_each(const struct volume *v, const struct box *box,
    enum err (*each)(void *arg, const struct pos *pos, struct rgba color),
    void *arg)
{
	struct volume_scan scan;
	enum err err = OK;
	struct pos pos;
	struct rgba color;
	uint32_t i;

	volume_scan_open(&scan, v, box);
	while (err == OK && volume_scan_next(&scan)) {
		struct box here = cube(&scan.at, TILE_SIDE);
		bool whole = box_covers(box, &here);

		for (i = 0; err == OK && i < TILE_VOXELS; i++) {
			color = slot_get(scan.here, i);
			pos = voxel_pos(&scan.at, i);
			if (solids_has(color) &&
			    (whole || box_holds(box, &pos)))
				err = each(arg, &pos, color);
		}
	}
	volume_scan_close(&scan);
	return err;
}

static void
tile_colors(const struct tile *tile,
    void (*each)(void *arg, struct rgba color, uint64_t count), void *arg)
{
	uint32_t i, first;

	for (i = 0; i < TILE_VOXELS;) {
		for (first = i++; i < TILE_VOXELS &&
		    rgba_same(tile->voxel[i], tile->voxel[first]); i++)
			continue;
		if (solids_has(tile->voxel[first]))
			each(arg, tile->voxel[first], i - first);
	}
}

void
solids_colors(const struct volume *v,
    void (*each)(void *arg, struct rgba color, uint64_t count), void *arg)
{
	struct volume_walk w;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w)) {
		uint64_t side = (uint64_t)w.side;

		if (!slot_uniform(w.here))
			tile_colors(slot_tile(w.here), each, arg);
		else if (solids_has(slot_color(w.here)))
			each(arg, slot_color(w.here), side * side * side);
	}
}
