/*
 * shadowmap - how far towards the sun a model reaches
 *
 * A coarse grid of cells on a plane across the sun's direction; each keeps
 * how far towards the sun anything over it stands, or further.  A shadow ray
 * need not be cast beyond that, and mostly not at all.
 */
#ifndef GOXEL_SHADOWMAP_H
#define GOXEL_SHADOWMAP_H

#include <stdint.h>

#include "goxel/field.h"

struct shadowmap {
	double	 axes[3][3];	/* two across, in cells, and the direction */
	double	 first[3];	/* of a place at 0, 0, 0 of the world */
	uint32_t size[2];	/* cells */
	float	*reach;		/* NULL: it is not known */
};

/* For rays of this direction, of any length, in which distances count. */
void	 shadowmap_init(struct shadowmap *m, const struct field *field,
	    const double toward[3]);
void	 shadowmap_fini(struct shadowmap *m);

/* The distance beyond which a ray from a place meets nothing. */
double	 shadowmap_until(const struct shadowmap *m, const double at[3]);

#endif
