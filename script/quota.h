/*
 * quota - what a script may write, so that it ends somewhere
 *
 * Counts voxels, and the 16^3 tiles they are in: a tile is 16 KiB of memory
 * and a script needs one voxel to ask for it.
 */
#ifndef SCRIPT_QUOTA_H
#define SCRIPT_QUOTA_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/vec.h"

struct quota {
	uint64_t	 voxels;
	uint32_t	 tiles;
	uint64_t	*seen;		/* a hash table of tiles */
	uint64_t	 last;		/* the tile written last */
};

void	 quota_init(struct quota *q);
void	 quota_fini(struct quota *q);

/*
 * One more voxel of the volume of this number.  False past BOUND_EDIT_VOXELS
 * or BOUND_EDIT_TILES; then it did not count.
 */
bool	 quota_add(struct quota *q, uint32_t volume, const struct pos *pos);

#endif
