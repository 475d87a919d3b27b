/*
 * slices - a PNG of slices side by side, as Goxel's "png slices"
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/format/sink.h"
#include "goxel/format/slices.h"

/*
 * Reading
 */

/* A row of one slice, as runs of one colour. */
static enum err
put_row(struct sink *s, const struct rgba *pixel, uint32_t width, int64_t at[3])
{
	uint32_t begun = 0, x;
	enum err err = OK;

	for (x = 1; err == OK && x <= width; x++) {
		if (x < width && rgba_same(pixel[x], pixel[begun]))
			continue;
		at[0] = begun;
		if (rgba_exists(pixel[begun]))
			err = sink_run(s, at, 0, x - begun, pixel[begun]);
		begun = x;
	}
	return err;
}

static enum err
put_slices(struct sink *s, const struct picture *p, uint32_t depth,
    const struct progress *progress)
{
	uint32_t width = p->width / depth, y, z;
	enum err err = OK;

	for (z = 0; z < depth; z++) {
		progress_at(progress, z, depth);
		for (y = 0; err == OK && y < p->height; y++)
			err = put_row(s, p->pixel + (size_t)y * p->width +
			    (size_t)z * width, width, (int64_t[3]){ 0, y, z });
	}
	return err;
}

static enum err
read_picture(struct sink *s, const struct slices_file *file)
{
	struct picture p = { 0 };
	uint32_t depth = file->depth;
	enum err err = png_read(file->bytes, file->len, &p);

	if (err != OK)
		return sink_refuse(s, err, err == ERR_TOO_BIG ? "the picture "
		    "is over %d pixels long" : "it is no PNG picture (of at "
		    "most %d pixels a side)", BOUND_RENDER_SIDE);
	if (depth == 0 && p.width % p.height == 0)
		depth = p.width / p.height;
	if (depth == 0 || p.width % depth != 0)
		err = sink_refuse(s, ERR_FORMAT, "%" PRIu32 " x %" PRIu32
		    " pixels cannot be cut into %s", p.width, p.height,
		    depth == 0 ? "squares; tell the depth" :
		    "so many slices");
	else
		err = put_slices(s, &p, depth, file->progress);
	picture_fini(&p);
	return err;
}

enum err
slices_read_deep(const struct slices_file *file, struct image **image,
    char why[FORMAT_WHY])
{
	struct sink s;

	sink_open(&s, why);
	return sink_close(&s, read_picture(&s, file), image);
}

enum err
slices_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress)
{
	return slices_read_deep(&(struct slices_file){ bytes, len, 0,
	    progress }, image, why);
}

/*
 * Writing
 */

/* The voxels of a tile that are in the box. */
static void
draw_tile(const struct volume_scan *scan, const struct box *box,
    struct picture *p)
{
	uint32_t width = (uint32_t)(box->hi.at[0] - box->lo.at[0]), i;
	uint32_t at[3];
	int axis;

	for (i = 0; i < TILE_VOXELS; i++) {
		struct rgba color = slot_get(scan->here, i);

		if (!rgba_exists(color))
			continue;
		for (axis = 0; axis < 3; axis++)
			at[axis] = (uint32_t)(scan->at.at[axis] -
			    box->lo.at[axis]) + (i >> 4 * axis & 15);
		p->pixel[(size_t)at[1] * p->width + at[2] * width + at[0]] =
		    color;
	}
}

static enum err
draw_slices(const struct volume *v, const struct box *box, struct buf *out,
    const struct progress *progress)
{
	uint64_t size[3];
	struct picture p = { 0 };
	struct volume_scan scan;
	enum err err;
	int axis;

	for (axis = 0; axis < 3; axis++)
		size[axis] = (uint64_t)(box->hi.at[axis] - box->lo.at[axis]);
	if (size[0] * size[2] > BOUND_RENDER_SIDE ||
	    size[1] > BOUND_RENDER_SIDE)
		return ERR_BOUNDS;
	err = picture_init(&p, (uint32_t)(size[0] * size[2]),
	    (uint32_t)size[1]);
	if (err != OK)
		return err;
	memset(p.pixel, 0, (size_t)p.width * p.height * sizeof *p.pixel);
	volume_scan_open(&scan, v, NULL);
	while (volume_scan_next(&scan)) {
		progress_place(progress, box, &scan.at);
		draw_tile(&scan, box, &p);
	}
	volume_scan_close(&scan);
	err = png_write(&p, PNG_SMALL, out);
	picture_fini(&p);
	return err;
}

enum err
slices_write(const struct image *image,
    const struct progress *progress, struct buf *out)
{
	struct volume flat = { 0 };
	struct box box = { .hi = { { 1, 1, 1 } } }, model;
	enum err err = image_flatten(image, &flat);

	if (err != OK)
		return err;
	if (volume_bounds(&flat, true, &model))
		box = image->boxed ? box_join(&image->box, &model) : model;
	else if (image->boxed && !box_empty(&image->box))
		box = image->box;
	err = draw_slices(&flat, &box, out, progress);
	volume_fini(&flat);
	return err;
}
