/*
 * slices - a PNG of slices side by side, as Goxel's "png slices"
 *
 * Of a model of w x h x d voxels the picture is w * d wide and h high, and
 * the pixel (z * w + x, y), from its upper left corner, is the voxel (x, y, z).
 * Where the model stands is not in it: its lowest corner is our origin.
 * What is written is the project's box, made larger where the model leaves it.
 */
#ifndef GOXEL_FORMAT_SLICES_H
#define GOXEL_FORMAT_SLICES_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

struct slices_file {
	const void	*bytes;
	size_t		 len;
	uint32_t	 depth;		/* slices; 0: they are square */
	const struct progress *progress;	/* or NULL */
};

/* As many slices as there are, if they are square.  ERR_FORMAT; ERR_TOO_BIG
 * past BOUND_RENDER_SIDE on a side or FORMAT_TILES. */
enum err slices_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* The same, where their number may be known. */
enum err slices_read_deep(const struct slices_file *file,
    struct image **image, char why[FORMAT_WHY]);

#define SLICES_HOLDS	"a picture of 8192 pixels a side"

/* What is visible, alpha as it is.  ERR_BOUNDS: see SLICES_HOLDS; ERR_TOO_BIG:
 * the limit. */
enum err slices_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
