/*
 * paint - recolour what is connected
 */
#ifndef GOXEL_PAINT_H
#define GOXEL_PAINT_H

#include "err.h"
#include "goxel/volume.h"

/*
 * Flood fill: from `seed`, give `color` to the 6-connected voxels whose colour
 * differs from the seed's by at most `tolerance` in each of r, g, b; one pass.
 * On an empty seed nothing is there to fill: ERR_NO_VOXEL.  `filled` counts
 * the voxels.  ERR_TOO_BIG past BOUND_EDIT_VOXELS; then nothing was changed.
 */
enum err paint_flood(struct volume *v, const struct pos *seed, int tolerance,
    struct rgba color, uint64_t *filled);

#endif
