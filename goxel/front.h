/*
 * front - how near the model comes, for every few pixels of a picture
 *
 * Every brick (or tile) that is not empty is thrown onto the picture; each
 * block of pixels keeps the least distance at which a ray through it can meet
 * anything.  Rays start there, and where nothing is, none is cast.
 */
#ifndef GOXEL_FRONT_H
#define GOXEL_FRONT_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/ray.h"
#include "goxel/view.h"

#define FRONT_SIDE	4	/* pixels a block is wide and high */

struct front {
	uint32_t	 columns, rows;		/* of blocks */
	float		*distance;	/* INFINITY: nothing is there */
};

/* Without a front it is clear, and so always in an orthographic view, that all
 * of a box stands before the eye. */
bool	 front_spared(const struct box *box, const struct view *view);

/* For a picture of width x height pixels.  False: it was given up, and rays
 * start at the eye; then some of the model may stand behind it. */
bool	 front_init(struct front *f, const struct field *field,
	    const struct view *view, const uint32_t size[2]);
void	 front_fini(struct front *f);

/* Where the ray at x, y in pixels may start, in lengths of view->forward. */
static inline double
front_distance(const struct front *f, double x, double y)
{
	return f->distance[(uint32_t)y / FRONT_SIDE * f->columns +
	    (uint32_t)x / FRONT_SIDE];
}

#endif
