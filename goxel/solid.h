/*
 * solid - a shape in a box that is turned
 */
#ifndef GOXEL_SOLID_H
#define GOXEL_SOLID_H

#include <stdbool.h>

#include "err.h"
#include "goxel/shape.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* Tiles that a turned box may reach into: half a second, voxel by voxel. */
#define SOLID_TILES	(1u << 14)

/*
 * Draw the stroke in the box of a matrix, whose first three rows are the
 * half-extents and stand upright on each other, and whose last is the middle;
 * the stroke's own box does not count.  A cylinder's axis is the third row.
 * What leaves the bounds is cut off.  ERR_PARAMS: it is no such box.
 * ERR_TOO_BIG past SOLID_TILES or as shape_draw; then nothing was changed.
 */
enum err solid_draw(struct volume *v, const struct matrix *box,
	    const struct shape_stroke *stroke);

/* It is such a box, and not past SOLID_TILES. */
bool	 solid_fits(const struct matrix *box);

#endif
