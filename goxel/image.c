/*
 * image - the content of a project: layers, materials, cameras, light
 *
 * A copy of an image takes a reference of every layer; whoever changes a
 * layer makes it its own first (own_layer), so that a step of history costs
 * the list of layers and then what is really written.  What clone and shape
 * layers follow is in follow.c.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "goxel/image.h"
#include "mem.h"
#include "text.h"

#define NONE		UINT32_MAX	/* no index */
#define PI		3.14159265358979323846
#define LAYER_NAME	"Layer"		/* of layers nobody named */

static const struct box new_box = { { { -16, -16, 0 } }, { { 16, 16, 32 } } };

/* Looks down at the middle from (+x, -y, +z). */
static void
place_camera(struct camera *camera)
{
	const float flat = sqrtf(0.5f), steep = sqrtf(1 / 3.0f);
	const float up = sqrtf(1 / 6.0f);
	const struct matrix view = { .m = {
		{ flat, flat, 0, 0 },
		{ -up, up, 2 * up, 0 },
		{ steep, -steep, steep, 0 },
		{ 0, 0, 16, 1 } } };
	int axis;

	camera->distance = 128;
	camera->mat = view;
	for (axis = 0; axis < 3; axis++)
		camera->mat.m[3][axis] += camera->distance * view.m[2][axis];
}

struct image *
image_bare(const char *name)
{
	struct image *image = xcalloc(1, sizeof *image);

	text_copy(image->name, sizeof image->name, name);
	image->camera_active = -1;
	image->light = (struct light){ .pitch = (float)(20 * PI / 180),
	    .yaw = (float)(120 * PI / 180), .intensity = 2,
	    .ambient = 0.3f, .shadow = 0.3f };
	return image;
}

struct image *
image_new(const char *name)
{
	struct image *image = image_bare(name);

	image->boxed = true;
	image->box = new_box;
	image->materials = xmalloc(sizeof *image->materials);
	image->material_count = 1;
	*image->materials = (struct material){ .name = "Material.1",
	    .color = { 1, 1, 1, 1 }, .metallic = 0.2f, .roughness = 0.5f };
	image->cameras = xmalloc(sizeof *image->cameras);
	image->camera_count = 1;
	image->camera_active = 0;
	*image->cameras = (struct camera){ .name = "Camera.1" };
	place_camera(image->cameras);
	image_layer_add(image, "", NULL);
	return image;
}

static void *
copy_array(const void *from, uint32_t count, size_t size)
{
	void *to;

	if (count == 0)
		return NULL;
	to = xmalloc(count * size);
	memcpy(to, from, count * size);
	return to;
}

struct image *
image_copy(const struct image *image)
{
	struct image *copy = copy_array(image, 1, sizeof *image);
	uint32_t i;

	copy->layers = copy_array(image->layers, image->layer_count,
	    sizeof *image->layers);
	copy->materials = copy_array(image->materials, image->material_count,
	    sizeof *image->materials);
	copy->cameras = copy_array(image->cameras, image->camera_count,
	    sizeof *image->cameras);
	for (i = 0; i < copy->layer_count; i++)
		layer_take(copy->layers[i]);
	for (i = 0; i < ASIDE_COUNT; i++)
		if (copy->aside[i] != NULL)
			layer_take(copy->aside[i]);
	for (i = 0; i < copy->material_count; i++)
		copy->materials[i].extra =
		    extra_copy(image->materials[i].extra);
	for (i = 0; i < copy->camera_count; i++)
		copy->cameras[i].extra = extra_copy(image->cameras[i].extra);
	copy->light.extra = extra_copy(image->light.extra);
	copy->extra = extra_copy(image->extra);
	copy->chunks = extra_copy(image->chunks);
	return copy;
}

