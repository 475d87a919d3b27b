/*
 * reduce - a volume at a half, a quarter or an eighth of its size
 *
 * Cells of 2^3, 4^3 or 8^3 voxels become one voxel, at their place divided by
 * the side of a cell, so that the world shrinks towards the origin.
 */
#ifndef GOXEL_REDUCE_H
#define GOXEL_REDUCE_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

/*
 * Add to `to` a voxel for each cell of `from` of which at least `percent` in
 * 100 exist, and one does; it has the colour that most of them have, and of
 * several the lowest in order of r, g, b, a.  `factor` is 2, 4 or 8, else
 * ERR_PARAMS, as past 100 per cent.  ERR_TOO_BIG past BOUND_EDIT_TILES tiles
 * and uniform sectors.
 */
enum err reduce_volume(const struct volume *from, int32_t factor,
    int32_t percent, struct volume *to);

#endif
