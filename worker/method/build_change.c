/*
 * build_change · the ops that change what is there
 */
#include <math.h>

#include "bounds.h"
#include "worker/method/build.h"
#include "worker/method/turning.h"

#define FACTOR_MOST	1024	/* and its inverse the least */

static const struct pos once = { { 1, 1, 1 } };

/* How far the box goes. */
static enum err
find_way(struct build *b, const struct op *op, const struct box *box,
    struct matrix *mat)
{
	int axis;

	if (OP_HAS(op, to) == OP_HAS(op, by))
		return fail(b->call, ERR_PARAMS, "%s; give either by [x,y,z], "
		    "how far, or to [x,y,z], where the lowest corner goes",
		    OP_HAS(op, to) ? "to and by are too much" :
		    "by is missing");
	for (axis = 0; axis < 3; axis++)
		mat->m[3][axis] = (float)(OP_HAS(op, by) ? op->by.at[axis] :
		    op->to.at[axis] - box->lo.at[axis]);
	return OK;
}

enum err
build_copy(struct build *b, const struct op *op)
{
	static const enum mode modes[BLEND_COUNT] = { MODE_OVER, MODE_OVER,
	    MODE_SUB, MODE_PAINT, MODE_INTERSECT };
	struct edit edit = { .kind = EDIT_region_copy, .region_copy = {
	    .layer = b->layer, .mode = modes[op->mode], .box = op->box,
	    .mat = MATRIX_IDENTITY, .count = once } };
	enum err err;

	err = find_way(b, op, &op->box, &edit.region_copy.mat);
	return err != OK ? err : build_edit(b, &edit);
}

/* An edit that turns the op's box, or the layer. */
static enum err
prepare_turn(struct build *b, const struct op *op, struct edit *edit)
{
	*edit = (struct edit){ .kind = EDIT_layer_turn, .layer_turn = {
	    .layer = b->layer, .mat = MATRIX_IDENTITY } };
	return build_region(b, op, &edit->layer_turn.box);
}

enum err
build_move(struct build *b, const struct op *op)
{
	struct edit edit;
	enum err err;

	if ((err = prepare_turn(b, op, &edit)) != OK ||
	    (err = find_way(b, op, &edit.layer_turn.box,
	    &edit.layer_turn.mat)) != OK)
		return err;
	return build_edit(b, &edit);
}

void
build_pivot(const struct op *op, const struct box *box, double pivot[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		pivot[axis] = OP_HAS(op, pivot) ? op->pivot.at[axis] :
		    (box->lo.at[axis] + (double)box->hi.at[axis]) / 2;
}

enum err
build_rotate(struct build *b, const struct op *op)
{
	struct edit edit;
	struct matrix *mat = &edit.layer_turn.mat;
	double pivot[3];
	bool whole;
	enum err err;

	if ((err = prepare_turn(b, op, &edit)) != OK)
		return err;
	build_pivot(op, &edit.layer_turn.box, pivot);
	whole = turning_rotate(mat, OP_HAS(op, axis) ? op->axis : 2,
	    OP_HAS(op, angle) ? op->angle : 90);
	turning_pin(mat, pivot, whole);
	return build_edit(b, &edit);
}

enum err
build_scale(struct build *b, const struct op *op)
{
	struct edit edit;
	double pivot[3];
	enum err err;
	int axis;

	if ((err = prepare_turn(b, op, &edit)) != OK)
		return err;
	for (axis = 0; axis < 3; axis++) {
		double factor = op->factor.at[axis];

		if (!(factor >= 1.0 / FACTOR_MOST && factor <= FACTOR_MOST))
			return fail(b->call, ERR_PARAMS, "factor must be from "
			    "1/%d to %d, not %g", FACTOR_MOST, FACTOR_MOST,
			    factor);
		edit.layer_turn.mat.m[axis][axis] = (float)factor;
	}
	build_pivot(op, &edit.layer_turn.box, pivot);
	turning_pin(&edit.layer_turn.mat, pivot, false);
	return build_edit(b, &edit);
}

enum err
build_mirror(struct build *b, const struct op *op)
{
	int axis = op->axis;
	struct edit copy = { .kind = EDIT_region_copy, .region_copy = {
	    .layer = b->layer, .mode = MODE_OVER, .mat = MATRIX_IDENTITY,
	    .count = once } };
	struct edit edit = { .kind = EDIT_filter_mirror, .filter_mirror = {
	    .layer = b->layer, .axis = axis, .keep = op->keep } };
	double pivot[3] = { 0.5 + op->at.at[0], 0.5 + op->at.at[1],
	    0.5 + op->at.at[2] };
	struct box box;
	enum err err;

	if (OP_HAS(op, normal))
		return build_flip(b, op);
	if (OP_HAS(op, at) + OP_HAS(op, pivot) + OP_HAS(op, keep) > 1)
		return fail(b->call, ERR_PARAMS, "give only one of at, pivot "
		    "and keep; keep mirrors a box in its own middle");
	if ((err = build_region(b, op, &box)) != OK)
		return err;
	edit.filter_mirror.box = box;
	if (!OP_HAS(op, at) && !OP_HAS(op, pivot))
		return build_edit(b, &edit);
	if (OP_HAS(op, pivot))
		pivot[axis] = op->pivot.at[axis];
	copy.region_copy.box = box;
	copy.region_copy.mat.m[axis][axis] = -1;
	turning_pin(&copy.region_copy.mat, pivot, true);
	return build_edit(b, &copy);
}

enum err
build_array(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_region_copy, .region_copy = {
	    .layer = b->layer, .mode = MODE_OVER, .mat = MATRIX_IDENTITY,
	    .count = op->count, .step = op->step } };
	struct box *box = &edit.region_copy.box;
	enum err err;
	int axis;

	if ((err = build_region(b, op, box)) != OK)
		return err;
	for (axis = 0; axis < 3; axis++) {
		if (op->count.at[axis] < 1)
			return fail(b->call, ERR_PARAMS, "count must be 1 or "
			    "more along every axis, as [5,1,1]");
		if (!OP_HAS(op, step))
			edit.region_copy.step.at[axis] = box->hi.at[axis] -
			    box->lo.at[axis];
	}
	return build_edit(b, &edit);
}

