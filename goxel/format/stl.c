/*
 * stl - binary STL: triangles without colours, Z up, a voxel a unit
 *
 * For printers, which have Z up as we do.  Every edge of a face is one of its
 * neighbour's too, so the surface is closed and encloses as many units as
 * there are solid voxels.  Merged faces enclose the same, but not all of their
 * edges meet.
 *
 * An 80-byte head, a count, then 50 bytes a triangle: its normal and three
 * corners as floats, and two bytes of nothing.
 */
#include <math.h>
#include <string.h>

#include "goxel/format/faces.h"
#include "goxel/format/stl.h"

#define HEAD_BYTES	80
#define TRIANGLE_BYTES	50
#define PLACE_BYTES	(3 * sizeof(float))

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "floats are written as they are in memory");

static void
put_vertex(struct faces *f, const struct faces_vertex *v)
{
	float at[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = (float)v->at[axis];
	buf_add(&f->vertices, at, sizeof at);
}

static void
add_triangle(struct faces *f, const float normal[3], const uint32_t vertex[3])
{
	char *to = buf_room(&f->polygons, TRIANGLE_BYTES);
	int i;

	if (to == NULL || f->vertices.failed)
		return;
	memcpy(to, normal, PLACE_BYTES);
	for (i = 0; i < 3; i++)
		memcpy(to + PLACE_BYTES * (size_t)(i + 1), f->vertices.bytes +
		    PLACE_BYTES * vertex[i], PLACE_BYTES);
	memset(to + 4 * PLACE_BYTES, 0, 2);
	f->polygons.len += TRIANGLE_BYTES;
}

static void
put_quad(struct faces *f, const uint32_t vertex[4], uint8_t side)
{
	float normal[3];

	faces_normal(f, side, normal);
	add_triangle(f, normal, vertex);
	add_triangle(f, normal,
	    (uint32_t [3]){ vertex[0], vertex[2], vertex[3] });
}

static void
corner_of(const struct faces *f, uint32_t vertex, float at[3])
{
	memcpy(at, f->vertices.bytes + PLACE_BYTES * vertex, PLACE_BYTES);
}

/* The normal is the triangle's own, smooth or not. */
static void
put_triangle(struct faces *f, const uint32_t vertex[3])
{
	float at[3][3], flat[3];
	double normal[3], length = 0;
	int i, axis;

	if (f->vertices.failed)
		return;
	for (i = 0; i < 3; i++)
		corner_of(f, vertex[i], at[i]);
	for (axis = 0; axis < 3; axis++) {
		int b = (axis + 1) % 3, c = (axis + 2) % 3;

		normal[axis] =
		    (double)(at[1][b] - at[0][b]) * (at[2][c] - at[0][c]) -
		    (double)(at[1][c] - at[0][c]) * (at[2][b] - at[0][b]);
		length += normal[axis] * normal[axis];
	}
	length = length > 0 ? sqrt(length) : 1;
	for (axis = 0; axis < 3; axis++)
		flat[axis] = (float)(normal[axis] / length);
	add_triangle(f, flat, vertex);
}

static void
put_head(const struct faces *f, struct buf *out)
{
	char head[HEAD_BYTES] = "voxel model, Z up, a voxel a unit";

	if (f->transform.y_up)
		head[13] = 'Y';
	if (f->transform.scale < 1 || f->transform.scale > 1)
		memset(head + 17, 0, HEAD_BYTES - 17);
	buf_add(out, head, sizeof head);
	buf_add_u32(out, 2 * f->quad_count + f->triangle_count);
}

enum err
stl_write(const struct image *image, const struct mesh_options *options,
    struct buf *out)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .put_triangle = put_triangle, .z_up = true };
	enum err err = faces_collect(&f, image, options, out->limit);

	if (err == OK) {
		put_head(&f, out);
		buf_add(out, f.polygons.bytes, f.polygons.len);
	}
	faces_fini(&f);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
