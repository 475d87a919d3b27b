/*
 * solids - what of an image formats of voxels hold
 *
 * The visible layers as one volume, and of that the voxels that Goxel counts
 * as solid: alpha of SOLID_ALPHA and more.  Order of place, never of history.
 */
#ifndef GOXEL_FORMAT_SOLIDS_H
#define GOXEL_FORMAT_SOLIDS_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/mesh.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

struct solids {
	struct volume	 volume;
	struct box	 box;		/* tight; empty when nothing is solid */
};

/* ERR_TOO_BIG: the layers could not be combined.  End with solids_fini in any
 * case. */
enum err solids_init(struct solids *s, const struct image *image);
void	 solids_fini(struct solids *s);

/* Tight around what is solid of a volume; empty when nothing is. */
struct box solids_bounds(const struct volume *v);

static inline bool
solids_has(struct rgba color)
{
	return color.c[ALPHA] >= SOLID_ALPHA;
}

/*
 * Call `each` for the solid voxels of a box, tile by tile in the order of
 * volume_scan; stops at the first error, which it returns.
 */
enum err solids_each(const struct volume *v, const struct box *box,
	    enum err (*each)(void *arg, const struct pos *pos,
	    struct rgba color), void *arg);

/* The colours of all solid voxels with how many have them, in no promised
 * order; a colour may come several times. */
void	 solids_colors(const struct volume *v,
	    void (*each)(void *arg, struct rgba color, uint64_t count),
	    void *arg);

#endif
