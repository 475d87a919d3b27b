/*
 * reduce - a volume at a half, a quarter or an eighth of its size
 *
 * No cell reaches over two tiles, and a slot of one colour is a box of it.
 */
#include "bounds.h"
#include "goxel/reduce.h"

#define CELL_MOST	512	/* voxels in a cell */
#define TALLY_SIZE	1024	/* a power of two above that */

/* How often each colour was met; cleared by what is in `used`. */
struct tally {
	struct rgba	 color[TALLY_SIZE];
	uint16_t	 count[TALLY_SIZE];	/* 0: free */
	uint16_t	 used[CELL_MOST];
	uint32_t	 colors, voxels;
};

struct reduction {
	int32_t		 factor;
	uint32_t	 least;		/* voxels that make a cell exist */
	struct volume	*to;
	struct tally	 tally;
};

static void
tally_add(struct tally *t, struct rgba color)
{
	uint32_t at = rgba_word(color) * 0x9e3779b1u >> 22;

	while (t->count[at] != 0 && !rgba_same(t->color[at], color))
		at = (at + 1) % TALLY_SIZE;
	if (t->count[at]++ == 0) {
		t->color[at] = color;
		t->used[t->colors++] = (uint16_t)at;
	}
	t->voxels++;
}

/* The most frequent colour; the tally is empty again. */
static struct rgba
tally_end(struct tally *t)
{
	struct rgba best = { { 0 } };
	uint32_t most = 0, i;

	for (i = 0; i < t->colors; i++) {
		uint32_t at = t->used[i], count = t->count[at];

		if (count > most || (count == most &&
		    memcmp(&t->color[at], &best, sizeof best) < 0)) {
			best = t->color[at];
			most = count;
		}
		t->count[at] = 0;
	}
	t->colors = t->voxels = 0;
	return best;
}

/* The cell whose lowest voxel is at `lo` in the tile. */
static void
count_cell(struct reduction *r, const struct tile *tile, const int32_t lo[3])
{
	int32_t x, row, side = r->factor;
	uint32_t i;

	for (row = 0; row < side * side; row++)
		for (x = 0; x < side; x++) {
			i = (uint32_t)((lo[0] + x) | (lo[1] + row % side) << 4 |
			    (lo[2] + row / side) << 8);
			if (tile_has(tile, i))
				tally_add(&r->tally, tile->voxel[i]);
		}
}

static enum err
reduce_tile(struct reduction *r, const struct pos *at, const struct tile *tile)
{
	int32_t cells = TILE_SIDE / r->factor, lo[3], i;
	struct rgba color;
	enum err err = OK;
	struct pos pos;
	uint32_t voxels;
	int axis;

	for (i = 0; err == OK && i < cells * cells * cells; i++) {
		lo[0] = i % cells * r->factor;
		lo[1] = i / cells % cells * r->factor;
		lo[2] = i / cells / cells * r->factor;
		count_cell(r, tile, lo);
		voxels = r->tally.voxels;
		color = tally_end(&r->tally);
		if (voxels < r->least)
			continue;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (at->at[axis] + lo[axis]) / r->factor;
		err = volume_set_near(r->to, &pos, color);
	}
	return err;
}

/* Corners of slots are multiples of every factor. */
static enum err
reduce_slot(struct reduction *r, const struct volume_walk *w)
{
	struct box box;
	int axis;

	if (!slot_uniform(w->here))
		return reduce_tile(r, &w->at, slot_tile(w->here));
	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = w->at.at[axis] / r->factor;
		box.hi.at[axis] = box.lo.at[axis] + w->side / r->factor;
	}
	return volume_fill(r->to, &box, slot_color(w->here));
}

enum err
reduce_volume(const struct volume *from, int32_t factor, int32_t percent,
    struct volume *to)
{
	struct reduction r = { .factor = factor, .to = to };
	struct volume_walk w;
	uint32_t slots = 0;
	enum err err = OK;

	if ((factor != 2 && factor != 4 && factor != 8) || percent < 0 ||
	    percent > 100)
		return ERR_PARAMS;
	r.least = (uint32_t)((factor * factor * factor * percent + 99) / 100);
	if (r.least == 0)
		r.least = 1;
	volume_walk_open(&w, from);
	while (volume_walk_next(&w))
		if (++slots > BOUND_EDIT_TILES)
			return ERR_TOO_BIG;
	volume_walk_open(&w, from);
	while (err == OK && volume_walk_next(&w))
		err = reduce_slot(&r, &w);
	return err;
}
