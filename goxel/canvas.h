/*
 * canvas - lines and words on a picture
 *
 * Coordinates are pixels from the top left; what lies outside is left out.
 */
#ifndef GOXEL_CANVAS_H
#define GOXEL_CANVAS_H

#include "goxel/picture.h"
#include "goxel/vec.h"

/* Lay a colour, by its alpha times `part` (0..1), over one pixel. */
void	 canvas_mix(struct picture *p, int32_t x, int32_t y,
	    struct rgba color, float part);

/* A smooth line, about a pixel wide. */
void	 canvas_line(struct picture *p, const double from[2],
	    const double to[2], struct rgba color);

/* One line of words whose top left is at x, y; a dot of the font is `scale`
 * pixels.  What the font has not is left out. */
void	 canvas_text(struct picture *p, const int32_t at[2], int32_t scale,
	    const char *text, struct rgba color);

/* Lay a smaller picture over this one, its top left at x, y. */
void	 canvas_lay(struct picture *p, const int32_t at[2],
	    const struct picture *over);

#endif
