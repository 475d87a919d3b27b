/*
 * patch - the part of a tile that a box covers
 *
 * A box that cuts a tile leaves it whole planes, whole rows, or the same run
 * in each of some rows.  So what is done to the part is done row by row, in
 * wide stores, and its mask is one plane of bits, repeated.
 */
#ifndef GOXEL_PATCH_H
#define GOXEL_PATCH_H

#include <stdint.h>

#include "goxel/mode.h"
#include "goxel/tile.h"

/* Voxels lo..hi-1 of the tile on each axis: 0 <= lo < hi <= TILE_SIDE. */
struct patch {
	int32_t		 lo[3], hi[3];
};

/* What the box covers of the tile at `at`; they must meet. */
struct patch	 patch_of(const struct box *box, const struct pos *at);

/* Its voxels as a mask. */
void		 patch_mask(const struct patch *p, uint64_t mask[TILE_WORDS]);

/*
 * As slot_open, for one who will fill the patch: in a copy, what the patch
 * covers is left to him.
 */
struct tile	*patch_open(const struct patch *p, tile_slot slot);

/*
 * One colour into all its voxels; alpha 0 empties them.  `ahead` is the tile
 * that will be filled after it, or NULL: it is fetched on the way.
 */
void		 patch_fill(const struct patch *p, struct rgba color,
		    struct tile *tile, const struct tile *ahead);

/* One colour combined with all its voxels. */
void		 patch_combine(const struct patch *p, enum mode mode,
		    struct rgba color, struct tile *tile);

#endif
