/*
 * faces - the visible faces of an image as vertices and quads of numbers
 *
 * Corners are remembered in a table of fixed size in which the newer pushes
 * the older out.  Faces come tile by tile, so nearly all that could be shared
 * is, in constant memory, and the same way every time.
 */
#include <stdlib.h>

#include "goxel/format/faces.h"
#include "goxel/mesh.h"
#include "mem.h"

#define RECENT	(1u << 15)	/* corners; a tile has 17^3 */

struct faces_corner {
	struct pos	 pos;
	struct rgba	 color;
	uint32_t	 number;	/* of its vertex, from 1; 0: free */
};

const struct pos faces_normal[6] = {
	{ { -1, 0, 0 } }, { { 1, 0, 0 } }, { { 0, 0, 1 } },
	{ { 0, 0, -1 } }, { { 0, -1, 0 } }, { { 0, 1, 0 } },
};

static struct pos
y_up(const struct pos *pos)
{
	return (struct pos){ { pos->at[0], pos->at[2], -pos->at[1] } };
}

static struct faces_corner *
recent_place(const struct faces *f, const struct pos *pos, struct rgba color)
{
	uint64_t hash = rgba_word(color);
	int axis;

	for (axis = 0; axis < 3; axis++)
		hash = (hash ^ (uint32_t)pos->at[axis]) * 0x9e3779b97f4a7c15u;
	return &f->recent[hash >> 32 & (RECENT - 1)];
}

static uint32_t
number_corner(struct faces *f, const struct pos *corner, struct rgba color)
{
	struct pos pos = y_up(corner);
	struct faces_corner *c = recent_place(f, &pos, color);

	if (c->number == 0 || !rgba_same(c->color, color) ||
	    memcmp(&c->pos, &pos, sizeof pos) != 0) {
		f->put_vertex(&f->vertices, &pos, color);
		*c = (struct faces_corner){ pos, color, ++f->vertex_count };
	}
	return c->number - 1;
}

static enum err
add_quad(void *arg, const struct quad *quad)
{
	struct faces *f = arg;
	struct rgba color = quad->color;
	uint32_t vertex[4];
	int i;

	color.c[ALPHA] = 255;
	for (i = 0; i < 4; i++)
		vertex[i] = number_corner(f, &quad->corner[i], color);
	f->put_quad(&f->quads, vertex, quad->side);
	f->quad_count++;
	return f->vertices.failed || f->quads.failed ||
	    f->vertex_count > UINT32_MAX - 8 ? ERR_TOO_BIG : OK;
}

enum err
faces_collect(struct faces *f, const struct image *image, size_t limit)
{
	struct volume flat = { 0 };
	enum err err;

	buf_init(&f->vertices, limit);
	buf_init(&f->quads, limit);
	f->vertex_count = f->quad_count = 0;
	f->recent = xcalloc(RECENT, sizeof *f->recent);
	err = image_flatten(image, &flat);
	if (err == OK)
		err = (f->merged ? mesh_merged : mesh_faces)(&flat, add_quad,
		    f);
	volume_fini(&flat);
	return err;
}

void
faces_fini(struct faces *f)
{
	buf_fini(&f->vertices);
	buf_fini(&f->quads);
	free(f->recent);
	f->recent = NULL;
}
