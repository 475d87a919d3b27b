/*
 * pack_read - reads what pack.c wrote, and trusts none of it
 *
 * Everything wrong sets in.failed, which is looked at after each structure;
 * what was built until then goes with the image.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/dict.h"
#include "goxel/format/format.h"
#include "goxel/format/pack.h"
#include "goxel/format/piece.h"
#include "mem.h"

#define THINGS_MAX	65536u	/* materials, cameras, extras of one list */

struct pack_in {
	struct bytes_in	 in;
	struct image	*image;
	struct tile	**tile;		/* each a reference; by number */
	uint32_t	 count, size;	/* of tiles */
	uint64_t	 tiles_max;	/* that may be alive */
};

static void
need(struct pack_in *p, bool true_thing)
{
	if (!true_thing)
		p->in.failed = true;
}

/* A text without a NUL in it, on the heap; or NULL (and failed). */
static char *
take_text(struct pack_in *p)
{
	uint32_t len = bytes_u32(&p->in);
	const uint8_t *bytes = bytes_take(&p->in, len);
	char *text;

	need(p, bytes != NULL && memchr(bytes, '\0', len) == NULL);
	if (p->in.failed)
		return NULL;
	text = xmalloc((size_t)len + 1);
	memcpy(text, bytes, len);
	text[len] = '\0';
	return text;
}

static uint32_t
take_count(struct pack_in *p, uint32_t most)
{
	uint32_t count = bytes_u32(&p->in);

	need(p, count <= most);
	return p->in.failed ? 0 : count;
}

static bool
take_flag(struct pack_in *p)
{
	uint8_t flag = bytes_u8(&p->in);

	need(p, flag <= 1);
	return flag == 1;
}

static struct pos
take_pos(struct pack_in *p)
{
	struct pos pos;
	int axis;

	for (axis = 0; axis < 3; axis++)
		pos.at[axis] = bytes_i32(&p->in);
	return pos;
}

static struct rgba
take_color(struct pack_in *p)
{
	struct rgba color = { { 0 } };
	const uint8_t *bytes = bytes_take(&p->in, sizeof color);

	if (bytes != NULL)
		memcpy(&color, bytes, sizeof color);
	return color;
}

/* The list is empty; it is built from its end, which extra_add finds. */
static void
take_extras(struct pack_in *p, struct extra **list)
{
	uint32_t count = take_count(p, THINGS_MAX), i, len;
	const uint8_t *bytes;
	char *key;

	for (i = 0; i < count && !p->in.failed; i++) {
		key = take_text(p);
		len = bytes_u32(&p->in);
		bytes = bytes_take(&p->in, len);
		if (!p->in.failed) {
			extra_add(list, key, bytes, len);
			list = &(*list)->next;
		}
		free(key);
	}
}

static void
take_dict(struct pack_in *p, const struct dict_field *table, void *object)
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
	need(p, !in.failed && bytes_left(&in) == 0);
}

static void
take_materials(struct pack_in *p)
{
	struct image *image = p->image;
	uint32_t count = take_count(p, THINGS_MAX), i;

	image->materials = xcalloc(count + 1, sizeof *image->materials);
	image->material_count = count;
	for (i = 0; i < count && !p->in.failed; i++) {
		take_dict(p, dict_material, &image->materials[i]);
		take_extras(p, &image->materials[i].extra);
	}
}

static void
take_cameras(struct pack_in *p)
{
	struct image *image = p->image;
	uint32_t count = take_count(p, THINGS_MAX), i;

	image->cameras = xcalloc(count + 1, sizeof *image->cameras);
	image->camera_count = count;
	for (i = 0; i < count && !p->in.failed; i++) {
		take_dict(p, dict_camera, &image->cameras[i]);
		take_extras(p, &image->cameras[i].extra);
	}
	need(p, image->camera_active >= -1 &&
	    image->camera_active < (int32_t)count);
}

static void
take_head(struct pack_in *p)
{
	struct image *image = p->image;
	char *name;

	need(p, bytes_u32(&p->in) == PACK_MAGIC);
	need(p, bytes_u32(&p->in) == PACK_VERSION);
	name = take_text(p);
	need(p, name != NULL && strlen(name) <= BOUND_NAME);
	if (!p->in.failed)
		strcpy(image->name, name);
	free(name);
	image->boxed = take_flag(p);
	image->box.lo = take_pos(p);
	image->box.hi = take_pos(p);
	image->active = bytes_u32(&p->in);
	image->camera_active = bytes_i32(&p->in);
	take_extras(p, &image->extra);
	take_extras(p, &image->chunks);
	take_dict(p, dict_light, &image->light);
	take_extras(p, &image->light.extra);
	take_materials(p);
	take_cameras(p);
}

static void
take_raw(struct pack_in *p, struct tile *tile)
{
	const uint8_t *bytes = bytes_take(&p->in, sizeof tile->voxel);

	if (bytes != NULL)
		memcpy(tile->voxel, bytes, sizeof tile->voxel);
}

static void
take_runs(struct pack_in *p, struct tile *tile)
{
	uint32_t i = 0, run;
	struct rgba color;

	while (i < TILE_VOXELS && !p->in.failed) {
		run = bytes_u16(&p->in);
		color = take_color(p);
		need(p, run > 0 && run <= TILE_VOXELS - i);
		while (!p->in.failed && run-- > 0)
			tile->voxel[i++] = color;
	}
}

