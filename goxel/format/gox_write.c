/*
 * gox_write - an image as a .gox file; the format stands in gox.c
 *
 * Two passes: the first gives every distinct block a number and writes it,
 * and remembers per layer which block stands where; the second writes the
 * layers.  Blocks come in the order of volume_scan, bottom layer first, so the
 * bytes tell nothing of how the image came about.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/format/distinct.h"
#include "goxel/format/dict.h"
#include "goxel/format/gox.h"
#include "goxel/format/png.h"
#include "goxel/render.h"
#include "mem.h"

#define BLOCK_SIDE	64	/* pixels */
#define PREVIEW_SIDE	128

/* A block's place in a layer. */
struct entry {
	uint32_t	 block;
	struct pos	 at;
};

struct entries {
	struct entry	*at;
	uint32_t	 count, size;
};

struct gox_out {
	const struct image	*image;
	struct buf		*out;
	struct distinct		 blocks;
	struct entries		*layers;	/* one a layer */
	uint32_t		 part_id;	/* given to a part last */
	const struct progress	*progress;
};

/* Where the chunk begins, for end_chunk. */
static size_t
begin_chunk(struct buf *out, const char type[5])
{
	size_t at = out->len;

	buf_add(out, type, 4);
	buf_add_u32(out, 0);
	return at;
}

static void
end_chunk(struct buf *out, size_t at)
{
	size_t len = out->len - at - 8;
	int i;

	buf_add_u32(out, 0);
	if (out->failed)
		return;
	for (i = 0; i < 4; i++)
		out->bytes[at + 4 + (size_t)i] = (char)(len >> 8 * i);
}

static bool
plain(const struct layer *layer)
{
	return layer->base_id == 0 && layer->shape < 0;
}

static void
write_image(struct gox_out *g)
{
	const struct image *image = g->image;
	struct buf *out = g->out;
	size_t at = begin_chunk(out, "IMG ");
	struct matrix box;

	if (image->boxed) {
		box = box_matrix(&image->box);
		dict_put_floats(out, "box", &box.m[0][0], 16);
	}
	if (image->name[0] != '\0')
		dict_put(out, "goxeld_name", image->name,
		    (uint32_t)strlen(image->name));
	if (image->layer_count > 0 && image->active !=
	    image->layers[image->layer_count - 1]->id)
		dict_put_int(out, "goxeld_active", (int32_t)image->active);
	dict_put_extra(out, image->extra);
	end_chunk(out, at);
}

/* Seen as Goxel opens it, by the image's own light, on nothing. */
static enum err
render_preview(const struct image *image, const struct volume *flat,
    struct picture *picture)
{
	struct render_wish wish = render_default();
	struct view view;
	struct box box;

	if (!volume_bounds(flat, true, &box))
		return ERR_EMPTY;
	view_preset(&view, PRESET_ISOMETRIC, &box, 1);
	wish.width = wish.height = PREVIEW_SIDE;
	wish.background = (struct rgba){ { 0, 0, 0, 0 } };
	wish.light = image->light;
	return render_volume(flat, &view, &wish, picture);
}

/* A file without one is as good; so whatever fails here leaves it out. */
static void
write_preview(struct gox_out *g)
{
	struct picture picture = { 0 };
	struct volume flat = { 0 };
	size_t at;

	if (image_flatten(g->image, &flat) == OK &&
	    render_preview(g->image, &flat, &picture) == OK) {
		at = begin_chunk(g->out, "PREV");
		png_write(&picture, PNG_FAST, g->out);
		end_chunk(g->out, at);
	}
	picture_fini(&picture);
	volume_fini(&flat);
}

static enum err
write_block(struct gox_out *g, tile_slot slot)
{
	struct rgba voxel[TILE_VOXELS];
	struct picture picture = { BLOCK_SIDE, BLOCK_SIDE, voxel };
	size_t at = begin_chunk(g->out, "BL16");
	enum err err;

	distinct_voxels(slot, voxel);
	err = png_write(&picture, PNG_PLAIN, g->out);
	end_chunk(g->out, at);
	return err;
}

static enum err
add_entry(struct entries *e, uint32_t block, const struct pos *at)
{
	if (e->count == GOX_ENTRIES)
		return ERR_TOO_BIG;
	if (e->count == e->size) {
		e->size = e->size == 0 ? 64 : 2 * e->size;
		e->at = xrealloc(e->at, e->size * sizeof *e->at);
	}
	e->at[e->count++] = (struct entry){ block, *at };
	return OK;
}

static enum err
collect_slot(struct gox_out *g, struct entries *e, tile_slot slot,
    const struct pos *at)
{
	uint32_t number;
	enum err err = OK;

	if (distinct_number(&g->blocks, slot, &number))
		err = write_block(g, slot);
	if (err == OK && number != DISTINCT_NONE)
		err = add_entry(e, number, at);
	return err;
}

static enum err
collect_layer(struct gox_out *g, uint32_t index)
{
	const struct layer *layer = g->image->layers[index];
	struct progress share = progress_share(g->progress, index, index + 1,
	    g->image->layer_count);
	struct volume_scan scan;
	struct box box = { 0 };
	enum err err = OK;

	if (!plain(layer))
		return OK;
	(void)volume_bounds(&layer->volume, false, &box);
	volume_scan_open(&scan, &layer->volume, NULL);
	while (err == OK && volume_scan_next(&scan)) {
		progress_place(&share, &box, &scan.at);
		err = collect_slot(g, &g->layers[index], scan.here, &scan.at);
	}
	volume_scan_close(&scan);
	return err;
}

