/*
 * mtl - the materials of a Wavefront OBJ
 *
 *	newmtl name		without white space
 *	Kd r g b		base colour, sRGB as the colours of vertices
 *	Ks r g b, Ns n		what of it shines, and how sharply, 0..900
 *	Ke r g b		emission
 *	d a			1: opaque
 *	illum 2			with highlights
 *	Pr r, Pm m		roughness and metallic, the usual extension
 *
 * A material is listed when it is first used, and its name made unique.
 */
#ifndef GOXEL_FORMAT_MTL_H
#define GOXEL_FORMAT_MTL_H

#include <stdint.h>

#include "bounds.h"
#include "buf.h"
#include "goxel/image.h"

#define MTL_NAME	140	/* bytes: a material's, and a number */

struct mtl_entry {
	const struct material *material;	/* or NULL: plain white */
	char		 name[MTL_NAME];
};

/* Zeroed: none. */
struct mtl {
	struct mtl_entry entry[BOUND_MATERIALS + 1];
	uint32_t	 count;
};

/* The name of a material of an image, or of NULL: that of no material. */
const char *mtl_name(struct mtl *m, const struct material *material);

/* Append a file of all that were named. */
void	 mtl_write(const struct mtl *m, struct buf *out);

#endif
