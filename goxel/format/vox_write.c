/*
 * vox_write - what is visible as a MagicaVoxel file
 *
 * A box of 256 a side is a cell; each that has a voxel of a layer becomes a
 * model, as large as its voxels need, and a transform that puts it where it
 * was.  Where several layers show something, the transform has the name of its
 * layer; if a layer takes several models, one around their group has it.
 *
 * Nodes: 0 moves the group 1; of model i of n, 2i + 2 moves 2i + 3; around the
 * models from i on, 2(n + i) + 2 moves the group 2(n + i) + 3.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/digits.h"
#include "goxel/format/parts.h"
#include "goxel/format/solids.h"
#include "goxel/format/swatch.h"
#include "goxel/format/vox.h"
#include "mem.h"

#define VERSION		150
#define HEAD_BYTES	12	/* of a chunk */
#define MAIN_AT		8	/* where the chunk MAIN begins */

struct model {
	/* Part, then z, y, x of the cell: the order of models. */
	uint64_t	 key;
	struct box	 box;	/* of its voxels */
};

struct vox_out {
	struct solids	 solids;	/* all parts together */
	struct parts	 parts;
	struct swatch	 swatch;
	struct lookup	 known;		/* cells that are in the list */
	struct model	*models;
	uint32_t	 count, size;
	struct model	*model;		/* being written */
	struct buf	*out;
	const struct progress *progress;
};

/* Begin a chunk; the place of its length, for end_chunk. */
static size_t
begin_chunk(struct buf *out, const char *id)
{
	buf_add(out, id, 4);
	buf_add_u32(out, 0);
	buf_add_u32(out, 0);
	return out->len - HEAD_BYTES;
}

static void
set_u32(struct buf *out, size_t at, size_t value)
{
	int i;

	for (i = 0; i < 4 && !out->failed; i++)
		out->bytes[at + (size_t)i] = (char)(value >> 8 * i & 255);
}

static void
end_chunk(struct buf *out, size_t at)
{
	set_u32(out, at + 4, out->len - at - HEAD_BYTES);
}

static void
put_string(struct buf *out, const char *text)
{
	buf_add_u32(out, (uint32_t)strlen(text));
	buf_add_text(out, text);
}

static void
add_cell(struct vox_out *v, uint32_t part, const uint32_t cell[3])
{
	uint64_t key = (uint64_t)part << 48 | (uint64_t)cell[2] << 32 |
	    cell[1] << 16 | cell[0];
	uint32_t number = v->count;

	if (lookup_number(&v->known, key | (uint64_t)1 << 63, &number))
		return;
	if (v->count == v->size) {
		v->size = v->size == 0 ? 64 : 2 * v->size;
		v->models = xrealloc(v->models, v->size * sizeof *v->models);
	}
	v->models[v->count++] = (struct model){ .key = key };
}

/* All cells that a cube of tiles reaches into. */
static void
add_cells(struct vox_out *v, uint32_t part, const struct volume_walk *w)
{
	uint32_t first[3], last[3], cell[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t at = w->at.at[axis] - v->solids.box.lo.at[axis];

		first[axis] = at < 0 ? 0 : (uint32_t)at / VOX_SIDE;
		last[axis] = (uint32_t)(at + w->side - 1) / VOX_SIDE;
	}
	for (cell[2] = first[2]; cell[2] <= last[2]; cell[2]++)
		for (cell[1] = first[1]; cell[1] <= last[1]; cell[1]++)
			for (cell[0] = first[0]; cell[0] <= last[0]; cell[0]++)
				add_cell(v, part, cell);
}

static int
by_key(const void *a, const void *b)
{
	uint64_t left = ((const struct model *)a)->key;
	uint64_t right = ((const struct model *)b)->key;

	return (left > right) - (left < right);
}

static void
find_cells_of(struct vox_out *v, uint32_t part)
{
	struct volume_walk w;

	volume_walk_open(&w, &v->parts.part[part].volume);
	while (volume_walk_next(&w)) {
		struct box here = { w.at, w.at };
		int axis;

		for (axis = 0; axis < 3; axis++)
			here.hi.at[axis] += w.side;
		if (box_meets(&here, &v->solids.box))
			add_cells(v, part, &w);
	}
}

static void
find_cells(struct vox_out *v)
{
	uint32_t part;

	for (part = 0; part < v->parts.count; part++)
		find_cells_of(v, part);
	if (v->count > 0)
		qsort(v->models, v->count, sizeof *v->models, by_key);
}

