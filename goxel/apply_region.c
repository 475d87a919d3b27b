/*
 * apply_region - edits that repeat, hollow out and round off what is there
 */
#include <math.h>

#include "goxel/erode.h"
#include "goxel/revolve.h"
#include "goxel/shape.h"
#include "goxel/smooth.h"
#include "goxel/step.h"
#include "goxel/turn.h"

/* What is in the box, turned, into `part`. */
static enum err
cut_part(struct volume *v, const struct edit_region_copy *edit,
    struct volume *part)
{
	struct shape_stroke stroke = { .shape = SHAPE_CUBE,
	    .mode = MODE_INTERSECT, .box = edit->box,
	    .color = { { 0, 0, 0, 255 } } };
	struct volume cut = { 0 };
	enum err err;

	volume_copy(&cut, v);
	err = shape_draw(&cut, &stroke);
	if (err == OK && turn_price(&cut, &edit->mat) > 1)
		err = ERR_TOO_BIG;
	if (err == OK)
		err = turn_build(part, &cut, &edit->mat);
	volume_fini(&cut);
	return err;
}

/* Put the copy with these numbers down. */
static enum err
put_copy(struct volume *v, struct volume *part,
    const struct edit_region_copy *edit, const struct pos *nth, double *left)
{
	struct matrix move = MATRIX_IDENTITY;
	struct volume moved = { 0 };
	double price;
	enum err err;
	int axis;

	for (axis = 0; axis < 3; axis++)
		move.m[3][axis] = (float)nth->at[axis] *
		    (float)edit->step.at[axis];
	/* The least one costs, too: a copy of nothing, or of a voxel. */
	price = fmax(turn_price(part, &move), 0.5 / BOUND_EDIT_TILES);
	if ((*left -= price) < 0)
		return ERR_TOO_BIG;
	err = turn_build(&moved, part, &move);
	if (err == OK)
		err = mode_merge(v, &moved, edit->mode);
	volume_fini(&moved);
	return err;
}

static enum err
put_copies(struct volume *v, struct volume *part,
    const struct edit_region_copy *edit, double *left)
{
	struct pos nth;
	enum err err = OK;

	for (nth.at[2] = 0; nth.at[2] < edit->count.at[2]; nth.at[2]++)
		for (nth.at[1] = 0; nth.at[1] < edit->count.at[1];
		    nth.at[1]++)
			for (nth.at[0] = 0; err == OK &&
			    nth.at[0] < edit->count.at[0]; nth.at[0]++)
				err = put_copy(v, part, edit, &nth, left);
	return err;
}

static enum err
check_copies(const struct edit_region_copy *edit)
{
	uint64_t copies = 1;
	int axis;

	if (edit->mode >= MODE_REPLACE || edit->mode == MODE_MAX)
		return ERR_PARAMS;
	if (!box_bounded(&edit->box) || !pos_bounded(&edit->step))
		return ERR_BOUNDS;
	for (axis = 0; axis < 3; axis++) {
		if (edit->count.at[axis] < 1)
			return ERR_PARAMS;
		if (edit->count.at[axis] > (int32_t)BOUND_EDIT_TILES)
			return ERR_TOO_BIG;
		copies *= (uint64_t)edit->count.at[axis];
	}
	return copies > BOUND_EDIT_TILES ? ERR_TOO_BIG : OK;
}

enum err
apply_region_copy(struct context *context,
    const struct edit_region_copy *edit, struct edit_outcome *outcome)
{
	struct volume part = { 0 };
	struct image *before;
	struct layer *layer;
	double left = 1;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if ((err = check_copies(edit)) != OK)
		return err;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = cut_part(&layer->volume, edit, &part);
	if (err == OK) {
		outcome->voxels = volume_count(&part);
		err = put_copies(&layer->volume, &part, edit, &left);
	}
	volume_fini(&part);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_revolve_draw(struct context *context,
    const struct edit_revolve_draw *edit, struct edit_outcome *outcome)
{
	struct revolve how = { .mode = edit->mode, .box = edit->box,
	    .color = edit->color, .axis = edit->axis, .ring = edit->ring,
	    .back = edit->back, .tip = (double)edit->tip };
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->mode >= MODE_REPLACE || edit->axis < 0 || edit->axis > 2 ||
	    !(edit->tip >= 0 && edit->tip <= 1))
		return ERR_PARAMS;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = revolve_draw(&layer->volume, &how);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_layer_shell(struct context *context,
    const struct edit_layer_shell *edit, struct edit_outcome *outcome)
{
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = erode_inside(&layer->volume, edit->wall, &outcome->voxels);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_layer_smooth(struct context *context,
    const struct edit_layer_smooth *edit, struct edit_outcome *outcome)
{
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = smooth_run(&layer->volume, edit->steps);
	outcome->voxels = volume_count(&layer->volume);
	return step_close_layer(context, before, layer, err);
}