static enum err
check_tolerance(struct build *b, const struct op *op)
{
	if (op->tolerance >= 0 && op->tolerance <= 255)
		return OK;
	return fail(b->call, ERR_PARAMS, "tolerance must be from 0 to 255");
}

/* What is selected, or why not. */
static enum err
check_selected(struct build *b, const struct op *op)
{
	if (!op->selected || b->draft.image->aside[ASIDE_MASK] != NULL)
		return OK;
	return fail(b->call, ERR_EMPTY, "nothing is selected; the op select "
	    "comes before");
}

enum err
build_replace(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_filter_recolor, .filter_recolor = {
	    .layer = b->layer, .selected = op->selected, .box = op->box,
	    .tolerance = op->tolerance } };
	struct edit_filter_recolor *recolor = &edit.filter_recolor;
	enum err err;

	if ((err = check_tolerance(b, op)) != OK ||
	    (err = check_selected(b, op)) != OK ||
	    (err = build_ink(b, &op->find, &recolor->from)) != OK ||
	    (err = build_ink(b, &op->color, &recolor->to)) != OK)
		return err;
	return build_edit(b, &edit);
}

static enum err
draw_selected(struct build *b, enum mode mode, struct rgba color)
{
	struct edit edit = { .kind = EDIT_selection_draw, .selection_draw = {
	    b->layer, mode, color } };

	return build_edit(b, &edit);
}

enum err
build_fill(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_flood_fill, .flood_fill = {
	    .layer = b->layer, .pos = op->at, .tolerance = op->tolerance } };
	enum err err;

	if (OP_HAS(op, at) == op->selected)
		return fail(b->call, ERR_PARAMS, "at is missing; give at "
		    "[x,y,z], a voxel to begin with, or selected: true");
	if ((err = check_tolerance(b, op)) != OK ||
	    (err = check_selected(b, op)) != OK ||
	    (err = build_ink(b, &op->color, &edit.flood_fill.color)) != OK)
		return err;
	return op->selected ? draw_selected(b, MODE_REPLACE,
	    edit.flood_fill.color) : build_edit(b, &edit);
}

enum err
build_erase(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = {
	    b->layer, MODE_SUB, op->box, { { 0, 0, 0, 255 } } } };
	enum err err;

	if (OP_HAS(op, box) == op->selected)
		return fail(b->call, ERR_PARAMS, "box is missing; give box "
		    "[x0,y0,z0,x1,y1,z1], or selected: true");
	if ((err = check_selected(b, op)) != OK)
		return err;
	return op->selected ? draw_selected(b, MODE_SUB,
	    edit.box_fill.color) : build_edit(b, &edit);
}

/* Words for what the engine only calls wrong. */
static enum err
explain_times(struct build *b, enum err err, const char *what, int most)
{
	if (err != ERR_PARAMS)
		return err;
	return fail(b->call, err, "%s must be from 1 to %d", what, most);
}

enum err
build_shell(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_layer_shell, .layer_shell = {
	    b->layer, OP_HAS(op, wall) ? op->wall : 1 } };

	return explain_times(b, build_edit(b, &edit), "wall", 64);
}

enum err
build_smooth(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_layer_smooth, .layer_smooth = {
	    b->layer, OP_HAS(op, steps) ? op->steps : 1 } };

	return explain_times(b, build_edit(b, &edit), "steps", 8);
}
