/*
 * csv - Sproxel: a box of voxels as a table of colours, Y up
 *
 *	x,y,z				the size
 *	#RRGGBBAA,...			a row along x; #00000000 is empty
 *
 * Rows come from z 0 on, and after each level an empty line; levels from the
 * highest y down.  Their (x, y, z) is our (x, z, -y); where the box stands is
 * not in the file: it is read with its lowest corner at our origin.
 */
#ifndef GOXEL_FORMAT_CSV_H
#define GOXEL_FORMAT_CSV_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* ERR_FORMAT; ERR_TOO_BIG past FORMAT_TILES or BOUND_COORD.  Any white space
 * may stand between the colours. */
enum err csv_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err csv_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
