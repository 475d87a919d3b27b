/*
 * layer - one volume of an image and how it is combined
 *
 * A layer is one of: plain voxels; a clone that shows another layer moved by
 * `mat`; a shape regenerated from `shape`, `color` and `mat`; a 2D image whose
 * path is kept but never opened here.
 *
 * Layers are counted references, shared between an image and its undo
 * history; only a layer with one reference may be changed.
 */
#ifndef GOXEL_LAYER_H
#define GOXEL_LAYER_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "goxel/mode.h"
#include "goxel/shape.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* What a file held that we do not interpret, kept to be written back. */
struct extra {
	struct extra	*next;
	char		*key;		/* of a dictionary, or a chunk's type */
	uint32_t	 len;
	uint8_t		*bytes;
};

struct layer {
	uint32_t	 refs;
	uint32_t	 id;		/* >= 1, unique in the image */
	char		 name[BOUND_NAME + 1];
	bool		 visible;
	enum mode	 mode;
	struct volume	 volume;
	struct matrix	 mat;
	uint32_t	 base_id;	/* the layer this one clones, or 0 */
	int32_t		 shape;		/* enum shape, or -1: no shape layer */
	struct rgba	 color;		/* of a shape layer */
	int32_t		 material;	/* index, or -1 */
	bool		 boxed;		/* box is set */
	struct matrix	 box;		/* crop box */
	char		*image_path;	/* of a 2D-image layer; owned */
	struct extra	*extra;		/* unknown keys; owned */
};

/* A plain empty visible layer, id 0, refs 1. */
struct layer	*layer_new(const char *name);
/* A copy with refs 1 that shares the voxels. */
struct layer	*layer_copy(struct layer *layer);
struct layer	*layer_take(struct layer *layer);
void		 layer_drop(struct layer *layer);

/* Neither clone nor shape: its voxels are its own. */
bool		 layer_plain(const struct layer *layer);
/* Let a clone or shape keep what it shows and follow nothing from now on. */
void		 layer_make_plain(struct layer *layer);

/* A list in order of file; each part is copied. */
void		 extra_add(struct extra **list, const char *key,
		    const void *bytes, uint32_t len);
struct extra	*extra_copy(const struct extra *list);
void		 extra_free(struct extra *list);

#endif
