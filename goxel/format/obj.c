/*
 * obj - Wavefront OBJ: quads with a colour at every vertex, Y up
 *
 *	v x y z r g b		colour as 0..1, sRGB, the usual extension
 *	vn x y z		the six sides
 *	f v//n v//n v//n v//n	numbers from 1, counter-clockwise from outside
 */
#include <stdio.h>
#include <string.h>

#include "goxel/format/digits.h"
#include "goxel/format/faces.h"
#include "goxel/format/obj.h"

/* value / 255 with six digits: what "%.6f" prints, rounded to nearest. */
static char *
put_fraction(char *at, uint8_t value)
{
	uint32_t millionths = (value * 2000000u + 255) / 510;
	int i;

	at[0] = (char)('0' + millionths / 1000000);
	at[1] = '.';
	for (i = 7; i > 1; i--) {
		at[i] = (char)('0' + millionths % 10);
		millionths /= 10;
	}
	return at + 8;
}

static void
put_vertex(struct buf *b, const struct pos *pos, struct rgba color)
{
	char line[80], *end = line;
	int i;

	*end++ = 'v';
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = digits_put(end, pos->at[i]);
	}
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = put_fraction(end, color.c[i]);
	}
	*end++ = '\n';
	buf_add(b, line, (size_t)(end - line));
}

static void
put_quad(struct buf *b, const uint32_t vertex[4], uint8_t side)
{
	char line[80], *end = line;
	int i;

	*end++ = 'f';
	for (i = 0; i < 4; i++) {
		*end++ = ' ';
		end = digits_put(end, (int32_t)(vertex[i] + 1));
		*end++ = '/';
		*end++ = '/';
		*end++ = (char)('1' + side);
	}
	*end++ = '\n';
	buf_add(b, line, (size_t)(end - line));
}

static enum err
write_faces(const struct image *image, bool merged, struct buf *out)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .merged = merged };
	enum err err = faces_collect(&f, image, out->limit);
	int side;

	if (err == OK) {
		buf_add_text(out, "# voxel model, Y up\n");
		buf_add(out, f.vertices.bytes, f.vertices.len);
		for (side = 0; side < 6; side++)
			buf_add_format(out, "vn %d %d %d\n",
			    (int)faces_normal[side].at[0],
			    (int)faces_normal[side].at[1],
			    (int)faces_normal[side].at[2]);
		buf_add(out, f.quads.bytes, f.quads.len);
	}
	faces_fini(&f);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

enum err
obj_write(const struct image *image, struct buf *out)
{
	return write_faces(image, false, out);
}

enum err
obj_write_merged(const struct image *image, struct buf *out)
{
	return write_faces(image, true, out);
}
