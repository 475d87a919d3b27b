/*
 * obj - Wavefront OBJ: polygons with a colour at every vertex
 *
 *	v x y z r g b		colour as 0..1, sRGB, the usual extension
 *	vn x y z		the six sides; smooth: after each vertex its own
 *	f v//n v//n v//n v//n	numbers from 1, counter-clockwise from outside
 *	f v v v			by marching cubes; smooth: with //n, which is v
 *	o name			before the faces of each layer, with materials
 *	usemtl name		and its material, of the file that mtllib names
 */
#include "goxel/format/digits.h"
#include "goxel/format/faces.h"
#include "goxel/format/format.h"
#include "goxel/format/mtl.h"
#include "goxel/format/obj.h"
#include "goxel/format/parts.h"

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
put_normal(struct buf *b, const float normal[3])
{
	char line[80], *end = line;
	int i;

	*end++ = 'v';
	*end++ = 'n';
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = digits_put_unit(end, normal[i]);
	}
	*end++ = '\n';
	buf_add(b, line, (size_t)(end - line));
}

static void
put_vertex(struct faces *f, const struct faces_vertex *v)
{
	char line[128], *end = line;
	int i;

	*end++ = 'v';
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = digits_put_real(end, v->at[i]);
	}
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = put_fraction(end, v->color.c[i]);
	}
	*end++ = '\n';
	buf_add(&f->vertices, line, (size_t)(end - line));
	if (f->mesher == MESHER_SMOOTH)
		put_normal(&f->vertices, v->normal);
}

static void
put_quad(struct faces *f, const uint32_t vertex[4], uint8_t side)
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
	buf_add(&f->polygons, line, (size_t)(end - line));
}

static void
put_triangle(struct faces *f, const uint32_t vertex[3])
{
	char line[80], *end = line;
	int i;

	*end++ = 'f';
	for (i = 0; i < 3; i++) {
		*end++ = ' ';
		end = digits_put(end, (int32_t)(vertex[i] + 1));
		if (f->mesher != MESHER_SMOOTH)
			continue;
		*end++ = '/';
		*end++ = '/';
		end = digits_put(end, (int32_t)(vertex[i] + 1));
	}
	*end++ = '\n';
	buf_add(&f->polygons, line, (size_t)(end - line));
}

/* Whether light is blended over edges, and the normals of the sides. */
static void
put_shading(const struct faces *f, struct buf *out)
{
	float normal[3];
	uint8_t side;

	if (f->mesher == MESHER_MARCHING || f->mesher == MESHER_SMOOTH) {
		buf_add_text(out, f->mesher == MESHER_SMOOTH ? "s 1\n" :
		    "s off\n");
		return;
	}
	for (side = 0; side < 6; side++) {
		faces_normal(f, side, normal);
		buf_add_format(out, "vn %d %d %d\n", (int)normal[0],
		    (int)normal[1], (int)normal[2]);
	}
}

static void
put_file(const struct faces *f, const char *materials, struct buf *out)
{
	buf_add_format(out, "# voxel model, %c up\n",
	    f->transform.y_up ? 'Y' : 'Z');
	if (materials != NULL)
		buf_add_format(out, "mtllib %s\n", materials);
	buf_add(out, f->vertices.bytes, f->vertices.len);
	put_shading(f, out);
	buf_add(out, f->polygons.bytes, f->polygons.len);
}

enum err
obj_write(const struct image *image, const struct mesh_options *options,
    struct buf *out)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .put_triangle = put_triangle };
	enum err err = faces_collect(&f, image, options, out->limit);

	if (err == OK)
		put_file(&f, NULL, out);
	faces_fini(&f);
	return err == OK && out->failed ? ERR_TOO_BIG : err;
}

/* Any text may be a layer's name; here it must stay one line. */
static void
put_object(struct buf *b, const char *name, const char *material)
{
	buf_add_text(b, "o ");
	for (; *name != '\0'; name++)
		buf_add_u8(b, (unsigned char)*name < ' ' || *name == 127 ?
		    '_' : (uint8_t)*name);
	buf_add_format(b, "\nusemtl %s\n", material);
}

static enum err
collect_parts(struct faces *f, const struct image *image,
    const struct parts *parts, struct mtl *materials)
{
	const struct progress whole = f->progress;
	const struct part *part = parts->part;
	size_t before, headed;
	uint64_t number;
	enum err err = OK;

	for (; err == OK && part < parts->part + parts->count; part++) {
		if (volume_count(&part->volume) == 0)
			continue;
		before = f->polygons.len;
		put_object(&f->polygons, part->layer->name,
		    mtl_name(materials, parts_material(image, part)));
		headed = f->polygons.len;
		number = (uint64_t)(part - parts->part);
		f->progress = progress_share(&whole, number, number + 1,
		    parts->count);
		err = faces_add(f, &part->volume);
		if (f->polygons.len == headed)
			f->polygons.len = before;
	}
	return err;
}

enum err
obj_write_pair(const struct image *image, const struct mesh_options *options,
    struct format_pair *pair)
{
	struct faces f = { .put_vertex = put_vertex, .put_quad = put_quad,
	    .put_triangle = put_triangle };
	struct mtl materials = { .count = 0 };
	struct parts parts;
	enum err err = parts_init(&parts, image);

	faces_init(&f, options, &parts.box, pair->out->limit);
	if (err == OK)
		err = collect_parts(&f, image, &parts, &materials);
	if (err == OK) {
		put_file(&f, pair->name, pair->out);
		mtl_write(&materials, pair->beside);
	}
	faces_fini(&f);
	parts_fini(&parts);
	return err == OK && (pair->out->failed || pair->beside->failed) ?
	    ERR_TOO_BIG : err;
}
