/*
 * picture - a rectangle of RGBA8 pixels, top row first
 */
#ifndef GOXEL_PICTURE_H
#define GOXEL_PICTURE_H

#include <stdint.h>

#include "err.h"
#include "goxel/vec.h"

struct picture {
	uint32_t	 width, height;
	struct rgba	*pixel;		/* width * height; owned */
};

/* Not cleared.  ERR_TOO_BIG past BOUND_RENDER_SIDE on a side, ERR_PARAMS for
 * a side of 0. */
enum err picture_init(struct picture *p, uint32_t width, uint32_t height);
void	 picture_fini(struct picture *p);

#endif
