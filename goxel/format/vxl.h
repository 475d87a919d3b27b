/*
 * vxl - maps of Ace of Spades: 512 x 512 columns of 64 voxels
 *
 * Columns come row by row, x fastest, from the top (z 0) downwards, each as
 * spans of 4-byte words:
 *
 *	u8 N	words of this span with this one; 0 in the last
 *	u8 S	first, and
 *	u8 E	last voxel of a run of colours; E = S - 1: none
 *	u8 A	where the air above it began
 *	4 bytes	blue, green, red, alpha, for S to E; what is left of N words are
 *		colours of the voxels that end where the next span's air begins
 *
 * Between the two runs, and below the run of the last span, all is solid and
 * has no colour, as it cannot be seen; it is read in the colour above.  An x
 * of the file is our 255 - x, y our y + 256 and z our 31 - z, as in Goxel,
 * which is one off in x when it writes.
 */
#ifndef GOXEL_FORMAT_VXL_H
#define GOXEL_FORMAT_VXL_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

#define VXL_SIDE	512	/* voxels along x and y */
#define VXL_HEIGHT	64
#define VXL_HOLDS	"512 x 512 x 64 voxels"

/* ERR_FORMAT. */
enum err vxl_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible; where it stands out of the map it is moved just into it.
 * ERR_BOUNDS: see VXL_HOLDS; ERR_TOO_BIG: the limit. */
enum err vxl_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
