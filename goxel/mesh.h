/*
 * mesh - the visible faces of a volume, a quad a voxel side or merged
 *
 * A face is visible when the voxel has alpha >= 127 and its neighbour on that
 * side has not: Goxel's threshold for solid.
 */
#ifndef GOXEL_MESH_H
#define GOXEL_MESH_H

#include "err.h"
#include "goxel/volume.h"

#define SOLID_ALPHA	127

struct quad {
	/* One voxel wide, or where they are merged more. */
	struct pos	 corner[4];	/* counter-clockwise from outside */
	uint8_t		 side;		/* 0 -x, 1 +x, 2 -y, 3 +y, 4 -z, 5 +z */
	struct rgba	 color;
};

/*
 * Call `each` for every visible face in a fixed order (that of volume_scan,
 * then of the voxel's index, then of the side); stops at the first error,
 * which it returns.
 */
enum err mesh_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg);

/*
 * The same, but what lies in one plane and one tile, beside each other and in
 * one colour, is one quad: the same surface in fewer faces.  Where a large one
 * ends beside small ones, their edges do not meet corner to corner.
 */
enum err mesh_merged(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg);

/* How many there are on each side, as in struct quad; added to `sides`. */
void	 mesh_count(const struct volume *v, uint64_t sides[6]);

#endif
