/*
 * path - a tip drawn along a poly-line
 */
#ifndef GOXEL_PATH_H
#define GOXEL_PATH_H

#include "err.h"
#include "goxel/edit.h"
#include "goxel/shape.h"
#include "goxel/volume.h"

/*
 * Draw `tip`, whose box is that of a tip at the origin, at every voxel of the
 * lines from point to point, into a stamp: the strongest coverage counts.
 * ERR_BOUNDS; ERR_TOO_BIG when all tips together touch over BOUND_EDIT_TILES
 * tiles; then nothing was drawn.
 */
enum err path_draw(struct volume *stamp, const struct voxels *points,
	    const struct shape_stroke *tip);

#endif
