/*
 * clone - a volume as another one is, moved by a matrix
 *
 * Three ways, from cheap to dear.  No move: the volume is shared.  A move by
 * whole tiles: the tiles are shared.  Any other move by whole voxels: each
 * tile of the result is gathered from the up to eight it came from.  And for
 * what turns or stretches, every voxel of the result asks where its centre
 * came from.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/clone.h"

struct move {
	struct volume	*to;
	struct volume	*from;
	struct pos	 by;		/* of a move by whole voxels */
	double		 back[3][3];	/* inverse of the turn */
	const struct matrix *mat;
	uint64_t	 left;		/* tiles that may still be visited */
};

static const struct box world = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } }
};

/* The matrix only moves, by whole voxels. */
static bool
moves_whole(const struct matrix *mat, struct pos *by)
{
	struct matrix turn = *mat;
	const struct matrix identity = MATRIX_IDENTITY;
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		float step = mat->m[3][axis];

		if (!(fabsf(step) <= 4 * BOUND_COORD) || step != rintf(step))
			return false;
		by->at[axis] = (int32_t)step;
		turn.m[3][axis] = 0;
	}
	for (i = 0; i < 16; i++) {
		if (turn.m[i / 4][i % 4] != identity.m[i / 4][i % 4])
			return false;
	}
	return true;
}

static bool
multiple_of(const struct pos *by, int32_t side)
{
	return (by->at[0] & (side - 1)) == 0 && (by->at[1] & (side - 1)) == 0 &&
	    (by->at[2] & (side - 1)) == 0;
}

static bool
stays(const struct pos *by)
{
	return by->at[0] == 0 && by->at[1] == 0 && by->at[2] == 0;
}

static struct box
piece_box(const struct volume_walk *w, const struct pos *by)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = w->at.at[axis] + by->at[axis];
		box.hi.at[axis] = box.lo.at[axis] + w->side;
	}
	return box;
}

/* The next place in a box, x first; false after the last. */
static bool
step_on(struct pos *at, const struct box *box, int32_t step)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at->at[axis] += step;
		if (at->at[axis] < box->hi.at[axis])
			return true;
		at->at[axis] = box->lo.at[axis];
	}
	return false;
}

/* The move is by whole tiles: share them. */
static enum err
share_piece(struct move *m, const struct volume_walk *w)
{
	struct box box = piece_box(w, &m->by);

	box = box_cut(&box, &world);
	if (box_empty(&box))
		return OK;
	if (w->side > TILE_SIDE)
		return volume_fill(m->to, &box, slot_color(w->here));
	slot_take(w->here);
	return volume_put(m->to, &box.lo, w->here);
}

/* Copy a run of `len` voxels along x out of a slot. */
static void
copy_run(struct rgba *out, tile_slot slot, uint32_t index, int32_t len)
{
	struct rgba color;
	int32_t i;

	if (slot == 0)
		return;
	if (!slot_uniform(slot)) {
		memcpy(out, &slot_tile(slot)->voxel[index],
		    (size_t)len * sizeof *out);
		return;
	}
	color = slot_color(slot);
	for (i = 0; i < len; i++)
		out[i] = color;
}

/* The tile whose lowest corner comes from `source`, out of the eight slots. */
static tile_slot
gather_tile(const tile_slot near[8], const struct pos *source)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	int32_t split = TILE_SIDE - (source->at[0] & 15), y, z;

	for (z = 0; z < TILE_SIDE; z++) {
		for (y = 0; y < TILE_SIDE; y++) {
			int32_t sy = (source->at[1] & 15) + y;
			int32_t sz = (source->at[2] & 15) + z;
			int which = (sy >> 4) << 1 | (sz >> 4) << 2;
			uint32_t row = (uint32_t)((sy & 15) << 4 |
			    (sz & 15) << 8);
			struct rgba *out = &tile->voxel[y << 4 | z << 8];

			copy_run(out, near[which],
			    row | (uint32_t)(source->at[0] & 15), split);
			copy_run(out + split, near[which | 1], row,
			    TILE_SIDE - split);
		}
	}
	tile_refresh(tile);
	return slot_of_tile(tile);
}

/* Build the tile of the result that holds `at`, unless it is there. */
static enum err
gather_at(struct move *m, const struct pos *at)
{
	struct pos source, corner;
	tile_slot near[8];
	bool same = true;
	int axis, i;

	if (!pos_bounded(at) || volume_slot(m->to, at) != 0)
		return OK;
	if (m->left == 0)
		return ERR_TOO_BIG;
	m->left--;
	for (axis = 0; axis < 3; axis++)
		source.at[axis] = (at->at[axis] & ~15) - m->by.at[axis];
	for (i = 0; i < 8; i++) {
		corner = source;
		for (axis = 0; axis < 3; axis++)
			corner.at[axis] += (i >> axis & 1) *
			    (source.at[axis] & 15 ? TILE_SIDE : 0);
		near[i] = pos_bounded(&corner) ?
		    volume_slot(m->from, &corner) : 0;
		same = same && near[i] == near[0];
	}
	if (same && near[0] == 0)
		return OK;
	if (same && slot_uniform(near[0]))
		return volume_put(m->to, at, near[0]);
	return volume_put(m->to, at, gather_tile(near, &source));
}

