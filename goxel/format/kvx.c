/*
 * kvx - voxel objects of the Build engine: what can be seen, in 255 colours
 *
 * A reader takes columns only where one ends before the next begins, so that
 * a file cannot tell its bytes twice.
 */
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/bytes.h"
#include "goxel/format/grid.h"
#include "goxel/format/kvx.h"
#include "goxel/format/solids.h"
#include "goxel/format/swatch.h"

#define HEAD_BYTES	28	/* before the tables */
#define PALETTE_BYTES	768
#define SLAB_MOST	255	/* voxels */
#define TOP		16
#define BOTTOM		32

/*
 * Writing
 */

struct kvx_out {
	struct solids	 solids;
	struct swatch	 swatch;
	struct grid	 grid;
	struct buf	 slabs;
	struct buf	 rows;		/* where each y begins */
	struct buf	*out;
	const struct progress *progress;
};

/* Our sides are -x, +x, -y, +y, bottom and top. */
static uint8_t
open_sides(const struct kvx_out *k, const int32_t at[3])
{
	static const uint8_t bit[6] = { 1, 2, 8, 4, BOTTOM, TOP };
	unsigned open = grid_open_sides(&k->grid, at);
	uint8_t sides = 0;
	int side;

	for (side = 0; open != 0 && side < 6; side++)
		if (open >> side & 1)
			sides |= bit[side];
	return sides;
}

/* At and below a place, how many voxels in a row can be seen, and where they
 * are open together. */
static int32_t
measure_slab(const struct kvx_out *k, const int32_t from[3], uint8_t *sides)
{
	int32_t at[3] = { from[0], from[1], from[2] };
	uint8_t open;

	for (*sides = 0; at[2] >= 0 && from[2] - at[2] < SLAB_MOST; at[2]--) {
		if (!rgba_exists(grid_get(&k->grid, at)) ||
		    (open = open_sides(k, at)) == 0)
			break;
		*sides |= open;
	}
	return from[2] - at[2];
}

static void
put_slab(struct kvx_out *k, const int32_t from[3], int32_t len,
    uint8_t sides)
{
	int32_t at[3] = { from[0], from[1], from[2] };

	buf_add_u8(&k->slabs, (uint8_t)(k->grid.size[2] - 1 - from[2]));
	buf_add_u8(&k->slabs, (uint8_t)len);
	buf_add_u8(&k->slabs, sides);
	for (; from[2] - at[2] < len; at[2]--)
		buf_add_u8(&k->slabs, (uint8_t)swatch_index(&k->swatch,
		    grid_get(&k->grid, at)));
}

static void
put_column(struct kvx_out *k, int32_t x, int32_t y)
{
	int32_t at[3] = { x, k->grid.size[1] - 1 - y, k->grid.size[2] - 1 };
	uint8_t sides;
	int32_t len;

	while (at[2] >= 0) {
		if ((len = measure_slab(k, at, &sides)) == 0) {
			at[2]--;
			continue;
		}
		put_slab(k, at, len, sides);
		at[2] -= len;
	}
}

/* The slabs of one x, and where in them each y begins. */
static enum err
put_plane(struct kvx_out *k, int32_t x)
{
	size_t start = k->slabs.len;
	int32_t y;

	for (y = 0; y <= k->grid.size[1]; y++) {
		if (k->slabs.len - start > UINT16_MAX)
			return ERR_BOUNDS;
		buf_add_u16(&k->rows, (uint16_t)(k->slabs.len - start));
		if (y < k->grid.size[1])
			put_column(k, x, y);
	}
	return k->slabs.failed ? ERR_TOO_BIG : OK;
}

/* What is in the file after sizes: xoffset, rows, slabs. */
static enum err
put_planes(struct kvx_out *k, struct buf *starts)
{
	uint32_t tables = (uint32_t)(k->grid.size[0] + 1) * 4 +
	    (uint32_t)k->grid.size[0] * (uint32_t)(k->grid.size[1] + 1) * 2;
	enum err err = OK;
	int32_t x;

	for (x = 0; err == OK && x < k->grid.size[0]; x++) {
		progress_at(k->progress, (uint64_t)x,
		    (uint64_t)k->grid.size[0]);
		buf_add_u32(starts, tables + (uint32_t)k->slabs.len);
		err = put_plane(k, x);
	}
	buf_add_u32(starts, tables + (uint32_t)k->slabs.len);
	return err;
}

