/*
 * png - pictures to and from PNG: read by libpng, written with libdeflate
 *
 * Any colour type and depth is read as RGBA8.  Sizes are checked before
 * anything is allocated.
 */
#ifndef GOXEL_FORMAT_PNG_H
#define GOXEL_FORMAT_PNG_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/picture.h"
#include "goxel/quantize.h"

/* What a writer spends its time on. */
enum png_effort {
	PNG_FAST,	/* renderings: level 2 and the filter Up */
	PNG_SMALL,	/* level 6 and Up: up to a tenth smaller */
	PNG_PLAIN	/* pixels that are no picture: level 1, no filter */
};

/* Append a PNG file; RGB when every alpha is 255.  ERR_TOO_BIG: the limit. */
enum err png_write(const struct picture *picture, enum png_effort effort,
    struct buf *out);

/* The same of a picture of at least one colour by its palette, of as few bits
 * a pixel as will do; with PNG_FAST or PNG_SMALL. */
enum err png_write_indexed(const struct indexed *picture,
    enum png_effort effort, struct buf *out);

/* ERR_FORMAT; ERR_TOO_BIG past BOUND_RENDER_SIDE on a side.  `picture` (a
 * zeroed or fini'd struct) is set only on OK. */
enum err png_read(const void *bytes, size_t len, struct picture *picture);

/* Read a file whose picture has this size into memory that is there; its
 * pixels are undefined after ERR_FORMAT. */
enum err png_read_into(const void *bytes, size_t len,
    const struct picture *picture);

#endif
