#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/format.h"
#include "goxel/format/obj.h"

static const struct mesh_options usual;

static struct image *
with_voxels(const struct voxel *voxel, int count)
{
	struct image *image = image_new("");
	int i;

	for (i = 0; i < count; i++)
		volume_set(&image_layer_write(image, 0)->volume,
		    &voxel[i].pos, voxel[i].color);
	return image;
}

/* Write and free the image; the text is NUL-ended. */
static char *
write_text(struct image *image, struct buf *b)
{
	buf_init(b, 1u << 20);
	cr_assert_eq(obj_write(image, &usual, b), OK);
	buf_add_u8(b, 0);
	image_free(image);
	return b->bytes;
}

static int
count_lines(const char *text, const char *start)
{
	int count = 0;

	for (; text != NULL; text = strchr(text, '\n')) {
		text += *text == '\n';
		count += strncmp(text, start, strlen(start)) == 0;
		if (*text == '\0')
			break;
	}
	return count;
}

static const struct voxel cube = { { { 1, 2, 3 } }, { { 255, 51, 0, 255 } } };

Test(obj, one_voxel_is_a_cube_of_eight_vertices)
{
	struct buf b;
	char *text = write_text(with_voxels(&cube, 1), &b);

	cr_assert_eq(count_lines(text, "v "), 8);
	cr_assert_eq(count_lines(text, "vn "), 6);
	cr_assert_eq(count_lines(text, "f "), 6);
	buf_fini(&b);
}

Test(obj, y_is_up_and_colors_are_fractions)
{
	struct buf b;
	char *text = write_text(with_voxels(&cube, 1), &b);

	/* Lowest corner (1,2,3) becomes (1,3,-2), the opposite (2,4,-3). */
	cr_assert_not_null(strstr(text,
	    "v 1 3 -2 1.000000 0.200000 0.000000\n"));
	cr_assert_not_null(strstr(text, "v 2 4 -3 "));
	cr_assert_null(strstr(text, "v 1 2 3 "));
	buf_fini(&b);
}

/* The normal of a face from its corners and from its vn must agree. */
static void
expect_outward(const char *text, const char *face)
{
	int v[4], n[4], vertex[3][3], normal[3], cross, axis, i, skip;
	const char *at;

	cr_assert_eq(sscanf(face, "f %d//%d %d//%d %d//%d %d//%d", &v[0],
	    &n[0], &v[1], &n[1], &v[2], &n[2], &v[3], &n[3]), 8);
	for (i = 0; i < 3; i++) {
		at = strstr(text, "\nv ");
		for (skip = 1; skip < v[i]; skip++)
			at = strchr(at + 1, '\n');
		cr_assert_eq(sscanf(at, "\nv %d %d %d", &vertex[i][0],
		    &vertex[i][1], &vertex[i][2]), 3);
	}
	at = strstr(text, "\nvn ");
	for (skip = 1; skip < n[0]; skip++)
		at = strchr(at + 1, '\n');
	cr_assert_eq(sscanf(at, "\nvn %d %d %d", &normal[0], &normal[1],
	    &normal[2]), 3);
	for (axis = 0; axis < 3; axis++) {
		int a = (axis + 1) % 3, c = (axis + 2) % 3;

		cross = (vertex[1][a] - vertex[0][a]) *
		    (vertex[2][c] - vertex[1][c]) -
		    (vertex[1][c] - vertex[0][c]) *
		    (vertex[2][a] - vertex[1][a]);
		cr_assert_eq(cross, normal[axis], "%s", face);
	}
}

Test(obj, faces_turn_outward_as_their_normals_say)
{
	struct buf b;
	char *text = write_text(with_voxels(&cube, 1), &b);
	const char *face = text;
	int count = 0;

	while ((face = strstr(face, "\nf ")) != NULL) {
		expect_outward(text, ++face);
		count++;
	}
	cr_assert_eq(count, 6);
	buf_fini(&b);
}

Test(obj, touching_sides_are_left_out_and_vertices_shared)
{
	const struct voxel pair[] = { cube, { { { 2, 2, 3 } }, cube.color } };
	struct buf b;
	char *text = write_text(with_voxels(pair, 2), &b);

	cr_assert_eq(count_lines(text, "f "), 10);
	cr_assert_eq(count_lines(text, "v "), 12);
	buf_fini(&b);
}

Test(obj, full_buffer_is_told)
{
	struct image *image = with_voxels(&cube, 1);
	struct buf b;

	buf_init(&b, 100);
	cr_assert_eq(obj_write(image, &usual, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}

/* The image is freed; both texts are NUL-ended. */
static void
write_pair(struct image *image, struct buf *out, struct buf *materials)
{
	struct format_pair pair = { out, "m.mtl", materials };

	buf_init(out, 1u << 20);
	buf_init(materials, 1u << 20);
	cr_assert_eq(obj_write_pair(image, &usual, &pair), OK);
	buf_add_u8(out, 0);
	buf_add_u8(materials, 0);
	image_free(image);
}

Test(obj, with_materials_every_layer_is_an_object_with_its_own)
{
	struct image *image = with_voxels(&cube, 1);
	struct buf out, materials;
	struct layer *layer;

	strcpy(image->materials[0].name, "wood");
	image_layer_add(image, "up\nper", &layer);
	layer->material = 0;
	volume_set(&layer->volume, &(struct pos){ { 2, 2, 3 } }, cube.color);
	image_layer_add(image, "empty", &layer);
	write_pair(image, &out, &materials);
	cr_assert_eq(count_lines(out.bytes, "mtllib m.mtl\n"), 1);
	cr_assert_eq(count_lines(out.bytes, "o "), 2);
	cr_assert_not_null(strstr(out.bytes, "o up_per\nusemtl wood\nf "));
	cr_assert_eq(count_lines(out.bytes, "usemtl none\n"), 1);
	cr_assert_eq(count_lines(out.bytes, "f "), 12);
	cr_assert_eq(count_lines(out.bytes, "vn "), 6);
	cr_assert_not_null(strstr(out.bytes, " 1.000000 0.200000 0.000000"));
	cr_assert_eq(count_lines(materials.bytes, "newmtl "), 2);
	buf_fini(&out);
	buf_fini(&materials);
}

Test(obj, alone_it_names_no_materials)
{
	struct buf b;
	char *text = write_text(with_voxels(&cube, 1), &b);

	cr_assert_null(strstr(text, "mtl"));
	buf_fini(&b);
}

Test(obj, full_buffers_of_a_pair_are_told)
{
	struct image *image = with_voxels(&cube, 1);
	struct buf small, large;
	struct format_pair pair = { &small, "m.mtl", &large };

	buf_init(&small, 100);
	buf_init(&large, 1u << 20);
	cr_assert_eq(obj_write_pair(image, &usual, &pair), ERR_TOO_BIG);
	pair.out = &large;
	pair.beside = &small;
	cr_assert_eq(obj_write_pair(image, &usual, &pair), ERR_TOO_BIG);
	buf_fini(&small);
	buf_fini(&large);
	image_free(image);
}
