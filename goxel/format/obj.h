/*
 * obj - Wavefront OBJ: polygons with a colour at every vertex
 */
#ifndef GOXEL_FORMAT_OBJ_H
#define GOXEL_FORMAT_OBJ_H

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err obj_write(const struct image *image,
	    const struct mesh_options *options, struct buf *out);

#endif
