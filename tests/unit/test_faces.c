/*
 * test_faces - surfaces by all meshers, in all files that hold them
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"

static const struct rgba red = { { 255, 51, 0, 255 } };

static struct image *
one_voxel(void)
{
	struct image *image = image_new("one");

	volume_set(&image->layers[0]->volume, &(struct pos){ { 1, 2, -3 } },
	    red);
	return image;
}

static struct image *
a_cube(void)
{
	struct image *image = image_new("cube");

	volume_fill(&image->layers[0]->volume, &(struct box){ { { 2, 4, 6 } },
	    { { 4, 6, 8 } } }, red);
	return image;
}

/* Frees the image.  A NUL ends what is written. */
static struct buf
write_image(struct image *image, const char *name,
    const struct mesh_options *options, size_t limit, enum err want)
{
	char why[FORMAT_WHY] = "";
	struct buf out;

	buf_init(&out, limit);
	cr_assert_eq(format_write(format_named(name), image, options, &out,
	    why), want, "%s", why);
	buf_add_u8(&out, 0);
	image_free(image);
	return out;
}

static struct buf
write(const char *name, bool smooth, size_t limit, enum err want)
{
	return write_image(one_voxel(), name, &(struct mesh_options){
	    .mesher = smooth ? MESHER_SMOOTH : MESHER_MARCHING }, limit, want);
}

static struct buf
write_cube(const char *name, const struct mesh_options *options)
{
	return write_image(a_cube(), name, options, BOUND_FILE, OK);
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

Test(faces, obj_has_vertices_then_triangles)
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

Test(faces, smooth_gives_every_vertex_a_normal)
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

Test(faces, ply_tells_how_many_before)
{
	struct buf out = write("ply", false, BOUND_FILE, OK);

	cr_assert_eq(count(&out, "element vertex 6\n"), 1);
	cr_assert_eq(count(&out, "element face 8\n"), 1);
	cr_assert_eq(count(&out, "property float nz\n"), 0);
	cr_assert_eq(count(&out, "1.5 -3 -2.5 255 51 0\n"), 1);
	cr_assert_eq(count(&out, "\n3 "), 8);
	buf_fini(&out);
}

Test(faces, stl_is_triangles_that_look_outward)
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

Test(faces, a_file_keeps_its_limit)
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

Test(faces, greedy_makes_six_faces_and_eight_corners_of_a_cube)
{
	struct mesh_options greedy = { .mesher = MESHER_GREEDY };
	struct buf out = write_cube("obj", &greedy);

	cr_assert_eq(count(&out, "\nf "), 6);
	cr_assert_eq(count(&out, "\nv "), 8);
	buf_fini(&out);
	out = write_cube("ply", &greedy);
	cr_assert_eq(count(&out, "element face 6\n"), 1);
	cr_assert_eq(count(&out, "element vertex 8\n"), 1);
	buf_fini(&out);
	out = write_cube("stl", &greedy);
	cr_assert_eq(out.len, 84 + 12 * 50 + 1);
	buf_fini(&out);
	/* Eight corners with the normals of three sides each: places, normals
	 * and colours; and twelve triangles of three indices. */
	out = write_cube("gltf", &greedy);
	cr_assert_eq(count(&out, "\"count\":24,"), 3, "%s", out.bytes);
	cr_assert_eq(count(&out, "\"count\":36,"), 1, "%s", out.bytes);
	buf_fini(&out);
}

/* One corner of the cube, and the one opposite, as obj has them. */
static void
expect_corners(const struct mesh_options *options, const char *one,
    const char *other)
{
	struct buf out = write_cube("obj", options);

	cr_assert_eq(count(&out, one), 1, "%s in %s", one, out.bytes);
	cr_assert_eq(count(&out, other), 1, "%s in %s", other, out.bytes);
	buf_fini(&out);
}

Test(faces, up_is_the_axis_asked_for)
{
	expect_corners(&(struct mesh_options){ .up = MESH_UP_DEFAULT },
	    "\nv 2 6 -4 1", "\nv 4 8 -6 1");
	expect_corners(&(struct mesh_options){ .up = MESH_UP_Y },
	    "\nv 2 6 -4 1", "\nv 4 8 -6 1");
	expect_corners(&(struct mesh_options){ .up = MESH_UP_Z },
	    "\nv 2 4 6 1", "\nv 4 6 8 1");
}

Test(faces, normals_turn_with_the_axes)
{
	struct buf out = write_cube("obj", &(struct mesh_options){
	    .up = MESH_UP_Z });

	cr_assert_eq(count(&out, "vn -1 0 0\nvn 1 0 0\nvn 0 -1 0\n"
	    "vn 0 1 0\nvn 0 0 -1\nvn 0 0 1\n"), 1);
	buf_fini(&out);
	out = write_cube("stl", &(struct mesh_options){ .up = MESH_UP_Y });
	cr_assert_eq(count(&out, "voxel model, Y up"), 1);
	buf_fini(&out);
}

Test(faces, scale_is_units_a_voxel)
{
	expect_corners(&(struct mesh_options){ .scale = 0.1 },
	    "\nv 0.2 0.6 -0.4 1", "\nv 0.4 0.8 -0.6 1");
	expect_corners(&(struct mesh_options){ .scale = 25.4 },
	    "\nv 50.8 152.4 -101.6 1", "\nv 101.6 203.2 -152.4 1");
}

Test(faces, origin_is_where_it_is_asked_for)
{
	expect_corners(&(struct mesh_options){ .origin = MESH_ORIGIN_KEEP },
	    "\nv 2 6 -4 1", "\nv 4 8 -6 1");
	expect_corners(&(struct mesh_options){ .origin = MESH_ORIGIN_CORNER },
	    "\nv 0 0 0 1", "\nv 2 2 2 1");
	expect_corners(&(struct mesh_options){ .origin = MESH_ORIGIN_CORNER,
	    .up = MESH_UP_Z }, "\nv 0 0 0 1", "\nv 2 2 2 1");
	expect_corners(&(struct mesh_options){ .origin = MESH_ORIGIN_CENTER },
	    "\nv -1 -1 -1 1", "\nv 1 1 1 1");
	expect_corners(&(struct mesh_options){ .scale = 0.25,
	    .origin = MESH_ORIGIN_BOTTOM_CENTER },
	    "\nv -0.25 0 -0.25 1", "\nv 0.25 0.5 0.25 1");
}

Test(faces, marching_is_moved_too)
{
	struct buf out = write_image(one_voxel(), "ply",
	    &(struct mesh_options){ .mesher = MESHER_MARCHING, .scale = 2,
	    .origin = MESH_ORIGIN_CENTER }, BOUND_FILE, OK);

	cr_assert_eq(count(&out, "\n0 -1 0 255 51 0\n"), 1, "%s",
	    out.bytes);
	buf_fini(&out);
}

Test(faces, formats_of_voxels_know_no_option)
{
	static const struct mesh_options asked[] = {
		{ .mesher = MESHER_SIMPLE }, { .up = MESH_UP_Z },
		{ .scale = 1 }, { .origin = MESH_ORIGIN_KEEP } };
	char why[FORMAT_WHY];
	size_t i;

	for (i = 0; i < 4; i++) {
		struct image *image = a_cube();
		struct buf out;

		buf_init(&out, BOUND_FILE);
		cr_assert_eq(format_write(format_named("vox"), image,
		    &asked[i], &out, why), ERR_PARAMS);
		cr_assert_str_eq(why, "mesher, up, scale, origin and "
		    "colors are for obj, ply, gltf, glb, stl; vox has no "
		    "faces");
		buf_fini(&out);
		image_free(image);
	}
}
