/*
 * kv6_write - what is visible as one of Voxlap's objects
 *
 * The format stands in kv6.h.  How light falls on a voxel is left to who reads
 * the file: the index of its normal is 0.
 */
#include "goxel/format/grid.h"
#include "goxel/format/kv6.h"
#include "goxel/format/solids.h"

#define OPAQUE		128	/* what Voxlap has in the unused byte */

struct kv6_out {
	struct grid	 grid;
	struct buf	 voxels;
	struct buf	 planes;	/* how many voxels each x has */
	struct buf	 columns;	/* and each x and y */
	uint32_t	 count;		/* voxels so far */
};

/* Our sides are -x, +x, -y, +y, bottom and top. */
static uint8_t
open_sides(const struct kv6_out *k, const int32_t at[3])
{
	static const uint8_t bit[6] = { 1, 2, 8, 4, KV6_BOTTOM, KV6_TOP };
	unsigned open = grid_open_sides(&k->grid, at);
	uint8_t sides = 0;
	int side;

	for (side = 0; side < 6; side++)
		if (open >> side & 1)
			sides |= bit[side];
	return sides;
}

static void
put_voxel(struct kv6_out *k, const int32_t at[3], uint8_t sides)
{
	struct rgba color = grid_get(&k->grid, at);
	int c;

	for (c = 2; c >= 0; c--)
		buf_add_u8(&k->voxels, color.c[c]);
	buf_add_u8(&k->voxels, OPAQUE);
	buf_add_u16(&k->voxels, (uint16_t)(k->grid.size[2] - 1 - at[2]));
	buf_add_u8(&k->voxels, sides);
	buf_add_u8(&k->voxels, 0);
	k->count++;
}

/* From the top down, what can be seen. */
static void
put_column(struct kv6_out *k, int32_t x, int32_t y)
{
	int32_t at[3] = { x, k->grid.size[1] - 1 - y, k->grid.size[2] - 1 };
	uint32_t before = k->count;
	uint8_t sides;

	for (; at[2] >= 0; at[2]--)
		if (rgba_exists(grid_get(&k->grid, at)) &&
		    (sides = open_sides(k, at)) != 0)
			put_voxel(k, at, sides);
	buf_add_u16(&k->columns, (uint16_t)(k->count - before));
}

static enum err
put_planes(struct kv6_out *k, const struct progress *progress)
{
	uint32_t before;
	int32_t x, y;

	for (x = 0; x < k->grid.size[0]; x++) {
		progress_at(progress, (uint64_t)x,
		    (uint64_t)k->grid.size[0]);
		before = k->count;
		for (y = 0; y < k->grid.size[1]; y++)
			put_column(k, x, y);
		buf_add_u32(&k->planes, k->count - before);
		if (k->voxels.failed)
			return ERR_TOO_BIG;
	}
	return OK;
}

static void
put_head(const struct kv6_out *k, struct buf *out)
{
	const struct box *box = &k->grid.box;
	int axis;

	buf_add_text(out, "Kvxl");
	for (axis = 0; axis < 3; axis++)
		buf_add_u32(out, (uint32_t)k->grid.size[axis]);
	buf_add_f32(out, (float)-box->lo.at[0]);
	buf_add_f32(out, (float)box->hi.at[1]);
	buf_add_f32(out, (float)box->hi.at[2]);
	buf_add_u32(out, k->count);
}

static void
put_all(const struct buf *from, struct buf *out)
{
	if (from->len > 0)
		buf_add(out, from->bytes, from->len);
}

static enum err
put_file(const struct solids *s, struct buf *out,
    const struct progress *progress)
{
	struct kv6_out k = { .count = 0 };
	enum err err;

	buf_init(&k.voxels, out->limit);
	buf_init(&k.planes, out->limit);
	buf_init(&k.columns, out->limit);
	grid_init(&k.grid, &s->volume, &s->box);
	if ((err = put_planes(&k, progress)) == OK) {
		put_head(&k, out);
		put_all(&k.voxels, out);
		put_all(&k.planes, out);
		put_all(&k.columns, out);
	}
	grid_fini(&k.grid);
	buf_fini(&k.voxels);
	buf_fini(&k.planes);
	buf_fini(&k.columns);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

static bool
fits(const struct box *box)
{
	return box_voxels(box) <= GRID_MOST &&
	    box->hi.at[2] - box->lo.at[2] <= KV6_HIGH;
}

enum err
kv6_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct solids s;
	enum err err = solids_init(&s, image);

	if (err == OK && box_empty(&s.box))
		s.box = (struct box){ .hi = { { 1, 1, 1 } } };
	if (err == OK)
		err = fits(&s.box) ? put_file(&s, out, progress) : ERR_BOUNDS;
	solids_fini(&s);
	return err;
}
