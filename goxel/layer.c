/*
 * layer - one volume of an image and how it is combined
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/layer.h"
#include "mem.h"
#include "text.h"

struct layer *
layer_new(const char *name)
{
	struct layer *layer = xcalloc(1, sizeof *layer);

	layer->refs = 1;
	layer->visible = true;
	layer->mat = MATRIX_IDENTITY;
	layer->shape = -1;
	layer->material = -1;
	text_copy(layer->name, sizeof layer->name, name);
	return layer;
}

struct layer *
layer_copy(struct layer *layer)
{
	struct layer *copy = xmalloc(sizeof *copy);

	*copy = *layer;
	copy->refs = 1;
	copy->volume = (struct volume){ 0 };
	volume_copy(&copy->volume, &layer->volume);
	copy->extra = extra_copy(layer->extra);
	if (layer->image_path != NULL)
		copy->image_path = xstrdup(layer->image_path);
	return copy;
}

struct layer *
layer_take(struct layer *layer)
{
	assert(layer->refs > 0);
	layer->refs++;
	return layer;
}

void
layer_drop(struct layer *layer)
{
	if (layer == NULL || --layer->refs > 0)
		return;
	volume_fini(&layer->volume);
	extra_free(layer->extra);
	free(layer->image_path);
	free(layer);
}

bool
layer_plain(const struct layer *layer)
{
	return layer->base_id == 0 && layer->shape < 0;
}

void
layer_make_plain(struct layer *layer)
{
	if (layer_plain(layer))
		return;
	layer->base_id = 0;
	layer->shape = -1;
	layer->mat = MATRIX_IDENTITY;
}

void
extra_add(struct extra **list, const char *key, const void *bytes,
    uint32_t len)
{
	struct extra *extra = xcalloc(1, sizeof *extra);

	extra->key = xstrdup(key);
	extra->len = len;
	if (len > 0) {
		extra->bytes = xmalloc(len);
		memcpy(extra->bytes, bytes, len);
	}
	while (*list != NULL)
		list = &(*list)->next;
	*list = extra;
}

struct extra *
extra_copy(const struct extra *list)
{
	struct extra *copy = NULL, **end = &copy;

	for (; list != NULL; list = list->next) {
		extra_add(end, list->key, list->bytes, list->len);
		end = &(*end)->next;
	}
	return copy;
}

void
extra_free(struct extra *list)
{
	struct extra *next;

	for (; list != NULL; list = next) {
		next = list->next;
		free(list->key);
		free(list->bytes);
		free(list);
	}
}
