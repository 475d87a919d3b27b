/*
 * census - how many voxels there are of each colour
 */
#ifndef GOXEL_CENSUS_H
#define GOXEL_CENSUS_H

#include <stddef.h>
#include <stdint.h>

#include "goxel/vec.h"
#include "goxel/volume.h"

struct census_entry {
	struct rgba	 color;
	uint64_t	 count;		/* of voxels; 0: the place is free */
};

/* A hash table; zeroed it is empty. */
struct census {
	struct census_entry *at;
	uint32_t	 size;		/* a power of two, or 0 */
	uint32_t	 count;		/* of colours */
	uint64_t	 voxels;
	/* Above 1: r, g and b count as the middle of their bin of this size,
	 * from 0 on. */
	uint32_t	 bin;
};

void	 census_fini(struct census *c);

/* Add the voxels of a volume that are in the box and exist. */
void	 census_add(struct census *c, const struct volume *volume,
	    const struct box *box);

/* Put the colours in order, the most frequent first or by r, g, b, a; the
 * first c->count entries are they, and nothing may be added any more. */
void	 census_sort(struct census *c, bool by_count);

#endif
