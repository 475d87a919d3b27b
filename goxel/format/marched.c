/*
 * marched - the surface by marching cubes, in the formats that can hold it
 *
 * Coordinates are 256ths of a voxel and written as decimals in full, so that
 * the surface stays closed.  Obj and ply have Y up, stl Z.
 */
#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "goxel/format/marched.h"
#include "goxel/march.h"
#include "mem.h"

#define STL_HEAD	80

struct corners { uint32_t at[3]; };

/* All of it, for formats that want numbers before, or no vertices. */
struct surface_mesh {
	struct march_vertex *vertex;
	uint32_t	 vertices, vertex_room;
	struct corners	*triangle;
	uint32_t	 triangles, triangle_room;
	size_t		 limit;		/* bytes of a file of it, at most */
};

static void
take_vertex(void *arg, const struct march_vertex *v)
{
	struct surface_mesh *mesh = arg;

	if (mesh->vertices == mesh->vertex_room) {
		mesh->vertex_room = mesh->vertex_room * 2 + 1024;
		mesh->vertex = xrealloc(mesh->vertex,
		    mesh->vertex_room * sizeof *mesh->vertex);
	}
	mesh->vertex[mesh->vertices++] = *v;
}

/* No format needs less than 8 bytes for a triangle. */
static enum err
take_triangle(void *arg, const uint32_t corner[3])
{
	struct surface_mesh *mesh = arg;
	int i;

	if (mesh->triangles >= mesh->limit / 8)
		return ERR_TOO_BIG;
	if (mesh->triangles == mesh->triangle_room) {
		mesh->triangle_room = mesh->triangle_room * 2 + 1024;
		mesh->triangle = xrealloc(mesh->triangle,
		    mesh->triangle_room * sizeof *mesh->triangle);
	}
	for (i = 0; i < 3; i++)
		mesh->triangle[mesh->triangles].at[i] = corner[i];
	mesh->triangles++;
	return OK;
}

static enum err
collect(const struct image *image, size_t limit, struct surface_mesh *mesh)
{
	struct march march = { take_vertex, take_triangle, mesh };
	struct volume flat = { 0 };
	enum err err;

	*mesh = (struct surface_mesh){ .limit = limit };
	err = image_flatten(image, &flat);
	if (err == OK)
		err = march_surface(&flat, &march);
	volume_fini(&flat);
	return err;
}

static void
discard(struct surface_mesh *mesh)
{
	free(mesh->vertex);
	free(mesh->triangle);
}

static double
voxels(int32_t at)
{
	return (double)at / MARCH_UNIT;
}

static void
put_obj_vertex(struct buf *out, const struct march_vertex *v, bool smooth)
{
	buf_add_format(out, "v %.8g %.8g %.8g %.6f %.6f %.6f\n",
	    voxels(v->at[0]), voxels(v->at[2]), voxels(-v->at[1]),
	    v->color.c[0] / 255.0, v->color.c[1] / 255.0,
	    v->color.c[2] / 255.0);
	if (smooth)
		buf_add_format(out, "vn %.4f %.4f %.4f\n",
		    (double)v->normal[0], (double)v->normal[2],
		    0 - (double)v->normal[1]);
}

static void
put_obj_triangle(struct buf *out, const struct corners *t, bool smooth)
{
	uint32_t a = t->at[0] + 1, b = t->at[1] + 1, c = t->at[2] + 1;

	if (smooth)
		buf_add_format(out, "f %u//%u %u//%u %u//%u\n", a, a, b, b,
		    c, c);
	else
		buf_add_format(out, "f %u %u %u\n", a, b, c);
}

