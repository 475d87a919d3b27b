/*
 * obj - Wavefront OBJ: polygons with a colour at every vertex
 *
 * Alone it is one object without materials.  With a file of materials beside
 * it, it has an object for each layer that adds voxels (parts.h), with that
 * layer's material; the colours of vertices stay.
 */
#ifndef GOXEL_FORMAT_OBJ_H
#define GOXEL_FORMAT_OBJ_H

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

struct format_pair;

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err obj_write(const struct image *image,
	    const struct mesh_options *options, struct buf *out);
/* The same and the file of materials; each may be as large as its limit. */
enum err obj_write_pair(const struct image *image,
	    const struct mesh_options *options, struct format_pair *pair);

#endif
