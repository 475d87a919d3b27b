/*
 * apply_stack - edits that rearrange layers, and clone and shape layers
 */
#include "goxel/stack.h"
#include "goxel/step.h"
#include "text.h"

enum err
apply_layer_place(struct context *context,
    const struct edit_layer_place *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	uint32_t index = (uint32_t)edit->index;
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (edit->index < 0)
		return ERR_PARAMS;
	outcome->layer = layer->id;
	if (index >= context->image->layer_count)
		index = context->image->layer_count - 1;
	if (stack_index(context->image, layer->id) == index)
		return OK;
	before = step_open(context);
	return step_close(context, before, stack_place(context->image,
	    layer->id, index));
}

enum err
apply_layer_blend(struct context *context,
    const struct edit_layer_blend *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer->mode == edit->mode)
		return OK;
	before = step_open(context);
	image_layer_write(context->image, edit->layer)->mode = edit->mode;
	return step_close(context, before, OK);
}

/* The end of an edit that makes a layer. */
static enum err
close_made(struct context *context, struct image *before,
    const struct layer *made, struct edit_outcome *outcome, enum err err)
{
	if (err == OK)
		outcome->layer = made->id;
	return step_close(context, before, err);
}

enum err
apply_layer_duplicate(struct context *context,
    const struct edit_layer_duplicate *edit, struct edit_outcome *outcome)
{
	char name[BOUND_NAME + 1];
	struct image *before;
	struct layer *made;
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	before = step_open(context);
	err = stack_duplicate(context->image, edit->layer, name, &made);
	return close_made(context, before, made, outcome, err);
}

enum err
apply_layer_clone(struct context *context,
    const struct edit_layer_clone *edit, struct edit_outcome *outcome)
{
	char name[BOUND_NAME + 1];
	struct image *before;
	struct layer *made;
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	before = step_open(context);
	err = stack_clone(context->image, edit->layer, name, &edit->mat,
	    &made);
	return close_made(context, before, made, outcome, err);
}

enum err
apply_layer_fix(struct context *context, const struct edit_layer_fix *edit,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer_plain(layer))
		return OK;
	before = step_open(context);
	step_open_layer(context, layer->id);
	return step_close(context, before, OK);
}

enum err
apply_layer_transform(struct context *context,
    const struct edit_layer_transform *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (layer_plain(layer) && layer->image_path == NULL)
		return ERR_PARAMS;
	outcome->layer = layer->id;
	if (memcmp(&layer->mat, &edit->mat, sizeof edit->mat) == 0)
		return OK;
	before = step_open(context);
	image_layer_write(context->image, edit->layer)->mat = edit->mat;
	return step_close(context, before, image_redraw(context->image,
	    edit->layer));
}

enum err
apply_layer_shape_add(struct context *context,
    const struct edit_layer_shape_add *edit, struct edit_outcome *outcome)
{
	char name[BOUND_NAME + 1];
	struct layer *made = NULL;
	struct image *before;
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	if (box_empty(&edit->box))
		return ERR_PARAMS;
	before = step_open(context);
	err = image_layer_add(context->image, name, &made);
	if (err == OK) {
		made->shape = (int32_t)edit->shape;
		made->color = edit->color;
		made->mat = box_matrix(&edit->box);
		err = image_redraw(context->image, made->id);
	}
	return close_made(context, before, made, outcome, err);
}

/* Nothing would change: one layer is visible, plain, Over and active. */
static bool
is_merged(const struct image *image)
{
	const struct layer *visible = NULL;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (!image->layers[i]->visible)
			continue;
		if (visible != NULL)
			return false;
		visible = image->layers[i];
	}
	return visible != NULL && layer_plain(visible) &&
	    visible->mode == MODE_OVER && visible->id == image->active;
}

enum err
apply_layers_merge_visible(struct context *context,
    const struct edit_layers_merge_visible *edit, struct edit_outcome *outcome)
{
	struct layer *made = NULL;
	struct image *before;
	enum err err;

	(void)edit;
	if (is_merged(context->image)) {
		outcome->layer = context->image->active;
		return OK;
	}
	before = step_open(context);
	err = stack_merge_visible(context->image, &made);
	return close_made(context, before, made, outcome, err);
}
