/*
 * merged - formats of faces, with what lies side by side as one face
 *
 * The same surface as each writes by itself, in fewer faces (mesh_merged).
 */
#ifndef GOXEL_FORMAT_MERGED_H
#define GOXEL_FORMAT_MERGED_H

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

#define MERGED_NAMES	"obj, ply, stl, gltf and glb"

/* As the writer of struct format. */
typedef enum err merged_writer(const struct image *image, struct buf *out);

/* Of a format's name, in either case; NULL: it has no faces to merge. */
merged_writer	*merged_named(const char *name);

#endif
