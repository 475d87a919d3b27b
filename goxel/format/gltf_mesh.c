/*
 * gltf_mesh - the buffer of a glTF file, and what of it belongs to each layer
 *
 * Where colours come from a picture, a vertex first has the number of its
 * colour: its place is known when all colours are.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/gltf_mesh.h"
#include "goxel/srgb.h"
#include "mem.h"

#define PLACE_BYTES	12
#define NORMAL_BYTES	12
#define COLOR_BYTES	8

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "vertices are written as they are in memory");

size_t
gltf_mesh_stride(const struct gltf_model *m)
{
	return PLACE_BYTES + (m->normals ? NORMAL_BYTES : 0) + COLOR_BYTES;
}

/* In 16 bits. */
static void
make_linear(uint16_t linear[256])
{
	int i;

	for (i = 0; i < 256; i++)
		linear[i] = (uint16_t)(srgb_to_linear(i / 255.0) * 65535 +
		    0.5);
}

static void
widen(struct gltf_mesh *mesh, const float place[3])
{
	bool first = mesh->faces.vertices.len == 0;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (first || place[axis] < mesh->lo[axis])
			mesh->lo[axis] = place[axis];
		if (first || place[axis] > mesh->hi[axis])
			mesh->hi[axis] = place[axis];
	}
}

/* The standard wants normals of length 1 and none that is nothing. */
static void
unit_normal(const float from[3], float to[3])
{
	double length = sqrt((double)from[0] * (double)from[0] +
	    (double)from[1] * (double)from[1] +
	    (double)from[2] * (double)from[2]);
	int axis;

	for (axis = 0; axis < 3; axis++)
		to[axis] = length > 0 ? (float)((double)from[axis] / length) :
		    axis == 1;
}

static void
put_color(struct gltf_model *m, struct rgba color, char *to)
{
	uint16_t linear[4] = { [ALPHA] = UINT16_MAX };
	uint32_t number[2] = { 0 };
	int i;

	if (m->textured) {
		number[0] = texture_number(&m->texture, color);
		memcpy(to, number, sizeof number);
		return;
	}
	for (i = 0; i < 3; i++)
		linear[i] = m->linear[color.c[i]];
	memcpy(to, linear, sizeof linear);
}

static void
put_vertex(struct faces *f, const struct faces_vertex *v)
{
	struct gltf_mesh *mesh = (struct gltf_mesh *)f;
	char at[PLACE_BYTES + NORMAL_BYTES + COLOR_BYTES], *end = at;
	float place[3], normal[3];
	int i;

	for (i = 0; i < 3; i++)
		place[i] = (float)v->at[i];
	widen(mesh, place);
	memcpy(end, place, sizeof place);
	end += sizeof place;
	if (mesh->model->normals) {
		unit_normal(v->normal, normal);
		memcpy(end, normal, sizeof normal);
		end += sizeof normal;
	}
	put_color(mesh->model, v->color, end);
	buf_add(&f->vertices, at, (size_t)(end - at) + COLOR_BYTES);
}

static void
put_quad(struct faces *f, const uint32_t vertex[4], uint8_t side)
{
	uint32_t index[6] = { vertex[0], vertex[1], vertex[2],
	    vertex[0], vertex[2], vertex[3] };

	(void)side;
	buf_add(&f->polygons, index, sizeof index);
}

static void
put_triangle(struct faces *f, const uint32_t vertex[3])
{
	buf_add(&f->polygons, vertex, 3 * sizeof *vertex);
}

/* Without what faces remembers, which is more than a small layer. */
static void
keep_buffers(struct gltf_mesh *mesh)
{
	mesh->vertex_bytes = mesh->faces.vertices;
	mesh->index_bytes = mesh->faces.polygons;
	mesh->index_count = (uint32_t)(mesh->index_bytes.len /
	    sizeof(uint32_t));
	mesh->faces.vertices = mesh->faces.polygons = (struct buf){ 0 };
}

static enum err
collect_part(struct gltf_model *m, const struct part *part,
    const struct mesh_options *options, size_t limit)
{
	struct gltf_mesh *mesh = &m->mesh[m->count];
	enum err err;

	*mesh = (struct gltf_mesh){ .faces = { .put_vertex = put_vertex,
	    .put_quad = put_quad, .put_triangle = put_triangle,
	    .normals = m->normals }, .model = m, .part = part };
	faces_init(&mesh->faces, options, &m->parts.box, limit);
	err = faces_add(&mesh->faces, &part->volume);
	if (err == OK && mesh->faces.polygons.len > 0) {
		keep_buffers(mesh);
		m->count++;
	}
	faces_fini(&mesh->faces);
	return err;
}

static void
place_colors(const struct gltf_model *m)
{
	size_t stride = gltf_mesh_stride(m), at;
	uint32_t number;
	float uv[2];

	for (at = stride - COLOR_BYTES; at < m->indices; at += stride) {
		memcpy(&number, m->bytes.bytes + at, sizeof number);
		texture_place(&m->texture, number, uv);
		memcpy(m->bytes.bytes + at, uv, sizeof uv);
	}
}

static void
move_bytes(struct buf *to, struct buf *from, size_t *at)
{
	*at = to->len;
	buf_add(to, from->bytes, from->len);
	buf_fini(from);
}

static enum err
put_picture(struct gltf_model *m)
{
	enum err err = texture_write(&m->texture, &m->bytes);

	m->picture_size = m->bytes.len - m->picture;
	buf_add(&m->bytes, "\0\0\0", (0 - m->bytes.len) & 3);
	return err;
}

static enum err
join_parts(struct gltf_model *m)
{
	enum err err = OK;
	uint32_t i;

	for (i = 0; i < m->count; i++)
		move_bytes(&m->bytes, &m->mesh[i].vertex_bytes,
		    &m->mesh[i].vertices);
	m->indices = m->bytes.len;
	for (i = 0; i < m->count; i++)
		move_bytes(&m->bytes, &m->mesh[i].index_bytes,
		    &m->mesh[i].indices);
	m->picture = m->bytes.len;
	if (m->textured && m->count > 0 && !m->bytes.failed) {
		place_colors(m);
		err = put_picture(m);
	}
	return m->bytes.failed ? ERR_TOO_BIG : err;
}

enum err
gltf_mesh_collect(struct gltf_model *m, const struct image *image,
    const struct mesh_options *options, size_t limit)
{
	enum err err;
	uint32_t i;

	*m = (struct gltf_model){ .image = image,
	    .normals = options->mesher != MESHER_MARCHING,
	    .textured = options->colors == MESH_COLORS_TEXTURE };
	buf_init(&m->bytes, limit);
	make_linear(m->linear);
	err = parts_init(&m->parts, image);
	m->mesh = xcalloc((size_t)m->parts.count + 1, sizeof *m->mesh);
	for (i = 0; err == OK && i < m->parts.count; i++)
		err = collect_part(m, &m->parts.part[i], options, limit);
	return err == OK ? join_parts(m) : err;
}

void
gltf_mesh_discard(struct gltf_model *m)
{
	uint32_t i;

	for (i = 0; i < m->count; i++) {
		buf_fini(&m->mesh[i].vertex_bytes);
		buf_fini(&m->mesh[i].index_bytes);
	}
	free(m->mesh);
	parts_fini(&m->parts);
	texture_fini(&m->texture);
	buf_fini(&m->bytes);
}
