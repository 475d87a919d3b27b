/*
 * thin - walls and rods of one voxel
 *
 * A tile is 256 rows along x of 16 bits.  A voxel has a neighbour along x in
 * its own row, shifted, or in the row of the next tile; along y and z in the
 * rows beside and above it.
 */
#include "bounds.h"
#include "goxel/thin.h"

#define ROWS	(TILE_SIDE * TILE_SIDE)

/* A slot and its six neighbours. */
struct around {
	tile_slot	 here;
	tile_slot	 low[3], high[3];
};

static uint32_t
row_bits(tile_slot slot, uint32_t row)
{
	if (slot == 0)
		return 0;
	if (slot_uniform(slot))
		return 0xffff;
	return slot_tile(slot)->mask[row / 4] >> row % 4 * 16 & 0xffff;
}

/* The rows one step down and up an axis, y (stride 1) or z (stride 16). */
static uint32_t
row_below(const struct around *a, uint32_t row, int axis)
{
	uint32_t stride = axis == 1 ? 1 : TILE_SIDE;
	uint32_t place = row / stride % TILE_SIDE;

	return place > 0 ? row_bits(a->here, row - stride) :
	    row_bits(a->low[axis], row + stride * (TILE_SIDE - 1));
}

static uint32_t
row_above(const struct around *a, uint32_t row, int axis)
{
	uint32_t stride = axis == 1 ? 1 : TILE_SIDE;
	uint32_t place = row / stride % TILE_SIDE;

	return place < TILE_SIDE - 1 ? row_bits(a->here, row + stride) :
	    row_bits(a->high[axis], row - stride * (TILE_SIDE - 1));
}

/* The thin voxels of a row. */
static uint32_t
thin_row(const struct around *a, uint32_t row)
{
	uint32_t bits = row_bits(a->here, row), beside, thick;
	int axis;

	beside = (bits << 1 | row_bits(a->low[0], row) >> 15) |
	    (bits >> 1 | (row_bits(a->high[0], row) & 1) << 15);
	thick = beside;
	for (axis = 1; axis < 3; axis++)
		thick &= row_below(a, row, axis) | row_above(a, row, axis);
	return bits & ~thick & 0xffff;
}

static struct around
look_around(const struct volume *v, const struct pos *at)
{
	struct around a = { .here = volume_slot(v, at) };
	struct pos pos;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		pos = *at;
		pos.at[axis] -= TILE_SIDE;
		a.low[axis] = pos_bounded(&pos) ? volume_slot(v, &pos) : 0;
		pos.at[axis] += 2 * TILE_SIDE;
		a.high[axis] = pos_bounded(&pos) ? volume_slot(v, &pos) : 0;
	}
	return a;
}

/* The thin voxels of a tile, in their colours; 0 if there is none. */
static tile_slot
thin_tile(const struct volume *v, const struct pos *at)
{
	struct around a = look_around(v, at);
	struct tile *tile = NULL;
	uint32_t row, bits, index;

	for (row = 0; row < ROWS; row++)
		for (bits = thin_row(&a, row); bits != 0; bits &= bits - 1) {
			index = row * TILE_SIDE +
			    (uint32_t)__builtin_ctz(bits);
			if (tile == NULL)
				tile = tile_new((struct rgba){ { 0 } });
			tile_set(tile, index, slot_get(a.here, index));
		}
	return tile == NULL ? 0 : slot_of_tile(tile);
}

enum err
thin_find(const struct volume *v, struct volume *thin)
{
	struct volume_walk w;
	uint32_t tiles = 0;
	enum err err = OK;
	tile_slot slot;

	volume_fini(thin);
	volume_walk_open(&w, v);
	while (err == OK && volume_walk_next(&w)) {
		/* What is of one colour throughout is 16 voxels thick. */
		if (slot_uniform(w.here))
			continue;
		if (++tiles > BOUND_EDIT_TILES)
			return ERR_TOO_BIG;
		if ((slot = thin_tile(v, &w.at)) != 0)
			err = volume_put(thin, &w.at, slot);
	}
	return err;
}
