/*
 * test_marched - the surface by marching cubes, in files
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/marched.h"

static const struct rgba red = { { 255, 51, 0, 255 } };

static struct image *
one_voxel(void)
{
	struct image *image = image_new("one");

	volume_set(&image->layers[0]->volume, &(struct pos){ { 1, 2, -3 } },
	    red);
	return image;
}

static struct buf
write(const char *name, bool smooth, size_t limit, enum err want)
{
	struct image *image = one_voxel();
	struct buf out;

	buf_init(&out, limit);
	cr_assert_eq(marched_named(name)(image, smooth, &out), want);
	buf_add_u8(&out, 0);
	image_free(image);
	return out;
}

static unsigned
count(const struct buf *out, const char *what)
{
	const char *at = out->bytes;
	unsigned n = 0;

	while ((at = strstr(at, what)) != NULL) {
		n++;
		at++;
	}
	return n;
}

Test(marched, obj_has_vertices_then_triangles)
{
	struct buf out = write("OBJ", false, BOUND_FILE, OK);

	cr_assert_eq(count(&out, "\nv "), 6);
	cr_assert_eq(count(&out, "\nf "), 8);
	cr_assert_eq(count(&out, "vn"), 0);
	cr_assert_eq(count(&out, "\ns off\n"), 1);
	/* The lowest along z: (1.5, 2.5, -3) with Y up. */
	cr_assert_eq(count(&out,
	    "v 1.5 -3 -2.5 1.000000 0.200000 0.000000\n"), 1, "%s", out.bytes);
	buf_fini(&out);
}

Test(marched, smooth_gives_every_vertex_a_normal)
{
	struct buf out = write("obj", true, BOUND_FILE, OK);

	cr_assert_eq(count(&out, "\nvn "), 6);
	cr_assert_eq(count(&out, "vn 0.0000 -1.0000 0.0000\n"), 1, "%s",
	    out.bytes);
	cr_assert_eq(count(&out, "//"), 24);
	buf_fini(&out);
	out = write("ply", true, BOUND_FILE, OK);
	cr_assert_eq(count(&out, "property float nz\n"), 1);
	cr_assert_eq(count(&out,
	    "1.5 -3 -2.5 0.0000 -1.0000 0.0000 255 51 0\n"), 1, "%s",
	    out.bytes);
	buf_fini(&out);
}

Test(marched, ply_tells_how_many_before)
{
	struct buf out = write("ply", false, BOUND_FILE, OK);

	cr_assert_eq(count(&out, "element vertex 6\n"), 1);
	cr_assert_eq(count(&out, "element face 8\n"), 1);
	cr_assert_eq(count(&out, "property float nz\n"), 0);
	cr_assert_eq(count(&out, "1.5 -3 -2.5 255 51 0\n"), 1);
	cr_assert_eq(count(&out, "\n3 "), 8);
	buf_fini(&out);
}

Test(marched, stl_is_triangles_that_look_outward)
{
	struct buf out = write("stl", false, BOUND_FILE, OK);
	float number[12], off;
	uint32_t triangles;
	int i, axis;

	memcpy(&triangles, out.bytes + 80, sizeof triangles);
	cr_assert_eq(triangles, 8);
	cr_assert_eq(out.len, 84 + 8 * 50 + 1);
	for (i = 0; i < 8; i++) {
		memcpy(number, out.bytes + 84 + i * 50, sizeof number);
		for (off = 0, axis = 0; axis < 3; axis++)
			off += number[axis] * (number[3 + axis] -
			    (float[3]){ 1.5f, 2.5f, -2.5f }[axis]);
		cr_assert_float_eq(off, 0.2887, 0.01);
	}
	buf_fini(&out);
}

Test(marched, a_file_keeps_its_limit)
{
	static const char *const names[] = { "obj", "ply", "stl" };
	struct buf out;
	size_t i, len;

	for (i = 0; i < 3; i++) {
		out = write(names[i], false, BOUND_FILE, OK);
		len = out.len - 1;
		buf_fini(&out);
		out = write(names[i], false, len, OK);
		buf_fini(&out);
		out = write(names[i], false, len - 1, ERR_TOO_BIG);
		buf_fini(&out);
	}
}

Test(marched, other_formats_hold_no_such_surface)
{
	cr_assert_null(marched_named("vox"));
	cr_assert_null(marched_named("gox"));
	cr_assert_null(marched_named(""));
}
