/*
 * test_merged - formats of faces, with what lies side by side as one face
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/merged.h"

/* A cube of eight voxels has six faces. */
static struct buf
write(const char *name)
{
	struct image *image = image_new("cube");
	struct buf out;

	volume_fill(&image->layers[0]->volume, &(struct box){ { { 0, 0, 0 } },
	    { { 2, 2, 2 } } }, (struct rgba){ { 255, 0, 0, 255 } });
	buf_init(&out, BOUND_FILE);
	cr_assert_eq(merged_named(name)(image, &out), OK);
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

Test(merged, a_cube_has_six_faces_and_eight_corners)
{
	struct buf out = write("Obj");

	cr_assert_eq(count(&out, "\nf "), 6);
	cr_assert_eq(count(&out, "\nv "), 8);
	buf_fini(&out);
	out = write("ply");
	cr_assert_eq(count(&out, "element face 6\n"), 1);
	cr_assert_eq(count(&out, "element vertex 8\n"), 1);
	buf_fini(&out);
	out = write("stl");
	cr_assert_eq(out.len, 84 + 12 * 50 + 1);
	buf_fini(&out);
}

/* Eight corners of 20 bytes, twelve triangles of 12. */
Test(merged, gltf_holds_the_same)
{
	struct buf out = write("gltf");

	cr_assert_eq(count(&out, "\"byteLength\":304"), 1, "%s", out.bytes);
	buf_fini(&out);
	out = write("GLB");
	cr_assert_eq(memcmp(out.bytes, "glTF", 4), 0);
	buf_fini(&out);
}

Test(merged, formats_without_faces_have_none)
{
	cr_assert_null(merged_named("vox"));
	cr_assert_null(merged_named("gox"));
}
