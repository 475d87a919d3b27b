/*
 * qb - Qubicle: boxes of voxels, each with a name and a place
 *
 * Written compressed, for a wide box is mostly air.  A colour can be taken
 * for no code: its alpha, the highest byte, is 255.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/qb.h"
#include "goxel/format/parts.h"
#include "goxel/format/solids.h"
#include "mem.h"
#include "text.h"

#define VERSION		257
#define RUN		2u	/* then a count and a colour */
#define NEXT_SLICE	6u
#define WORTH		4u	/* colours a run must have to be shorter */

/*
 * Writing
 */

struct run {
	uint32_t	 color;		/* as a word of the file */
	uint32_t	 count;
	struct buf	*out;
};

static void
end_run(struct run *run)
{
	if (run->count >= WORTH) {
		buf_add_u32(run->out, RUN);
		buf_add_u32(run->out, run->count);
		buf_add_u32(run->out, run->color);
		run->count = 0;
	}
	for (; run->count > 0; run->count--)
		buf_add_u32(run->out, run->color);
}

static void
add_color(struct run *run, uint32_t color, uint32_t count)
{
	if (run->color != color) {
		end_run(run);
		run->color = color;
	}
	run->count += count;
}

static uint32_t
word_of(struct rgba color)
{
	return !solids_has(color) ? 0 : (uint32_t)color.c[0] |
	    (uint32_t)color.c[1] << 8 | (uint32_t)color.c[2] << 16 |
	    0xff000000u;
}

/* The voxels from pos to x `end`, of tile after tile. */
static void
put_row(const struct volume *v, struct pos pos, int32_t end, struct run *run)
{
	while (pos.at[0] < end) {
		tile_slot slot = volume_slot(v, &pos);
		int32_t stop = (pos.at[0] | (TILE_SIDE - 1)) + 1;

		if (stop > end)
			stop = end;
		if (slot == 0 || slot_uniform(slot)) {
			add_color(run, slot == 0 ? 0 :
			    word_of(slot_color(slot)),
			    (uint32_t)(stop - pos.at[0]));
			pos.at[0] = stop;
		}
		for (; pos.at[0] < stop; pos.at[0]++)
			add_color(run, word_of(slot_tile(slot)->
			    voxel[tile_index(&pos)]), 1);
	}
}

/* Their z is our y, and their y our z. */
static enum err
put_voxels(const struct volume *v, const struct box *box, struct buf *out,
    const struct progress *progress)
{
	struct run run = { .out = out };
	struct pos pos = box->lo;

	for (; pos.at[1] < box->hi.at[1]; pos.at[1]++) {
		progress_at(progress, (uint64_t)(pos.at[1] - box->lo.at[1]),
		    (uint64_t)(box->hi.at[1] - box->lo.at[1]));
		for (pos.at[2] = box->lo.at[2]; pos.at[2] < box->hi.at[2];
		    pos.at[2]++)
			put_row(v, pos, box->hi.at[0], &run);
		end_run(&run);
		buf_add_u32(out, NEXT_SLICE);
		if (out->failed)
			return ERR_TOO_BIG;
	}
	return OK;
}

static enum err
put_box(const struct part *part, const struct box *box, struct buf *out,
    const struct progress *progress)
{
	static const int axis[3] = { 0, 2, 1 };
	size_t len = strnlen(part->layer->name, BOUND_NAME);
	int i;

	buf_add_u8(out, (uint8_t)len);
	if (len > 0)
		buf_add(out, part->layer->name, len);
	for (i = 0; i < 3; i++)
		buf_add_u32(out, (uint32_t)(box->hi.at[axis[i]] -
		    box->lo.at[axis[i]]));
	for (i = 0; i < 3; i++)
		buf_add_u32(out, (uint32_t)box->lo.at[axis[i]]);
	return put_voxels(&part->volume, box, out, progress);
}

