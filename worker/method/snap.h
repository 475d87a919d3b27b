/*
 * snap - a plane that places are put onto
 *
 * Where nothing is to be seen yet, a plane tells what a ray or a brush means.
 * Of the voxels beside it the one whose middle is nearest counts, and of two
 * that are as near the one on the side that the normal shows to.
 */
#ifndef WORKER_METHOD_SNAP_H
#define WORKER_METHOD_SNAP_H

#include <stdbool.h>

#include "err.h"
#include "goxel/ray.h"
#include "goxel/vec.h"
#include "worker/method/param.h"

struct call;

struct snap {
	double	 at[3];
	double	 normal[3];	/* of length 1 */
};

/* The plane of parameters plane_point (NULL: the origin) and plane_normal.
 * ERR_PARAMS. */
enum err snap_take(struct call *c, const struct vector *point,
	    const struct vector *normal, struct snap *snap);

/* The voxel on the plane that is below a point of it, or above.  ERR_BOUNDS:
 * it is out of the world. */
enum err snap_place(struct call *c, const struct snap *snap,
	    const double at[3], struct pos *place);

/* How far along the ray the plane is; false: it does not meet it. */
bool	 snap_meet(const struct snap *snap, const struct ray *ray,
	    double *distance);

#endif
