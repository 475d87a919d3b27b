/*
 * texture - the colours of a model as one picture, and where in it each is
 *
 * Colours are numbered as they come.  Each is a square of several pixels, so
 * that a viewer which blends pixels or scales the picture down does not mix
 * neighbours at the middle of a square; the squares fill a square whose side
 * is a power of two, so that middles are exact in binary.  There is room for
 * all 2^24 colours.
 */
#ifndef GOXEL_FORMAT_TEXTURE_H
#define GOXEL_FORMAT_TEXTURE_H

#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/lookup.h"
#include "goxel/vec.h"

/* Zeroed: no colours. */
struct texture {
	struct lookup	 by_color;
	struct rgba	*color;		/* by number; owned */
	uint32_t	 count;
	uint32_t	 size;		/* allocated */
};

void	 texture_fini(struct texture *t);

/* The number of a colour, from 0; alpha is taken for 255. */
uint32_t texture_number(struct texture *t, struct rgba color);

/* Once all colours are known: the middle of one, 0 to 1 from the left and from
 * the top. */
void	 texture_place(const struct texture *t, uint32_t number, float uv[2]);

/* Append the picture as PNG.  ERR_TOO_BIG: out's limit. */
enum err texture_write(const struct texture *t, struct buf *out);

#endif
