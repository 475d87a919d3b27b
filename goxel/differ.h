/*
 * differ - how many voxels of two images differ, and where
 *
 * What both share is the same and is passed over as a whole: two images of
 * which one came from the other by edits are compared in about the time that
 * the edits took.  Layers are told apart by their ids; a layer that only one
 * of them has differs in all its voxels.  The colour of what is empty does not
 * count.
 */
#ifndef GOXEL_DIFFER_H
#define GOXEL_DIFFER_H

#include <stdint.h>

#include "goxel/image.h"
#include "goxel/vec.h"

/* Zeroed it is ready. */
struct differ {
	uint64_t	 voxels;
	uint64_t	 tiles;		/* or sectors of one colour */
	struct box	 box;		/* around them; empty: there are none */
};

/* Add what differs. */
void	 differ_images(struct differ *d, const struct image *a,
	    const struct image *b);
void	 differ_volumes(struct differ *d, const struct volume *a,
	    const struct volume *b);

#endif
