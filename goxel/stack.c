/*
 * stack - the layers of an image rearranged
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/clone.h"
#include "goxel/stack.h"
#include "mem.h"

#define NONE	UINT32_MAX

uint32_t
stack_index(const struct image *image, uint32_t id)
{
	uint32_t i;

	if (id == 0)
		id = image->active;
	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->id == id)
			return i;
	}
	return NONE;
}

enum err
stack_place(struct image *image, uint32_t id, uint32_t index)
{
	uint32_t from = stack_index(image, id);
	struct layer *layer;

	if (from == NONE)
		return ERR_NO_LAYER;
	if (index >= image->layer_count)
		index = image->layer_count - 1;
	layer = image->layers[from];
	if (from < index)
		memmove(image->layers + from, image->layers + from + 1,
		    (index - from) * sizeof *image->layers);
	else
		memmove(image->layers + index + 1, image->layers + index,
		    (from - index) * sizeof *image->layers);
	image->layers[index] = layer;
	return OK;
}

/* Everything of a layer but its id and its name. */
static void
assume(struct layer *layer, struct layer *from)
{
	layer->visible = from->visible;
	layer->mode = from->mode;
	volume_copy(&layer->volume, &from->volume);
	layer->mat = from->mat;
	layer->base_id = from->base_id;
	layer->shape = from->shape;
	layer->color = from->color;
	layer->material = from->material;
	layer->boxed = from->boxed;
	layer->box = from->box;
	if (from->image_path != NULL)
		layer->image_path = xstrdup(from->image_path);
	layer->extra = extra_copy(from->extra);
}

/* An empty layer right above layer `at`. */
static enum err
add_above(struct image *image, uint32_t at, const char *name,
    struct layer **made)
{
	enum err err;

	*made = NULL;
	if (at == NONE)
		return ERR_NO_LAYER;
	if (*name == '\0')
		name = image->layers[at]->name;
	if ((err = image_layer_add(image, name, made)) != OK)
		return err;
	return stack_place(image, (*made)->id, at + 1);
}

enum err
stack_duplicate(struct image *image, uint32_t id, const char *name,
    struct layer **made)
{
	uint32_t at = stack_index(image, id);
	enum err err;

	if ((err = add_above(image, at, name, made)) == OK)
		assume(*made, image->layers[at]);
	return err;
}

enum err
stack_clone(struct image *image, uint32_t id, const char *name,
    const struct matrix *mat, struct layer **made)
{
	uint32_t at = stack_index(image, id);
	struct layer *base;
	enum err err;

	if ((err = add_above(image, at, name, made)) != OK)
		return err;
	base = image->layers[at];
	(*made)->base_id = base->id;
	(*made)->mat = *mat;
	(*made)->visible = base->visible;
	(*made)->mode = base->mode;
	(*made)->material = base->material;
	return clone_build(&(*made)->volume, &base->volume, mat);
}

static uint32_t
lowest_visible(const struct image *image)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->visible)
			return i;
	}
	return NONE;
}

/* Delete all visible layers above this place.  It is never the last one. */
static void
delete_visible_above(struct image *image, uint32_t place)
{
	uint32_t i;

	for (i = image->layer_count; i-- > place + 1;) {
		if (image->layers[i]->visible)
			image_layer_delete(image, image->layers[i]->id);
	}
}

enum err
stack_merge_visible(struct image *image, struct layer **made)
{
	uint32_t place = lowest_visible(image);
	struct volume flat;
	struct layer *layer;
	enum err err;

	if (place == NONE)
		return ERR_NO_LAYER;
	if ((err = image_flatten(image, &flat)) != OK)
		return err;
	layer = image_layer_write(image, image->layers[place]->id);
	layer_make_plain(layer);
	layer->mode = MODE_OVER;
	volume_fini(&layer->volume);
	volume_copy(&layer->volume, &flat);
	volume_fini(&flat);
	delete_visible_above(image, place);
	image->active = layer->id;
	*made = layer;
	return image_follow(image, layer->id);
}