static void
put_head(struct kvx_out *k, size_t bytes)
{
	const struct box *box = &k->grid.box;
	int axis;

	buf_add_u32(k->out, (uint32_t)(HEAD_BYTES - 4 + bytes));
	for (axis = 0; axis < 3; axis++)
		buf_add_u32(k->out, (uint32_t)k->grid.size[axis]);
	buf_add_u32(k->out, (uint32_t)(-box->lo.at[0] * 256));
	buf_add_u32(k->out, (uint32_t)(box->hi.at[1] * 256));
	buf_add_u32(k->out, (uint32_t)(box->hi.at[2] * 256));
}

static void
put_palette(struct kvx_out *k)
{
	uint32_t i;
	int c;

	for (i = 0; i < 256; i++)
		for (c = 0; c < 3; c++)
			buf_add_u8(k->out, i >= k->swatch.count ? 0 :
			    swatch_to_six(k->swatch.color[i].c[c]));
}

static enum err
put_file(struct kvx_out *k)
{
	struct buf starts;
	enum err err;

	buf_init(&starts, k->out->limit);
	buf_init(&k->rows, k->out->limit);
	buf_init(&k->slabs, k->out->limit);
	if ((err = put_planes(k, &starts)) == OK) {
		put_head(k, starts.len + k->rows.len + k->slabs.len);
		buf_add(k->out, starts.bytes, starts.len);
		buf_add(k->out, k->rows.bytes, k->rows.len);
		if (k->slabs.len > 0)
			buf_add(k->out, k->slabs.bytes, k->slabs.len);
		put_palette(k);
	}
	buf_fini(&starts);
	buf_fini(&k->rows);
	buf_fini(&k->slabs);
	return err == OK && k->out->failed ? ERR_TOO_BIG : err;
}

enum err
kvx_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct kvx_out k = { .out = out, .progress = progress };
	enum err err = solids_init(&k.solids, image);
	struct box *box = &k.solids.box;
	int axis;

	for (axis = 0; err == OK && axis < 3; axis++)
		if (box->hi.at[axis] - box->lo.at[axis] > KVX_SIDE)
			err = ERR_BOUNDS;
	if (err == OK) {
		if (box_empty(box))
			*box = (struct box){ .hi = { { 1, 1, 1 } } };
		swatch_init(&k.swatch, &k.solids.volume, 6);
		grid_init(&k.grid, &k.solids.volume, box);
		err = put_file(&k);
		grid_fini(&k.grid);
		swatch_fini(&k.swatch);
	}
	solids_fini(&k.solids);
	return err;
}

/*
 * Reading
 */

struct kvx_in {
	struct bytes_in	 in;		/* from the first table on */
	int32_t		 size[3];
	int32_t		 pivot[3];	/* voxels */
	struct rgba	 color[256];
	struct volume	*volume;
	uint64_t	 tiles_max;
	char		*why;
};

static enum err
refuse(struct kvx_in *k, const char *words)
{
	snprintf(k->why, FORMAT_WHY, "%s", words);
	return ERR_FORMAT;
}

static uint32_t
number_at(const struct kvx_in *k, size_t at, size_t size)
{
	struct bytes_in in;

	bytes_open(&in, k->in.at, bytes_left(&k->in));
	(void)bytes_take(&in, at);
	return size == 4 ? bytes_u32(&in) : bytes_u16(&in);
}

/* Where in the table of rows the one of (x, y) is. */
static size_t
row_place(const struct kvx_in *k, int32_t x, int32_t y)
{
	return ((size_t)k->size[0] + 1) * 4 + 2 * ((size_t)x *
	    ((size_t)k->size[1] + 1) + (size_t)y);
}

static enum err
put_voxel(struct kvx_in *k, const int32_t at[3], struct rgba color)
{
	struct pos pos = { { at[0] - k->pivot[0], k->pivot[1] - 1 - at[1],
	    k->pivot[2] - 1 - at[2] } };

	if (!pos_bounded(&pos) ||
	    volume_set_near(k->volume, &pos, color) != OK) {
		snprintf(k->why, FORMAT_WHY, "a voxel is out of bounds, the "
		    "limit is %d", BOUND_COORD);
		return ERR_TOO_BIG;
	}
	if (tile_alive() > k->tiles_max) {
		snprintf(k->why, FORMAT_WHY, "its voxels fill over %u tiles",
		    FORMAT_TILES);
		return ERR_TOO_BIG;
	}
	return OK;
}

