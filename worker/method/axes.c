/*
 * axes - parameters that name axes
 */
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "worker/method/axes.h"
#include "worker/method/method.h"

#define LENGTH_LEAST	1e-9	/* of a direction */
#define LENGTH_MOST	1e9

int
axes_one(struct call *c, const char *name, int otherwise)
{
	if (name == NULL)
		return otherwise;
	if (strlen(name) == 1 && *name >= 'x' && *name <= 'z')
		return *name - 'x';
	fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or z, not '%.20s'",
	    name);
	return -1;
}

static enum err
take_origin(struct call *c, const struct vector *origin, struct pos *twice)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double at = origin == NULL ? 0 : 2 * origin->at[axis];

		if (!(fabs(at) <= 2 * BOUND_COORD) || at != rint(at))
			return fail(c, ERR_PARAMS, "parameter 'origin' must "
			    "be whole or half numbers from %d to %d",
			    -BOUND_COORD, BOUND_COORD);
		twice->at[axis] = (int32_t)at;
	}
	return OK;
}

enum err
axes_mirror(struct call *c, const char *symmetry, const struct vector *origin,
    int32_t *axes, struct pos *twice)
{
	const char *at;

	*axes = 0;
	for (at = symmetry; at != NULL && *at != '\0'; at++) {
		if (*at < 'x' || *at > 'z')
			return fail(c, ERR_PARAMS, "parameter 'symmetry' must "
			    "be made of x, y and z, not '%.20s'", symmetry);
		*axes |= 1 << (*at - 'x');
	}
	return take_origin(c, origin, twice);
}

enum err
axes_direction(struct call *c, const char *name, const struct vector *vector,
    double unit[3])
{
	double length = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		length = hypot(length, vector->at[axis]);
	if (!(length >= LENGTH_LEAST && length <= LENGTH_MOST))
		return fail(c, ERR_PARAMS, "parameter '%s' must have a length "
		    "from %g to %g", name, LENGTH_LEAST, LENGTH_MOST);
	for (axis = 0; axis < 3; axis++)
		unit[axis] = vector->at[axis] / length;
	return OK;
}
