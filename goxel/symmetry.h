/*
 * symmetry - where a volume differs from its mirror image
 */
#ifndef GOXEL_SYMMETRY_H
#define GOXEL_SYMMETRY_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

struct symmetry {
	uint64_t	 odd;		/* voxels without their counterpart */
	struct box	 box;		/* around them, if there are any */
};

/*
 * Mirror along an axis in the middle of the volume's bounds, and compare;
 * colours do not count.  ERR_TOO_BIG as turn_build, or past BOUND_EDIT_TILES
 * tiles.
 */
enum err symmetry_look(struct volume *v, int axis, struct symmetry *out);

#endif
