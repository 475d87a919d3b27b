/*
 * stl - binary STL: triangles without colours, Z up, a voxel a unit
 *
 *	80 bytes of anything, u32 count of triangles; then for each
 *	normal, three corners (x, y, z as floats) and two bytes of zeros
 */
#ifndef GOXEL_FORMAT_STL_H
#define GOXEL_FORMAT_STL_H

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err stl_write(const struct image *image,
	    const struct mesh_options *options, struct buf *out);

#endif
