/*
 * vxl - maps of Ace of Spades: 512 x 512 columns of 64 voxels
 *
 * Nothing is below the map: a lowest voxel is not seen from there, or all
 * that is solid would have a second layer of colours.
 */
#include <stdio.h>
#include <string.h>

#include "goxel/format/bytes.h"
#include "goxel/format/grid.h"
#include "goxel/format/solids.h"
#include "goxel/format/vxl.h"

static const struct box map = { { { -256, -256, -32 } },
    { { 256, 256, 32 } } };

/* One column from the top downwards. */
enum part { AIR, INSIDE, SURFACE };

struct column {
	enum part	 part[VXL_HEIGHT + 1];	/* ended by air */
	struct rgba	 color[VXL_HEIGHT];
};

/*
 * Writing
 */

static void
take_column(const struct grid *g, int32_t x, int32_t y, struct column *c)
{
	const unsigned below = 1u << 4;
	int32_t at[3] = { VXL_SIDE - 1 - x, y, VXL_HEIGHT - 1 };
	unsigned open;
	int z;

	for (z = 0; z < VXL_HEIGHT; z++, at[2]--) {
		c->color[z] = grid_get(g, at);
		c->part[z] = AIR;
		if (!rgba_exists(c->color[z]))
			continue;
		open = grid_open_sides(g, at);
		if (at[2] == 0)
			open &= ~below;
		c->part[z] = open != 0 ? SURFACE : INSIDE;
	}
	c->part[VXL_HEIGHT] = AIR;
}

/* Where a run of one part that begins at z ends. */
static int
run_end(const struct column *c, int z, enum part part)
{
	while (z < VXL_HEIGHT && c->part[z] == part)
		z++;
	return z;
}

static void
put_colors(const struct column *c, int z, int end, struct buf *out)
{
	for (; z < end; z++) {
		const uint8_t *from = c->color[z].c;
		const uint8_t bgra[4] = { from[2], from[1], from[0], 255 };

		buf_add(out, bgra, sizeof bgra);
	}
}

/*
 * Air, a run of colours, the inside, and a second run that must end in air: a
 * run that does not belongs to the next span, whose air is then empty.
 */
static int
put_span(const struct column *c, int air, struct buf *out)
{
	int top = run_end(c, air, AIR);
	int top_end = run_end(c, top, SURFACE);
	int low = run_end(c, top_end, INSIDE);
	int end = run_end(c, low, SURFACE);

	if (end == VXL_HEIGHT || c->part[end] != AIR)
		end = low;
	buf_add_u8(out, end == VXL_HEIGHT ? 0 :
	    (uint8_t)(1 + top_end - top + end - low));
	buf_add_u8(out, (uint8_t)top);
	buf_add_u8(out, (uint8_t)(top_end - 1));
	buf_add_u8(out, (uint8_t)air);
	put_colors(c, top, top_end, out);
	put_colors(c, low, end, out);
	return end;
}

/* The map, moved so that it holds the box. */
static enum err
choose_place(const struct box *box, struct box *place)
{
	int axis;

	*place = map;
	for (axis = 0; axis < 3 && !box_empty(box); axis++) {
		int32_t side = map.hi.at[axis] - map.lo.at[axis];
		int32_t *lo = &place->lo.at[axis];

		if (box->hi.at[axis] - box->lo.at[axis] > side)
			return ERR_BOUNDS;
		if (box->lo.at[axis] < *lo)
			*lo = box->lo.at[axis];
		if (box->hi.at[axis] > *lo + side)
			*lo = box->hi.at[axis] - side;
		place->hi.at[axis] = *lo + side;
	}
	return OK;
}

static enum err
put_columns(const struct grid *g, struct buf *out,
    const struct progress *progress)
{
	struct column column;
	int32_t x, y;
	int z;

	for (y = 0; y < VXL_SIDE; y++) {
		progress_at(progress, (uint64_t)y, VXL_SIDE);
		for (x = 0; x < VXL_SIDE; x++) {
			take_column(g, x, y, &column);
			z = 0;
			do
				z = put_span(&column, z, out);
			while (z < VXL_HEIGHT);
		}
	}
	return out->failed ? ERR_TOO_BIG : OK;
}

