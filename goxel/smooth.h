/*
 * smooth - a volume rounded off, by what is around each voxel
 */
#ifndef GOXEL_SMOOTH_H
#define GOXEL_SMOOTH_H

#include "err.h"
#include "goxel/volume.h"

#define SMOOTH_STEPS	8		/* at most */
#define SMOOTH_TILES	(1u << 14)	/* half a second, voxel by voxel */

/*
 * So often: a voxel is there where at least 14 of the 27 places of its cube
 * were taken.  New ones have the colour of a neighbour, of those on its sides
 * rather than others.  ERR_PARAMS: so often it is not done.  ERR_TOO_BIG past
 * SMOOTH_TILES tiles in all steps, or as volume_put; the volume may be half
 * changed then.
 */
enum err smooth_run(struct volume *v, int32_t steps);

#endif