/* A new tile, which is remembered under the next number. */
static struct tile *
take_tile(struct pack_in *p, enum piece piece)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });

	if (p->count == p->size) {
		p->size = p->size == 0 ? 256 : 2 * p->size;
		p->tile = xrealloc(p->tile, p->size * sizeof *p->tile);
	}
	p->tile[p->count++] = tile;
	if (piece == PIECE_RAW)
		take_raw(p, tile);
	else
		take_runs(p, tile);
	tile_refresh(tile);
	need(p, tile_alive() <= p->tiles_max);
	return tile;
}

static struct tile *
seen_tile(struct pack_in *p)
{
	uint32_t number = bytes_u32(&p->in);

	need(p, number < p->count);
	return p->in.failed ? NULL : p->tile[number];
}

static void
take_sector(struct pack_in *p, const struct pos *at, struct volume *v)
{
	struct rgba color = take_color(p);
	struct box box = { *at, *at };
	int axis;

	need(p, pos_bounded(at) && rgba_exists(color));
	if (p->in.failed)
		return;
	for (axis = 0; axis < 3; axis++) {
		need(p, at->at[axis] % SECTOR_SIDE == 0);
		box.hi.at[axis] += SECTOR_SIDE;
	}
	if (!p->in.failed)
		need(p, volume_fill(v, &box, color) == OK);
}

static void
take_slot(struct pack_in *p, enum piece piece, struct volume *v)
{
	struct pos at = take_pos(p);
	struct tile *tile = NULL;
	tile_slot slot = 0;

	if (piece == PIECE_SECTOR) {
		take_sector(p, &at, v);
		return;
	}
	if (piece == PIECE_COLOR)
		slot = slot_of_color(take_color(p));
	else if (piece == PIECE_SEEN)
		tile = seen_tile(p);
	else if (piece == PIECE_RAW || piece == PIECE_RUNS)
		tile = take_tile(p, piece);
	else
		need(p, false);
	if (p->in.failed)
		return;
	if (tile != NULL)
		slot = slot_of_tile(tile_take(tile));
	need(p, volume_put(v, &at, slot) == OK);
}

static void
take_volume(struct pack_in *p, struct volume *v)
{
	enum piece piece;
	uint32_t index;

	while ((piece = (enum piece)bytes_u8(&p->in)) != PIECE_END) {
		if (piece != PIECE_SAME) {
			take_slot(p, piece, v);
			continue;
		}
		index = bytes_u32(&p->in);
		need(p, v->table == NULL && index < p->image->layer_count);
		if (!p->in.failed)
			volume_copy(v, &p->image->layers[index]->volume);
	}
}

static void
take_layer_rest(struct pack_in *p, struct layer *layer)
{
	bool has_path;
	int i;

	layer->material = bytes_i32(&p->in);
	layer->shape = bytes_i32(&p->in);
	layer->color = take_color(p);
	layer->boxed = take_flag(p);
	for (i = 0; i < 16; i++) {
		layer->box.m[i / 4][i % 4] = bytes_f32(&p->in);
		need(p, isfinite(layer->box.m[i / 4][i % 4]));
	}
	has_path = take_flag(p);
	layer->image_path = take_text(p);
	if (!has_path) {
		free(layer->image_path);
		layer->image_path = NULL;
	}
}

static void
take_layer(struct pack_in *p)
{
	struct image *image = p->image;
	struct layer *layer = layer_new("");

	take_dict(p, dict_layer, layer);
	take_extras(p, &layer->extra);
	take_layer_rest(p, layer);
	take_volume(p, &layer->volume);
	need(p, layer->id > 0 && layer->id <= INT32_MAX &&
	    image_layer(image, layer->id) == NULL);
	need(p, (uint32_t)layer->mode < MODE_COUNT &&
	    layer->shape >= -1 && layer->shape < SHAPE_COUNT);
	need(p, layer->material >= -1 &&
	    layer->material < (int32_t)image->material_count);
	image->layers[image->layer_count++] = layer;
}

static void
take_layers(struct pack_in *p)
{
	struct image *image = p->image;
	uint32_t count = take_count(p, BOUND_LAYERS), i;

	image->layers = xcalloc(count + 1, sizeof *image->layers);
	for (i = 0; i < count && !p->in.failed; i++)
		take_layer(p);
}

enum err
pack_read(const void *bytes, size_t len, struct image **image)
{
	struct pack_in p = { .tiles_max = tile_alive() + FORMAT_TILES };
	uint32_t i, active;

	p.image = image_bare("");
	bytes_open(&p.in, bytes, len);
	take_head(&p);
	active = p.image->active;
	if (!p.in.failed)
		take_layers(&p);
	need(&p, bytes_left(&p.in) == 0 && (p.image->layer_count == 0 ?
	    active == 0 : image_layer(p.image, active) != NULL));
	for (i = 0; i < p.count; i++)
		tile_drop(p.tile[i]);
	free(p.tile);
	if (p.in.failed) {
		image_free(p.image);
		return ERR_CORRUPT;
	}
	*image = p.image;
	return OK;
}
