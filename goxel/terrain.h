/*
 * terrain - a box filled by noise
 *
 * Hills: each column is as high as the noise there says, up to the top of the
 * box.  Cloud: each voxel stands where the noise there is high enough.
 */
#ifndef GOXEL_TERRAIN_H
#define GOXEL_TERRAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"
#include "goxel/noise.h"
#include "goxel/volume.h"

struct terrain {
	struct box	 box;
	struct noise	 noise;
	bool		 cloud;		/* else hills */
	int32_t		 threshold;	/* of a cloud, 0 .. NOISE_ONE */
	struct bytes	 ramp;		/* ramp.h, from bottom to top */
};

/*
 * Add it to an empty volume.  ERR_PARAMS; ERR_BOUNDS; ERR_TOO_BIG when there
 * are more than BOUND_EDIT_VOXELS numbers to find (columns or voxels, for each
 * octave), more than BOUND_EDIT_TILES tiles, or hills over 65,535 high.
 */
enum err terrain_fill(const struct terrain *t, struct volume *v);

#endif
