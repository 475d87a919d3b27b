/*
 * terrain - hills to measure meshers and formats with
 *
 * Like the scene that Goxel was measured with: 256^3, 8.15 million solid
 * voxels, 450 to 500 colours, some 574,000 visible faces.
 */
#ifndef BENCH_LIB_TERRAIN_H
#define BENCH_LIB_TERRAIN_H

#include "goxel/image.h"

#define TERRAIN_SIDE	256

/* One layer, of what is below a height.  The same each time. */
struct image	*terrain_make(int32_t most);

#endif