static void
write_materials(struct gox_out *g)
{
	const struct image *image = g->image;
	uint32_t i;

	for (i = 0; i < image->material_count; i++) {
		size_t at = begin_chunk(g->out, "MATE");

		dict_put_fields(g->out, dict_material, &image->materials[i]);
		dict_put_extra(g->out, image->materials[i].extra);
		end_chunk(g->out, at);
	}
}

static void
write_entries(struct buf *out, const struct entries *e, uint32_t first,
    uint32_t count)
{
	uint32_t i;
	int axis;

	buf_add_u32(out, count);
	for (i = first; i < first + count; i++) {
		buf_add_u32(out, e->at[i].block);
		for (axis = 0; axis < 3; axis++)
			buf_add_u32(out, (uint32_t)e->at[i].at.at[axis]);
		buf_add_u32(out, 0);
	}
}

/* `id` is that of this part; the first part's is the layer's own. */
static void
write_layer_dict(struct gox_out *g, const struct layer *layer, uint32_t id)
{
	struct layer part = *layer;
	struct buf *out = g->out;

	part.id = id;
	dict_put_fields(out, dict_layer, &part);
	if (layer->material >= 0)
		dict_put_int(out, "material", layer->material);
	else if (g->image->material_count > 0)
		dict_put_int(out, "goxeld_material", -1);
	if (layer->image_path != NULL && id == layer->id)
		dict_put(out, "img-path", layer->image_path,
		    (uint32_t)strnlen(layer->image_path, DICT_VALUE));
	if (layer->boxed)
		dict_put_floats(out, "box", &layer->box.m[0][0], 16);
	if (layer->shape >= 0) {
		const char *shape = shape_names[layer->shape];

		dict_put(out, "shape", shape, (uint32_t)strlen(shape));
		dict_put(out, "color", &layer->color, sizeof layer->color);
	}
	if (id != layer->id)
		dict_put_int(out, "goxeld_part", (int32_t)layer->id);
	dict_put_extra(out, layer->extra);
}

/* An id that neither a layer nor another part has. */
static uint32_t
next_id(struct gox_out *g)
{
	do
		g->part_id++;
	while (image_layer(g->image, g->part_id) != NULL);
	return g->part_id;
}

static void
write_part(struct gox_out *g, uint32_t index, uint32_t first, uint32_t count)
{
	const struct layer *layer = g->image->layers[index];
	size_t at = begin_chunk(g->out, "LAYR");

	write_entries(g->out, &g->layers[index], first, count);
	write_layer_dict(g, layer, first == 0 ? layer->id : next_id(g));
	end_chunk(g->out, at);
}

static void
write_layer(struct gox_out *g, uint32_t index)
{
	uint32_t count = g->layers[index].count, first = 0, most = GOX_PART;

	if (g->image->layers[index]->mode != MODE_OVER)
		most = GOX_ENTRIES;
	do {
		uint32_t part = count - first < most ? count - first : most;

		write_part(g, index, first, part);
		first += part;
	} while (first < count);
}

static void
write_cameras(struct gox_out *g)
{
	const struct image *image = g->image;
	uint32_t i;

	for (i = 0; i < image->camera_count; i++) {
		size_t at = begin_chunk(g->out, "CAMR");

		dict_put_fields(g->out, dict_camera, &image->cameras[i]);
		if ((int32_t)i == image->camera_active)
			dict_put(g->out, "active", "", 0);
		dict_put_extra(g->out, image->cameras[i].extra);
		end_chunk(g->out, at);
	}
}

static void
write_light(struct gox_out *g)
{
	size_t at = begin_chunk(g->out, "LIGH");

	dict_put_fields(g->out, dict_light, &g->image->light);
	dict_put_extra(g->out, g->image->light.extra);
	end_chunk(g->out, at);
}

static void
write_unknown(struct gox_out *g)
{
	const struct extra *e;

	for (e = g->image->chunks; e != NULL; e = e->next) {
		size_t at = begin_chunk(g->out, e->key);

		if (e->len > 0)
			buf_add(g->out, e->bytes, e->len);
		end_chunk(g->out, at);
	}
}

static enum err
write_file(struct gox_out *g)
{
	uint32_t i;
	enum err err = OK;

	buf_add(g->out, "GOX ", 4);
	buf_add_u32(g->out, GOX_VERSION);
	write_image(g);
	write_preview(g);
	for (i = 0; err == OK && i < g->image->layer_count; i++)
		err = collect_layer(g, i);
	if (err != OK)
		return err;
	write_materials(g);
	for (i = 0; i < g->image->layer_count; i++)
		write_layer(g, i);
	write_cameras(g);
	write_light(g);
	write_unknown(g);
	return g->out->failed ? ERR_TOO_BIG : OK;
}

enum err
gox_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct gox_out g = { .image = image, .out = out,
	    .progress = progress };
	uint32_t i;
	enum err err;

	g.layers = xcalloc(image->layer_count + 1, sizeof *g.layers);
	err = write_file(&g);
	for (i = 0; i < image->layer_count; i++)
		free(g.layers[i].at);
	free(g.layers);
	distinct_fini(&g.blocks);
	return err;
}
