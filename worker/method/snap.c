/*
 * snap - a plane that places are put onto
 */
#include <math.h>

#include "bounds.h"
#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/snap.h"

#define ASIDE	1e-6	/* voxels, towards the normal: decides between two */
#define LEVEL	1e-9	/* a ray that rises so little is along the plane */

static double
height_of(const struct snap *snap, const double at[3])
{
	double height = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		height += (at[axis] - snap->at[axis]) * snap->normal[axis];
	return height;
}

enum err
snap_take(struct call *c, const struct vector *point,
    const struct vector *normal, struct snap *snap)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		snap->at[axis] = point == NULL ? 0 : point->at[axis];
		if (!(fabs(snap->at[axis]) <= BOUND_COORD))
			return fail(c, ERR_PARAMS, "parameter 'plane_point' "
			    "must be within %d of the origin", BOUND_COORD);
	}
	return axes_direction(c, "plane_normal", normal, snap->normal);
}

enum err
snap_place(struct call *c, const struct snap *snap, const double at[3],
    struct pos *place)
{
	double height = height_of(snap, at), on;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		on = floor(at[axis] - (height - ASIDE) * snap->normal[axis]);
		if (!(on >= -BOUND_COORD && on < BOUND_COORD))
			return fail(c, ERR_BOUNDS, "on the plane a point is "
			    "out of bounds, the limit is %d", BOUND_COORD);
		place->at[axis] = (int32_t)on;
	}
	return OK;
}

bool
snap_meet(const struct snap *snap, const struct ray *ray, double *distance)
{
	double rise = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		rise += ray->toward[axis] * snap->normal[axis];
	if (fabs(rise) < LEVEL)
		return false;
	*distance = -height_of(snap, ray->origin) / rise;
	return *distance >= ray->from;
}
