/*
 * qb - Qubicle: boxes of voxels, each with a name and a place
 *
 * All integers are little-endian words of 4 bytes but the length of a name:
 *
 *	version (257), colours 0 RGBA or 1 BGRA, orientation 0 left-handed or 1,
 *	compressed 0 or 1, alpha is a mask of visible sides 0 or 1, boxes
 *	box	length of name in one byte, name, size x y z, place x y z, then
 *		colours, x fastest, then y, then z; alpha 0 is empty.
 *		Compressed, each z ends with 6, and "2, count, colour" is a run
 *
 * y is up there: their (x, y, z) is our (x, z, y), left-handed (x, z, -y).
 */
#ifndef GOXEL_FORMAT_QB_H
#define GOXEL_FORMAT_QB_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* Places in all boxes that are written: they are gone through one by one. */
#define QB_MOST		(1u << 30)
#define QB_HOLDS	"boxes of 1,073,741,824 places"

/* A layer for each box.  ERR_FORMAT; ERR_TOO_BIG past FORMAT_TILES,
 * BOUND_LAYERS or BOUND_COORD. */
enum err qb_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible, a compressed box for each layer (parts.h).  ERR_BOUNDS: see
 * QB_HOLDS; ERR_TOO_BIG: the limit. */
enum err qb_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
