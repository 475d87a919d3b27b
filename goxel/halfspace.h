/*
 * halfspace - all that is on one side of a plane
 */
#ifndef GOXEL_HALFSPACE_H
#define GOXEL_HALFSPACE_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* A plane through the half of `twice`, and the side that its normal, of any
 * length but 0, shows to. */
struct halfspace {
	struct pos	 twice;
	double		 normal[3];
};

/*
 * Empty every voxel whose middle is beyond the plane; on it, it stays.  Costs
 * what is there.  ERR_PARAMS: the normal is none.  ERR_TOO_BIG when the plane
 * goes through more than BOUND_EDIT_TILES tiles; then nothing was changed.
 */
enum err halfspace_empty(struct volume *v, const struct halfspace *space);

#endif
