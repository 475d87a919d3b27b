/*
 * sweep - one colour combined with a region of a volume
 *
 * What a box fill and the drawing of a shape have in common: the region is
 * gone through sector by sector, and where a whole sector or a whole tile gets
 * the same, that is one operation.  Only tiles that the surface cuts are
 * walked voxel by voxel.
 */
#ifndef GOXEL_SWEEP_H
#define GOXEL_SWEEP_H

#include "err.h"
#include "goxel/mode.h"
#include "goxel/volume.h"

/* How much of the region's shape lies in a cube of voxels. */
enum cover { COVER_NONE, COVER_PART, COVER_FULL };

struct sweep {
	enum mode	 mode;
	struct box	 box;
	struct rgba	 color;		/* where coverage is full */
	/*
	 * The shape in the box; all NULL: the box itself.  `cover` may answer
	 * COVER_PART when it is not sure.  Coverage in the tile with this
	 * lowest corner: of a hard shape one bit a voxel; of a soft one, the
	 * alpha that the colour has there, and `mask` is not asked.
	 */
	enum cover	(*cover)(const struct sweep *, const struct box *);
	void		(*mask)(const struct sweep *, const struct pos *,
			    uint64_t mask[TILE_WORDS]);
	void		(*alpha)(const struct sweep *, const struct pos *,
			    uint8_t alpha[TILE_VOXELS]);
	const void	*shape;		/* for them */
};

/* ERR_BOUNDS; ERR_TOO_BIG as shape_draw, with nothing changed. */
enum err sweep_run(const struct sweep *sweep, struct volume *v);

#endif
