/*
 * piece_read - reads what piece.c wrote, and trusts none of it
 *
 * Everything wrong sets in.failed, which is looked at after each structure;
 * what was built until then goes with the image and with the lists.  What a
 * few bytes make much of is paid for from p->room.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/dict.h"
#include "goxel/format/format.h"
#include "goxel/format/piece_parts.h"
#include "goxel/sector.h"
#include "mem.h"

#define THINGS_MAX	65536u	/* materials, cameras, extras of one list */

void
piece_pay(struct piece_in *p, size_t bytes)
{
	piece_need(p, bytes <= p->room);
	if (!p->in.failed)
		p->room -= bytes;
}

void
piece_list_add(struct piece_list *list, void *thing)
{
	if (list->count == list->size) {
		list->size = list->size == 0 ? 256 : 2 * list->size;
		list->at = xrealloc(list->at, list->size * sizeof *list->at);
	}
	list->at[list->count++] = thing;
}

bool
piece_take_number(struct piece_in *p, const struct piece_list *list,
    uint32_t *number)
{
	*number = bytes_u32(&p->in);
	piece_need(p, *number <= list->count);
	return !p->in.failed && *number < list->count;
}

/* A text without a NUL in it, on the heap; or NULL (and failed). */
static char *
take_text(struct piece_in *p)
{
	uint32_t len = bytes_u32(&p->in);
	const uint8_t *bytes = bytes_take(&p->in, len);
	char *text;

	piece_need(p, bytes != NULL && memchr(bytes, '\0', len) == NULL);
	if (p->in.failed)
		return NULL;
	text = xmalloc((size_t)len + 1);
	memcpy(text, bytes, len);
	text[len] = '\0';
	return text;
}

static void
take_name(struct piece_in *p, char name[BOUND_NAME + 1])
{
	char *text = take_text(p);

	piece_need(p, text != NULL && strlen(text) <= BOUND_NAME);
	if (!p->in.failed)
		strcpy(name, text);
	free(text);
}

static uint32_t
take_count(struct piece_in *p, uint32_t most)
{
	uint32_t count = bytes_u32(&p->in);

	piece_need(p, count <= most);
	return p->in.failed ? 0 : count;
}

static bool
take_flag(struct piece_in *p)
{
	uint8_t flag = bytes_u8(&p->in);

	piece_need(p, flag <= 1);
	return flag == 1;
}

struct pos
piece_take_pos(struct piece_in *p)
{
	struct pos pos;
	int axis;

	for (axis = 0; axis < 3; axis++)
		pos.at[axis] = bytes_i32(&p->in);
	return pos;
}

struct rgba
piece_take_color(struct piece_in *p)
{
	struct rgba color = { { 0 } };
	const uint8_t *bytes = bytes_take(&p->in, sizeof color);

	if (bytes != NULL)
		memcpy(&color, bytes, sizeof color);
	return color;
}

/* The list is empty; it is built from its end, which extra_add finds. */
static void
take_extras(struct piece_in *p, struct extra **list)
{
	uint32_t count = take_count(p, THINGS_MAX), i, len;
	const uint8_t *bytes;
	char *key;

	for (i = 0; i < count && !p->in.failed; i++) {
		key = take_text(p);
		len = bytes_u32(&p->in);
		bytes = bytes_take(&p->in, len);
		piece_pay(p, sizeof **list);
		if (!p->in.failed) {
			extra_add(list, key, bytes, len);
			list = &(*list)->next;
		}
		free(key);
	}
}

static void
take_dict(struct piece_in *p, const struct dict_field *table, void *object)
{
	uint32_t len = bytes_u32(&p->in);
	const uint8_t *bytes = bytes_take(&p->in, len);
	struct dict_pair pair;
	struct bytes_in in;

	if (bytes == NULL)
		return;
	bytes_open(&in, bytes, len);
	while (dict_next(&in, &pair))
		dict_store(&pair, table, object);
	piece_need(p, !in.failed && bytes_left(&in) == 0);
}

/* Where a head begins, and where to go on when it was put down before. */
struct head {
	const uint8_t	*start, *back;
};

static struct head
open_head(struct piece_in *p)
{
	struct head head = { .back = NULL };
	uint32_t number;

	if (piece_take_number(p, &p->heads, &number)) {
		head.back = p->in.at;
		p->in.at = p->heads.at[number];
	} else
		piece_list_add(&p->heads, (void *)p->in.at);
	head.start = p->in.at;
	return head;
}

/* A head is paid for each time that it is read. */
static void
close_head(struct piece_in *p, const struct head *head)
{
	piece_pay(p, (size_t)(p->in.at - head->start));
	if (head->back != NULL)
		p->in.at = head->back;
}

/* Room for as many things as are said to follow. */
static void *
take_array(struct piece_in *p, uint32_t most, size_t size, uint32_t *count)
{
	*count = take_count(p, most);
	piece_pay(p, *count * size);
	if (p->in.failed)
		*count = 0;
	return xcalloc(*count + 1, size);
}

static void
take_materials(struct piece_in *p, struct image *image)
{
	uint32_t i;

	image->materials = take_array(p, THINGS_MAX,
	    sizeof *image->materials, &image->material_count);
	for (i = 0; i < image->material_count && !p->in.failed; i++) {
		take_dict(p, dict_material, &image->materials[i]);
		take_extras(p, &image->materials[i].extra);
	}
}

