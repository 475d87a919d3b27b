/*
 * shape - spheres, cubes and cylinders drawn into a volume
 *
 * The arithmetic is Goxel's volume_op: coverage from the distance to the
 * surface, optionally softened, times the colour's alpha, combined by mode.
 */
#ifndef GOXEL_SHAPE_H
#define GOXEL_SHAPE_H

#include "err.h"
#include "goxel/mode.h"
#include "goxel/volume.h"

enum shape { SHAPE_CUBE, SHAPE_SPHERE, SHAPE_CYLINDER, SHAPE_COUNT };

/* "cube", "sphere", "cylinder": the names in .gox files. */
extern const char *const shape_names[SHAPE_COUNT];

struct shape_stroke {
	enum shape	 shape;
	enum mode	 mode;		/* not MODE_REPLACE */
	struct box	 box;		/* the shape fills it */
	struct rgba	 color;
	float		 smoothness;	/* voxels; 0 is hard */
	int		 turned;	/* cylinder along 0: z, 1: x, 2: y */
};

/*
 * Draw it.  A hard cube Over with alpha 255 is a volume_fill.  ERR_BOUNDS;
 * ERR_TOO_BIG when over BOUND_EDIT_TILES tiles would have to be visited one by
 * one; then nothing was changed.
 */
enum err shape_draw(struct volume *v, const struct shape_stroke *stroke);

/* The voxels that a stroke covers with alpha above 0: what it would create in
 * an empty volume. */
uint64_t shape_voxels(const struct shape_stroke *stroke);

#endif
