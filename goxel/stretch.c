/*
 * stretch - a volume made larger or smaller along the axes
 *
 * Along each axis by itself, every coordinate of the result knows which one it
 * came from.  So a piece of one colour becomes a box, and a tile as many runs
 * of tiles, filled by three small tables.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/stretch.h"

struct stretch {
	struct volume	*to;
	double		 back[3];	/* inverse of the factors */
	double		 factor[3];
	double		 by[3];
};

bool
stretch_fits(const struct matrix *mat)
{
	int i, j;

	for (i = 0; i < 3; i++) {
		if (!(fabsf(mat->m[i][i]) > 1e-6f) ||
		    !isfinite(mat->m[i][i]) || !isfinite(mat->m[3][i]))
			return false;
		for (j = 0; j < 3; j++)
			if (i != j && mat->m[i][j] != 0)
				return false;
	}
	return true;
}

/* Where a coordinate of the result came from. */
static double
source_of(const struct stretch *s, int axis, int32_t at)
{
	return floor((at + 0.5 - s->by[axis]) * s->back[axis]);
}

static int32_t
bound(double coord)
{
	return (int32_t)fmin(fmax(coord, -BOUND_COORD), BOUND_COORD);
}

/* The coordinates that came from a piece. */
static struct box
place_of(const struct stretch *s, const struct volume_walk *w)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double first = w->at.at[axis], last = first + w->side - 1;
		double a = first * s->factor[axis] + s->by[axis];
		double b = (last + 1) * s->factor[axis] + s->by[axis];
		int32_t lo = bound(floor(fmin(a, b)) - 1);
		int32_t hi = bound(ceil(fmax(a, b)) + 1);

		while (lo < hi && (source_of(s, axis, lo) < first ||
		    source_of(s, axis, lo) > last))
			lo++;
		while (lo < hi && (source_of(s, axis, hi - 1) < first ||
		    source_of(s, axis, hi - 1) > last))
			hi--;
		box.lo.at[axis] = lo;
		box.hi.at[axis] = hi;
	}
	return box;
}

/* Parts of the index in the source's tile, for each row of a result's. */
static void
make_tables(const struct stretch *s, const struct pos *at,
    const struct box *part, uint32_t table[3][TILE_SIDE])
{
	int32_t i;
	int axis;

	for (axis = 0; axis < 3; axis++)
		for (i = part->lo.at[axis]; i < part->hi.at[axis]; i++)
			table[axis][i - at->at[axis]] = ((uint32_t)(int32_t)
			    source_of(s, axis, i) & 15) << 4 * axis;
}

static void
copy_rows(struct tile *tile, const struct tile *from, const struct box *part,
    uint32_t table[3][TILE_SIDE])
{
	struct pos p = part->lo;
	uint32_t row;

	for (; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++) {
			row = table[2][p.at[2] & 15] | table[1][p.at[1] & 15];
			for (p.at[0] = part->lo.at[0];
			    p.at[0] < part->hi.at[0]; p.at[0]++)
				tile->voxel[tile_index(&p)] =
				    from->voxel[row | table[0][p.at[0] & 15]];
		}
}

/* The tile of the result at `at`, as far as it lies in `box`. */
static enum err
fill_tile(const struct stretch *s, const struct tile *from,
    const struct pos *at, const struct box *box)
{
	struct box cube = { *at, *at }, part;
	uint32_t table[3][TILE_SIDE];
	tile_slot slot = volume_slot(s->to, at);
	struct tile *tile;
	int axis;

	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += TILE_SIDE;
	part = box_cut(&cube, box);
	make_tables(s, at, &part, table);
	slot_take(slot);
	tile = slot_open(slot);
	copy_rows(tile, from, &part, table);
	tile_refresh(tile);
	return volume_put(s->to, at, slot_of_tile(tile));
}

static enum err
fill_tiles(const struct stretch *s, const struct tile *from,
    const struct box *box)
{
	struct pos at, first;
	enum err err = OK;
	int axis;

	for (axis = 0; axis < 3; axis++)
		first.at[axis] = box->lo.at[axis] & -TILE_SIDE;
	for (at = first; at.at[2] < box->hi.at[2]; at.at[2] += TILE_SIDE)
		for (at.at[1] = first.at[1]; at.at[1] < box->hi.at[1];
		    at.at[1] += TILE_SIDE)
			for (at.at[0] = first.at[0]; err == OK &&
			    at.at[0] < box->hi.at[0]; at.at[0] += TILE_SIDE)
				err = fill_tile(s, from, &at, box);
	return err;
}

enum err
stretch_build(struct volume *to, const struct volume *from,
    const struct matrix *mat)
{
	struct stretch s = { .to = to };
	struct volume_walk w;
	struct box box;
	enum err err = OK;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		s.factor[axis] = mat->m[axis][axis];
		s.back[axis] = 1 / s.factor[axis];
		s.by[axis] = mat->m[3][axis];
	}
	volume_fini(to);
	volume_walk_open(&w, from);
	while (err == OK && volume_walk_next(&w)) {
		box = place_of(&s, &w);
		if (box_empty(&box))
			continue;
		if (slot_uniform(w.here))
			err = volume_fill(to, &box, slot_color(w.here));
		else
			err = fill_tiles(&s, slot_tile(w.here), &box);
	}
	return err;
}
