/*
 * front - how near the model comes, for every few pixels of a picture
 *
 * A cube is thrown as the box around it in the frame of the view, which is
 * larger but has its sides along the picture.  Too large is safe: a ray only
 * starts too early.  For the same reason the whole is given up, and every ray
 * starts at the eye, once a cube reaches the plane of the eye or the cubes
 * cover the picture too often.
 */
#include <math.h>
#include <stdlib.h>

#include "goxel/front.h"
#include "mem.h"

#define OFTEN	64	/* times that cubes may cover the picture */
#define SLACK	0.01	/* pixels and voxels, for rounding */
#define NEAR	0.1	/* voxels before the eye */

/* What throwing cubes of one size takes. */
struct throw {
	struct front		*front;
	const struct view	*view;
	double			 pixels[2];	/* half of the picture */
	double			 scale[2];	/* pixels a voxel, at 1 */
	double			 half[3];	/* the cube, in the view */
	double			 budget;	/* blocks that may be marked */
};

/* The blocks between two places of the picture along one axis. */
static void
find_blocks(const struct throw *t, int axis, double lo, double hi,
    int64_t block[2])
{
	uint32_t count = axis == 0 ? t->front->columns : t->front->rows;

	block[0] = lo > SLACK ? (int64_t)fmin((lo - SLACK) / FRONT_SIDE, 1e9) :
	    0;
	block[1] = hi > -SLACK ? (int64_t)fmin((hi + SLACK) / FRONT_SIDE, 1e9) :
	    -1;
	if (block[1] >= count)
		block[1] = count - 1;
}

static void
mark(struct throw *t, const double lo[2], const double hi[2], double near)
{
	float distance = (float)(near - fabs(near) * 1e-6 - SLACK), *at;
	int64_t x[2], y[2], n, row;

	find_blocks(t, 0, lo[0], hi[0], x);
	find_blocks(t, 1, lo[1], hi[1], y);
	if (x[1] < x[0] || y[1] < y[0])
		return;
	t->budget -= (double)(x[1] - x[0] + 1) * (double)(y[1] - y[0] + 1);
	for (row = y[0]; row <= y[1]; row++) {
		at = t->front->distance + row * t->front->columns;
		for (n = x[0]; n <= x[1]; n++)
			at[n] = distance < at[n] ? distance : at[n];
	}
}

/* Throw the cube around a point; false to give up. */
static bool
throw_cube(struct throw *t, const double middle[3])
{
	const struct view *v = t->view;
	double at[3] = { 0, 0, 0 }, lo[2], hi[2], near, far;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at[0] += (middle[axis] - v->eye[axis]) * v->right[axis];
		at[1] -= (middle[axis] - v->eye[axis]) * v->up[axis];
		at[2] += (middle[axis] - v->eye[axis]) * v->forward[axis];
	}
	near = at[2] - t->half[2];
	far = at[2] + t->half[2];
	if (!v->ortho && near < NEAR)
		return far < 0;
	for (axis = 0; axis < 2; axis++) {
		lo[axis] = (at[axis] - t->half[axis]) * t->scale[axis];
		hi[axis] = (at[axis] + t->half[axis]) * t->scale[axis];
		if (!v->ortho) {
			lo[axis] /= lo[axis] < 0 ? near : far;
			hi[axis] /= hi[axis] < 0 ? far : near;
		}
		lo[axis] += t->pixels[axis];
		hi[axis] += t->pixels[axis];
	}
	mark(t, lo, hi, near);
	return t->budget > 0;
}

static void
set_cube(struct throw *t, double side)
{
	const double *axes[3] = { t->view->right, t->view->up,
	    t->view->forward };
	int n;

	for (n = 0; n < 3; n++)
		t->half[n] = side / 2 * (fabs(axes[n][0]) + fabs(axes[n][1]) +
		    fabs(axes[n][2]));
}

/* What stands in one tile of the field, whose lowest corner is `at`. */
static bool
throw_tile(struct throw *t, const struct field_cell *cell, const double at[3],
    bool fine)
{
	uint64_t bricks = cell->bricks;
	double middle[3];
	int axis, n;

	if (!fine || bricks == ~0ull) {
		set_cube(t, TILE_SIDE);
		for (axis = 0; axis < 3; axis++)
			middle[axis] = at[axis] + TILE_SIDE / 2;
		return throw_cube(t, middle);
	}
	set_cube(t, FIELD_BRICK);
	for (; bricks != 0; bricks &= bricks - 1) {
		n = __builtin_ctzll(bricks);
		for (axis = 0; axis < 3; axis++)
			middle[axis] = at[axis] + FIELD_BRICK / 2 +
			    FIELD_BRICK * (n >> 2 * axis & 3);
		if (!throw_cube(t, middle))
			return false;
	}
	return true;
}

static bool
throw_field(struct throw *t, const struct field *field)
{
	const int32_t *tiles = field->tiles;
	size_t n, cells = (size_t)tiles[0] * tiles[1] * tiles[2];
	double at[3];

	for (n = 0; n < cells; n++) {
		if (field->cell[n].bricks == 0)
			continue;
		field_place(field, n, at);
		if (!throw_tile(t, &field->cell[n], at,
		    field->shift == FIELD_BRICK_SHIFT))
			return false;
	}
	return true;
}

static void
fill(struct front *f, double distance)
{
	size_t n, count = (size_t)f->columns * f->rows;

	for (n = 0; n < count; n++)
		f->distance[n] = (float)distance;
}

bool
front_spared(const struct box *box, const struct view *view)
{
	double at, deep;
	int n, axis;

	for (n = 0; !view->ortho && n < 8; n++) {
		deep = 0;
		for (axis = 0; axis < 3; axis++) {
			at = n >> axis & 1 ? box->hi.at[axis] :
			    box->lo.at[axis];
			deep += (at - view->eye[axis]) * view->forward[axis];
		}
		if (!(deep > NEAR))
			return false;
	}
	return true;
}

bool
front_init(struct front *f, const struct field *field,
    const struct view *view, const uint32_t size[2])
{
	struct throw t = { .front = f, .view = view };
	double half[2] = { view->half_width, view->half_height };
	int axis;

	f->columns = size[0] / FRONT_SIDE + 1;
	f->rows = size[1] / FRONT_SIDE + 1;
	f->distance = xcalloc((size_t)f->columns * f->rows,
	    sizeof *f->distance);
	for (axis = 0; axis < 2; axis++) {
		t.pixels[axis] = size[axis] / 2.0;
		t.scale[axis] = t.pixels[axis] / half[axis];
	}
	t.budget = (double)OFTEN * f->columns * f->rows;
	fill(f, INFINITY);
	if (box_empty(&field->box) ||
	    (field->cell != NULL && throw_field(&t, field)))
		return true;
	fill(f, view->ortho ? RAY_ALWAYS : 0);
	return false;
}

void
front_fini(struct front *f)
{
	free(f->distance);
	f->distance = NULL;
}
