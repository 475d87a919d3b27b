/*
 * transform - where the places of a model are in a file
 *
 * Moved to the origin that is asked for, scaled, then turned so that the
 * right axis is up.
 */
#ifndef GOXEL_FORMAT_TRANSFORM_H
#define GOXEL_FORMAT_TRANSFORM_H

#include <stdbool.h>

#include "goxel/format/mesh_options.h"
#include "goxel/vec.h"

struct transform {
	double		 origin[3];	/* in the model */
	double		 scale;
	bool		 y_up;
};

/* `usual` is up where nothing is asked for; `box` is tight around the model
 * and may be empty. */
void	 transform_init(struct transform *t, const struct mesh_options *o,
	    enum mesh_up usual, const struct box *box);

static inline void
transform_turn(const struct transform *t, const double from[3], double to[3])
{
	to[0] = from[0];
	to[1] = t->y_up ? from[2] : from[1];
	to[2] = t->y_up ? 0 - from[1] : from[2];
}

static inline void
transform_place(const struct transform *t, const double from[3],
    double to[3])
{
	double moved[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		moved[axis] = (from[axis] - t->origin[axis]) * t->scale;
	transform_turn(t, moved, to);
}

#endif
