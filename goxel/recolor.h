/*
 * recolor - other colours for the voxels of a volume
 *
 * Each voxel gets what a function makes of its colour; which voxels there are
 * does not change.  Uniform tiles and sectors are one call.
 */
#ifndef GOXEL_RECOLOR_H
#define GOXEL_RECOLOR_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

struct recolor {
	/* Equal for equal colours; its alpha is not looked at. */
	struct rgba	(*change)(const void *how, struct rgba color);
	const void	*how;
	const struct volume *where;	/* a mask, or NULL: everywhere */
	uint32_t	 walked;	/* tiles, in all volumes so far */
};

/* `count` grows by the voxels that were asked about.  ERR_TOO_BIG past
 * BOUND_EDIT_TILES tiles, some of which may have been changed. */
enum err recolor_run(struct recolor *recolor, struct volume *v,
	    uint64_t *count);

/* In degrees, and in percent from -100 to 100. */
struct recolor_shift { double hue, saturation, lightness, contrast; };

struct recolor_pair {
	struct rgba	 from, to;
	int		 tolerance;	/* of each channel */
};

#define RECOLOR_PALETTE	1024	/* colours at most */

/* r, g, b of each. */
struct recolor_palette {
	const uint8_t	*at;
	uint32_t	 count;		/* at least 1 */
};

/* For recolor.change; `how` is one of the structs above. */
struct rgba recolor_shift(const void *how, struct rgba color);
struct rgba recolor_pair(const void *how, struct rgba color);
/* The least sum of squares; of equally near ones the first. */
struct rgba recolor_nearest(const void *how, struct rgba color);

#endif
