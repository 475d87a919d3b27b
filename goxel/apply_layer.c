/*
 * apply_layer - edits that change what layers there are
 */
#include <string.h>

#include "goxel/step.h"
#include "text.h"

enum err
apply_layer_add(struct context *context, const struct edit_layer_add *edit,
    struct edit_outcome *outcome)
{
	struct layer *layer;
	struct image *before;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	before = step_open(context);
	err = image_layer_add(context->image, name, &layer);
	if (err == OK) {
		layer->visible = edit->visible;
		outcome->layer = layer->id;
	}
	return step_close(context, before, err);
}

enum err
apply_layer_delete(struct context *context,
    const struct edit_layer_delete *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	before = step_open(context);
	return step_close(context, before,
	    image_layer_delete(context->image, layer->id));
}

enum err
apply_layer_merge(struct context *context,
    const struct edit_layer_merge *edit, struct edit_outcome *outcome)
{
	const struct layer *source = image_layer(context->image, edit->source);
	const struct layer *target = image_layer(context->image, edit->target);
	struct image *before;

	if (source == NULL || target == NULL)
		return ERR_NO_LAYER;
	outcome->layer = target->id;
	before = step_open(context);
	return step_close(context, before, image_layer_merge(context->image,
	    source->id, target->id));
}

enum err
apply_layer_show(struct context *context, const struct edit_layer_show *edit,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer->visible == edit->visible)
		return OK;
	before = step_open(context);
	image_layer_write(context->image, edit->layer)->visible =
	    edit->visible;
	return step_close(context, before, OK);
}

enum err
apply_layer_select(struct context *context,
    const struct edit_layer_select *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer->id == context->image->active)
		return OK;
	before = step_open(context);
	context->image->active = layer->id;
	return step_close(context, before, OK);
}

enum err
apply_layer_rename(struct context *context,
    const struct edit_layer_rename *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (strcmp(layer->name, name) == 0)
		return OK;
	before = step_open(context);
	text_copy(image_layer_write(context->image, edit->layer)->name,
	    sizeof layer->name, name);
	return step_close(context, before, OK);
}
