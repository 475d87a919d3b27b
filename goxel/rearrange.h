/*
 * rearrange - what is in a box, mirrored or shifted around within it
 */
#ifndef GOXEL_REARRANGE_H
#define GOXEL_REARRANGE_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

enum rearrange_keep { KEEP_NONE, KEEP_LOW, KEEP_HIGH, KEEP_COUNT };

struct rearrange {
	struct box		 box;	/* bounded, not empty */
	/* Mirrored along this axis, or, if below 0, shifted. */
	int			 axis;
	/* KEEP_NONE: all of it; else this half stays, and the other one becomes
	 * its image; what is just in the middle stays too. */
	enum rearrange_keep	 keep;
	struct pos		 shift;	/* what leaves enters opposite */
	/* Done in all volumes so far. */
	uint64_t		 walked;	/* tiles */
	uint64_t		 single;	/* voxels, one by one */
};

/*
 * `count` grows by the voxels moved.  ERR_TOO_BIG when over BOUND_EDIT_VOXELS
 * are to be moved one by one or BOUND_EDIT_TILES tiles are looked at, with
 * nothing changed, or as volume_fill.
 */
enum err rearrange_run(struct rearrange *r, struct volume *v,
	    uint64_t *count);

#endif
