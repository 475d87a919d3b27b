/*
 * vox_write - what is visible as a MagicaVoxel file
 *
 * A box of 256 a side is a cell; each that has a voxel becomes a model, as
 * large as its voxels need, and a transform that puts it where it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/digits.h"
#include "goxel/format/solids.h"
#include "goxel/format/swatch.h"
#include "goxel/format/vox.h"
#include "mem.h"

#define VERSION		150
#define HEAD_BYTES	12	/* of a chunk */
#define MAIN_AT		8	/* where the chunk MAIN begins */

struct model {
	uint64_t	 key;	/* z, y, x of the cell: the order of models */
	struct box	 box;	/* of its voxels */
};

struct vox_out {
	struct solids	 solids;
	struct swatch	 swatch;
	struct lookup	 known;		/* cells that are in the list */
	struct model	*models;
	uint32_t	 count, size;
	struct model	*model;		/* being written */
	struct buf	*out;
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
add_cell(struct vox_out *v, const uint32_t cell[3])
{
	uint64_t key = (uint64_t)cell[2] << 32 | cell[1] << 16 | cell[0];
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
add_cells(struct vox_out *v, const struct volume_walk *w)
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
				add_cell(v, cell);
}

static int
by_key(const void *a, const void *b)
{
	uint64_t left = ((const struct model *)a)->key;
	uint64_t right = ((const struct model *)b)->key;

	return (left > right) - (left < right);
}

static void
find_cells(struct vox_out *v)
{
	struct volume_walk w;

	volume_walk_open(&w, &v->solids.volume);
	while (volume_walk_next(&w)) {
		struct box here = { w.at, w.at };
		int axis;

		for (axis = 0; axis < 3; axis++)
			here.hi.at[axis] += w.side;
		if (box_meets(&here, &v->solids.box))
			add_cells(v, &w);
	}
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
	err = solids_each(&v->solids.volume, &v->model->box, put_voxel, v);
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

		(void)solids_each(&v->solids.volume, &cell, grow_box, &box);
		if (box_empty(&box))
			continue;
		v->model = &v->models[count++];
		*v->model = (struct model){ v->models[i].key, box };
		err = put_voxels(v);
	}
	v->count = count;
	return err;
}

/* Of one frame, which has `place` or stays where it is. */
static void
put_transform(struct buf *out, uint32_t id, uint32_t child,
    const char *place)
{
	size_t chunk = begin_chunk(out, "nTRN");

	buf_add_u32(out, id);
	buf_add_u32(out, 0);
	buf_add_u32(out, child);
	buf_add_u32(out, UINT32_MAX);
	buf_add_u32(out, id == 0 ? UINT32_MAX : 0);
	buf_add_u32(out, 1);
	buf_add_u32(out, place != NULL);
	if (place != NULL) {
		put_string(out, "_t");
		put_string(out, place);
	}
	end_chunk(out, chunk);
}

/* Nodes: 0 moves the group 1; of model i, 2i + 2 moves 2i + 3. */
static void
put_group(struct buf *out, uint32_t count)
{
	size_t chunk = begin_chunk(out, "nGRP");
	uint32_t i;

	buf_add_u32(out, 1);
	buf_add_u32(out, 0);
	buf_add_u32(out, count);
	for (i = 0; i < count; i++)
		buf_add_u32(out, 2 * i + 2);
	end_chunk(out, chunk);
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

static void
put_scene(struct vox_out *v)
{
	char place[3 * (DIGITS_MAX + 1)], *end;
	uint32_t i;
	int axis;

	put_transform(v->out, 0, 1, NULL);
	put_group(v->out, v->count);
	for (i = 0; i < v->count && !v->out->failed; i++) {
		const struct box *box = &v->models[i].box;

		for (axis = 0, end = place; axis < 3; axis++) {
			int32_t lo = box->lo.at[axis];

			end = digits_put(end, lo +
			    (box->hi.at[axis] - lo) / 2);
			*end++ = axis < 2 ? ' ' : '\0';
		}
		put_transform(v->out, 2 * i + 2, 2 * i + 3, place);
		put_shape(v->out, 2 * i + 3, i);
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
vox_write(const struct image *image, struct buf *out)
{
	struct vox_out v = { .out = out };
	enum err err = solids_init(&v.solids, image);

	if (err == OK) {
		swatch_init(&v.swatch, &v.solids.volume, 8);
		find_cells(&v);
		err = put_file(&v);
	}
	swatch_fini(&v.swatch);
	lookup_fini(&v.known);
	free(v.models);
	solids_fini(&v.solids);
	return err;
}
