/*
 * gltf - glTF 2.0: one mesh with vertex colours, Y up
 *
 * The standard's own validator finds nothing to say about what this writes.
 * A model of nothing is a scene without nodes, for no list may be empty.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "goxel/format/faces.h"
#include "goxel/format/gltf.h"
#include "text.h"

#define VERTEX_BYTES	20
#define QUAD_BYTES	24
#define PART		(3u << 16)	/* bytes made base64 at a time */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "vertices are written as they are in memory");

struct mesh {
	struct faces	 faces;
	uint16_t	 linear[256];
	float		 lo[3], hi[3];
};

/* The sRGB curve (IEC 61966-2-1) in 16 bits. */
static void
make_linear(uint16_t linear[256])
{
	int i;

	for (i = 0; i < 256; i++) {
		double value = i / 255.0;

		value = value <= 0.04045 ? value / 12.92 :
		    pow((value + 0.055) / 1.055, 2.4);
		linear[i] = (uint16_t)(value * 65535 + 0.5);
	}
}

/* The colour is made linear when all are there: finish_vertices. */
static void
put_vertex(struct faces *f, const struct faces_vertex *v)
{
	char at[VERTEX_BYTES];
	float place[3];
	int i;

	for (i = 0; i < 3; i++)
		place[i] = (float)v->at[i];
	memcpy(at, place, sizeof place);
	memcpy(at + sizeof place, &v->color, sizeof v->color);
	memset(at + sizeof place + sizeof v->color, 0, sizeof v->color);
	buf_add(&f->vertices, at, sizeof at);
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

/* Make colours linear, and find the bounds of places. */
static void
finish_vertices(struct mesh *m)
{
	char *at = m->faces.vertices.bytes;
	uint32_t i;
	int k;

	for (i = 0; i < m->faces.vertex_count; i++, at += VERTEX_BYTES) {
		struct rgba color;
		uint16_t linear[4] = { [ALPHA] = UINT16_MAX };
		float place[3];

		memcpy(place, at, sizeof place);
		memcpy(&color, at + sizeof place, sizeof color);
		for (k = 0; k < 3; k++) {
			linear[k] = m->linear[color.c[k]];
			if (i == 0 || place[k] < m->lo[k])
				m->lo[k] = place[k];
			if (i == 0 || place[k] > m->hi[k])
				m->hi[k] = place[k];
		}
		memcpy(at + sizeof place, linear, sizeof linear);
	}
}

static size_t
buffer_bytes(const struct mesh *m)
{
	return m->faces.vertices.len + m->faces.polygons.len;
}

static void
put_accessors(const struct mesh *m, struct buf *out)
{
	const struct faces *f = &m->faces;

	buf_add_format(out, "\"accessors\":["
	    "{\"bufferView\":0,\"componentType\":5126,\"count\":%u,"
	    "\"type\":\"VEC3\","
	    "\"min\":[%.9g,%.9g,%.9g],\"max\":[%.9g,%.9g,%.9g]},",
	    f->vertex_count, (double)m->lo[0], (double)m->lo[1],
	    (double)m->lo[2], (double)m->hi[0], (double)m->hi[1],
	    (double)m->hi[2]);
	buf_add_format(out,
	    "{\"bufferView\":0,\"byteOffset\":12,\"componentType\":5123,"
	    "\"normalized\":true,\"count\":%u,\"type\":\"VEC4\"},"
	    "{\"bufferView\":1,\"componentType\":5125,\"count\":%" PRIu64 ","
	    "\"type\":\"SCALAR\"}],", f->vertex_count,
	    (uint64_t)f->polygons.len / sizeof(uint32_t));
}

static void
put_views(const struct mesh *m, struct buf *out)
{
	buf_add_format(out, "\"bufferViews\":["
	    "{\"buffer\":0,\"byteLength\":%zu,\"byteStride\":%d,"
	    "\"target\":34962},"
	    "{\"buffer\":0,\"byteOffset\":%zu,\"byteLength\":%zu,"
	    "\"target\":34963}],",
	    m->faces.vertices.len, VERTEX_BYTES,
	    m->faces.vertices.len, m->faces.polygons.len);
}

/* All of the text but what follows the length of the buffer. */
static void
put_text(const struct mesh *m, struct buf *out)
{
	buf_add_text(out, "{\"asset\":{\"version\":\"2.0\","
	    "\"generator\":\"goxeld\"},\"scene\":0,");
	if (m->faces.vertex_count == 0) {
		buf_add_text(out, "\"scenes\":[{}]}");
		return;
	}
	buf_add_text(out, "\"scenes\":[{\"nodes\":[0]}],"
	    "\"nodes\":[{\"mesh\":0}],"
	    "\"meshes\":[{\"primitives\":[{\"attributes\":"
	    "{\"POSITION\":0,\"COLOR_0\":1},\"indices\":2,"
	    "\"material\":0}]}],"
	    "\"materials\":[{\"pbrMetallicRoughness\":"
	    "{\"metallicFactor\":0}}],");
	put_accessors(m, out);
	put_views(m, out);
	buf_add_format(out, "\"buffers\":[{\"byteLength\":%zu",
	    buffer_bytes(m));
}

static void
put_base64(const char *bytes, size_t len, struct buf *out)
{
	size_t part;
	char *to;

	for (; len > 0; bytes += part, len -= part) {
		part = len < PART ? len : PART;
		if ((to = buf_room(out, text_base64_size(part))) == NULL)
			return;
		text_base64(bytes, part, to);
		out->len += text_base64_size(part);
	}
}

/* Base64 is of all together: only at the end may it be padded. */
static void
put_buffer(struct mesh *m, struct buf *out)
{
	struct faces *f = &m->faces;

	buf_add_text(out, ",\"uri\":\"data:application/octet-stream;"
	    "base64,");
	buf_add(&f->vertices, f->polygons.bytes, f->polygons.len);
	if (f->vertices.failed)
		out->failed = true;
	else
		put_base64(f->vertices.bytes, f->vertices.len, out);
	buf_add_text(out, "\"}]}");
}

static enum err
collect(struct mesh *m, const struct image *image,
    const struct mesh_options *options, const struct buf *out)
{
	enum err err;

	*m = (struct mesh){ .faces = { .put_vertex = put_vertex,
	    .put_quad = put_quad, .put_triangle = put_triangle } };
	err = faces_collect(&m->faces, image, options, out->limit);
	if (err == OK) {
		make_linear(m->linear);
		finish_vertices(m);
	}
	return err;
}

enum err
gltf_write(const struct image *image, const struct mesh_options *options,
    struct buf *out)
{
	struct mesh m;
	enum err err = collect(&m, image, options, out);

	if (err == OK) {
		put_text(&m, out);
		if (m.faces.vertex_count > 0)
			put_buffer(&m, out);
	}
	faces_fini(&m.faces);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

static void
put_container(const struct mesh *m, const struct buf *text, struct buf *out)
{
	size_t bytes = buffer_bytes(m), padded = (text->len + 3) & ~(size_t)3;
	size_t bin = bytes == 0 ? 0 : 8 + bytes;

	buf_add(out, "glTF", 4);
	buf_add_u32(out, 2);
	buf_add_u32(out, (uint32_t)(12 + 8 + padded + bin));
	buf_add_u32(out, (uint32_t)padded);
	buf_add(out, "JSON", 4);
	buf_add(out, text->bytes, text->len);
	buf_add(out, "   ", padded - text->len);
	if (bytes == 0)
		return;
	buf_add_u32(out, (uint32_t)bytes);
	buf_add(out, "BIN", 4);
	buf_add(out, m->faces.vertices.bytes, m->faces.vertices.len);
	buf_add(out, m->faces.polygons.bytes, m->faces.polygons.len);
}

enum err
gltf_write_binary(const struct image *image,
    const struct mesh_options *options, struct buf *out)
{
	struct buf text;
	struct mesh m;
	enum err err = collect(&m, image, options, out);

	buf_init(&text, 1u << 16);
	if (err == OK) {
		put_text(&m, &text);
		if (m.faces.vertex_count > 0)
			buf_add_text(&text, "}]}");
		put_container(&m, &text, out);
	}
	buf_fini(&text);
	faces_fini(&m.faces);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
