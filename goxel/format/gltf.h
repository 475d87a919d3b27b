/*
 * gltf - glTF 2.0: a mesh a layer, with its material
 *
 * As text with its buffer in base64 (.gltf), or the same in a container (.glb:
 * "glTF", 2, length; then chunks of a length, a type and bytes to a multiple
 * of 4: "JSON" and "BIN").
 *
 * Every layer that adds voxels is a node with a closed mesh (parts.h), and has
 * its material: base colour, metallic, roughness, emission, and blending where
 * that is transparent.  Colours are at the vertices, or with the option in a
 * picture of all colours; gltf_mesh.h says how the buffer is laid out.
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
