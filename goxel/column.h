/*
 * column - columns of voxels beside each other, each of its own height
 */
#ifndef GOXEL_COLUMN_H
#define GOXEL_COLUMN_H

#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"
#include "goxel/volume.h"

struct columns {
	struct pos	 base;		/* the lowest voxel of the first */
	uint32_t	 size[2];	/* along x and y */
	const char	*heights;	/* 2 bytes each, x first */
	struct bytes	 ramp;		/* ramp.h, from bottom to top */
	uint32_t	 range;		/* voxels from bottom to top */
};

/*
 * Add them to an empty volume.  ERR_PARAMS for a bad ramp; ERR_BOUNDS;
 * ERR_TOO_BIG past BOUND_EDIT_VOXELS columns or BOUND_EDIT_TILES tiles.  Then
 * nothing was changed.
 */
enum err column_fill(const struct columns *c, struct volume *v);

/* The highest of them. */
uint32_t column_highest(const struct columns *c);

#endif
