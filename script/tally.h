/*
 * tally - what a script has written, so that it ends somewhere
 *
 * Counts voxels, and the 16^3 tiles they are in: a tile is 16 KiB of memory
 * and a script needs one voxel to ask for it.
 */
#ifndef SCRIPT_TALLY_H
#define SCRIPT_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/vec.h"

struct tally {
	uint64_t	 voxels;
	uint32_t	 tiles;
	uint64_t	*seen;		/* a hash table of tiles */
	uint64_t	 last;		/* the tile written last */
};

void	 tally_init(struct tally *t);
void	 tally_fini(struct tally *t);

/*
 * One more voxel of the volume of this number.  False past BOUND_EDIT_VOXELS
 * or BOUND_EDIT_TILES; then it did not count.
 */
bool	 tally_add(struct tally *t, uint32_t volume, const struct pos *pos);

#endif