/* Build every tile of the result that the piece reaches into. */
static enum err
gather_piece(struct move *m, const struct volume_walk *w)
{
	struct box box = piece_box(w, &m->by);
	struct pos at;
	enum err err;
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.lo.at[axis] &= ~15;
	at = box.lo;
	do {
		if ((err = gather_at(m, &at)) != OK)
			return err;
	} while (step_on(&at, &box, TILE_SIDE));
	return OK;
}

/* False when the turn has no inverse that makes sense. */
static bool
invert_turn(const struct matrix *mat, double back[3][3])
{
	double det = 0;
	int i, j;

	for (i = 0; i < 3; i++) {
		for (j = 0; j < 3; j++) {
			int a = (j + 1) % 3, b = (j + 2) % 3;
			int c = (i + 1) % 3, d = (i + 2) % 3;

			back[i][j] = (double)mat->m[a][c] * mat->m[b][d] -
			    (double)mat->m[a][d] * mat->m[b][c];
		}
	}
	for (i = 0; i < 3; i++)
		det += (double)mat->m[0][i] * back[i][0];
	if (!isfinite(det) || fabs(det) < 1e-12)
		return false;
	for (i = 0; i < 9; i++)
		back[i / 3][i % 3] /= det;
	return isfinite(mat->m[3][0] + mat->m[3][1] + mat->m[3][2]);
}

/* The box around a piece after the matrix, cut to the world. */
static struct box
turned_box(const struct move *m, const struct volume_walk *w)
{
	struct box box;
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		double lo = m->mat->m[3][axis], hi = lo;

		for (i = 0; i < 3; i++) {
			double a = (double)m->mat->m[i][axis] * w->at.at[i];
			double b = a + (double)m->mat->m[i][axis] * w->side;

			lo += fmin(a, b);
			hi += fmax(a, b);
		}
		box.lo.at[axis] = (int32_t)fmin(fmax(floor(lo), -BOUND_COORD),
		    BOUND_COORD);
		box.hi.at[axis] = (int32_t)fmin(fmax(ceil(hi), -BOUND_COORD),
		    BOUND_COORD);
	}
	return box;
}

/* Where the centre of a voxel of the result came from is in the piece: then
 * it has that colour. */
static struct rgba
ask_back(const struct move *m, const struct volume_walk *w,
    const struct pos *at)
{
	uint32_t index = 0;
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		double from = -w->at.at[axis];

		for (i = 0; i < 3; i++)
			from += (at->at[i] + 0.5 - m->mat->m[3][i]) *
			    m->back[i][axis];
		if (!(from >= 0 && from < w->side))
			return (struct rgba){ { 0 } };
		index |= ((uint32_t)from & 15) << (4 * axis);
	}
	if (slot_uniform(w->here))
		return slot_color(w->here);
	return slot_tile(w->here)->voxel[index];
}

static enum err
turn_piece(struct move *m, const struct volume_walk *w)
{
	struct box box = turned_box(m, w);
	uint64_t tiles = box_voxels(&box) / TILE_VOXELS + 1;
	struct rgba color;
	struct pos at;
	enum err err;

	if (box_empty(&box))
		return OK;
	if (tiles > m->left)
		return ERR_TOO_BIG;
	m->left -= tiles;
	at = box.lo;
	do {
		color = ask_back(m, w, &at);
		if (color.c[ALPHA] == 0)
			continue;
		if ((err = volume_set_near(m->to, &at, color)) != OK)
			return err;
	} while (step_on(&at, &box, 1));
	return OK;
}

static enum err
each_piece(struct move *m,
    enum err (*act)(struct move *, const struct volume_walk *))
{
	struct volume_walk w;
	enum err err = OK;

	volume_walk_open(&w, m->from);
	while (err == OK && volume_walk_next(&w))
		err = act(m, &w);
	return err;
}

enum err
clone_build(struct volume *to, struct volume *from, const struct matrix *mat)
{
	struct move m = { .to = to, .from = from, .mat = mat,
	    .left = CLONE_TILES };

	volume_fini(to);
	if (moves_whole(mat, &m.by)) {
		if (stays(&m.by)) {
			volume_copy(to, from);
			return OK;
		}
		if (multiple_of(&m.by, TILE_SIDE))
			return each_piece(&m, share_piece);
		return each_piece(&m, gather_piece);
	}
	m.left = CLONE_TURN_TILES;
	if (!invert_turn(mat, m.back))
		return OK;
	return each_piece(&m, turn_piece);
}

bool
clone_moves(const struct matrix *mat, struct pos *pos)
{
	struct pos by;
	int axis;

	if (!moves_whole(mat, &by))
		return false;
	for (axis = 0; axis < 3; axis++)
		pos->at[axis] += by.at[axis];
	return true;
}
