/*
 * march - the surface of a volume by marching cubes
 *
 * Alpha is the density, the surface is where it would be a half, and voxels
 * are points at their middles.  Each cube of eight neighbours is cut by the
 * surface in polygons, found by walking around its faces, where inside corners
 * across a diagonal count as apart; so what neighbours find always meets, and
 * the surface is closed.
 */
#ifndef GOXEL_MARCH_H
#define GOXEL_MARCH_H

#include <stdint.h>

#include "err.h"
#include "goxel/progress.h"
#include "goxel/volume.h"

#define MARCH_UNIT	256	/* to a voxel */

struct march_vertex {
	int32_t		 at[3];		/* in 1 / MARCH_UNIT */
	float		 normal[3];	/* down the density; a unit vector */
	struct rgba	 color;		/* of the voxel inside, opaque */
};

/* What is found, in a fixed order: a vertex before what it is a corner of. */
struct march {
	void		(*vertex)(void *arg, const struct march_vertex *v);
	/* Numbers of vertices from 0, counter-clockwise from outside.  An
	 * error ends it. */
	enum err	(*triangle)(void *arg, const uint32_t corner[3]);
	void		*arg;
	const struct progress *progress;	/* or NULL */
};

/* OK, or what `triangle` said; ERR_TOO_BIG past 2^32 - 16 vertices. */
enum err march_surface(const struct volume *v, const struct march *march);

#endif
