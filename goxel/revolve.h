/*
 * revolve - cones and rings, round about an axis
 */
#ifndef GOXEL_REVOLVE_H
#define GOXEL_REVOLVE_H

#include "err.h"
#include "goxel/mode.h"
#include "goxel/volume.h"

struct revolve {
	enum mode	 mode;		/* not MODE_REPLACE */
	struct box	 box;		/* the solid fills it */
	struct rgba	 color;
	int		 axis;
	bool		 ring;		/* a ring, its tube as thick as the
					 * box is high; else a cone */
	bool		 back;		/* the cone's tip is below */
	double		 tip;		/* its radius there, 0 to 1 of that at
					 * the base */
};

/* Draw it.  ERR_BOUNDS, ERR_TOO_BIG as shape_draw: then nothing was changed. */
enum err revolve_draw(struct volume *v, const struct revolve *how);

#endif
