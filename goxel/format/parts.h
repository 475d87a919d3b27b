/*
 * parts - what is visible of an image, each voxel with the layer it is of
 *
 * Layers that add voxels (modes over, max and replace) become parts; a layer
 * of another mode has none of its own, but what it cuts from or paints on
 * those below it is missing from or seen on them.  A voxel that several layers
 * have is the topmost one's.  So parts never share a voxel, and together they
 * are what image_flatten gives, colour by colour.
 */
#ifndef GOXEL_FORMAT_PARTS_H
#define GOXEL_FORMAT_PARTS_H

#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

struct part {
	const struct layer *layer;	/* the image's */
	struct volume	 volume;
};

struct parts {
	struct part	*part;		/* bottom first; owned */
	uint32_t	 count;
	struct box	 box;		/* tight around all, as struct solids */
};

/* A part may hold nothing that is solid.  ERR_TOO_BIG as image_flatten.  End
 * with parts_fini in any case. */
enum err parts_init(struct parts *p, const struct image *image);
void	 parts_fini(struct parts *p);

/* The material of a part's layer, or NULL: it has none. */
const struct material *parts_material(const struct image *image,
	    const struct part *part);

#endif
