/*
 * step - what the edits of every kind are made of
 */
#include <string.h>

#include "goxel/step.h"

void
step_look_for_clones(struct context *context)
{
	const struct image *image = context->image;
	uint32_t i;

	context->clones = false;
	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->base_id != 0)
			context->clones = true;
	}
}

void
step_need_layer(struct image *image)
{
	if (image->layer_count == 0)
		image_layer_add(image, "", NULL);
	else if (image_layer(image, image->active) == NULL)
		image->active = image->layers[image->layer_count - 1]->id;
}

struct image *
step_open(const struct context *context)
{
	return image_copy(context->image);
}

enum err
step_close(struct context *context, struct image *before, enum err err)
{
	if (err == OK) {
		undo_push_image(context->undo, &before);
	} else {
		image_free(context->image);
		context->image = before;
	}
	step_look_for_clones(context);
	return err;
}

struct layer *
step_open_layer(struct context *context, uint32_t id)
{
	struct layer *layer = image_layer_write(context->image, id);

	if (layer != NULL)
		layer_make_plain(layer);
	return layer;
}

enum err
step_close_layer(struct context *context, struct image *before,
    const struct layer *layer, enum err err)
{
	if (err == OK && context->clones)
		err = image_follow(context->image, layer->id);
	return step_close(context, before, err);
}

enum err
step_name(const struct bytes *bytes, char name[BOUND_NAME + 1])
{
	if (bytes->len > BOUND_NAME)
		return ERR_TOO_BIG;
	if (bytes->len > 0)
		memcpy(name, bytes->at, bytes->len);
	name[bytes->len] = '\0';
	return OK;
}
