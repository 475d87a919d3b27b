/*
 * turn - a volume moved, turned, mirrored, stretched
 *
 * The world reaches as far to one side of the origin as to the other, and a
 * tile's mirror image there is a tile's place again.  So what turns by right
 * angles is first turned about the origin, tile by tile and sector by sector,
 * and then moved by whole voxels, as a clone is.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/clone.h"
#include "goxel/reuse.h"
#include "goxel/stretch.h"
#include "goxel/turn.h"

/* A turn by right angles, mirrored or not, about the origin. */
struct quarter {
	int		 to[3];		/* where each axis goes */
	bool		 back[3];	/* and points backwards there */
	struct reuse	 tiles;
};

/* Each axis becomes one other, and the move is by whole voxels. */
static bool
is_quarter(const struct matrix *mat, struct quarter *q)
{
	unsigned taken = 0;
	int i, axis;

	for (i = 0; i < 3; i++) {
		float step = mat->m[3][i];

		if (!(fabsf(step) <= 4 * BOUND_COORD) || step != rintf(step))
			return false;
		for (axis = 0; axis < 3; axis++) {
			float part = mat->m[i][axis];

			if (part == 0)
				continue;
			if (fabsf(part) != 1 || (taken >> axis & 1) != 0)
				return false;
			taken |= 1u << axis;
			q->to[i] = axis;
			q->back[i] = part < 0;
		}
	}
	return taken == 7;
}

static bool
stands(const struct quarter *q)
{
	int i;

	for (i = 0; i < 3; i++)
		if (q->to[i] != i || q->back[i])
			return false;
	return true;
}

/* The move that is left when the turn is done. */
static struct matrix
rest_of(const struct matrix *mat)
{
	struct matrix rest = MATRIX_IDENTITY;
	int axis;

	for (axis = 0; axis < 3; axis++)
		rest.m[3][axis] = mat->m[3][axis];
	return rest;
}

static struct box
turned_place(const struct quarter *q, const struct volume_walk *w)
{
	struct box box;
	int i;

	for (i = 0; i < 3; i++) {
		int32_t lo = w->at.at[i];

		box.lo.at[q->to[i]] = q->back[i] ? -lo - w->side : lo;
		box.hi.at[q->to[i]] = box.lo.at[q->to[i]] + w->side;
	}
	return box;
}

static tile_slot
turned_tile(const struct quarter *q, const struct tile *tile)
{
	struct tile *turned = tile_blank();
	uint32_t part[3][TILE_SIDE];
	uint32_t axis, i;

	for (axis = 0; axis < 3; axis++)
		for (i = 0; i < TILE_SIDE; i++)
			part[axis][i] = (q->back[axis] ? 15 - i : i) <<
			    4 * q->to[axis];
	for (i = 0; i < TILE_VOXELS; i++)
		turned->voxel[part[0][i & 15] | part[1][i >> 4 & 15] |
		    part[2][i >> 8]] = tile->voxel[i];
	tile_refresh(turned);
	return slot_of_tile(turned);
}

/* What becomes of a slot; equal ones become the same tile. */
static tile_slot
turned_slot(struct quarter *q, tile_slot slot)
{
	tile_slot now;

	if (slot_uniform(slot))
		return slot;
	slot_take(slot);
	if (reuse_find(&q->tiles, slot, 1, &now))
		return now;
	reuse_keep(&q->tiles, slot, 1);
	now = turned_tile(q, slot_tile(slot));
	reuse_made(&q->tiles, slot, 1, now);
	slot_drop(slot);
	return now;
}

/* About the origin, where nothing can leave the bounds. */
static enum err
turn_quarter(struct volume *to, const struct volume *from, struct quarter *q)
{
	struct volume_walk w;
	struct box box;
	enum err err = OK;

	reuse_init(&q->tiles, slot_take, slot_drop);
	volume_walk_open(&w, from);
	while (err == OK && volume_walk_next(&w)) {
		box = turned_place(q, &w);
		if (w.side > TILE_SIDE)
			err = volume_fill(to, &box, slot_color(w.here));
		else
			err = volume_put(to, &box.lo, turned_slot(q, w.here));
	}
	reuse_fini(&q->tiles);
	return err;
}

/* How many times its size the box around something becomes; what gets thinner
 * still takes a tile. */
static double
growth(const struct matrix *mat)
{
	double grown = 1;
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		double sum = 0;

		for (i = 0; i < 3; i++)
			sum += fabs((double)mat->m[i][axis]);
		grown *= fmax(sum, 1);
	}
	return grown;
}

double
turn_price(const struct volume *from, const struct matrix *mat)
{
	double tiles = 0, pieces = 0;
	struct volume_walk w;
	struct quarter q;

	volume_walk_open(&w, from);
	while (volume_walk_next(&w)) {
		pieces++;
		tiles += w.side > TILE_SIDE ? SECTOR_SLOTS : 1;
	}
	if (!is_quarter(mat, &q) && stretch_fits(mat))
		return fmax(pieces, tiles * growth(mat)) / BOUND_EDIT_TILES;
	if (!is_quarter(mat, &q))
		return tiles * growth(mat) / CLONE_TURN_TILES;
	return fmax(pieces / BOUND_EDIT_TILES, tiles / CLONE_TILES);
}

enum err
turn_build(struct volume *to, struct volume *from, const struct matrix *mat)
{
	struct volume turned = { 0 };
	struct matrix rest;
	struct quarter q;
	enum err err;

	if (!is_quarter(mat, &q) && stretch_fits(mat))
		return stretch_build(to, from, mat);
	if (!is_quarter(mat, &q) || stands(&q))
		return clone_build(to, from, mat);
	err = turn_quarter(&turned, from, &q);
	rest = rest_of(mat);
	if (err == OK)
		err = clone_build(to, &turned, &rest);
	volume_fini(&turned);
	return err;
}

bool
turn_right(const struct matrix *mat)
{
	struct quarter q;

	return is_quarter(mat, &q);
}

struct matrix
turn_back(const struct matrix *mat)
{
	struct matrix back = MATRIX_IDENTITY;
	int i, j;

	for (i = 0; i < 3; i++) {
		back.m[3][i] = 0;
		for (j = 0; j < 3; j++) {
			back.m[i][j] = mat->m[j][i];
			back.m[3][i] -= mat->m[3][j] * mat->m[i][j];
		}
	}
	return back;
}

struct matrix
turn_after(const struct matrix *mat, const struct matrix *then)
{
	struct matrix both = MATRIX_IDENTITY;
	int i, j, k;

	for (i = 0; i < 4; i++)
		for (j = 0; j < 3; j++) {
			double sum = i == 3 ? then->m[3][j] : 0;

			for (k = 0; k < 3; k++)
				sum += (double)mat->m[i][k] * then->m[k][j];
			both.m[i][j] = (float)sum;
		}
	return both;
}
