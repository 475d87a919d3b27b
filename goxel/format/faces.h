/*
 * faces - the visible faces of an image as vertices and quads of numbers
 *
 * For formats that list vertices and then faces by vertex number.  Corners of
 * the same place and colour that come close after each other become one
 * vertex.  Y is up, as Goxel exports: (x, y, z) is given as (x, z, -y).
 */
#ifndef GOXEL_FORMAT_FACES_H
#define GOXEL_FORMAT_FACES_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"

struct faces_corner;

struct faces {
	/* How the format writes one vertex and one face. */
	void		(*put_vertex)(struct buf *b, const struct pos *pos,
			    struct rgba color);
	void		(*put_quad)(struct buf *b, const uint32_t vertex[4],
			    uint8_t side);
	bool		 merged;	/* mesh_merged; else a voxel a face */
	struct buf	 vertices;	/* what put_vertex wrote */
	struct buf	 quads;		/* what put_quad wrote */
	uint32_t	 vertex_count;
	uint32_t	 quad_count;
	struct faces_corner *recent;	/* private */
};

/* The normal of a side of struct quad, Y up. */
extern const struct pos faces_normal[6];

/* Collect what is visible; each buffer may grow to `limit`.  ERR_TOO_BIG.
 * Vertices are numbered from 0.  End with faces_fini in any case. */
enum err faces_collect(struct faces *f, const struct image *image,
    size_t limit);
void	 faces_fini(struct faces *f);

#endif