/* A layer that shows nothing has no box, and so none in the file. */
static enum err
put_boxes(const struct parts *p, const struct box *boxes, struct buf *out,
    const struct progress *progress)
{
	struct progress share;
	uint64_t places = 0;
	uint32_t count = 0, i;
	enum err err = OK;

	for (i = 0; i < p->count; i++) {
		uint64_t here = box_empty(&boxes[i]) ? 0 :
		    box_voxels(&boxes[i]);

		if (here > QB_MOST || (places += here) > QB_MOST)
			return ERR_BOUNDS;
		count += here > 0;
	}
	buf_add_u32(out, VERSION);
	buf_add_u32(out, 0);
	buf_add_u32(out, 1);
	buf_add_u32(out, 1);
	buf_add_u32(out, 0);
	buf_add_u32(out, count);
	for (i = 0; err == OK && i < p->count; i++) {
		share = progress_share(progress, i, i + 1, p->count);
		if (!box_empty(&boxes[i]))
			err = put_box(&p->part[i], &boxes[i], out, &share);
	}
	return err;
}

enum err
qb_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct parts p;
	struct box *boxes;
	enum err err = parts_init(&p, image);
	uint32_t i;

	boxes = xcalloc((size_t)p.count + 1, sizeof *boxes);
	for (i = 0; err == OK && i < p.count; i++)
		boxes[i] = solids_bounds(&p.part[i].volume);
	if (err == OK)
		err = put_boxes(&p, boxes, out, progress);
	free(boxes);
	parts_fini(&p);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

/*
 * Reading
 */

struct qb_in {
	struct bytes_in	 in;
	bool		 bgra, left, compressed;
	struct image	*image;
	struct volume	*volume;
	uint32_t	 size[3];
	int32_t		 place[3];
	uint64_t	 tiles_max;
	char		*why;
	size_t		 len;		/* of the file */
	const struct progress *progress;
};

