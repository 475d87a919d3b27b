/*
 * gltf_mesh - the buffer of a glTF file, and what of it belongs to each layer
 *
 *	vertices of all layers, then three indices of 32 bits a triangle, then
 *	the picture of colours, if there is one; each at a multiple of 4 bytes
 *
 * A vertex is its place as three floats; its normal as three, unless light is
 * to be flat on triangles that share vertices; and 8 bytes of colour: RGBA of
 * 16 bits, linear as the standard wants it, or the place in the picture as two
 * floats.
 */
#ifndef GOXEL_FORMAT_GLTF_MESH_H
#define GOXEL_FORMAT_GLTF_MESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/faces.h"
#include "goxel/format/mesh_options.h"
#include "goxel/format/parts.h"
#include "goxel/format/texture.h"
#include "goxel/image.h"

struct gltf_model;

/* What is seen of one layer; never nothing. */
struct gltf_mesh {
	struct faces	 faces;		/* first; while it is collected */
	struct gltf_model *model;
	const struct part *part;
	struct buf	 vertex_bytes, index_bytes;	/* until all are */
	float		 lo[3], hi[3];
	size_t		 vertices, indices;	/* where in the buffer, bytes */
	uint32_t	 index_count;
};

struct gltf_model {
	const struct image *image;
	struct parts	 parts;
	struct gltf_mesh *mesh;		/* owned */
	uint32_t	 count;
	bool		 normals, textured;
	uint16_t	 linear[256];	/* of sRGB */
	struct texture	 texture;
	struct buf	 bytes;		/* the buffer */
	size_t		 indices;	/* where all of them begin */
	size_t		 picture;	/* where it begins: the indices' end */
	size_t		 picture_size;	/* bytes of it, without padding */
};

/* ERR_TOO_BIG: the buffer would be larger than `limit`.  End with
 * gltf_mesh_discard in any case. */
enum err gltf_mesh_collect(struct gltf_model *m, const struct image *image,
	    const struct mesh_options *options, size_t limit);
void	 gltf_mesh_discard(struct gltf_model *m);

/* Bytes of a vertex. */
size_t	 gltf_mesh_stride(const struct gltf_model *m);

#endif
