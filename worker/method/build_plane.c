/*
 * build_plane · the ops that have a plane at any angle
 *
 * A plane is a pivot, a point of it, and a normal, what is up on it.
 */
#include <math.h>

#include "mem.h"
#include "worker/method/axes.h"
#include "worker/method/build.h"
#include "worker/method/snap.h"
#include "worker/method/turning.h"

/* The plane's point, in half voxels. */
static enum err
double_pivot(struct build *b, const double pivot[3], struct pos *twice)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double at = 2 * pivot[axis];

		if (at != rint(at))
			return fail(b->call, ERR_PARAMS, "pivot of cut must "
			    "be whole or half numbers");
		twice->at[axis] = (int32_t)at;
	}
	return OK;
}

enum err
build_cut(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_plane_cut, .plane_cut = {
	    .layer = b->layer } };
	struct edit_plane_cut *cut = &edit.plane_cut;
	double pivot[3], unit[3];
	struct box box = { 0 };
	enum err err;

	err = axes_direction(b->call, "normal", &op->normal, unit);
	if (err == OK && !OP_HAS(op, pivot))
		err = build_region(b, op, &box);
	if (err != OK)
		return err;
	build_pivot(op, &box, pivot);
	if ((err = double_pivot(b, pivot, &cut->twice)) != OK)
		return err;
	cut->normal_x = (float)op->normal.at[0];
	cut->normal_y = (float)op->normal.at[1];
	cut->normal_z = (float)op->normal.at[2];
	return build_edit(b, &edit);
}

/* The mirror itself, and whether the image is added to what is there. */
static enum err
place_mirror(struct build *b, const struct op *op, const struct box *box,
    struct matrix *mat)
{
	double pivot[3], unit[3];
	enum err err;
	bool whole;
	int axis;

	err = axes_direction(b->call, "normal", &op->normal, unit);
	if (err != OK)
		return err;
	build_pivot(op, box, pivot);
	for (axis = 0; OP_HAS(op, at) && axis < 3; axis++)
		pivot[axis] = 0.5 + op->at.at[axis];
	whole = turning_mirror(mat, op->normal.at);
	turning_pin(mat, pivot, whole);
	return OK;
}

enum err
build_flip(struct build *b, const struct op *op)
{
	struct edit copy = { .kind = EDIT_region_copy, .region_copy = {
	    .layer = b->layer, .mode = MODE_OVER, .mat = MATRIX_IDENTITY,
	    .count = { { 1, 1, 1 } } } };
	struct edit turn = { .kind = EDIT_layer_turn, .layer_turn = {
	    .layer = b->layer, .mat = MATRIX_IDENTITY } };
	struct box box;
	enum err err;

	if (OP_HAS(op, axis) || OP_HAS(op, keep))
		return fail(b->call, ERR_PARAMS, "normal is instead of axis "
		    "and keep; give it alone, or with at or pivot");
	if (OP_HAS(op, at) && OP_HAS(op, pivot))
		return fail(b->call, ERR_PARAMS, "give only one of at and "
		    "pivot");
	if ((err = build_region(b, op, &box)) != OK)
		return err;
	copy.region_copy.box = turn.layer_turn.box = box;
	if ((err = place_mirror(b, op, &box, &copy.region_copy.mat)) != OK)
		return err;
	turn.layer_turn.mat = copy.region_copy.mat;
	return build_edit(b, OP_HAS(op, at) || OP_HAS(op, pivot) ? &copy :
	    &turn);
}

enum err
build_snap(struct build *b, const struct op *op, struct voxels *points)
{
	struct voxel *moved;
	struct snap snap = { .at = { op->pivot.at[0], op->pivot.at[1],
	    op->pivot.at[2] } };
	double middle[3];
	enum err err;
	uint32_t i;
	int axis;

	if (!OP_HAS(op, normal))
		return !OP_HAS(op, pivot) ? OK : fail(b->call, ERR_PARAMS,
		    "pivot needs normal [x,y,z]: the plane to draw on");
	moved = mem_take(b->call->mem, points->count * sizeof *moved);
	if (moved == NULL)
		return fail(b->call, ERR_TOO_BIG, "there are too many points");
	err = axes_direction(b->call, "normal", &op->normal, snap.normal);
	for (i = 0; err == OK && i < points->count; i++) {
		for (axis = 0; axis < 3; axis++)
			middle[axis] = points->at[i].pos.at[axis] + 0.5;
		moved[i] = points->at[i];
		err = snap_place(b->call, &snap, middle, &moved[i].pos);
	}
	points->at = moved;
	return err;
}
