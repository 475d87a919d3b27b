/*
 * piece - images as plain bytes that share what they share in memory
 *
 * Little-endian, no alignment.  `text` is u32 length and bytes; `extras` is
 * u32 count and for each its key and its bytes, both text; `dict` is a text
 * whose bytes are a dictionary of fields (dict.h); `pos` is three int32.
 * `number` is u32: a thing of that kind that was there before, or, if it is
 * the number of those so far, a new one, which follows.
 *
 *	image	number head { text name | u8 boxed | pos lo, hi |
 *		int32 camera_active | extras of the image | extras of chunks |
 *		dict light | extras of it |
 *		u32 materials, each: dict | extras
 *		u32 cameras, each: dict | extras }
 *		u32 active | u32 layers, bottom first, each: number layer |
 *		for each of enum aside: u8 there | if so, number layer
 *
 *	layer	number head { dict | text name | extras | int32 material |
 *		int32 shape | rgba color | u8 boxed | float[16] box |
 *		u8 has a path | text path }
 *		number volume (piece_volume.c)
 *
 * The heads of images and layers are told apart by what is in them, all other
 * things by where they are in memory.  A layer's name stands there twice: the
 * dictionary makes it UTF-8, and what was another name must not become that.
 *
 * Things are numbered in an order that follows from the image: layers from
 * below, blocks by key, tiles by slot.  So whoever has the images of the first
 * part of the bytes can read the rest without the first part: piece_in_know.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/format/dict.h"
#include "goxel/format/piece_parts.h"
#include "mem.h"

#define NUMBER		4u		/* bytes of a number */

struct piece_head {
	size_t	 at, len;		/* in the buffer */
};

static void
put_text(struct buf *b, const void *bytes, uint32_t len)
{
	buf_add_u32(b, len);
	if (len > 0)
		buf_add(b, bytes, len);
}

static void
put_string(struct buf *b, const char *text)
{
	put_text(b, text, (uint32_t)strlen(text));
}

static void
put_extras(struct buf *b, const struct extra *list)
{
	const struct extra *e;
	uint32_t count = 0;

	for (e = list; e != NULL; e = e->next)
		count++;
	buf_add_u32(b, count);
	for (e = list; e != NULL; e = e->next) {
		put_string(b, e->key);
		put_text(b, e->bytes, e->len);
	}
}

/* Write a number into a place that is there. */
static void
patch_u32(struct buf *b, size_t at, uint32_t value)
{
	size_t i;

	for (i = 0; i < sizeof value; i++)
		b->bytes[at + i] = (char)(value >> 8 * i);
}

/* The length goes before what it counts once that is there. */
static void
put_dict(struct buf *b, const struct dict_field *table, const void *object)
{
	size_t at = b->len;

	buf_add_u32(b, 0);
	dict_put_fields(b, table, object);
	if (!b->failed)
		patch_u32(b, at, (uint32_t)(b->len - at - NUMBER));
}

void
piece_put_pos(struct buf *b, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		buf_add_u32(b, (uint32_t)pos->at[axis]);
}

bool
piece_put_number(struct buf *b, struct lookup *things, const void *thing)
{
	uint32_t number = things->count;
	bool seen = lookup_number(things, (uintptr_t)thing | 1, &number);

	buf_add_u32(b, number);
	return seen;
}

static uint64_t
hash_bytes(const char *bytes, size_t len)
{
	uint64_t hash = len;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)bytes[i]) * 0x100000001b3u;
	return hash;
}

static size_t
open_head(struct piece_out *out)
{
	size_t at = out->b->len;

	buf_add_u32(out->b, 0);
	return at;
}

static uint32_t
remember_head(struct piece_out *out, size_t at, size_t len)
{
	uint32_t number = out->head_count++;

	if ((number & (number - 1)) == 0)
		out->head = xrealloc(out->head,
		    (2 * (size_t)number + 1) * sizeof *out->head);
	out->head[number] = (struct piece_head){ at, len };
	return number;
}

/* Give what was written since open_head its number; away with it if it is
 * there already. */
static void
close_head(struct piece_out *out, size_t at)
{
	struct buf *b = out->b;
	uint32_t number = out->head_count;
	const struct piece_head *old;
	size_t body = at + NUMBER, len;

	if (b->failed)
		return;
	len = b->len - body;
	if (lookup_number(&out->heads, hash_bytes(b->bytes + body, len) | 1,
	    &number)) {
		old = &out->head[number];
		if (old->len == len && memcmp(b->bytes + old->at,
		    b->bytes + body, len) == 0) {
			patch_u32(b, at, number);
			b->len = body;
			return;
		}
	}
	patch_u32(b, at, remember_head(out, body, len));
}

static void
put_layer(struct piece_out *out, const struct layer *layer)
{
	const char *path = layer->image_path;
	struct buf *b = out->b;
	size_t at;
	int i;

	if (piece_put_number(b, &out->layers, layer))
		return;
	at = open_head(out);
	put_dict(b, dict_layer, layer);
	put_string(b, layer->name);
	put_extras(b, layer->extra);
	buf_add_u32(b, (uint32_t)layer->material);
	buf_add_u32(b, (uint32_t)layer->shape);
	buf_add(b, &layer->color, sizeof layer->color);
	buf_add_u8(b, layer->boxed);
	for (i = 0; i < 16; i++)
		buf_add_f32(b, layer->box.m[i / 4][i % 4]);
	buf_add_u8(b, path != NULL);
	put_string(b, path == NULL ? "" : path);
	close_head(out, at);
	piece_put_volume(out, layer);
}

static void
put_head(struct buf *b, const struct image *image)
{
	uint32_t i;

	put_string(b, image->name);
	buf_add_u8(b, image->boxed);
	piece_put_pos(b, &image->box.lo);
	piece_put_pos(b, &image->box.hi);
	buf_add_u32(b, (uint32_t)image->camera_active);
	put_extras(b, image->extra);
	put_extras(b, image->chunks);
	put_dict(b, dict_light, &image->light);
	put_extras(b, image->light.extra);
	buf_add_u32(b, image->material_count);
	for (i = 0; i < image->material_count; i++) {
		put_dict(b, dict_material, &image->materials[i]);
		put_extras(b, image->materials[i].extra);
	}
	buf_add_u32(b, image->camera_count);
	for (i = 0; i < image->camera_count; i++) {
		put_dict(b, dict_camera, &image->cameras[i]);
		put_extras(b, image->cameras[i].extra);
	}
}

void
piece_put(struct piece_out *out, const struct image *image)
{
	size_t at = open_head(out);
	uint32_t i;

	put_head(out->b, image);
	close_head(out, at);
	buf_add_u32(out->b, image->active);
	buf_add_u32(out->b, image->layer_count);
	for (i = 0; !out->b->failed && i < image->layer_count; i++)
		put_layer(out, image->layers[i]);
	for (i = 0; !out->b->failed && i < ASIDE_COUNT; i++) {
		buf_add_u8(out->b, image->aside[i] != NULL);
		if (image->aside[i] != NULL)
			put_layer(out, image->aside[i]);
	}
}

void
piece_cut(struct piece_out *out)
{
	lookup_fini(&out->heads);
	out->head_count = 0;
}

void
piece_out_fini(struct piece_out *out)
{
	lookup_fini(&out->tiles);
	lookup_fini(&out->sectors);
	lookup_fini(&out->volumes);
	lookup_fini(&out->layers);
	lookup_fini(&out->places);
	lookup_fini(&out->heads);
	free(out->sector);
	free(out->head);
}