static struct box
cell_box(const struct vox_out *v, uint64_t key)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = v->solids.box.lo.at[axis] + VOX_SIDE *
		    (int32_t)(key >> 16 * axis & 0xffff);
		box.hi.at[axis] = box.lo.at[axis] + VOX_SIDE;
	}
	return box;
}

static const struct part *
part_of(const struct vox_out *v, const struct model *model)
{
	return &v->parts.part[model->key >> 48];
}

static enum err
grow_box(void *arg, const struct pos *pos, struct rgba color)
{
	struct box *box = arg, one = { *pos, *pos };
	int axis;

	(void)color;
	if (!box_empty(box) && box_holds(box, pos))
		return OK;
	for (axis = 0; axis < 3; axis++)
		one.hi.at[axis]++;
	*box = box_empty(box) ? one : box_join(box, &one);
	return OK;
}

static enum err
put_voxel(void *arg, const struct pos *pos, struct rgba color)
{
	struct vox_out *v = arg;
	const struct pos *lo = &v->model->box.lo;
	uint8_t voxel[4];
	int axis;

	for (axis = 0; axis < 3; axis++)
		voxel[axis] = (uint8_t)(pos->at[axis] - lo->at[axis]);
	voxel[3] = (uint8_t)(swatch_index(&v->swatch, color) + 1);
	buf_add(v->out, voxel, sizeof voxel);
	return v->out->failed ? ERR_TOO_BIG : OK;
}

static enum err
put_voxels(struct vox_out *v)
{
	size_t chunk = begin_chunk(v->out, "SIZE");
	enum err err;
	int axis;

	for (axis = 0; axis < 3; axis++)
		buf_add_u32(v->out, (uint32_t)(v->model->box.hi.at[axis] -
		    v->model->box.lo.at[axis]));
	end_chunk(v->out, chunk);
	chunk = begin_chunk(v->out, "XYZI");
	buf_add_u32(v->out, 0);
	err = solids_each(&part_of(v, v->model)->volume, &v->model->box,
	    put_voxel, v);
	end_chunk(v->out, chunk);
	set_u32(v->out, chunk + HEAD_BYTES,
	    (v->out->len - chunk - HEAD_BYTES - 4) / 4);
	return err;
}

/* Write the cells that hold something, and forget the others. */
static enum err
put_models(struct vox_out *v)
{
	uint32_t i, count = 0;
	enum err err = OK;

	for (i = 0; err == OK && i < v->count; i++) {
		struct box box = { { { 0 } }, { { 0 } } };
		struct box cell = cell_box(v, v->models[i].key);
		struct progress share = progress_share(v->progress, i, i + 1,
		    v->count);

		(void)solids_each(&part_of(v, &v->models[i])->volume, &cell,
		    grow_box, &box);
		if (box_empty(&box))
			continue;
		v->model = &v->models[count++];
		*v->model = (struct model){ v->models[i].key, box };
		err = put_voxels(v);
		progress_at(&share, 1, 1);
	}
	v->count = count;
	return err;
}

static void
put_pair(struct buf *out, const char *key, const char *value)
{
	buf_add_u32(out, value != NULL);
	if (value != NULL) {
		put_string(out, key);
		put_string(out, value);
	}
}

/* Of one frame, which has `place` or stays where it is. */
static void
put_transform(struct buf *out, uint32_t id, const char *name,
    const char *place)
{
	size_t chunk = begin_chunk(out, "nTRN");

	buf_add_u32(out, id);
	put_pair(out, "_name", name);
	buf_add_u32(out, id + 1);
	buf_add_u32(out, UINT32_MAX);
	buf_add_u32(out, id == 0 ? UINT32_MAX : 0);
	buf_add_u32(out, 1);
	put_pair(out, "_t", place);
	end_chunk(out, chunk);
}

/* A group of `count` children is begun; each is an id. */
static size_t
begin_group(struct buf *out, uint32_t id, uint32_t count)
{
	size_t chunk = begin_chunk(out, "nGRP");

	buf_add_u32(out, id);
	buf_add_u32(out, 0);
	buf_add_u32(out, count);
	return chunk;
}

