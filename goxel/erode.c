/*
 * erode - what lies deep inside a volume, and the shell around it
 *
 * A mask is made of the voxels all of whose six neighbours exist, then one of
 * that mask, once for every voxel of the wall.  It goes by words of a tile's
 * mask, four rows of x each, and what is of one colour between its like stays
 * whole.
 */
#include "bounds.h"
#include "goxel/erode.h"
#include "goxel/mask.h"

struct erosion {
	const struct volume	*from;
	struct volume		*to;
	uint32_t		 left;	/* tiles it may look at */
};

static struct pos
beside(const struct pos *at, int axis, int32_t step)
{
	struct pos pos = *at;

	pos.at[axis] += step;
	return pos;
}

/* Everything on all six sides, as far as a whole neighbour reaches, exists. */
static bool
surrounded(const struct erosion *e, const struct pos *at, int32_t side)
{
	tile_slot slot;
	int axis, way;

	for (axis = 0; axis < 3; axis++)
		for (way = -1; way <= 1; way += 2) {
			struct pos pos = beside(at, axis, way * side);
			int32_t wide;

			slot = volume_slot_wide(e->from, &pos, &wide);
			if (!slot_uniform(slot) || wide < side)
				return false;
		}
	return true;
}

#define FIRST_X	0x0001000100010001ull	/* of the four rows of a word */
#define LAST_X	0x8000800080008000ull

/* Keep the bits whose neighbours along x are set; `low` and `high` are the
 * tiles on both sides. */
static void
erode_x(uint64_t out[TILE_WORDS], const uint64_t in[TILE_WORDS],
    const uint64_t low[TILE_WORDS], const uint64_t high[TILE_WORDS])
{
	int w;

	for (w = 0; w < TILE_WORDS; w++) {
		out[w] &= (in[w] << 1 & ~FIRST_X) | (low[w] >> 15 & FIRST_X);
		out[w] &= (in[w] >> 1 & ~LAST_X) | (high[w] << 15 & LAST_X);
	}
}

/* A layer of constant z is four words, and y goes through them. */
static void
erode_y(uint64_t out[TILE_WORDS], const uint64_t in[TILE_WORDS],
    const uint64_t low[TILE_WORDS], const uint64_t high[TILE_WORDS])
{
	int w;

	for (w = 0; w < TILE_WORDS; w++) {
		uint64_t before = w % 4 > 0 ? in[w - 1] : low[w + 3];
		uint64_t after = w % 4 < 3 ? in[w + 1] : high[w - 3];

		out[w] &= in[w] << 16 | before >> 48;
		out[w] &= in[w] >> 16 | after << 48;
	}
}

static void
erode_z(uint64_t out[TILE_WORDS], const uint64_t in[TILE_WORDS],
    const uint64_t low[TILE_WORDS], const uint64_t high[TILE_WORDS])
{
	int w;

	for (w = 0; w < TILE_WORDS; w++) {
		out[w] &= w >= 4 ? in[w - 4] : low[w + TILE_WORDS - 4];
		out[w] &= w < TILE_WORDS - 4 ? in[w + 4] :
		    high[w + 4 - TILE_WORDS];
	}
}

static enum err
put_bits(struct volume *v, const struct pos *at,
    const uint64_t bits[TILE_WORDS])
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	int i;

	for (i = 0; i < TILE_VOXELS; i++)
		if (bits[i / 64] >> i % 64 & 1)
			tile->voxel[i] = MASK_WHITE;
	tile_refresh(tile);
	return volume_put(v, at, slot_of_tile(tile));
}

static enum err
erode_tile(struct erosion *e, const struct pos *at)
{
	static void (*const erode[3])(uint64_t *, const uint64_t *,
	    const uint64_t *, const uint64_t *) = { erode_x, erode_y, erode_z };
	uint64_t in[TILE_WORDS], out[TILE_WORDS];
	uint64_t low[TILE_WORDS], high[TILE_WORDS];
	struct pos pos;
	int axis;

	if (e->left-- == 0)
		return ERR_TOO_BIG;
	if (slot_uniform(volume_slot(e->from, at)) &&
	    surrounded(e, at, TILE_SIDE))
		return volume_put(e->to, at, slot_of_color(MASK_WHITE));
	mask_bits(e->from, at, in);
	memcpy(out, in, sizeof out);
	for (axis = 0; axis < 3; axis++) {
		pos = beside(at, axis, -TILE_SIDE);
		mask_bits(e->from, &pos, low);
		pos = beside(at, axis, TILE_SIDE);
		mask_bits(e->from, &pos, high);
		erode[axis](out, in, low, high);
	}
	return put_bits(e->to, at, out);
}

static enum err
erode_sector(struct erosion *e, const struct pos *at)
{
	struct box box = { *at, *at };
	struct pos pos;
	enum err err = OK;
	int axis, i;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += SECTOR_SIDE;
	if (surrounded(e, at, SECTOR_SIDE))
		return volume_fill(e->to, &box, MASK_WHITE);
	for (i = 0; err == OK && i < SECTOR_SLOTS; i++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = at->at[axis] +
			    (i >> 3 * axis & 7) * TILE_SIDE;
		err = erode_tile(e, &pos);
	}
	return err;
}

static enum err
erode_all(struct erosion *e)
{
	struct volume_walk w;
	enum err err = OK;

	volume_walk_open(&w, e->from);
	while (err == OK && volume_walk_next(&w))
		err = w.side == SECTOR_SIDE ? erode_sector(e, &w.at) :
		    erode_tile(e, &w.at);
	return err;
}

enum err
erode_inside(struct volume *v, int32_t wall, uint64_t *removed)
{
	struct volume inside = { 0 }, next;
	struct erosion e = { .left = BOUND_EDIT_TILES };
	enum err err = OK;

	*removed = 0;
	if (wall < 1 || wall > ERODE_WALL)
		return ERR_PARAMS;
	volume_copy(&inside, v);
	for (; err == OK && wall > 0; wall--) {
		next = (struct volume){ 0 };
		e.from = &inside;
		e.to = &next;
		err = erode_all(&e);
		volume_fini(&inside);
		inside = next;
	}
	if (err == OK) {
		*removed = volume_count(&inside);
		err = mode_merge(v, &inside, MODE_SUB);
	}
	volume_fini(&inside);
	return err;
}
