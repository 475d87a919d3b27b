/*
 * gltf_json - the text of a glTF file: nodes, materials, and what is where
 *
 * One node with Y (or Z) up, and under it a node with a mesh for each layer
 * that is seen; a material for each that they use, and one for layers without.
 */
#ifndef GOXEL_FORMAT_GLTF_JSON_H
#define GOXEL_FORMAT_GLTF_JSON_H

#include "buf.h"
#include "goxel/format/gltf_mesh.h"

/* All but the end: of a model that is not empty, the list of buffers and the
 * bracket behind it are the caller's to add. */
void	 gltf_json_write(const struct gltf_model *m, struct buf *out);

#endif
