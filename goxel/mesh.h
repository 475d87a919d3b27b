/*
 * mesh - the visible faces of a volume, a quad a voxel side
 *
 * The simple mesher: every edge of a face is one of its neighbour's, so that
 * there is no T-junction and the surface is closed edge by edge.  greedy.h
 * makes fewer and larger ones.
 *
 * A face is visible when the voxel has alpha >= 127 and its neighbour on that
 * side has not: Goxel's threshold for solid.
 */
#ifndef GOXEL_MESH_H
#define GOXEL_MESH_H

#include "err.h"
#include "goxel/progress.h"
#include "goxel/volume.h"

#define SOLID_ALPHA	127
#define MESH_SIDES	6

struct quad {
	struct pos	 corner[4];	/* counter-clockwise from outside */
	uint8_t		 side;		/* 0 -x, 1 +x, 2 -y, 3 +y, 4 -z, 5 +z */
	struct rgba	 color;
};

/* Which ends of the axes the corners of each side's quad are at. */
extern const uint8_t mesh_corners[MESH_SIDES][4][3];

/*
 * Call `each` for every visible face in a fixed order (that of volume_scan,
 * then of the voxel's index, then of the side); stops at the first error,
 * which it returns.
 */
enum err mesh_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg,
    const struct progress *progress);

/* How many there are on each side, as in struct quad; added to `sides`. */
void	 mesh_count(const struct volume *v, uint64_t sides[MESH_SIDES]);

#endif