static enum err
write_obj(const struct image *image, bool smooth, struct buf *out)
{
	struct surface_mesh mesh = { 0 };
	enum err err = collect(image, out->limit, &mesh);
	uint32_t i;

	buf_add_format(out, "# voxel model, Y up\ns %s\n",
	    smooth ? "1" : "off");
	for (i = 0; err == OK && !out->failed && i < mesh.vertices; i++)
		put_obj_vertex(out, &mesh.vertex[i], smooth);
	for (i = 0; err == OK && !out->failed && i < mesh.triangles; i++)
		put_obj_triangle(out, &mesh.triangle[i], smooth);
	discard(&mesh);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

static void
put_ply_head(struct buf *out, const struct surface_mesh *mesh, bool smooth)
{
	buf_add_format(out, "ply\nformat ascii 1.0\n"
	    "comment voxel model, Y up\nelement vertex %u\n"
	    "property float x\nproperty float y\nproperty float z\n"
	    "%sproperty uchar red\nproperty uchar green\n"
	    "property uchar blue\nelement face %u\n"
	    "property list uchar int vertex_indices\nend_header\n",
	    mesh->vertices, smooth ? "property float nx\n"
	    "property float ny\nproperty float nz\n" : "", mesh->triangles);
}

static void
put_ply_vertex(struct buf *out, const struct march_vertex *v, bool smooth)
{
	buf_add_format(out, "%.8g %.8g %.8g ", voxels(v->at[0]),
	    voxels(v->at[2]), voxels(-v->at[1]));
	if (smooth)
		buf_add_format(out, "%.4f %.4f %.4f ", (double)v->normal[0],
		    (double)v->normal[2], 0 - (double)v->normal[1]);
	buf_add_format(out, "%d %d %d\n", v->color.c[0], v->color.c[1],
	    v->color.c[2]);
}

static enum err
write_ply(const struct image *image, bool smooth, struct buf *out)
{
	struct surface_mesh mesh = { 0 };
	enum err err = collect(image, out->limit, &mesh);
	uint32_t i;

	put_ply_head(out, &mesh, smooth);
	for (i = 0; err == OK && !out->failed && i < mesh.vertices; i++)
		put_ply_vertex(out, &mesh.vertex[i], smooth);
	for (i = 0; err == OK && !out->failed && i < mesh.triangles; i++)
		buf_add_format(out, "3 %u %u %u\n", mesh.triangle[i].at[0],
		    mesh.triangle[i].at[1], mesh.triangle[i].at[2]);
	discard(&mesh);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

/* Stl's normal is the triangle's own, smooth or not. */
static void
put_stl_triangle(struct buf *out, const struct surface_mesh *mesh,
    const struct corners *t)
{
	double side[2][3], normal[3], length = 0;
	const int32_t *first = mesh->vertex[t->at[0]].at;
	int i, axis;

	for (i = 0; i < 2; i++)
		for (axis = 0; axis < 3; axis++)
			side[i][axis] = mesh->vertex[t->at[i + 1]].at[axis] -
			    first[axis];
	for (axis = 0; axis < 3; axis++) {
		int b = (axis + 1) % 3, c = (axis + 2) % 3;

		normal[axis] = side[0][b] * side[1][c] -
		    side[0][c] * side[1][b];
		length += normal[axis] * normal[axis];
	}
	length = length > 0 ? sqrt(length) : 1;
	for (axis = 0; axis < 3; axis++)
		buf_add_f32(out, (float)(normal[axis] / length));
	for (i = 0; i < 9; i++)
		buf_add_f32(out, (float)voxels(
		    mesh->vertex[t->at[i / 3]].at[i % 3]));
	buf_add_u16(out, 0);
}

static enum err
write_stl(const struct image *image, bool smooth, struct buf *out)
{
	static const char head[STL_HEAD] = "voxel model, Z up, a voxel a unit";
	struct surface_mesh mesh = { 0 };
	enum err err = collect(image, out->limit, &mesh);
	uint32_t i;

	(void)smooth;
	buf_add(out, head, sizeof head);
	buf_add_u32(out, mesh.triangles);
	for (i = 0; err == OK && !out->failed && i < mesh.triangles; i++)
		put_stl_triangle(out, &mesh, &mesh.triangle[i]);
	discard(&mesh);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

marched_writer *
marched_named(const char *name)
{
	static const struct {
		const char	*name;
		marched_writer	*write;
	} writers[] = {
		{ "obj", write_obj }, { "ply", write_ply },
		{ "stl", write_stl },
	};
	size_t i;

	for (i = 0; i < sizeof writers / sizeof writers[0]; i++)
		if (strcasecmp(writers[i].name, name) == 0)
			return writers[i].write;
	return NULL;
}
