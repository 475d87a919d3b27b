/*
 * thin - walls and rods of one voxel
 */
#ifndef GOXEL_THIN_H
#define GOXEL_THIN_H

#include "err.h"
#include "goxel/volume.h"

/*
 * Put into `thin` (zeroed or fini'd) each voxel that has nothing on either side
 * along some axis.  ERR_TOO_BIG past BOUND_EDIT_TILES tiles or as volume_put.
 */
enum err thin_find(const struct volume *v, struct volume *thin);

#endif
