/*
 * txt - one line a voxel, as Goxel has it: "X Y Z RRGGBB"
 *
 * Alpha is not kept; voxels below SOLID_ALPHA are left out.
 */
#ifndef GOXEL_FORMAT_TXT_H
#define GOXEL_FORMAT_TXT_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* One layer; lines that begin with '#' are comments.  ERR_FORMAT names the
 * line; ERR_TOO_BIG: a coordinate is out of bounds. */
enum err txt_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible, in order of tiles, then of voxels in a tile. */
enum err txt_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
