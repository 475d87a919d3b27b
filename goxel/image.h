/*
 * image - the content of a project: layers, materials, cameras, light
 *
 * What a .gox file holds and what undo restores.  Copying an image shares all
 * voxels.  Layers are ordered bottom first; ids are unique and at least 1.
 * There is always an active layer while there is any.
 *
 * What a file held and we do not know (chunks, dictionary keys) stays with
 * the image and is written back.
 */
#ifndef GOXEL_IMAGE_H
#define GOXEL_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"
#include "goxel/layer.h"
#include "goxel/vec.h"

struct material {
	char		 name[128];
	float		 color[4];	/* linear RGBA */
	float		 metallic, roughness;
	float		 emission[3];
	struct extra	*extra;
};

struct camera {
	char		 name[128];
	float		 distance;	/* voxels */
	bool		 ortho;
	struct matrix	 mat;		/* camera to world; looks along -z */
	struct extra	*extra;
};

struct light {
	float		 pitch, yaw;	/* radians */
	float		 intensity;
	bool		 fixed;		/* follows the camera */
	float		 ambient, shadow;
	struct extra	*extra;
};

/* Volumes beside the layers: what is selected (mask.h) and what was copied. */
enum aside { ASIDE_MASK, ASIDE_CLIP, ASIDE_COUNT };

struct image {
	char		 name[BOUND_NAME + 1];
	bool		 boxed;		/* box is set */
	struct box	 box;		/* of the model; informational */
	struct layer	**layers;	/* bottom first; each a reference */
	uint32_t	 layer_count;
	uint32_t	 active;	/* layer id; 0: there is no layer */
	uint32_t	 hint;		/* private: where a layer was found */
	/* Each a reference, or NULL: nothing.  No file format has them. */
	struct layer	*aside[ASIDE_COUNT];
	struct material	*materials;
	uint32_t	 material_count;
	struct camera	*cameras;
	uint32_t	 camera_count;
	int32_t		 camera_active;	/* index, -1: none */
	struct light	 light;
	struct extra	*extra;		/* keys of the image's own dictionary */
	struct extra	*chunks;	/* unknown chunks: type and data */
};

/* An image with one empty layer, one material, one camera, Goxel's light. */
struct image	*image_new(const char *name);
/* One with nothing in it but Goxel's light: for readers to fill. */
struct image	*image_bare(const char *name);
/* A copy that shares all voxels; O(layers). */
struct image	*image_copy(const struct image *image);
void		 image_free(struct image *image);

/* By id; 0 means the active one.  NULL when there is none.  Read only. */
const struct layer *image_layer(const struct image *image, uint32_t id);
/* By name; the topmost of that name, or NULL. */
const struct layer *image_layer_named(const struct image *image,
		    const char *name);
/* The same layer, ours alone, to be changed: copied first if it is shared. */
struct layer	*image_layer_write(struct image *image, uint32_t id);

/*
 * What follows may fail half-way through clones (ERR_TOO_BIG): change a copy,
 * or be ready to throw the image away.
 */

/*
 * A new empty layer on top, active; the name is made unique as "Name.2", an
 * empty name becomes "Layer.1" and so on.  `layer` may be NULL.  ERR_TOO_BIG
 * past BOUND_LAYERS; then nothing has changed.
 */
enum err	 image_layer_add(struct image *image, const char *name,
		    struct layer **layer);
/* ERR_NO_LAYER.  The layer below (or above) becomes active.  Deleting the last
 * layer leaves one new empty layer.  Clones of it are made their own. */
enum err	 image_layer_delete(struct image *image, uint32_t id);
/* Combine source into target by the mode of the upper of the two, and delete
 * source.  The target keeps its place and name, takes the mode of the lower
 * and is plain.  ERR_NO_LAYER; ERR_PARAMS: they are the same; ERR_TOO_BIG. */
enum err	 image_layer_merge(struct image *image, uint32_t source,
		    uint32_t target);
/* What is aside becomes this volume, which is taken over. */
void		 image_set_aside(struct image *image, enum aside what,
		    struct volume *volume);
/* Put a layer (its reference, the only one, is taken over) on top: for
 * readers.  An id that is 0 or taken is replaced.  ERR_TOO_BIG past
 * BOUND_LAYERS; then it was dropped. */
enum err	 image_layer_append(struct image *image, struct layer **layer);

/*
 * All visible layers, combined by their modes, bottom first, into one volume
 * (a zeroed or fini'd struct): what is seen, exported and rendered.
 * ERR_TOO_BIG.
 */
enum err	 image_flatten(const struct image *image, struct volume *flat);

/* Rebuild clone and shape layers from what they follow; cycles and missing
 * bases leave an empty layer. */
enum err	 image_refresh(struct image *image);
/* The same for the clones of one layer, and their clones, after it changed. */
enum err	 image_follow(struct image *image, uint32_t id);
/* Rebuild one clone or shape after its matrix changed, and what follows it.
 * ERR_BOUNDS, ERR_TOO_BIG. */
enum err	 image_redraw(struct image *image, uint32_t id);

/* Write one voxel and what follows it.  ERR_NO_LAYER, ERR_BOUNDS, ERR_TOO_BIG:
 * then nothing has changed. */
enum err	 image_voxel_set(struct image *image, uint32_t id,
		    const struct pos *pos, struct rgba color);

#endif
