/*
 * apply_stroke - edits that draw by a stamp
 */
#include <math.h>

#include "goxel/halfspace.h"
#include "goxel/path.h"
#include "goxel/solid.h"
#include "goxel/stamp.h"
#include "goxel/step.h"

/* What becomes of a stamp before it is pressed. */
struct finish {
	struct mirror	 mirror;
	struct matrix	 image;		/* m[3][3] is 0: none */
	struct halfspace cut;		/* all of its normal is 0: none */
};

#define FINISH(edit) {							\
	.mirror = { (edit)->symmetry, (edit)->mirror },			\
	.image = (edit)->image,						\
	.cut = { (edit)->cut, { (edit)->cut_x, (edit)->cut_y,		\
	    (edit)->cut_z } } }

/* A stamp that is drawn, into a layer. */
static enum err
press(struct context *context, uint32_t id, struct volume *stamp,
    const struct shape_stroke *stroke, struct edit_outcome *outcome)
{
	struct image *before = step_open(context);
	struct layer *layer = step_open_layer(context, id);
	enum err err;

	outcome->layer = layer->id;
	if (rgba_exists(stroke->color) || stroke->mode == MODE_REPLACE)
		outcome->voxels = volume_count(stamp);
	err = stamp_press(&layer->volume, stamp, stroke->mode, stroke->color);
	return step_close_layer(context, before, layer, err);
}

static bool
doubled_bounded(const struct pos *twice)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (twice->at[axis] < -2 * BOUND_COORD ||
		    twice->at[axis] > 2 * BOUND_COORD)
			return false;
	return true;
}

static enum err
check_finish(const struct finish *finish)
{
	if (finish->mirror.axes < 0 || finish->mirror.axes > 7)
		return ERR_PARAMS;
	return doubled_bounded(&finish->mirror.twice) &&
	    doubled_bounded(&finish->cut.twice) ? OK : ERR_BOUNDS;
}

static enum err
finish_stamp(struct volume *stamp, const struct finish *finish)
{
	const double *normal = finish->cut.normal;
	enum err err = stamp_mirror(stamp, &finish->mirror);

	if (err == OK && finish->image.m[3][3] != 0)
		err = stamp_image(stamp, &finish->image);
	if (err == OK && (normal[0] != 0 || normal[1] != 0 || normal[2] != 0))
		err = halfspace_empty(stamp, &finish->cut);
	return err;
}

/* A stroke as decoded is not yet one that can be drawn. */
static enum err
check_stroke(const struct shape_stroke *stroke)
{
	if (stroke->mode >= MODE_COUNT || stroke->shape >= SHAPE_COUNT ||
	    !isfinite(stroke->smoothness) || stroke->smoothness < 0)
		return ERR_PARAMS;
	if (stroke->mode == MODE_REPLACE && stroke->shape != SHAPE_CUBE)
		return ERR_PARAMS;
	return box_bounded(&stroke->box) ? OK : ERR_BOUNDS;
}

enum err
apply_stroke_press(struct context *context,
    const struct edit_stroke_press *edit, struct edit_outcome *outcome)
{
	struct shape_stroke stroke = { .shape = edit->shape,
	    .mode = edit->mode, .box = edit->box, .color = edit->color,
	    .smoothness = edit->smoothness };
	struct finish finish = FINISH(edit);
	struct volume stamp = { 0 };
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->axis < 0 || edit->axis > 2 || edit->wall < 0)
		return ERR_PARAMS;
	stroke.turned = (edit->axis + 1) % 3;
	if ((err = check_stroke(&stroke)) != OK ||
	    (err = check_finish(&finish)) != OK)
		return err;
	err = stamp_shape(&stamp, &stroke, edit->wall);
	if (err == OK && (err = finish_stamp(&stamp, &finish)) == OK)
		err = press(context, edit->layer, &stamp, &stroke, outcome);
	volume_fini(&stamp);
	return err;
}

enum err
apply_stroke_draw(struct context *context,
    const struct edit_stroke_draw *edit, struct edit_outcome *outcome)
{
	struct edit_stroke_press press = { .layer = edit->layer,
	    .mode = edit->mode, .shape = edit->shape, .box = edit->box,
	    .smoothness = edit->smoothness, .color = edit->color,
	    .axis = edit->axis, .wall = edit->wall,
	    .symmetry = edit->symmetry, .mirror = edit->mirror };

	return apply_stroke_press(context, &press, outcome);
}

static struct shape_stroke
tip_of(const struct edit_path_press *edit)
{
	struct shape_stroke tip = { .shape = edit->shape, .mode = edit->mode,
	    .color = edit->color, .smoothness = edit->smoothness };
	int axis;

	for (axis = 0; axis < 3; axis++) {
		tip.box.lo.at[axis] = -(edit->size / 2);
		tip.box.hi.at[axis] = tip.box.lo.at[axis] + edit->size;
	}
	return tip;
}

enum err
apply_path_press(struct context *context, const struct edit_path_press *edit,
    struct edit_outcome *outcome)
{
	struct finish finish = FINISH(edit);
	struct shape_stroke tip, inked;
	struct volume stamp = { 0 };
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->size < 1 || edit->size > BOUND_COORD || edit->axis < 0 ||
	    edit->axis > 2)
		return ERR_PARAMS;
	tip = tip_of(edit);
	tip.turned = (edit->axis + 1) % 3;
	if ((err = check_stroke(&tip)) != OK ||
	    (err = check_finish(&finish)) != OK)
		return err;
	inked = tip;
	inked.color = stamp_ink(tip.color);
	err = path_draw(&stamp, &edit->points, &inked);
	if (err == OK && (err = finish_stamp(&stamp, &finish)) == OK)
		err = press(context, edit->layer, &stamp, &tip, outcome);
	volume_fini(&stamp);
	return err;
}

enum err
apply_path_draw(struct context *context, const struct edit_path_draw *edit,
    struct edit_outcome *outcome)
{
	struct edit_path_press press = { .layer = edit->layer,
	    .mode = edit->mode, .shape = edit->shape, .points = edit->points,
	    .size = edit->size, .smoothness = edit->smoothness,
	    .color = edit->color, .axis = edit->axis,
	    .symmetry = edit->symmetry, .mirror = edit->mirror };

	return apply_path_press(context, &press, outcome);
}

enum err
apply_solid_draw(struct context *context, const struct edit_solid_draw *edit,
    struct edit_outcome *outcome)
{
	struct shape_stroke stroke = { .shape = edit->shape,
	    .mode = edit->mode, .color = edit->color,
	    .smoothness = edit->smoothness };
	struct image *before;
	struct layer *layer;
	uint64_t count, changed;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->mode == MODE_REPLACE)
		return ERR_PARAMS;
	if ((err = check_stroke(&stroke)) != OK)
		return err;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	count = volume_count(&layer->volume);
	err = solid_draw(&layer->volume, &edit->box, &stroke);
	changed = volume_count(&layer->volume);
	outcome->voxels = changed > count ? changed - count : count - changed;
	return step_close_layer(context, before, layer, err);
}