/* What a slab says about the inside above the next. */
struct above {
	struct rgba	 color;
	int32_t		 end;
	bool		 closed;	/* towards what is below */
};

static enum err
read_slab(struct kvx_in *k, struct bytes_in *in, int32_t at[3],
    struct above *above)
{
	int32_t top = bytes_u8(in), len = bytes_u8(in);
	uint8_t sides = bytes_u8(in);
	const uint8_t *colors = bytes_take(in, (size_t)len);
	enum err err = OK;
	int32_t i;

	if (colors == NULL)
		return refuse(k, "a slab is longer than its column");
	if (top + len > k->size[2] || top < above->end)
		return refuse(k, "a slab is not within its column");
	at[2] = above->end;
	if (above->closed && sides != 0 && (sides & TOP) == 0)
		for (; err == OK && at[2] < top; at[2]++)
			err = put_voxel(k, at, above->color);
	at[2] = top;
	for (i = 0; err == OK && i < len; i++, at[2]++)
		err = put_voxel(k, at, k->color[colors[i]]);
	above->end = top + len;
	above->closed = len > 0 && sides != 0 && (sides & BOTTOM) == 0;
	if (len > 0)
		above->color = k->color[colors[len - 1]];
	return err;
}

/* Bytes [from, to) of the part. */
static enum err
read_column(struct kvx_in *k, int32_t x, int32_t y, const size_t range[2])
{
	struct above above = { .end = 0 };
	int32_t at[3] = { x, y, 0 };
	struct bytes_in in;
	enum err err = OK;

	bytes_open(&in, k->in.at + range[0], range[1] - range[0]);
	while (err == OK && bytes_left(&in) > 0)
		err = read_slab(k, &in, at, &above);
	return err;
}

static enum err
read_plane(struct kvx_in *k, int32_t x)
{
	size_t start = number_at(k, 4 * (size_t)x, 4);
	size_t end = number_at(k, 4 * (size_t)x + 4, 4), range[2];
	enum err err = OK;
	int32_t y;

	if (start > end || end > bytes_left(&k->in))
		return refuse(k, "a plane does not end where it should");
	for (y = 0; err == OK && y < k->size[1]; y++) {
		range[0] = start + number_at(k, row_place(k, x, y), 2);
		range[1] = start + number_at(k, row_place(k, x, y + 1), 2);
		if (range[0] > range[1] || range[1] > end)
			return refuse(k, "a column does not end where it "
			    "should");
		err = read_column(k, x, y, range);
	}
	return err;
}

static enum err
read_head(struct kvx_in *k, const uint8_t *bytes, size_t len)
{
	const uint8_t *palette;
	uint32_t part;
	int i, c;

	if (len < HEAD_BYTES + PALETTE_BYTES)
		return refuse(k, "it is too short for sizes and palette");
	palette = bytes + len - PALETTE_BYTES;
	bytes_open(&k->in, bytes, len - PALETTE_BYTES);
	part = bytes_u32(&k->in);
	for (i = 0; i < 3; i++) {
		k->size[i] = bytes_i32(&k->in);
		if (k->size[i] < 0 || k->size[i] > BOUND_COORD)
			return refuse(k, "its size is impossible");
	}
	for (i = 0; i < 3; i++)
		k->pivot[i] = bytes_i32(&k->in) >> 8;
	if (part < HEAD_BYTES - 4 || part - (HEAD_BYTES - 4) >
	    bytes_left(&k->in) || row_place(k, k->size[0], 0) >
	    part - (HEAD_BYTES - 4))
		return refuse(k, "it is shorter than its tables");
	bytes_open(&k->in, k->in.at, part - (HEAD_BYTES - 4));
	for (i = 0; i < 256; i++, palette += 3)
		for (c = 0; c < 4; c++)
			k->color[i].c[c] = c == ALPHA ? 255 :
			    swatch_of_six(palette[c]);
	return OK;
}

enum err
kvx_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct image *fresh = image_new("");
	struct kvx_in k = { .why = why,
	    .tiles_max = tile_alive() + FORMAT_TILES,
	    .volume = &image_layer_write(fresh, 0)->volume };
	enum err err = read_head(&k, bytes, len);
	int32_t x;

	for (x = 0; err == OK && x < k.size[0]; x++) {
		progress_at(progress, (uint64_t)x, (uint64_t)k.size[0]);
		err = read_plane(&k, x);
	}
	if (err == OK)
		*image = fresh;
	else
		image_free(fresh);
	return err;
}
