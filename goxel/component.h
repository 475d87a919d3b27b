/*
 * component - the parts of a volume that hang together
 *
 * Voxels that share a face are of one part, whatever their colours.  Parts
 * come largest first, equal ones in the order of their lowest voxel (z, then
 * y, then x), whatever the history of the volume.
 */
#ifndef GOXEL_COMPONENT_H
#define GOXEL_COMPONENT_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

struct component {
	uint64_t	 count;		/* voxels */
	struct box	 box;
	struct pos	 first;		/* its lowest voxel */
};

struct component_piece;

struct components {
	struct component	*at;	/* owned */
	uint32_t		 count;
	/* Private: tiles and uniform sectors, and the part of each run. */
	struct component_piece	*piece;
	uint32_t		 pieces, room;
	uint32_t		*part;
	uint32_t		 runs;
};

/*
 * Find the parts of a volume.  ERR_TOO_BIG past BOUND_EDIT_TILES tiles and
 * uniform sectors, or BOUND_EDIT_VOXELS runs of voxels along x.  End with
 * component_fini in any case.
 */
enum err component_find(struct components *c, const struct volume *v);
void	 component_fini(struct components *c);

/* Empty all parts from number `keep` on in a copy of that volume, which must
 * be kept meanwhile.  ERR_TOO_BIG as volume_put. */
enum err component_cut(const struct components *c, uint32_t keep,
    struct volume *v);

#endif
