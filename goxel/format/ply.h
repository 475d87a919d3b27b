/*
 * ply - Stanford PLY in ASCII: coloured vertices and polygons
 */
#ifndef GOXEL_FORMAT_PLY_H
#define GOXEL_FORMAT_PLY_H

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err ply_write(const struct image *image,
	    const struct mesh_options *options, struct buf *out);

#endif
