/*
 * quantize - a picture in at most 256 colours
 *
 * Deterministic, and without dithering: even areas stay even, which is what
 * pictures of voxels are made of and what compresses.
 */
#ifndef GOXEL_QUANTIZE_H
#define GOXEL_QUANTIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/picture.h"

#define QUANTIZE_COLORS	256

struct indexed {
	uint32_t	 width, height;
	uint8_t		*index;		/* width * height; owned */
	struct rgba	 color[QUANTIZE_COLORS];
	uint32_t	 count;
};

/* The same picture; false, with nothing allocated: it has more colours. */
bool	 quantize_exact(const struct picture *p, struct indexed *out);
/* The picture in its most useful colours, its alpha taken for 255; the same
 * where quantize_exact can. */
void	 quantize_picture(const struct picture *p, struct indexed *out);

void	 quantize_fini(struct indexed *indexed);

#endif
