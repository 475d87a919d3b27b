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

/*
 * The same voxels, not painted but put into `mask`, a zeroed struct, in white.
 */
enum err paint_connected(struct volume *v, const struct pos *seed,
    int tolerance, struct volume *mask);

/*
 * Here a neighbour joins when it differs by at most `tolerance` from the voxel
 * that it was reached from, as in Goxel, so that colours may drift.  That goes
 * voxel by voxel: ERR_TOO_BIG past PAINT_DRIFT of them.  What was found until
 * then is in the mask.
 */
enum err paint_drift(const struct volume *v, const struct pos *seed,
    int tolerance, struct volume *mask);

#define PAINT_DRIFT	(4u << 20)	/* voxels; a quarter of a second */

#endif
