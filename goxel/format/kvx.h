/*
 * kvx - voxel objects of the Build engine: what can be seen, in 255 colours
 *
 * All integers are little-endian.  x is ours; y and z run the other way, z
 * downwards:
 *
 *	i32	bytes from here to the next part (of the largest picture)
 *	i32	size x, y, z
 *	i32	the point that stands still when it turns, in 1/256 voxel
 *	u32	where each x begins, and the end; from the first of these
 *	u16	for each x, where each y begins and the end; from that x
 *	slabs	z of the top, length, open sides, and a colour each voxel
 *		open sides: 1 -x, 2 +x, 4 our +y, 8 our -y, 16 top, 32 bottom
 *	...	the same in half the size, up to four times, which we skip
 *	768	256 colours, last in the file: red, green, blue in 0..63
 *
 * Voxels without an open side are not in the file.  Between two slabs that
 * are closed towards each other all is solid: it is read in the colour above.
 */
#ifndef GOXEL_FORMAT_KVX_H
#define GOXEL_FORMAT_KVX_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

#define KVX_SIDE	256	/* voxels */
#define KVX_HOLDS	"256 x 256 x 256 voxels and 64 KiB for each x"

/* Our origin is the point that stands still. */
enum err kvx_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible.  ERR_BOUNDS: see KVX_HOLDS; ERR_TOO_BIG: the limit. */
enum err kvx_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
