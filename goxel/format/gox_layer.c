/*
 * gox_layer - the chunk LAYR of a .gox file: blocks and their places
 *
 * The dictionary stands behind the blocks but is read first, for it may say
 * that the blocks belong to a layer that was read before.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/gox_in.h"
#include "mem.h"

#define ENTRY_SIZE	20u	/* bytes of a block's place */

/* What LAYR says of a layer beside the table. */
struct layer_in {
	struct layer	*layer;
	const uint8_t	*entries;
	uint32_t	 count;
	int32_t		 part;		/* id of the layer it belongs to */
};

/* A shape that has no name we know is kept as it was. */
static bool
take_shape(struct layer *layer, const struct dict_pair *pair)
{
	int32_t shape;

	for (shape = 0; shape < SHAPE_COUNT; shape++)
		if (strlen(shape_names[shape]) == pair->len &&
		    memcmp(shape_names[shape], pair->value, pair->len) == 0) {
			layer->shape = shape;
			return true;
		}
	return false;
}

static void
take_path(struct layer *layer, const struct dict_pair *pair)
{
	char path[DICT_VALUE + 1];

	if (pair->len > DICT_VALUE)
		return;
	dict_value(pair, DICT_TEXT, sizeof path, path);
	free(layer->image_path);
	layer->image_path = xstrdup(path);
}

static bool
take_layer_key(struct gox_in *g, void *arg, const struct dict_pair *pair)
{
	struct layer_in *in = arg;
	struct layer *layer = in->layer;

	(void)g;
	if (dict_is(pair, "shape"))
		return take_shape(layer, pair);
	if (dict_is(pair, "img-path"))
		take_path(layer, pair);
	else if (dict_is(pair, "box"))
		layer->boxed = dict_value(pair, DICT_FLOATS, 16,
		    &layer->box) && layer->box.m[3][3] != 0;
	else if (dict_is(pair, "material"))
		dict_value(pair, DICT_INT, 1, &layer->material);
	else if (dict_is(pair, "goxeld_material"))
		layer->material = -1;
	else if (dict_is(pair, "goxeld_part"))
		dict_value(pair, DICT_INT, 1, &in->part);
	else if (!dict_is(pair, "color"))
		return false;
	else if (pair->len == sizeof layer->color)
		memcpy(&layer->color, pair->value, sizeof layer->color);
	return true;
}

bool
gox_id_used(const struct image *image, uint32_t id)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++)
		if (image->layers[i]->id == id)
			return true;
	return false;
}

/* What the dictionary left impossible becomes what Goxel has by default. */
static void
correct_layer(struct gox_in *g, struct layer *layer)
{
	if ((uint32_t)layer->mode >= MODE_COUNT)
		layer->mode = MODE_OVER;
	if (layer->material < 0 ||
	    (uint32_t)layer->material >= g->image->material_count)
		layer->material = -1;
	if ((int32_t)layer->id <= 0 || gox_id_used(g->image, layer->id))
		layer->id = 0;		/* chosen when all are read */
	if ((int32_t)layer->base_id <= 0)
		layer->base_id = 0;
}

static enum err
place_entry(struct gox_in *g, struct bytes_in *in, struct volume *v)
{
	uint32_t index = bytes_u32(in);
	struct pos pos;
	int64_t to;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		to = (int64_t)bytes_i32(in) - (g->version == 1 ? 8 : 0);
		if (to < -BOUND_COORD || to > BOUND_COORD - TILE_SIDE)
			return gox_refuse(g, ERR_TOO_BIG, "puts a block at %"
			    PRId64 ", the limit is %d", to, BOUND_COORD);
		pos.at[axis] = (int32_t)to;
	}
	bytes_u32(in);
	if (index >= g->blocks.count)
		return gox_refuse(g, ERR_FORMAT, "wants block %" PRIu32
		    " of %" PRIu32, index, g->blocks.count);
	if (block_place(&g->blocks, index, &pos, v) != OK)
		return gox_refuse(g, ERR_TOO_BIG, "needs too much memory");
	return OK;
}

static enum err
place_all(struct gox_in *g, const struct layer_in *in, struct volume *v)
{
	struct bytes_in entries;
	enum err err = OK;

	bytes_open(&entries, in->entries, (size_t)in->count * ENTRY_SIZE);
	while (err == OK && bytes_left(&entries) > 0)
		err = place_entry(g, &entries, v);
	return err;
}

/* The layer that a part belongs to, or NULL. */
static struct layer *
find_whole(const struct image *image, int32_t part)
{
	uint32_t i;

	for (i = 0; part > 0 && i < image->layer_count; i++) {
		struct layer *layer = image->layers[i];

		if (layer->id == (uint32_t)part)
			return layer->base_id == 0 && layer->shape < 0 ?
			    layer : NULL;
	}
	return NULL;
}

/* Takes in->layer over. */
static enum err
keep_layer(struct gox_in *g, struct layer_in *in)
{
	struct image *image = g->image;
	struct layer *whole = find_whole(image, in->part);

	if (whole != NULL) {
		layer_drop(in->layer);
		return place_all(g, in, &whole->volume);
	}
	if (image->layer_count == BOUND_LAYERS) {
		layer_drop(in->layer);
		return gox_refuse(g, ERR_TOO_BIG, "is the one with layer "
		    "number %d", BOUND_LAYERS + 1);
	}
	correct_layer(g, in->layer);
	image->layers = gox_grow(image->layers, image->layer_count,
	    sizeof *image->layers);
	image->layers[image->layer_count++] = in->layer;
	return place_all(g, in, &in->layer->volume);
}

enum err
gox_read_layer(struct gox_in *g)
{
	struct layer_in in = { .count = bytes_u32(&g->data) };
	char name[32];
	enum err err;

	if (g->data.failed || in.count > bytes_left(&g->data) / ENTRY_SIZE)
		return gox_refuse(g, ERR_FORMAT, "counts %" PRIu32 " blocks in "
		    "%zu bytes", in.count, bytes_left(&g->data));
	in.entries = bytes_take(&g->data, (size_t)in.count * ENTRY_SIZE);
	snprintf(name, sizeof name, "Layer.%" PRIu32,
	    g->image->layer_count + 1);
	in.layer = layer_new(name);
	in.layer->material = (int32_t)g->image->material_count - 1;
	err = gox_read_dict(g, &(struct gox_dict){ .table = dict_layer,
	    .object = in.layer, .special = take_layer_key, .arg = &in,
	    .extra = &in.layer->extra });
	if (err != OK) {
		layer_drop(in.layer);
		return err;
	}
	return keep_layer(g, &in);
}
