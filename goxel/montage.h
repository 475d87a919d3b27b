/*
 * montage - several views of a model in one picture
 *
 * The views stand in a grid, row by row, each with its name in a corner.  So a
 * model can be looked at from all sides at once.
 */
#ifndef GOXEL_MONTAGE_H
#define GOXEL_MONTAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/picture.h"
#include "goxel/render.h"
#include "goxel/trace.h"
#include "goxel/view.h"
#include "goxel/volume.h"

#define MONTAGE_VIEWS	9	/* at most */

struct montage_view {
	struct view	 view;		/* for a square picture */
	const char	*name;		/* "": none */
};

struct montage {
	const struct montage_view *views;
	uint32_t	 count;		/* 1..MONTAGE_VIEWS */
	uint32_t	 size;		/* pixels, of the longer side */
	bool		 axes;		/* a small cross of x, y, z in each */
	bool		 grid;		/* on the ground, seen from above */
	/* The look of each; width and height are not looked at, and the
	 * background is laid under all. */
	struct render_wish wish;
	/* Paths are traced instead, and of the wish the background alone is
	 * looked at; NULL: they are not. */
	struct trace_wish *traced;
	const struct image *image;	/* traced: what the volume is of */
};

/* Views in a row, when there are so many. */
uint32_t montage_columns(uint32_t count);

/*
 * Draw into `picture` (zeroed or fini'd; to be fini'd by the caller): as wide
 * as high, or a row less.  ERR_PARAMS when a view would have less than a pixel;
 * else as render_volume or trace_image.
 */
enum err montage_draw(const struct montage *m, const struct volume *volume,
    struct picture *picture);

#endif
