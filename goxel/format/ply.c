/*
 * ply - Stanford PLY in ASCII: coloured vertices and polygons
 *
 *	ply | format ascii 1.0 | the elements | end_header
 *	x y z r g b		one line a vertex; smooth: x y z nx ny nz r g b
 *	4 v v v v		one line a polygon, vertices numbered from 0
 *
 * Colours are 0..255 as uchar.  Goxel writes floats 0..1, which few readers
 * expect and some divide by 255 once more.
 */
#include "goxel/format/digits.h"
#include "goxel/format/faces.h"
#include "goxel/format/ply.h"

static void
put_vertex(struct faces *f, const struct faces_vertex *v)
{
	char line[192], *end = line;
	int i;

	for (i = 0; i < 3; i++) {
		end = digits_put_real(end, v->at[i]);
		*end++ = ' ';
	}
	for (i = 0; f->mesher == MESHER_SMOOTH && i < 3; i++) {
		end = digits_put_unit(end, v->normal[i]);
		*end++ = ' ';
	}
	for (i = 0; i < 3; i++) {
		end = digits_put(end, v->color.c[i]);
		*end++ = i < 2 ? ' ' : '\n';
	}
	buf_add(&f->vertices, line, (size_t)(end - line));
}

static void
put_polygon(struct faces *f, const uint32_t *vertex, int corners)
{
	char line[80], *end = line;
	int i;

	*end++ = (char)('0' + corners);
	for (i = 0; i < corners; i++) {
		*end++ = ' ';
		end = digits_put(end, (int32_t)vertex[i]);
	}
	*end++ = '\n';
	buf_add(&f->polygons, line, (size_t)(end - line));
}

static void
put_quad(struct faces *f, const uint32_t vertex[4], uint8_t side)
{
	(void)side;
	put_polygon(f, vertex, 4);
}

static void
put_triangle(struct faces *f, const uint32_t vertex[3])
{
	put_polygon(f, vertex, 3);
}

static void
put_header(struct buf *out, const struct faces *f)
{
	buf_add_format(out, "ply\nformat ascii 1.0\n"
	    "comment voxel model, %c up\n"
	    "element vertex %u\n"
	    "property float x\nproperty float y\nproperty float z\n"
	    "%sproperty uchar red\nproperty uchar green\n"
	    "property uchar blue\n"
	    "element face %u\n"
	    "property list uchar int vertex_indices\nend_header\n",
	    f->transform.y_up ? 'Y' : 'Z', f->vertex_count,
	    f->mesher == MESHER_SMOOTH ? "property float nx\n"
	    "property float ny\nproperty float nz\n" : "",
	    f->quad_count + f->triangle_count);
}

enum err
ply_write(const struct image *image, const struct mesh_options *options,
    struct buf *out)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .put_triangle = put_triangle };
	enum err err = faces_collect(&f, image, options, out->limit);

	if (err == OK) {
		put_header(out, &f);
		buf_add(out, f.vertices.bytes, f.vertices.len);
		buf_add(out, f.polygons.bytes, f.polygons.len);
	}
	faces_fini(&f);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
