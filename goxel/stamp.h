/*
 * stamp - what a stroke covers, made first and then pressed into a volume
 *
 * A stroke that meets itself (mirrored shapes, the tips of a path) must not be
 * applied twice where it does.  So it is drawn into a volume of its own, all
 * in one colour, the stronger coverage winning, and that is combined once.
 */
#ifndef GOXEL_STAMP_H
#define GOXEL_STAMP_H

#include "err.h"
#include "goxel/mode.h"
#include "goxel/shape.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* Beside what shape_draw asks: a wall of 0 is a solid shape, and a mirror
 * plane is at half of `twice`, on each axis whose bit is set. */
struct mirror {
	int		 axes;		/* bits: 1 x, 2 y, 4 z */
	struct pos	 twice;
};

/* Draw one shape into an empty stamp, whose mode does not count.  ERR_BOUNDS,
 * ERR_TOO_BIG as shape_draw. */
enum err stamp_shape(struct volume *stamp, const struct shape_stroke *stroke,
	    int32_t wall);

/* Add its images, each in turn.  What leaves the bounds is cut off.
 * ERR_TOO_BIG when the result would have over BOUND_EDIT_TILES tiles. */
enum err stamp_mirror(struct volume *stamp, const struct mirror *mirror);

/* Add its image by a matrix, as turn_build makes it.  ERR_TOO_BIG. */
enum err stamp_image(struct volume *stamp, const struct matrix *mat);

/*
 * Combine.  What the stamp does not cover is left alone, but cleared by the
 * intersections.  With alpha 0, Replace empties and most modes do nothing.
 * ERR_TOO_BIG; then the volume may be half changed.
 */
enum err stamp_press(struct volume *v, struct volume *stamp, enum mode mode,
	    struct rgba color);

/* The colour to draw a stamp with: one that covers something. */
struct rgba stamp_ink(struct rgba color);

#endif
