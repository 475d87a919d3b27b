/*
 * sunpath - the voxels that a ray to the sun passes first
 *
 * Rays to the sun are parallel, so those from the same place on each face pass
 * the same voxels, counted from that face.  A path is found once for a place;
 * then a shadow is told by looking at one bit for each voxel of it.
 */
#ifndef GOXEL_SUNPATH_H
#define GOXEL_SUNPATH_H

#include <stdint.h>

#include "goxel/field.h"
#include "goxel/ray.h"

#define SUNPATH_STEPS	48	/* voxels after the first */
#define SUNPATH_COLUMNS	4	/* of them known beforehand */

/* Where a path enters a column of voxels, counted from its first voxel. */
struct sunpath_column { int8_t x, y, z; };

struct sunpath {
	uint32_t	 count;		/* of steps; 0: not laid yet */
	uint8_t		 way[SUNPATH_STEPS];	/* to the next: 2 axis, + up */
	float		 distance[SUNPATH_STEPS];	/* of entering it */
	/* The first after its own: fewer, the last again; and the steps to
	 * there. */
	struct sunpath_column	 column[SUNPATH_COLUMNS];
	uint32_t		 columns_end;
};

enum sunpath_end { SUNPATH_FREE, SUNPATH_MET, SUNPATH_ON };

/* Lay the path of rays from `place` (0..1 on each axis of its voxel). */
void	 sunpath_lay(struct sunpath *p, const struct ray *to_sun,
	    const double place[3]);

/*
 * Follow it from a voxel, which must be no further outside the box of a field
 * with a grid than one, to nowhere beyond `until`.  MET: a voxel, of `color`.
 * ON: the path has no more steps, and nothing was met.
 */
enum sunpath_end sunpath_follow(const struct sunpath *p,
	    const struct field *f, const struct pos *from, double until,
	    struct rgba *color);

#endif
