/*
 * do_shape · methods that draw shapes into a layer
 *
 * By the time a handler runs, the decoder has checked every parameter against
 * its type.  What is left is what only this method can know.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/shape.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define SIZE_DEFAULT	10	/* voxels a side */

/* SHAPE_COUNT: there is no such shape. */
static enum shape
shape_named(const char *name)
{
	int shape;

	for (shape = 0; shape < SHAPE_COUNT; shape++)
		if (strcmp(shape_names[shape], name) == 0)
			break;
	return (enum shape)shape;
}

/* A box exactly `size` wide whose middle, or just above it, is `center`. */
static struct box
box_around(const struct pos *center, const struct pos *size)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = center->at[axis] - size->at[axis] / 2;
		box.hi.at[axis] = box.lo.at[axis] + size->at[axis];
	}
	return box;
}

static enum err
check_size(struct call *c, const struct pos *size)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (size->at[axis] < 1 || size->at[axis] > 2 * BOUND_COORD)
			return fail(c, ERR_PARAMS, "parameter 'size_%c' must "
			    "be from 1 to %d, not %d", 'x' + axis,
			    2 * BOUND_COORD, size->at[axis]);
	return OK;
}

static enum err
check_mode(struct call *c, enum mode mode)
{
	if (mode != MODE_REPLACE)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'mode' must not be replace: a "
	    "shape's edge has none; use over, or goxel.fill_box");
}

static enum err
check_smoothness(struct call *c, double smoothness)
{
	if (smoothness >= 0 && smoothness <= BOUND_COORD)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'smoothness' must be from 0 to "
	    "%d, not %g", BOUND_COORD, smoothness);
}

/* What is not there yet must not be taken for what is. */
static enum err
check_kind(struct call *c, const struct procedural_shape_in *in)
{
	if (in->has_axis && strcmp(in->axis, "z") != 0)
		return fail(c, ERR_PARAMS, "parameter 'axis' must be z, not "
		    "'%s'", in->axis);
	if (in->has_filled && !in->filled)
		return fail(c, ERR_PARAMS, "parameter 'filled' must be true: "
		    "there are no hollow shapes");
	if (in->has_radius && (in->radius < 0 || in->radius >= BOUND_COORD))
		return fail(c, ERR_PARAMS, "parameter 'radius' must be from 0 "
		    "to %d, not %d", BOUND_COORD - 1, in->radius);
	return OK;
}

static struct pos
size_of(const struct procedural_shape_in *in)
{
	int32_t side = in->has_radius ? 2 * in->radius + 1 : SIZE_DEFAULT;

	return (struct pos){ {
		in->has_size_x ? in->size_x : side,
		in->has_size_y ? in->size_y : side,
		in->has_size_z ? in->size_z :
		    in->has_height ? in->height : side
	} };
}

static struct box
box_of(const struct procedural_shape_in *in, const struct pos *size)
{
	struct pos center = { { in->center_x, in->center_y, in->center_z } };
	struct box box = box_around(in->has_base ? &in->base : &center, size);

	if (in->has_base) {
		box.lo.at[2] = in->base.at[2];
		box.hi.at[2] = in->base.at[2] + size->at[2];
	}
	return box;
}

enum err
do_procedural_shape(struct call *c, const struct procedural_shape_in *in)
{
	const char *name = in->has_shape_type ? in->shape_type : "cube";
	struct edit edit = { .kind = EDIT_shape_draw };
	struct edit_shape_draw *draw = &edit.shape_draw;
	struct pos size = size_of(in);
	struct edit_outcome outcome;
	enum err err;

	if ((draw->shape = shape_named(name)) == SHAPE_COUNT)
		return fail(c, ERR_FORMAT, "Shape type not implemented yet: "
		    "'%s' is none of cube, sphere and cylinder", name);
	if ((err = check_kind(c, in)) != OK ||
	    (err = check_size(c, &size)) != OK ||
	    (err = check_mode(c, in->mode)) != OK ||
	    (err = check_smoothness(c, in->smoothness)) != OK)
		return err;
	draw->layer = call_layer_or_first(c, in->layer_id);
	draw->mode = in->mode;
	draw->box = box_of(in, &size);
	draw->smoothness = (float)in->smoothness;
	draw->color = in->has_color ? in->color :
	    shade_mix(&in->r, &in->g, &in->b, &in->a, in->has_a);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "shape_type", name);
	reply_int(c, "voxels_created", (int64_t)outcome.voxels);
	return reply_close(c);
}

/* Both corners belong to the box a client names. */
static enum err
box_between(struct call *c, const struct pos *min, const struct pos *max,
    struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (min->at[axis] > max->at[axis])
			return fail(c, ERR_PARAMS, "parameter 'min' must not "
			    "be above 'max': %d > %d along %c", min->at[axis],
			    max->at[axis], 'x' + axis);
		box->lo.at[axis] = min->at[axis];
		box->hi.at[axis] = max->at[axis] + 1;
	}
	return OK;
}

enum err
do_fill_box(struct call *c, const struct fill_box_in *in)
{
	struct edit edit = { .kind = EDIT_box_fill };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if (in->has_filled && !in->filled)
		return fail(c, ERR_PARAMS, "parameter 'filled' must be true: "
		    "there are no hollow boxes");
	err = box_between(c, &in->min, &in->max, &edit.box_fill.box);
	if (err != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	edit.box_fill.layer = layer->id;
	edit.box_fill.mode = in->mode;
	edit.box_fill.color = in->color;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}