static void
take_cameras(struct piece_in *p, struct image *image)
{
	uint32_t i;

	image->cameras = take_array(p, THINGS_MAX, sizeof *image->cameras,
	    &image->camera_count);
	for (i = 0; i < image->camera_count && !p->in.failed; i++) {
		take_dict(p, dict_camera, &image->cameras[i]);
		take_extras(p, &image->cameras[i].extra);
	}
	piece_need(p, image->camera_active >= -1 &&
	    image->camera_active < (int32_t)image->camera_count);
}

static void
take_image_head(struct piece_in *p, struct image *image)
{
	struct head head = open_head(p);

	take_name(p, image->name);
	image->boxed = take_flag(p);
	image->box.lo = piece_take_pos(p);
	image->box.hi = piece_take_pos(p);
	image->camera_active = bytes_i32(&p->in);
	take_extras(p, &image->extra);
	take_extras(p, &image->chunks);
	take_dict(p, dict_light, &image->light);
	take_extras(p, &image->light.extra);
	take_materials(p, image);
	take_cameras(p, image);
	close_head(p, &head);
}

static void
take_path(struct piece_in *p, struct layer *layer)
{
	bool has_path = take_flag(p);

	layer->image_path = take_text(p);
	if (has_path)
		return;
	free(layer->image_path);
	layer->image_path = NULL;
}

static void
take_layer_head(struct piece_in *p, struct layer *layer)
{
	struct head head = open_head(p);
	int i;

	take_dict(p, dict_layer, layer);
	take_name(p, layer->name);
	take_extras(p, &layer->extra);
	layer->material = bytes_i32(&p->in);
	layer->shape = bytes_i32(&p->in);
	layer->color = piece_take_color(p);
	layer->boxed = take_flag(p);
	for (i = 0; i < 16; i++) {
		layer->box.m[i / 4][i % 4] = bytes_f32(&p->in);
		piece_need(p, isfinite(layer->box.m[i / 4][i % 4]));
	}
	take_path(p, layer);
	close_head(p, &head);
}

static void
new_layer(struct piece_in *p)
{
	struct layer *layer = layer_new("");

	piece_list_add(&p->layers, layer);
	piece_pay(p, sizeof *layer);
	take_layer_head(p, layer);
	piece_take_volume(p, layer);
	piece_need(p, layer->id > 0 && layer->id <= INT32_MAX);
	piece_need(p, (uint32_t)layer->mode < MODE_COUNT &&
	    layer->shape >= -1 && layer->shape < SHAPE_COUNT);
	piece_need(p, layer->material >= -1);
}

/* No other layer of this image has the id. */
static void
need_new_id(struct piece_in *p, uint32_t id)
{
	uint32_t last = p->images;

	if (!lookup_number(&p->ids, id, &last))
		return;
	piece_need(p, last != p->images);
	lookup_change(&p->ids, id, p->images);
}

/* A reference to a layer, or NULL. */
static struct layer *
refer_layer(struct piece_in *p)
{
	uint32_t number;

	if (!piece_take_number(p, &p->layers, &number) && !p->in.failed)
		new_layer(p);
	return p->in.failed ? NULL : layer_take(p->layers.at[number]);
}

static void
take_aside(struct piece_in *p, struct image *image)
{
	int i;

	for (i = 0; i < ASIDE_COUNT && !p->in.failed; i++)
		if (take_flag(p))
			image->aside[i] = refer_layer(p);
}

static void
take_layer(struct piece_in *p, struct image *image)
{
	struct layer *layer = refer_layer(p);

	if (layer == NULL)
		return;
	image->layers[image->layer_count++] = layer;
	piece_need(p, layer->material < (int32_t)image->material_count);
	need_new_id(p, layer->id);
}

static void
take_layers(struct piece_in *p, struct image *image)
{
	uint32_t count, i;

	image->layers = take_array(p, BOUND_LAYERS, sizeof *image->layers,
	    &count);
	p->images++;
	for (i = 0; i < count && !p->in.failed; i++)
		take_layer(p, image);
}

struct image *
piece_take(struct piece_in *p)
{
	struct image *image = image_bare("");
	uint32_t active;

	piece_pay(p, sizeof *image);
	take_image_head(p, image);
	active = bytes_u32(&p->in);
	take_layers(p, image);
	take_aside(p, image);
	image->active = active;
	piece_need(p, image->layer_count == 0 ? active == 0 :
	    active != 0 && image_layer(image, active) != NULL);
	if (p->in.failed) {
		image_free(image);
		return NULL;
	}
	return image;
}

void
piece_in_open(struct piece_in *p, const void *bytes, size_t len)
{
	*p = (struct piece_in){ .room = FORMAT_TILES * sizeof(struct tile) };
	bytes_open(&p->in, bytes, len);
}

void
piece_in_close(struct piece_in *p)
{
	uint32_t i;

	for (i = 0; i < p->layers.count; i++)
		layer_drop(p->layers.at[i]);
	for (i = 0; i < p->sectors.count; i++)
		block_drop((tile_slot)p->sectors.at[i]);
	for (i = 0; i < p->tiles.count; i++)
		tile_drop(p->tiles.at[i]);
	free(p->layers.at);
	free(p->sectors.at);
	free(p->tiles.at);
	free(p->volumes.at);
	free(p->heads.at);
	lookup_fini(&p->ids);
	lookup_fini(&p->known);
}
