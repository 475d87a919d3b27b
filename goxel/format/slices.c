/*
 * slices - a PNG of slices side by side, as Goxel's "png slices"
 */
#include <inttypes.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/format/sink.h"
#include "goxel/format/slices.h"

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
put_slices(struct sink *s, const struct picture *p, uint32_t depth)
{
	uint32_t width = p->width / depth, y, z;
	enum err err = OK;

	for (z = 0; z < depth; z++)
		for (y = 0; err == OK && y < p->height; y++)
			err = put_row(s, p->pixel + (size_t)y * p->width +
			    (size_t)z * width, width, (int64_t[3]){ 0, y, z });
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
		err = put_slices(s, &p, depth);
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
    char why[FORMAT_WHY])
{
	return slices_read_deep(&(struct slices_file){ bytes, len, 0 }, image,
	    why);
}
