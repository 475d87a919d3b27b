/*
 * gltf - glTF 2.0: one mesh with vertex colours, Y up
 *
 * As text with its buffer in base64 (.gltf), or the same in a container (.glb:
 * "glTF", 2, length; then chunks of a length, a type and bytes to a multiple
 * of 4: "JSON" and "BIN").
 *
 * The buffer holds the vertices, 20 bytes each: x, y, z as floats and the
 * colour as RGBA, 16 bits a channel, linear as the standard wants it; then
 * three indices of 32 bits for each triangle.  There are no normals, with
 * which no vertex could be shared: a reader must then take those of the faces.
 */
#ifndef GOXEL_FORMAT_GLTF_H
#define GOXEL_FORMAT_GLTF_H

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err gltf_write(const struct image *image,
	    const struct mesh_options *options, struct buf *out);
enum err gltf_write_binary(const struct image *image,
	    const struct mesh_options *options, struct buf *out);

#endif
