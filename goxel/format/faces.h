/*
 * faces - the surface of an image as vertices and polygons of numbers
 *
 * For formats that list vertices and then polygons by vertex number.  What is
 * visible is meshed as the options say, and moved, scaled and turned.  Corners
 * of the same place and colour that come close after each other become one
 * vertex.
 */
#ifndef GOXEL_FORMAT_FACES_H
#define GOXEL_FORMAT_FACES_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/format/transform.h"
#include "goxel/image.h"
#include "goxel/vec.h"

struct faces_corner;

/* In the file's axes and units. */
struct faces_vertex {
	double		 at[3];
	float		 normal[3];	/* of its side, or of the surface */
	struct rgba	 color;		/* opaque */
};

struct faces {
	/* How the format writes a vertex, and what the meshers make of them:
	 * simple and greedy quads, marching and smooth triangles. */
	void		(*put_vertex)(struct faces *f,
			    const struct faces_vertex *v);
	void		(*put_quad)(struct faces *f, const uint32_t vertex[4],
			    uint8_t side);
	void		(*put_triangle)(struct faces *f,
			    const uint32_t vertex[3]);
	bool		 normals;	/* sides share no vertex */
	bool		 z_up;		/* unless asked otherwise */
	enum mesher	 mesher;	/* out: never MESHER_DEFAULT */
	struct progress	 progress;	/* of faces_add */
	struct transform transform;	/* out */
	struct buf	 vertices;	/* what put_vertex wrote */
	struct buf	 polygons;	/* what the others wrote */
	uint32_t	 vertex_count;
	uint32_t	 quad_count, triangle_count;
	struct faces_corner *recent;	/* private */
};

/* Begin; each buffer may grow to `limit`.  The box is tight around the whole
 * model (struct solids).  End with faces_fini in any case. */
void	 faces_init(struct faces *f, const struct mesh_options *options,
	    const struct box *box, size_t limit);
void	 faces_fini(struct faces *f);

/* Collect the surface of a volume; vertices are numbered from 0 on, or from
 * what is there already.  ERR_TOO_BIG. */
enum err faces_add(struct faces *f, const struct volume *v);

/* Both, for all that is visible in an image. */
enum err faces_collect(struct faces *f, const struct image *image,
	    const struct mesh_options *options, size_t limit);

/* The normal of a side of struct quad, in the file's axes. */
void	 faces_normal(const struct faces *f, uint8_t side, float normal[3]);

#endif
