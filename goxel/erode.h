/*
 * erode - what lies deep inside a volume, and the shell around it
 */
#ifndef GOXEL_ERODE_H
#define GOXEL_ERODE_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

#define ERODE_WALL	64	/* voxels, at most */

/*
 * Empty the voxels that have `wall` others before them on every way out along
 * the axes; voxels of any alpha count.  *removed were emptied.  ERR_PARAMS: the
 * wall is none.  ERR_TOO_BIG past BOUND_EDIT_TILES tiles in all passes, one a
 * voxel of the wall; then nothing was changed.
 */
enum err erode_inside(struct volume *v, int32_t wall, uint64_t *removed);

#endif
