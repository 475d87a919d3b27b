/*
 * pack - an image as plain bytes, for a job child to hand to its worker
 *
 * Little-endian, no alignment.  `text` is u32 length and bytes; `extras` is
 * u32 count and for each its key and its bytes, both text; `dict` is a text
 * whose bytes are a dictionary of fields (dict.h); `pos` is three int32.
 *
 *	"GXPK" | u32 version
 *	text name | u8 boxed | pos lo, hi | u32 active | int32 camera_active
 *	extras of the image | extras of chunks | dict light | extras of it
 *	u32 materials, each: dict | extras
 *	u32 cameras, each: dict | extras
 *	u32 layers, bottom first, each:
 *		dict | extras | int32 material | int32 shape | rgba color
 *		u8 boxed | float[16] box | u8 has a path | text path
 *		volume: pieces, ended by PIECE_END
 *
 *	PIECE_END
 *	PIECE_SAME	u32 layer: the volume is that of an earlier layer
 *	PIECE_SECTOR	pos | rgba: 128^3 voxels of one colour
 *	PIECE_COLOR	pos | rgba: a tile of one colour
 *	PIECE_RAW	pos | 4096 rgba: a tile, numbered from 0
 *	PIECE_RUNS	pos | runs {u16 count, rgba} of 4096 voxels; numbered
 *	PIECE_SEEN	pos | u32 number: a tile again
 *
 * Tiles and volumes that are shared in one process come out shared in the
 * other.
 */
#include <string.h>

#include "goxel/format/dict.h"
#include "goxel/format/lookup.h"
#include "goxel/format/pack.h"
#include "goxel/format/piece.h"

static void
put_text(struct buf *b, const void *bytes, uint32_t len)
{
	buf_add_u32(b, len);
	if (len > 0)
		buf_add(b, bytes, len);
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
		put_text(b, e->key, (uint32_t)strlen(e->key));
		put_text(b, e->bytes, e->len);
	}
}

/* The length goes before what it counts once that is there. */
static void
put_dict(struct buf *b, const struct dict_field *table, const void *object)
{
	size_t at = b->len, len;
	int i;

	buf_add_u32(b, 0);
	dict_put_fields(b, table, object);
	if (b->failed)
		return;
	len = b->len - at - 4;
	for (i = 0; i < 4; i++)
		b->bytes[at + (size_t)i] = (char)(len >> 8 * i);
}

static void
put_pos(struct buf *b, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		buf_add_u32(b, (uint32_t)pos->at[axis]);
}

static void
put_piece(struct buf *b, enum piece piece, const struct pos *at)
{
	buf_add_u8(b, (uint8_t)piece);
	put_pos(b, at);
}

/* The length of the run of one colour that begins at `first`. */
static uint32_t
run_length(const struct tile *tile, uint32_t first)
{
	uint32_t i = first;

	while (++i < TILE_VOXELS &&
	    rgba_same(tile->voxel[i], tile->voxel[first]))
		continue;
	return i - first;
}

static uint32_t
count_runs(const struct tile *tile)
{
	uint32_t i, runs = 0;

	for (i = 0; i < TILE_VOXELS; i += run_length(tile, i))
		runs++;
	return runs;
}

static void
put_tile(struct buf *b, const struct tile *tile, const struct pos *at)
{
	uint32_t i, len;

	if (count_runs(tile) * PIECE_RUN >= sizeof tile->voxel) {
		put_piece(b, PIECE_RAW, at);
		buf_add(b, tile->voxel, sizeof tile->voxel);
		return;
	}
	put_piece(b, PIECE_RUNS, at);
	for (i = 0; i < TILE_VOXELS; i += len) {
		len = run_length(tile, i);
		buf_add_u16(b, (uint16_t)len);
		buf_add(b, &tile->voxel[i], sizeof tile->voxel[i]);
	}
}

static void
put_slot(struct buf *b, struct lookup *tiles, const struct volume_walk *w)
{
	uint32_t number = tiles->count;
	struct rgba color;

	if (slot_uniform(w->here)) {
		color = slot_color(w->here);
		put_piece(b, w->side == SECTOR_SIDE ? PIECE_SECTOR :
		    PIECE_COLOR, &w->at);
		buf_add(b, &color, sizeof color);
	} else if (lookup_number(tiles, w->here, &number)) {
		put_piece(b, PIECE_SEEN, &w->at);
		buf_add_u32(b, number);
	} else
		put_tile(b, slot_tile(w->here), &w->at);
}

static void
put_volume(struct buf *b, struct lookup *tiles, const struct image *image,
    uint32_t index)
{
	const struct volume *v = &image->layers[index]->volume;
	struct volume_walk walk;
	uint32_t i;

	for (i = 0; v->table != NULL && i < index; i++)
		if (image->layers[i]->volume.table == v->table) {
			buf_add_u8(b, PIECE_SAME);
			buf_add_u32(b, i);
			buf_add_u8(b, PIECE_END);
			return;
		}
	volume_walk_open(&walk, v);
	while (!b->failed && volume_walk_next(&walk))
		put_slot(b, tiles, &walk);
	buf_add_u8(b, PIECE_END);
}

static void
put_layer(struct buf *b, const struct layer *layer)
{
	const char *path = layer->image_path;
	int i;

	put_dict(b, dict_layer, layer);
	put_extras(b, layer->extra);
	buf_add_u32(b, (uint32_t)layer->material);
	buf_add_u32(b, (uint32_t)layer->shape);
	buf_add(b, &layer->color, sizeof layer->color);
	buf_add_u8(b, layer->boxed);
	for (i = 0; i < 16; i++)
		buf_add_f32(b, layer->box.m[i / 4][i % 4]);
	buf_add_u8(b, path != NULL);
	put_text(b, path, path == NULL ? 0 : (uint32_t)strlen(path));
}

static void
put_head(struct buf *b, const struct image *image)
{
	uint32_t i;

	buf_add_u32(b, PACK_MAGIC);
	buf_add_u32(b, PACK_VERSION);
	put_text(b, image->name, (uint32_t)strlen(image->name));
	buf_add_u8(b, image->boxed);
	put_pos(b, &image->box.lo);
	put_pos(b, &image->box.hi);
	buf_add_u32(b, image->active);
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
pack_write(const struct image *image, struct buf *b)
{
	struct lookup tiles = { 0 };
	uint32_t i;

	put_head(b, image);
	buf_add_u32(b, image->layer_count);
	for (i = 0; !b->failed && i < image->layer_count; i++) {
		put_layer(b, image->layers[i]);
		put_volume(b, &tiles, image, i);
	}
	lookup_fini(&tiles);
}
