/*
 * distinct - which slots of a set of volumes are the same
 *
 * Gives every distinct content a number, in order of first appearance: by
 * pointer where tiles are shared, else by hash and comparison.  The colour of
 * empty voxels does not count, and a tile of one colour throughout is the same
 * as a uniform slot of it.
 */
#ifndef GOXEL_FORMAT_DISTINCT_H
#define GOXEL_FORMAT_DISTINCT_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/lookup.h"
#include "goxel/tile.h"

#define DISTINCT_NONE	UINT32_MAX	/* nothing in it */

/* Zeroed: none.  The volumes must not change while it is used. */
struct distinct {
	struct lookup	 by_slot;
	struct lookup	 by_hash;
	tile_slot	*slot;		/* the first of each; owned */
	uint32_t	 count;
	uint32_t	 size;		/* slots allocated */
};

void	 distinct_fini(struct distinct *d);

/* The number of a slot, DISTINCT_NONE if it is empty; true when it is new. */
bool	 distinct_number(struct distinct *d, tile_slot slot, uint32_t *number);

/* The voxels of a slot, with empty ones all zero. */
void	 distinct_voxels(tile_slot slot, struct rgba voxel[TILE_VOXELS]);

#endif
