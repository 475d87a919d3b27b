/*
 * writer - many voxels into a volume, in the order they come
 *
 * What single writes with volume_set give, faster: a run of voxels in one tile
 * looks for the tile once, and whether it is the volume's alone.  Where the
 * order is by chance, nothing is lost.
 */
#ifndef GOXEL_WRITER_H
#define GOXEL_WRITER_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

/* One after the other; stops at the first error, as volume_set's. */
enum err writer_list(struct volume *v, const struct voxel *list,
	    uint32_t count);

/* A row of colours from `pos` on, along x; likewise. */
enum err writer_row(struct volume *v, const struct pos *pos,
	    const struct rgba *colors, uint32_t count);

#endif
