/*
 * block - the 16^3 blocks of a .gox file that is being read
 *
 * The pixels of the picture, row by row, are the voxels in order of their
 * linear index, so a block is decoded straight into the tile it becomes.
 *
 * A few bytes of a hostile file can stand for a whole tile, so every tile made
 * counts: those decoded, and those that an unaligned block breaks open.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/block.h"
#include "goxel/format/png.h"
#include "goxel/format/png_plain.h"
#include "goxel/writer.h"
#include "mem.h"

#define PICTURE_SIDE	64	/* pixels: 64 * 64 = 16^3 */

void
block_free(struct blocks *b)
{
	uint32_t i;

	for (i = 0; i < b->count; i++)
		slot_drop(b->slot[i]);
	free(b->slot);
	png_plain_free(b->plain);
	b->slot = NULL;
	b->plain = NULL;
	b->count = b->size = 0;
}

/* Colours, mask and count of a tile. */
static enum err
decode(struct blocks *b, const void *png, size_t len, struct tile *tile)
{
	struct picture picture = { PICTURE_SIDE, PICTURE_SIDE, tile->voxel };
	enum err err = OK;

	switch (png_plain_read(&b->plain, png, len, &picture)) {
	case PNG_PLAIN_RGB:
		memset(tile->mask, 0xff, sizeof tile->mask);
		tile->count = TILE_VOXELS;
		return OK;
	case PNG_PLAIN_NOT:
		err = png_read_into(png, len, &picture);
		break;
	case PNG_PLAIN_RGBA:
		break;
	}
	if (err == OK)
		tile_refresh(tile);
	return err;
}

enum err
block_add(struct blocks *b, const void *png, size_t len)
{
	struct tile *tile = tile_blank();
	enum err err = decode(b, png, len, tile);
	tile_slot slot;

	if (err != OK) {
		tile_drop(tile);
		return err;
	}
	if (b->count == b->size) {
		b->size = b->size == 0 ? 64 : 2 * b->size;
		b->slot = xrealloc(b->slot, b->size * sizeof *b->slot);
	}
	slot = slot_of_tile(tile);
	b->slot[b->count++] = slot;
	return tile_alive() > b->tiles_max ? ERR_TOO_BIG : OK;
}

static enum err
copy_voxels(const struct tile *tile, const struct pos *at, struct volume *v)
{
	enum err err = OK;
	int row;

	for (row = 0; row < TILE_SIDE * TILE_SIDE && err == OK; row++) {
		struct pos pos = *at;

		pos.at[1] += row % TILE_SIDE;
		pos.at[2] += row / TILE_SIDE;
		err = writer_row(v, &pos, &tile->voxel[row * TILE_SIDE],
		    TILE_SIDE);
	}
	return err;
}

static enum err
place_across(struct blocks *b, tile_slot slot, const struct box *box,
    struct volume *v)
{
	struct rgba color = { { 0 } };

	if (tile_alive() + 8 > b->tiles_max)
		return ERR_TOO_BIG;
	if (slot != 0 && !slot_uniform(slot))
		return copy_voxels(slot_tile(slot), &box->lo, v);
	if (slot != 0)
		color = slot_color(slot);
	return volume_fill(v, box, color);
}

enum err
block_place(struct blocks *b, uint32_t index, const struct pos *at,
    struct volume *v)
{
	struct box box = { *at, *at };
	bool aligned = true;
	int axis;

	assert(index < b->count);
	for (axis = 0; axis < 3; axis++) {
		if (at->at[axis] < -BOUND_COORD ||
		    at->at[axis] > BOUND_COORD - TILE_SIDE)
			return ERR_BOUNDS;
		box.hi.at[axis] += TILE_SIDE;
		aligned &= (at->at[axis] & (TILE_SIDE - 1)) == 0;
	}
	if (!aligned)
		return place_across(b, b->slot[index], &box, v);
	slot_take(b->slot[index]);
	return volume_put(v, at, b->slot[index]);
}
