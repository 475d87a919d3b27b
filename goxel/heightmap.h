/*
 * heightmap - what a high sun shines on, by the tops of columns
 *
 * Under a sun nearer to the zenith than to the horizon, a ray to it passes
 * few columns of voxels and rises in each.  One that stays above the topmost
 * voxel of every column meets nothing; of one that does not, this says
 * nothing.
 */
#ifndef GOXEL_HEIGHTMAP_H
#define GOXEL_HEIGHTMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/field.h"
#include "goxel/sunpath.h"

#define HEIGHTMAP_MOST	(1u << 20)	/* columns; else there is none */

struct heightmap {
	struct pos	 base;		/* z: of height 0 */
	int32_t		 size[2];	/* columns */
	int32_t		*top;		/* of each; NULL: not known */
	int32_t		*clear;		/* of each cell: a ray that is up here
					 * meets nothing */
};

/* For rays of this direction; not known unless it leads up more than aside. */
void	 heightmap_init(struct heightmap *m, const struct field *field,
	    const double toward[3]);
void	 heightmap_fini(struct heightmap *m);

/* The path meets nothing, from a voxel on that is no further outside the box of
 * the field than one. */
bool	 heightmap_clear(const struct heightmap *m, const struct sunpath *path,
	    const struct pos *from);

#endif