enum err
vxl_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct solids solids;
	struct grid grid;
	struct box place;
	enum err err = solids_init(&solids, image);

	if (err == OK)
		err = choose_place(&solids.box, &place);
	if (err == OK) {
		grid_init(&grid, &solids.volume, &place);
		err = put_columns(&grid, out, progress);
		grid_fini(&grid);
	}
	solids_fini(&solids);
	return err;
}

/*
 * Reading
 */

struct vxl_in {
	struct bytes_in	 in;
	struct volume	*volume;
	struct pos	 at;		/* of the voxel at z 0 */
	struct rgba	 above;		/* the colour last met */
};

/* Voxels [z, end), with colours or without. */
static void
put_run(struct vxl_in *v, int z, int end, bool colored)
{
	for (; z < end; z++) {
		struct pos pos = v->at;
		const uint8_t *bgra = colored ? bytes_take(&v->in, 4) : NULL;

		if (bgra != NULL)
			v->above = (struct rgba){ { bgra[2], bgra[1], bgra[0],
			    255 } };
		pos.at[2] -= z;
		(void)volume_set_near(v->volume, &pos, v->above);
	}
}

/* A span whose air begins at *z; then *z is where the next one's does. */
static bool
read_span(struct vxl_in *v, int *z)
{
	int words = bytes_u8(&v->in), first = bytes_u8(&v->in);
	int end = bytes_u8(&v->in) + 1, air = bytes_u8(&v->in), low;

	/* No voxel above the topmost: 255 stands for -1. */
	if (end == 256)
		end = 0;
	if (v->in.failed || air != *z || first < air || end < first ||
	    end > VXL_HEIGHT)
		return false;
	put_run(v, first, end, true);
	*z = VXL_HEIGHT;
	if (words > 0) {
		/* The next span's fourth byte, behind the low colours. */
		low = words - 1 - (end - first);
		if (low < 0 || bytes_left(&v->in) < 4 * (size_t)low + 4)
			return false;
		*z = v->in.at[4 * low + 3];
		if (*z > VXL_HEIGHT || *z - low < end)
			return false;
		put_run(v, end, *z - low, false);
		put_run(v, *z - low, *z, true);
	} else {
		put_run(v, end, VXL_HEIGHT, false);
	}
	return !v->in.failed;
}

/* False when its spans do not fit each other. */
static bool
read_column(struct vxl_in *v)
{
	bool last;
	int z = 0;

	v->above = (struct rgba){ { 128, 128, 128, 255 } };
	do {
		if (bytes_left(&v->in) < 4)
			return false;
		last = v->in.at[0] == 0;
		if (!read_span(v, &z))
			return false;
	} while (!last);
	return true;
}

static enum err
read_columns(struct vxl_in *v, char why[FORMAT_WHY],
    const struct progress *progress)
{
	int32_t x, y;

	for (y = 0; y < VXL_SIDE; y++) {
		progress_at(progress, (uint64_t)y, VXL_SIDE);
		for (x = 0; x < VXL_SIDE; x++) {
			v->at = (struct pos){ { map.hi.at[0] - 1 - x,
			    map.lo.at[1] + y, map.hi.at[2] - 1 } };
			if (read_column(v))
				continue;
			snprintf(why, FORMAT_WHY, "the spans of column %d, %d "
			    "do not fit each other", (int)x, (int)y);
			return ERR_FORMAT;
		}
	}
	if (bytes_left(&v->in) == 0)
		return OK;
	snprintf(why, FORMAT_WHY, "%zu bytes are behind the last column",
	    bytes_left(&v->in));
	return ERR_FORMAT;
}

enum err
vxl_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	struct image *fresh = image_new("");
	struct vxl_in v = { .volume = &image_layer_write(fresh, 0)->volume };
	enum err err;

	bytes_open(&v.in, bytes, len);
	err = read_columns(&v, why, progress);
	if (err == OK)
		*image = fresh;
	else
		image_free(fresh);
	return err;
}
