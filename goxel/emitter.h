/*
 * emitter - the faces of voxels that give light
 *
 * Listed, so that a surface can look towards one at random instead of hoping
 * to meet it.  What is too much to list is left to be met: where so many
 * faces give light, most directions do.
 */
#ifndef GOXEL_EMITTER_H
#define GOXEL_EMITTER_H

#include <stdint.h>

#include "goxel/field.h"
#include "goxel/material.h"

#define EMITTER_FACES	(1u << 16)	/* listed; more are not */
#define EMITTER_VOXELS	(1u << 23)	/* looked at to find them */

struct emitter {
	struct pos	 voxel;
	uint8_t		 side;		/* as in struct quad */
};

struct emitters {
	struct emitter	*at;		/* owned */
	uint32_t	 count;		/* 0: none, or too many */
};

/* The faces, of voxels of materials with emission, that air or something
 * translucent is before. */
void	 emitter_list(struct emitters *e, const struct field *field,
	    const struct material_map *map);
void	 emitter_free(struct emitters *e);

#endif
