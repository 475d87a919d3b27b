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
	set_cube(t, 4);
	for (; bricks != 0; bricks &= bricks - 1) {
		n = __builtin_ctzll(bricks);
		for (axis = 0; axis < 3; axis++)
			middle[axis] = at[axis] + 4 * (n >> 2 * axis & 3) + 2;
		if (!throw_cube(t, middle))
			return false;
	}
	return true;
}

static bool
throw_field(struct throw *t, const struct field *field)
{
	const struct field_cell *cell = field->cell;
	int32_t n[3];
	double at[3];
	int axis;

	for (n[2] = 0; n[2] < field->tiles[2]; n[2]++)
		for (n[1] = 0; n[1] < field->tiles[1]; n[1]++)
			for (n[0] = 0; n[0] < field->tiles[0]; n[0]++, cell++) {
				if (cell->bricks == 0)
					continue;
				for (axis = 0; axis < 3; axis++)
					at[axis] = field->base.at[axis] +
					    (double)n[axis] * TILE_SIDE;
				if (!throw_tile(t, cell, at,
				    field->shift != 4))
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

void
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
	if (box_empty(&field->box))
		return;
	if (field->cell == NULL || !throw_field(&t, field))
		fill(f, view->ortho ? RAY_ALWAYS : 0);
}

void
front_fini(struct front *f)
{
	free(f->distance);
	f->distance = NULL;
}
