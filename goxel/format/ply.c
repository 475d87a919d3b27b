/*
 * ply - Stanford PLY in ASCII: coloured vertices and quads, Y up
 *
 *	ply | format ascii 1.0 | the elements | end_header
 *	x y z r g b		one line a vertex
 *	4 v v v v		one line a quad, vertices numbered from 0
 *
 * Colours are 0..255 as uchar.  Goxel writes floats 0..1, which few readers
 * expect and some divide by 255 once more.
 */
#include "goxel/format/digits.h"
#include "goxel/format/faces.h"
#include "goxel/format/ply.h"

static void
put_vertex(struct buf *b, const struct pos *pos, struct rgba color)
{
	char line[80], *end = line;
	int i;

	for (i = 0; i < 6; i++) {
		end = digits_put(end, i < 3 ? pos->at[i] : color.c[i - 3]);
		*end++ = i < 5 ? ' ' : '\n';
	}
	buf_add(b, line, (size_t)(end - line));
}

static void
put_quad(struct buf *b, const uint32_t vertex[4], uint8_t side)
{
	char line[80], *end = line;
	int i;

	(void)side;
	*end++ = '4';
	for (i = 0; i < 4; i++) {
		*end++ = ' ';
		end = digits_put(end, (int32_t)vertex[i]);
	}
	*end++ = '\n';
	buf_add(b, line, (size_t)(end - line));
}

static void
put_header(struct buf *out, const struct faces *f)
{
	buf_add_format(out, "ply\nformat ascii 1.0\n"
	    "comment voxel model, Y up\n"
	    "element vertex %u\n"
	    "property float x\nproperty float y\nproperty float z\n"
	    "property uchar red\nproperty uchar green\n"
	    "property uchar blue\n"
	    "element face %u\n"
	    "property list uchar int vertex_indices\nend_header\n",
	    f->vertex_count, f->quad_count);
}

static enum err
write_faces(const struct image *image, bool merged, struct buf *out)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .merged = merged };
	enum err err = faces_collect(&f, image, out->limit);

	if (err == OK) {
		put_header(out, &f);
		buf_add(out, f.vertices.bytes, f.vertices.len);
		buf_add(out, f.quads.bytes, f.quads.len);
	}
	faces_fini(&f);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

enum err
ply_write(const struct image *image, struct buf *out)
{
	return write_faces(image, false, out);
}

enum err
ply_write_merged(const struct image *image, struct buf *out)
{
	return write_faces(image, true, out);
}