static enum err
refuse(struct qb_in *q, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum err
refuse(struct qb_in *q, enum err err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(q->why, FORMAT_WHY, format, args);
	va_end(args);
	return err;
}

static struct rgba
color_of(const struct qb_in *q, uint32_t word)
{
	uint8_t first = (uint8_t)word, last = (uint8_t)(word >> 16);

	return (struct rgba){ { q->bgra ? last : first,
	    (uint8_t)(word >> 8), q->bgra ? first : last, 255 } };
}

/* `index` counts x, then y, in the slice z. */
static enum err
put_voxel(struct qb_in *q, uint64_t index, uint32_t z, struct rgba color)
{
	int64_t at[3];
	struct pos pos;
	int axis;

	at[0] = q->place[0] + (int64_t)(index % q->size[0]);
	at[1] = q->place[2] + (int64_t)z;
	at[2] = q->place[1] + (int64_t)(index / q->size[0]);
	if (q->left)
		at[1] = -at[1];
	for (axis = 0; axis < 3; axis++) {
		if (at[axis] < -BOUND_COORD || at[axis] >= BOUND_COORD)
			return refuse(q, ERR_TOO_BIG, "a voxel is out of "
			    "bounds, the limit is %d", BOUND_COORD);
		pos.at[axis] = (int32_t)at[axis];
	}
	if (volume_set_near(q->volume, &pos, color) != OK ||
	    tile_alive() > q->tiles_max)
		return refuse(q, ERR_TOO_BIG, "its voxels fill over %u tiles",
		    FORMAT_TILES);
	return OK;
}

static enum err
put_run(struct qb_in *q, uint64_t index, uint32_t z, const uint32_t run[2])
{
	enum err err = OK;
	uint32_t i;

	if (run[1] >> 24 == 0)
		return OK;
	for (i = 0; err == OK && i < run[0]; i++)
		err = put_voxel(q, index + i, z, color_of(q, run[1]));
	return err;
}

/* A count and a colour; false at the end of a slice. */
static bool
take_run(struct qb_in *q, uint32_t run[2])
{
	run[0] = 1;
	run[1] = bytes_u32(&q->in);
	if (q->compressed && run[1] == NEXT_SLICE)
		return false;
	if (q->compressed && run[1] == RUN) {
		run[0] = bytes_u32(&q->in);
		run[1] = bytes_u32(&q->in);
	}
	return true;
}

static enum err
read_slice(struct qb_in *q, uint32_t z)
{
	uint64_t index = 0, whole = (uint64_t)q->size[0] * q->size[1];
	enum err err = OK;
	uint32_t run[2];

	while (err == OK && (q->compressed || index < whole)) {
		if (!take_run(q, run))
			return OK;
		if (q->in.failed || run[0] > whole - index)
			return refuse(q, ERR_FORMAT, "slice %" PRIu32
			    " has %s", z, q->in.failed ? "too few colours" :
			    "too many colours");
		err = put_run(q, index, z, run);
		index += run[0];
	}
	return err;
}

static enum err
add_layer(struct qb_in *q)
{
	uint8_t len = bytes_u8(&q->in);
	const uint8_t *bytes = bytes_take(&q->in, len);
	char name[BOUND_NAME + 1];
	struct layer *layer;

	if (bytes == NULL)
		return refuse(q, ERR_FORMAT, "it ends within a name");
	text_copy_name(name, sizeof name, bytes, len);
	if (q->image->layer_count == 1)		/* it goes, and its name */
		q->image->layers[0]->name[0] = '\0';
	if (image_layer_add(q->image, name, &layer) != OK)
		return refuse(q, ERR_TOO_BIG, "it has over %d layers",
		    BOUND_LAYERS);
	q->volume = &layer->volume;
	return OK;
}

static enum err
read_box(struct qb_in *q)
{
	enum err err = add_layer(q);
	uint32_t z;
	int i;

	for (i = 0; i < 3; i++)
		q->size[i] = bytes_u32(&q->in);
	for (i = 0; i < 3; i++)
		q->place[i] = bytes_i32(&q->in);
	if (err == OK && q->in.failed)
		return refuse(q, ERR_FORMAT, "it ends within a box");
	for (i = 0; err == OK && i < 3; i++)
		if (q->size[i] > 2 * BOUND_COORD)
			return refuse(q, ERR_TOO_BIG, "a box is %" PRIu32
			    " long", q->size[i]);
	if (q->size[0] == 0 || q->size[1] == 0)
		return err;
	for (z = 0; err == OK && z < q->size[2]; z++) {
		progress_at(q->progress, q->len - bytes_left(&q->in), q->len);
		err = read_slice(q, z);
	}
	return err;
}

static enum err
read_file(struct qb_in *q)
{
	uint32_t version = bytes_u32(&q->in), colors = bytes_u32(&q->in);
	uint32_t right = bytes_u32(&q->in), packed = bytes_u32(&q->in);
	uint32_t boxes, first = q->image->active;
	enum err err = OK;

	(void)bytes_u32(&q->in);
	boxes = bytes_u32(&q->in);
	if (q->in.failed || version != VERSION || colors > 1 || right > 1 ||
	    packed > 1)
		return refuse(q, ERR_FORMAT, "it does not begin as Qubicle's "
		    "files of version 1.1 do");
	q->bgra = colors == 1;
	q->left = right == 0;
	q->compressed = packed == 1;
	/* Goxel counts empty layers too, which it does not write. */
	while (err == OK && boxes-- > 0 && bytes_left(&q->in) > 0)
		err = read_box(q);
	if (err == OK && q->image->layer_count > 1)
		(void)image_layer_delete(q->image, first);
	return err;
}

enum err
qb_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct qb_in q = { .image = image_new(""), .why = why,
	    .len = len, .progress = progress,
	    .tiles_max = tile_alive() + FORMAT_TILES };
	enum err err;

	bytes_open(&q.in, bytes, len);
	err = read_file(&q);
	if (err == OK)
		*image = q.image;
	else
		image_free(q.image);
	return err;
}
