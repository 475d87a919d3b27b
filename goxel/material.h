/*
 * material - which material the voxels of a flattened image are made of
 *
 * A voxel belongs to the highest visible layer that has a voxel there and
 * whose mode makes voxels (not to one that only cuts or paints what lies
 * below).  Borrows the image, which must not change meanwhile.
 */
#ifndef GOXEL_MATERIAL_H
#define GOXEL_MATERIAL_H

#include <stdint.h>

#include "goxel/image.h"
#include "goxel/vec.h"

struct material_layer {
	const struct volume *volume;
	struct box	 box;		/* around its tiles */
	uint32_t	 material;	/* index */
};

struct material_map {
	const struct image *image;
	struct material_layer *layer;	/* highest first; owned */
	uint32_t	 total;		/* of layers that make voxels */
	uint32_t	 count;		/* of them to be asked */
	uint32_t	 rest;		/* the material of all other voxels */
	uint32_t	 kinds;		/* indices are below */
};

void	 material_map_init(struct material_map *m, const struct image *image);
void	 material_map_fini(struct material_map *m);

/* The index of a voxel's material, for material_of. */
uint32_t material_at(const struct material_map *m, const struct pos *voxel);

/* The layer it belongs to, or NULL. */
const struct material_layer *material_layer_at(const struct material_map *m,
	    const struct pos *voxel);

/* The contents of one; the last index is that of layers that have none. */
struct material material_of(const struct material_map *m, uint32_t index);

#endif
