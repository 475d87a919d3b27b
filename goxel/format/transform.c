/*
 * transform - where the places of a model are in a file
 */
#include "goxel/format/transform.h"

void
transform_init(struct transform *t, const struct mesh_options *o,
    enum mesh_up usual, const struct box *box)
{
	enum mesh_up up = o->up != MESH_UP_DEFAULT ? o->up : usual;
	double lo, hi;
	int axis;

	*t = (struct transform){ .scale = o->scale != 0 ? o->scale : 1,
	    .y_up = up == MESH_UP_Y };
	if (o->origin <= MESH_ORIGIN_KEEP || box_empty(box))
		return;
	for (axis = 0; axis < 3; axis++) {
		lo = box->lo.at[axis];
		hi = box->hi.at[axis];
		t->origin[axis] = (lo + hi) / 2;
		/* Turned, y runs down along the file's z. */
		if (o->origin == MESH_ORIGIN_CORNER)
			t->origin[axis] = t->y_up && axis == 1 ? hi : lo;
		if (o->origin == MESH_ORIGIN_BOTTOM_CENTER && axis == 2)
			t->origin[axis] = lo;
	}
}