static void
put_shape(struct buf *out, uint32_t id, uint32_t model)
{
	size_t chunk = begin_chunk(out, "nSHP");

	buf_add_u32(out, id);
	buf_add_u32(out, 0);
	buf_add_u32(out, 1);
	buf_add_u32(out, model);
	buf_add_u32(out, 0);
	end_chunk(out, chunk);
}

/* The first model after `first` that is of another layer. */
static uint32_t
layer_end(const struct vox_out *v, uint32_t first)
{
	uint32_t i = first;

	while (i < v->count && part_of(v, &v->models[i]) ==
	    part_of(v, &v->models[first]))
		i++;
	return i;
}

/* Where layers are told apart: a child each. */
static void
put_layers(struct vox_out *v)
{
	uint32_t layers = 0, i, end;
	size_t chunk;

	for (i = 0; i < v->count; i = layer_end(v, i))
		layers++;
	chunk = begin_group(v->out, 1, layers);
	for (i = 0; i < v->count; i = end) {
		end = layer_end(v, i);
		buf_add_u32(v->out, 2 * (end - i == 1 ? i : v->count + i) + 2);
	}
	end_chunk(v->out, chunk);
}

static void
put_models_of(struct vox_out *v, uint32_t id, uint32_t first, uint32_t end)
{
	size_t chunk = begin_group(v->out, id, end - first);

	for (; first < end; first++)
		buf_add_u32(v->out, 2 * first + 2);
	end_chunk(v->out, chunk);
}

/* A model where it was, with the name of its layer or without one. */
static void
put_placed(struct vox_out *v, uint32_t model, const char *name)
{
	const struct box *box = &v->models[model].box;
	char place[3 * (DIGITS_MAX + 1)], *end = place;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t lo = box->lo.at[axis];

		end = digits_put(end, lo + (box->hi.at[axis] - lo) / 2);
		*end++ = axis < 2 ? ' ' : '\0';
	}
	put_transform(v->out, 2 * model + 2, name, place);
	put_shape(v->out, 2 * model + 3, model);
}

/* The models of one of several layers. */
static void
put_layer(struct vox_out *v, uint32_t first, uint32_t end)
{
	const char *name = part_of(v, &v->models[first])->layer->name;
	uint32_t id = 2 * (v->count + first) + 2;

	if (end - first == 1) {
		put_placed(v, first, name);
		return;
	}
	put_transform(v->out, id, name, NULL);
	put_models_of(v, id + 1, first, end);
	for (; first < end && !v->out->failed; first++)
		put_placed(v, first, NULL);
}

static void
put_scene(struct vox_out *v)
{
	bool several = layer_end(v, 0) < v->count;
	uint32_t i, end;

	put_transform(v->out, 0, NULL, NULL);
	if (several)
		put_layers(v);
	else
		put_models_of(v, 1, 0, v->count);
	for (i = 0; i < v->count && !v->out->failed; i = end) {
		end = several ? layer_end(v, i) : i + 1;
		if (several)
			put_layer(v, i, end);
		else
			put_placed(v, i, NULL);
	}
}

static void
put_palette(struct vox_out *v)
{
	static const struct rgba none = { { 0, 0, 0, 255 } };
	size_t chunk = begin_chunk(v->out, "RGBA");
	uint32_t i;

	for (i = 0; i < 256; i++)
		buf_add(v->out, i < v->swatch.count ? &v->swatch.color[i] :
		    &none, sizeof none);
	end_chunk(v->out, chunk);
}

static enum err
put_file(struct vox_out *v)
{
	enum err err;

	buf_add(v->out, "VOX ", 4);
	buf_add_u32(v->out, VERSION);
	(void)begin_chunk(v->out, "MAIN");
	if ((err = put_models(v)) != OK)
		return err;
	put_scene(v);
	put_palette(v);
	set_u32(v->out, MAIN_AT + 8, v->out->len - MAIN_AT - HEAD_BYTES);
	return v->out->failed ? ERR_TOO_BIG : OK;
}

enum err
vox_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct vox_out v = { .out = out, .progress = progress };
	enum err err = solids_init(&v.solids, image);

	if (err == OK)
		err = parts_init(&v.parts, image);
	if (err == OK) {
		swatch_init(&v.swatch, &v.solids.volume, 8);
		find_cells(&v);
		err = put_file(&v);
	}
	swatch_fini(&v.swatch);
	lookup_fini(&v.known);
	free(v.models);
	parts_fini(&v.parts);
	solids_fini(&v.solids);
	return err;
}
