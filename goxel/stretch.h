/*
 * stretch - a volume made larger or smaller along the axes
 */
#ifndef GOXEL_STRETCH_H
#define GOXEL_STRETCH_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* The matrix turns nothing: each axis has its factor, not 0, and a move. */
bool	 stretch_fits(const struct matrix *mat);

/* Make `to` (in use or empty, not `from`) what `from` is after such a matrix,
 * the nearest voxel to each centre.  What leaves the bounds is cut off.
 * ERR_TOO_BIG as volume_fill and volume_put. */
enum err stretch_build(struct volume *to, const struct volume *from,
	    const struct matrix *mat);

#endif
