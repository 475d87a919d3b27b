/*
 * planes - parameters that mirror and cut off what is drawn
 */
#include <math.h>

#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/planes.h"
#include "worker/method/turning.h"

static enum err
take_mirror(struct call *c, const struct planes_in *in, struct matrix *image)
{
	static const double nowhere[3];
	double unit[3];
	enum err err;
	bool whole;
	int axis;

	err = axes_direction(c, "mirror_normal", in->mirror_normal, unit);
	if (err != OK)
		return err;
	*image = MATRIX_IDENTITY;
	whole = turning_mirror(image, in->mirror_normal->at);
	turning_pin(image, in->origin != NULL ? in->origin->at : nowhere,
	    false);
	/* Towards 0 on every axis: what is mirrored twice is where it was. */
	for (axis = 0; whole && axis < 3; axis++)
		image->m[3][axis] = truncf(image->m[3][axis]);
	return OK;
}

static enum err
take_cut(struct call *c, const struct planes_in *in, struct planes *planes)
{
	double unit[3];
	int32_t none;
	enum err err;
	int axis;

	err = axes_direction(c, "cut_normal", in->cut_normal, unit);
	if (err == OK)
		err = axes_mirror(c, NULL, in->cut_point, &none, &planes->cut);
	for (axis = 0; err == OK && axis < 3; axis++)
		planes->normal[axis] = (float)in->cut_normal->at[axis];
	return err;
}

enum err
planes_take(struct call *c, const struct planes_in *in, struct planes *planes)
{
	enum err err = OK;

	*planes = (struct planes){ .given = in->mirror_normal != NULL ||
	    in->cut_normal != NULL };
	if (in->cut_point != NULL && in->cut_normal == NULL)
		return fail(c, ERR_PARAMS, "parameter 'cut_point' needs "
		    "'cut_normal'");
	if (in->mirror_normal != NULL)
		err = take_mirror(c, in, &planes->image);
	if (err == OK && in->cut_normal != NULL)
		err = take_cut(c, in, planes);
	return err;
}