void
image_free(struct image *image)
{
	uint32_t i;

	if (image == NULL)
		return;
	for (i = 0; i < image->layer_count; i++)
		layer_drop(image->layers[i]);
	for (i = 0; i < ASIDE_COUNT; i++)
		if (image->aside[i] != NULL)
			layer_drop(image->aside[i]);
	for (i = 0; i < image->material_count; i++)
		extra_free(image->materials[i].extra);
	for (i = 0; i < image->camera_count; i++)
		extra_free(image->cameras[i].extra);
	extra_free(image->light.extra);
	extra_free(image->extra);
	extra_free(image->chunks);
	free(image->layers);
	free(image->materials);
	free(image->cameras);
	free(image);
}

/* Most requests are about the layer of the last one: look there first. */
static uint32_t
find_layer(const struct image *image, uint32_t id)
{
	uint32_t i = image->hint;

	if (id == 0)
		id = image->active;
	if (i < image->layer_count && image->layers[i]->id == id)
		return i;
	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->id == id)
			return i;
	}
	return NONE;
}

const struct layer *
image_layer(const struct image *image, uint32_t id)
{
	uint32_t i = find_layer(image, id);

	return i == NONE ? NULL : image->layers[i];
}

const struct layer *
image_layer_named(const struct image *image, const char *name)
{
	uint32_t i;

	for (i = image->layer_count; i-- > 0;) {
		if (strcmp(image->layers[i]->name, name) == 0)
			return image->layers[i];
	}
	return NULL;
}

static struct layer *
own_layer(struct image *image, uint32_t i)
{
	struct layer *layer = image->layers[i];

	if (layer->refs > 1) {
		image->layers[i] = layer_copy(layer);
		layer_drop(layer);
	}
	return image->layers[i];
}

struct layer *
image_layer_write(struct image *image, uint32_t id)
{
	uint32_t i = find_layer(image, id);

	if (i == NONE)
		return NULL;
	image->hint = i;
	return own_layer(image, i);
}

/* Bytes of a name before ".7"; the number, or 1 where there is none. */
static size_t
split_name(const char *name, int64_t *number)
{
	const char *dot = strrchr(name, '.');

	*number = 1;
	if (dot == NULL || !text_integer(dot + 1, 1, UINT32_MAX, number))
		return strlen(name);
	return (size_t)(dot - name);
}

/* As many of `len` bytes as leave room for ".4294967296" and cut no letter. */
static size_t
cut_name(const char *name, size_t len)
{
	if (len > BOUND_NAME - 11)
		len = BOUND_NAME - 11;
	while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static void
choose_name(const struct image *image, const char *wanted,
    char name[BOUND_NAME + 1])
{
	int64_t number, last = *wanted != '\0';
	size_t len;
	uint32_t i;

	text_copy(name, BOUND_NAME + 1, wanted);
	if (*name != '\0' && image_layer_named(image, name) == NULL)
		return;
	if (*name == '\0')
		text_copy(name, BOUND_NAME + 1, LAYER_NAME);
	len = cut_name(name, split_name(name, &number));
	for (i = 0; i < image->layer_count; i++) {
		const char *other = image->layers[i]->name;

		if (split_name(other, &number) == len &&
		    memcmp(other, name, len) == 0 && number > last)
			last = number;
	}
	text_format(name + len, BOUND_NAME + 1 - len, ".%lld",
	    (long long)last + 1);
}

/* One more than the largest, or the smallest free one when files took that. */
static uint32_t
choose_id(const struct image *image)
{
	uint32_t i, id = 0;

	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->id > id)
			id = image->layers[i]->id;
	}
	if (id < INT32_MAX)
		return id + 1;
	for (id = 1; find_layer(image, id) != NONE;)
		id++;
	return id;
}

enum err
image_layer_append(struct image *image, struct layer **layer)
{
	struct layer *mine = *layer;

	*layer = NULL;
	if (image->layer_count >= BOUND_LAYERS) {
		layer_drop(mine);
		return ERR_TOO_BIG;
	}
	assert(mine->refs == 1);
	if (mine->id == 0 || mine->id > INT32_MAX ||
	    find_layer(image, mine->id) != NONE)
		mine->id = choose_id(image);
	image->layers = xrealloc(image->layers,
	    (image->layer_count + 1) * sizeof *image->layers);
	image->layers[image->layer_count++] = mine;
	if (image->active == 0)
		image->active = mine->id;
	return OK;
}

