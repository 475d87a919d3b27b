/*
 * apply_stroke - edits that draw by a stamp
 */
#include <math.h>

#include "goxel/path.h"
#include "goxel/solid.h"
#include "goxel/stamp.h"
#include "goxel/step.h"

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

static enum err
check_mirror(const struct mirror *mirror)
{
	int axis;

	if (mirror->axes < 0 || mirror->axes > 7)
		return ERR_PARAMS;
	for (axis = 0; axis < 3; axis++)
		if (mirror->twice.at[axis] < -2 * BOUND_COORD ||
		    mirror->twice.at[axis] > 2 * BOUND_COORD)
			return ERR_BOUNDS;
	return OK;
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
apply_stroke_draw(struct context *context,
    const struct edit_stroke_draw *edit, struct edit_outcome *outcome)
{
	struct shape_stroke stroke = { .shape = edit->shape,
	    .mode = edit->mode, .box = edit->box, .color = edit->color,
	    .smoothness = edit->smoothness };
	struct mirror mirror = { edit->symmetry, edit->mirror };
	struct volume stamp = { 0 };
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->axis < 0 || edit->axis > 2 || edit->wall < 0)
		return ERR_PARAMS;
	stroke.turned = (edit->axis + 1) % 3;
	if ((err = check_stroke(&stroke)) != OK ||
	    (err = check_mirror(&mirror)) != OK)
		return err;
	err = stamp_shape(&stamp, &stroke, edit->wall);
	if (err == OK && (err = stamp_mirror(&stamp, &mirror)) == OK)
		err = press(context, edit->layer, &stamp, &stroke, outcome);
	volume_fini(&stamp);
	return err;
}

static struct shape_stroke
tip_of(const struct edit_path_draw *edit)
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
apply_path_draw(struct context *context, const struct edit_path_draw *edit,
    struct edit_outcome *outcome)
{
	struct mirror mirror = { edit->symmetry, edit->mirror };
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
	    (err = check_mirror(&mirror)) != OK)
		return err;
	inked = tip;
	inked.color = stamp_ink(tip.color);
	err = path_draw(&stamp, &edit->points, &inked);
	if (err == OK && (err = stamp_mirror(&stamp, &mirror)) == OK)
		err = press(context, edit->layer, &stamp, &tip, outcome);
	volume_fini(&stamp);
	return err;
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
