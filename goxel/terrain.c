/*
 * terrain - a box filled by noise
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/column.h"
#include "goxel/ramp.h"
#include "goxel/terrain.h"
#include "mem.h"

static enum err
check(const struct terrain *t)
{
	const struct box *box = &t->box;
	struct box flat = *box;

	if (t->noise.octaves < 1 || t->noise.octaves > NOISE_OCTAVES ||
	    t->noise.scale < 1 || t->threshold < 0 ||
	    t->threshold > NOISE_ONE || !ramp_good(&t->ramp))
		return ERR_PARAMS;
	if (!box_bounded(box))
		return ERR_BOUNDS;
	if (box_empty(box))
		return OK;
	if (!t->cloud && box->hi.at[2] - box->lo.at[2] > UINT16_MAX)
		return ERR_TOO_BIG;
	flat.hi.at[2] = flat.lo.at[2] + 1;
	return box_voxels(t->cloud ? box : &flat) > BOUND_EDIT_VOXELS /
	    (uint32_t)t->noise.octaves ? ERR_TOO_BIG : OK;
}

static void
find_heights(const struct terrain *t, const uint32_t size[2],
    uint32_t depth, uint16_t *heights)
{
	uint32_t *row = xmalloc(size[0] * sizeof *row), x, y;
	struct pos at = { { t->box.lo.at[0], 0, 0 } };

	for (y = 0; y < size[1]; y++) {
		at.at[1] = t->box.lo.at[1] + (int32_t)y;
		noise_row(&t->noise, &at, (int32_t)size[0], row);
		for (x = 0; x < size[0]; x++)
			*heights++ = (uint16_t)(((uint64_t)row[x] *
			    (depth + 1)) / NOISE_ONE);
	}
	free(row);
}

static enum err
fill_hills(const struct terrain *t, struct volume *v)
{
	struct columns c = { .base = t->box.lo, .ramp = t->ramp };
	uint16_t *heights;
	enum err err;
	int axis;

	for (axis = 0; axis < 2; axis++)
		c.size[axis] = (uint32_t)(t->box.hi.at[axis] -
		    t->box.lo.at[axis]);
	c.range = (uint32_t)(t->box.hi.at[2] - t->box.lo.at[2]);
	heights = xmalloc((size_t)c.size[0] * c.size[1] * sizeof *heights);
	find_heights(t, c.size, c.range, heights);
	c.heights = (const char *)heights;
	err = column_fill(&c, v);
	free(heights);
	return err;
}

/* A row of a tile, from where the box begins. */
static void
fill_row(const struct terrain *t, const struct pos *from, int32_t end,
    struct tile *tile)
{
	uint32_t height = (uint32_t)(t->box.hi.at[2] - t->box.lo.at[2]);
	struct rgba color = ramp_color(&t->ramp, (uint32_t)(from->at[2] -
	    t->box.lo.at[2]), height);
	uint32_t number[TILE_SIDE], i = tile_index(from);
	int32_t n, count = end - from->at[0];

	noise_row(&t->noise, from, count, number);
	for (n = 0; n < count; n++)
		if (number[n] >= (uint32_t)t->threshold)
			tile->voxel[i + (uint32_t)n] = color;
}

static enum err
fill_tile(const struct terrain *t, const struct pos *at, struct volume *v)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	struct box box = { *at, *at };
	struct pos p;
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += TILE_SIDE;
	box = box_cut(&box, &t->box);
	p = box.lo;
	for (; p.at[2] < box.hi.at[2]; p.at[2]++)
		for (p.at[1] = box.lo.at[1]; p.at[1] < box.hi.at[1];
		    p.at[1]++)
			fill_row(t, &p, box.hi.at[0], tile);
	tile_refresh(tile);
	return volume_put(v, at, slot_of_tile(tile));
}

/* The tiles that the box touches. */
static void
tiles_of(const struct box *box, struct box *tiles)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		tiles->lo.at[axis] = box->lo.at[axis] & -TILE_SIDE;
		tiles->hi.at[axis] = (box->hi.at[axis] + TILE_SIDE - 1) &
		    -TILE_SIDE;
	}
}

static enum err
fill_cloud(const struct terrain *t, struct volume *v)
{
	struct box tiles;
	enum err err = OK;
	struct pos at;
	int axis = 0;

	tiles_of(&t->box, &tiles);
	if (box_voxels(&tiles) / TILE_VOXELS > BOUND_EDIT_TILES)
		return ERR_TOO_BIG;
	at = tiles.lo;
	while (err == OK && axis < 3) {
		err = fill_tile(t, &at, v);
		for (axis = 0; axis < 3; axis++) {
			at.at[axis] += TILE_SIDE;
			if (at.at[axis] < tiles.hi.at[axis])
				break;
			at.at[axis] = tiles.lo.at[axis];
		}
	}
	return err;
}

enum err
terrain_fill(const struct terrain *t, struct volume *v)
{
	enum err err = check(t);

	if (err != OK || box_empty(&t->box))
		return err;
	return t->cloud ? fill_cloud(t, v) : fill_hills(t, v);
}
