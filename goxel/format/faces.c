/*
 * faces - the surface of an image as vertices and polygons of numbers
 *
 * Corners are remembered in a table of fixed size in which the newer pushes
 * the older out.  Faces come tile by tile, so nearly all that could be shared
 * is, in constant memory, and the same way every time.
 */
#include <stdlib.h>

#include "goxel/format/faces.h"
#include "goxel/format/solids.h"
#include "goxel/greedy.h"
#include "goxel/march.h"
#include "goxel/mesh.h"
#include "mem.h"

#define RECENT	(1u << 15)	/* corners; a tile has 17^3 */
#define NO_SIDE	6		/* all sides share a corner */

struct faces_corner {
	struct pos	 pos;
	struct rgba	 color;
	uint32_t	 number;	/* of its vertex, from 1; 0: free */
	uint32_t	 side;
};

void
faces_normal(const struct faces *f, uint8_t side, float normal[3])
{
	double from[3] = { 0 }, to[3];
	int axis;

	from[side / 2] = side & 1 ? 1 : -1;
	transform_turn(&f->transform, from, to);
	for (axis = 0; axis < 3; axis++)
		normal[axis] = (float)to[axis];
}

static struct faces_corner *
recent_place(const struct faces *f, const struct faces_corner *c)
{
	uint64_t hash = (uint64_t)c->side << 32 | rgba_word(c->color);
	int axis;

	for (axis = 0; axis < 3; axis++)
		hash = (hash ^ (uint32_t)c->pos.at[axis]) *
		    0x9e3779b97f4a7c15u;
	return &f->recent[hash >> 32 & (RECENT - 1)];
}

static bool
same_corner(const struct faces_corner *a, const struct faces_corner *b)
{
	return memcmp(&a->pos, &b->pos, sizeof a->pos) == 0 &&
	    rgba_same(a->color, b->color) && a->side == b->side;
}

static void
put_corner(struct faces *f, const struct faces_corner *c, uint8_t side)
{
	struct faces_vertex v = { .color = c->color };
	double at[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = c->pos.at[axis];
	transform_place(&f->transform, at, v.at);
	if (f->normals)
		faces_normal(f, side, v.normal);
	f->put_vertex(f, &v);
}

static uint32_t
number_corner(struct faces *f, const struct quad *quad, int corner)
{
	struct faces_corner c = { .pos = quad->corner[corner],
	    .color = quad->color, .side = f->normals ? quad->side : NO_SIDE };
	struct faces_corner *known;

	c.color.c[ALPHA] = 255;
	known = recent_place(f, &c);
	if (known->number == 0 || !same_corner(known, &c)) {
		put_corner(f, &c, quad->side);
		*known = c;
		known->number = ++f->vertex_count;
	}
	return known->number - 1;
}

static enum err
full(const struct faces *f)
{
	return f->vertices.failed || f->polygons.failed ||
	    f->vertex_count > UINT32_MAX - 8 ? ERR_TOO_BIG : OK;
}

static enum err
add_quad(void *arg, const struct quad *quad)
{
	struct faces *f = arg;
	uint32_t vertex[4];
	int i;

	for (i = 0; i < 4; i++)
		vertex[i] = number_corner(f, quad, i);
	f->put_quad(f, vertex, quad->side);
	f->quad_count++;
	return full(f);
}

/* A surface by marching cubes, whose vertices begin at a number. */
struct marched {
	struct faces	*faces;
	uint32_t	 first;
};

static void
add_vertex(void *arg, const struct march_vertex *from)
{
	struct marched *m = arg;
	struct faces_vertex v = { .color = from->color };
	double at[3], normal[3], turned[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at[axis] = (double)from->at[axis] / MARCH_UNIT;
		normal[axis] = (double)from->normal[axis];
	}
	transform_place(&m->faces->transform, at, v.at);
	transform_turn(&m->faces->transform, normal, turned);
	for (axis = 0; axis < 3; axis++)
		v.normal[axis] = (float)turned[axis];
	m->faces->put_vertex(m->faces, &v);
	m->faces->vertex_count++;
}

static enum err
add_triangle(void *arg, const uint32_t corner[3])
{
	struct marched *m = arg;
	uint32_t vertex[3];
	int i;

	for (i = 0; i < 3; i++)
		vertex[i] = m->first + corner[i];
	m->faces->put_triangle(m->faces, vertex);
	m->faces->triangle_count++;
	return full(m->faces);
}

void
faces_init(struct faces *f, const struct mesh_options *options,
    const struct box *box, size_t limit)
{
	buf_init(&f->vertices, limit);
	buf_init(&f->polygons, limit);
	f->vertex_count = f->quad_count = f->triangle_count = 0;
	f->mesher = options->mesher == MESHER_DEFAULT ? MESHER_SIMPLE :
	    options->mesher;
	transform_init(&f->transform, options,
	    f->z_up ? MESH_UP_Z : MESH_UP_Y, box);
	f->progress = progress_share(options->progress, 0, 1, 1);
	f->recent = xcalloc(RECENT, sizeof *f->recent);
}

enum err
faces_add(struct faces *f, const struct volume *v)
{
	struct marched marched = { f, f->vertex_count };
	struct march march = { add_vertex, add_triangle, &marched,
	    &f->progress };

	switch (f->mesher) {
	case MESHER_MARCHING:
	case MESHER_SMOOTH:
		return march_surface(v, &march);
	case MESHER_GREEDY:
		return greedy_faces(v, add_quad, f, &f->progress);
	default:
		return mesh_faces(v, add_quad, f, &f->progress);
	}
}

enum err
faces_collect(struct faces *f, const struct image *image,
    const struct mesh_options *options, size_t limit)
{
	struct solids s;
	enum err err = solids_init(&s, image);

	faces_init(f, options, &s.box, limit);
	if (err == OK)
		err = faces_add(f, &s.volume);
	solids_fini(&s);
	return err;
}

void
faces_fini(struct faces *f)
{
	buf_fini(&f->vertices);
	buf_fini(&f->polygons);
	free(f->recent);
	f->recent = NULL;
}
