/*
 * apply_box - edits of boxes: what is cropped, and the boxes to crop to
 */
#include "goxel/crop.h"
#include "goxel/step.h"

enum err
apply_layer_crop(struct context *context, const struct edit_layer_crop *edit,
    struct edit_outcome *outcome)
{
	const struct layer *old = image_layer(context->image, edit->layer);
	struct image *before;
	struct layer *layer;
	struct box all;
	enum err err;

	if (old == NULL)
		return ERR_NO_LAYER;
	outcome->layer = old->id;
	if (!volume_bounds(&old->volume, true, &all) ||
	    box_covers(&edit->box, &all))
		return OK;
	outcome->voxels = volume_count(&old->volume);
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	err = crop_volume(&layer->volume, &edit->box);
	outcome->voxels -= volume_count(&layer->volume);
	return step_close_layer(context, before, layer, err);
}

static bool
same_boxes(bool set, const struct matrix *old, const struct box *box)
{
	struct matrix now = box_matrix(box);

	if (box_empty(box) || !set)
		return box_empty(box) && !set;
	return memcmp(old, &now, sizeof now) == 0;
}

enum err
apply_layer_box(struct context *context, const struct edit_layer_box *edit,
    struct edit_outcome *outcome)
{
	const struct layer *old = image_layer(context->image, edit->layer);
	struct image *before;
	struct layer *layer;

	if (old == NULL)
		return ERR_NO_LAYER;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	outcome->layer = old->id;
	if (same_boxes(old->boxed, &old->box, &edit->box))
		return OK;
	before = step_open(context);
	layer = image_layer_write(context->image, edit->layer);
	layer->boxed = !box_empty(&edit->box);
	layer->box = layer->boxed ? box_matrix(&edit->box) :
	    (struct matrix){ 0 };
	return step_close(context, before, OK);
}

static enum err
redraw_shapes(struct image *image)
{
	enum err err = OK;
	uint32_t i;

	for (i = 0; err == OK && i < image->layer_count; i++) {
		if (image->layers[i]->shape >= 0)
			err = image_redraw(image, image->layers[i]->id);
	}
	return err;
}

enum err
apply_image_box(struct context *context, const struct edit_image_box *edit,
    struct edit_outcome *outcome)
{
	struct image *image = context->image, *before;

	(void)outcome;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	if (box_empty(&edit->box))
		return ERR_PARAMS;
	if (image->boxed && box_same(&image->box, &edit->box))
		return OK;
	before = step_open(context);
	image->boxed = true;
	image->box = edit->box;
	return step_close(context, before, redraw_shapes(image));
}
