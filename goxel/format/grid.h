/*
 * grid - the solid voxels of a small box as an array
 *
 * For formats of columns, which ask for neighbours in an order of their own.
 */
#ifndef GOXEL_FORMAT_GRID_H
#define GOXEL_FORMAT_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define GRID_MOST	(1u << 24)	/* voxels: 64 MiB */

struct grid {
	struct box	 box;
	int32_t		 size[3];
	struct rgba	*voxel;		/* alpha 0: not solid; owned */
};

/* What of a volume is in a box of at most GRID_MOST voxels. */
void	 grid_init(struct grid *g, const struct volume *v,
	    const struct box *box);
void	 grid_fini(struct grid *g);

/* `at` counts from the lowest corner.  Outside, nothing is solid. */
struct rgba grid_get(const struct grid *g, const int32_t at[3]);

/* A bit for each side of struct quad on which nothing solid is; `at` is
 * inside. */
unsigned grid_open_sides(const struct grid *g, const int32_t at[3]);

#endif
