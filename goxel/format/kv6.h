/*
 * kv6 - Voxlap's objects: the voxels that can be seen, in true colours
 *
 * All integers are little-endian.  x is ours; y and z run the other way, z
 * downwards:
 *
 *	4	"Kvxl"
 *	i32	size x, y, z
 *	f32	the point that stands still when it turns: x, y, z
 *	u32	count of voxels, then for each
 *		u8 blue, green, red, unused; u16 z; u8 open sides; u8 normal
 *		open sides: 1 -x, 2 +x, 4 our +y, 8 our -y, 16 top, 32 bottom
 *	u32	for each x, how many voxels it has
 *	u16	for each x and y, how many voxels it has
 *	...	sometimes "SPal" and 256 colours, which we skip
 *
 * The voxels come x by x, in it y by y, in it from the top down.  What has no
 * open side is not in the file: between two voxels of a column that are closed
 * towards each other all is solid, and is read in the colour of the upper.
 */
#ifndef GOXEL_FORMAT_KV6_H
#define GOXEL_FORMAT_KV6_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

#define KV6_TOP		16	/* open sides */
#define KV6_BOTTOM	32
#define KV6_HIGH	65535	/* voxels */
#define KV6_HOLDS	"a box of 16,777,216 places, 65,535 high"

/* Our origin is the point that stands still.  ERR_FORMAT; ERR_TOO_BIG past
 * FORMAT_TILES or BOUND_COORD. */
enum err kv6_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible.  ERR_BOUNDS: see KV6_HOLDS; ERR_TOO_BIG: the limit. */
enum err kv6_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
