/*
 * vec - places, boxes, colours and matrices of the voxel world
 *
 * Sums are done in 64 bits wherever two coordinates meet, since what comes
 * here may not have been checked against BOUND_COORD yet.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/vec.h"

bool
box_empty(const struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (box->hi.at[axis] <= box->lo.at[axis])
			return true;
	return false;
}

bool
box_same(const struct box *a, const struct box *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

bool
box_holds(const struct box *box, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (pos->at[axis] < box->lo.at[axis] ||
		    pos->at[axis] >= box->hi.at[axis])
			return false;
	return true;
}

static int32_t
lesser(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t
greater(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

struct box
box_cut(const struct box *a, const struct box *b)
{
	struct box cut;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		cut.lo.at[axis] = greater(a->lo.at[axis], b->lo.at[axis]);
		cut.hi.at[axis] = lesser(a->hi.at[axis], b->hi.at[axis]);
	}
	return cut;
}

struct box
box_join(const struct box *a, const struct box *b)
{
	struct box join;
	int axis;

	if (box_empty(a))
		return *b;
	if (box_empty(b))
		return *a;
	for (axis = 0; axis < 3; axis++) {
		join.lo.at[axis] = lesser(a->lo.at[axis], b->lo.at[axis]);
		join.hi.at[axis] = greater(a->hi.at[axis], b->hi.at[axis]);
	}
	return join;
}

uint64_t
box_voxels(const struct box *box)
{
	uint64_t voxels = 1;
	int axis;

	if (box_empty(box))
		return 0;
	for (axis = 0; axis < 3; axis++)
		if (__builtin_mul_overflow(voxels, (uint64_t)
		    ((int64_t)box->hi.at[axis] - box->lo.at[axis]), &voxels))
			return UINT64_MAX;
	return voxels;
}

bool
box_bounded(const struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (box->lo.at[axis] < -BOUND_COORD ||
		    box->lo.at[axis] > BOUND_COORD ||
		    box->hi.at[axis] < -BOUND_COORD ||
		    box->hi.at[axis] > BOUND_COORD)
			return false;
	return true;
}

bool
pos_bounded(const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (pos->at[axis] < -BOUND_COORD ||
		    pos->at[axis] >= BOUND_COORD)
			return false;
	return true;
}

struct matrix
box_matrix(const struct box *box)
{
	struct matrix m = MATRIX_IDENTITY;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double lo = box->lo.at[axis], hi = box->hi.at[axis];

		m.m[axis][axis] = (float)((hi - lo) / 2);
		m.m[3][axis] = (float)((hi + lo) / 2);
	}
	return m;
}

/* NaN and what does not fit become the nearest bound. */
static int32_t
whole(double value)
{
	if (!(value > -2.0 * BOUND_COORD))
		return -2 * BOUND_COORD;
	if (value > 2.0 * BOUND_COORD)
		return 2 * BOUND_COORD;
	return (int32_t)value;
}

bool
matrix_box(const struct matrix *m, struct box *box)
{
	int axis, row;

	if (m->m[3][3] == 0)
		return false;
	for (axis = 0; axis < 3; axis++) {
		double reach = 0, mid = m->m[3][axis];

		for (row = 0; row < 3; row++)
			reach += fabs((double)m->m[row][axis]);
		box->lo.at[axis] = whole(floor(mid - reach));
		box->hi.at[axis] = whole(ceil(mid + reach));
	}
	return true;
}