enum err
image_layer_add(struct image *image, const char *name, struct layer **layer)
{
	char unique[BOUND_NAME + 1];
	struct layer *mine, *given;
	enum err err;

	choose_name(image, name, unique);
	given = mine = layer_new(unique);
	if ((err = image_layer_append(image, &given)) != OK)
		return err;
	image->active = mine->id;
	if (layer != NULL)
		*layer = mine;
	return OK;
}

void
image_set_aside(struct image *image, enum aside what, struct volume *volume)
{
	struct layer *old = image->aside[what], *layer = NULL;
	struct box box;

	if (volume_bounds(volume, false, &box)) {
		layer = layer_new("");
		layer->id = 1;
		volume_copy(&layer->volume, volume);
	}
	volume_fini(volume);
	if (old != NULL)
		layer_drop(old);
	image->aside[what] = layer;
}

static void
free_clones(struct image *image, uint32_t id)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->base_id == id)
			layer_make_plain(own_layer(image, i));
	}
}

static void
remove_layer(struct image *image, uint32_t i)
{
	struct layer *layer = image->layers[i];
	uint32_t above = image->layer_count - i - 1;

	free_clones(image, layer->id);
	memmove(image->layers + i, image->layers + i + 1,
	    above * sizeof *image->layers);
	image->layer_count--;
	if (image->active == layer->id && image->layer_count > 0)
		image->active = image->layers[i > 0 ? i - 1 : 0]->id;
	layer_drop(layer);
}

enum err
image_layer_delete(struct image *image, uint32_t id)
{
	uint32_t i = find_layer(image, id);

	if (i == NONE)
		return ERR_NO_LAYER;
	remove_layer(image, i);
	if (image->layer_count == 0)
		return image_layer_add(image, "", NULL);
	return OK;
}

/* Make layer `to` the two combined, at the place of `to`. */
static enum err
combine_layers(struct image *image, uint32_t from, uint32_t to)
{
	struct layer *lower = image->layers[from < to ? from : to];
	struct layer *upper = image->layers[from < to ? to : from], *target;
	struct volume sum = { 0 };
	enum mode mode = lower->mode;
	enum err err;

	volume_copy(&sum, &lower->volume);
	if ((err = mode_merge(&sum, &upper->volume, upper->mode)) != OK) {
		volume_fini(&sum);
		return err;
	}
	target = own_layer(image, to);
	layer_make_plain(target);
	target->mode = mode;
	volume_fini(&target->volume);
	volume_copy(&target->volume, &sum);
	volume_fini(&sum);
	return OK;
}

enum err
image_layer_merge(struct image *image, uint32_t source, uint32_t target)
{
	uint32_t from = find_layer(image, source);
	uint32_t to = find_layer(image, target);
	enum err err;

	if (from == NONE || to == NONE)
		return ERR_NO_LAYER;
	if (from == to)
		return ERR_PARAMS;
	if ((err = combine_layers(image, from, to)) != OK)
		return err;
	target = image->layers[to]->id;
	if (image->active == image->layers[from]->id)
		image->active = target;
	remove_layer(image, from);
	return image_follow(image, target);
}

enum err
image_flatten(const struct image *image, struct volume *flat)
{
	uint32_t i;

	*flat = (struct volume){ 0 };
	for (i = 0; i < image->layer_count; i++) {
		struct layer *layer = image->layers[i];
		enum err err;

		if (!layer->visible)
			continue;
		if (flat->table == NULL && layer->mode == MODE_OVER) {
			volume_copy(flat, &layer->volume);
			continue;
		}
		err = mode_merge(flat, &layer->volume, layer->mode);
		if (err != OK) {
			volume_fini(flat);
			return err;
		}
	}
	return OK;
}
