/*
 * direction - small arithmetic on directions and light
 */
#ifndef GOXEL_DIRECTION_H
#define GOXEL_DIRECTION_H

#include <math.h>

static inline double
direction_dot(const double a[3], const double b[3])
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Scale to length 1; not for a length of 0. */
static inline void
direction_unit(double v[3])
{
	double scale = 1 / sqrt(direction_dot(v, v));
	int axis;

	for (axis = 0; axis < 3; axis++)
		v[axis] *= scale;
}

#endif
