/*
 * png - pictures to and from PNG, through libpng
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

/* Compression levels of zlib: 1 is fast and still small for rendered scenes. */
#define PNG_FAST	1
#define PNG_SMALL	6

/* Append a PNG file; RGB when every alpha is 255.  ERR_TOO_BIG: the limit. */
enum err png_write(const struct picture *picture, int level, struct buf *out);

/* ERR_FORMAT; ERR_TOO_BIG past BOUND_RENDER_SIDE on a side.  `picture` (a
 * zeroed or fini'd struct) is set only on OK. */
enum err png_read(const void *bytes, size_t len, struct picture *picture);

/* Read a file whose picture has this size into memory that is there; its
 * pixels are undefined after ERR_FORMAT. */
enum err png_read_into(const void *bytes, size_t len,
    const struct picture *picture);

#endif
