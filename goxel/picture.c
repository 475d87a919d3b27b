/*
 * picture - a rectangle of RGBA8 pixels, top row first
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/picture.h"
#include "mem.h"

enum err
picture_init(struct picture *p, uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0)
		return ERR_PARAMS;
	if (width > BOUND_RENDER_SIDE || height > BOUND_RENDER_SIDE)
		return ERR_TOO_BIG;
	p->width = width;
	p->height = height;
	p->pixel = xmalloc((size_t)width * height * sizeof *p->pixel);
	return OK;
}

void
picture_fini(struct picture *p)
{
	free(p->pixel);
	*p = (struct picture){ 0 };
}
