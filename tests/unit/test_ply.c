#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/ply.h"

static const struct mesh_options usual;

Test(ply, header_counts_what_follows)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	const char *at;
	struct buf b;
	int vertices, faces, lines = 0;

	volume_set(v, &(struct pos){ { 1, 2, 3 } },
	    (struct rgba){ { 255, 51, 0, 255 } });
	volume_set(v, &(struct pos){ { 100, 2, 3 } },
	    (struct rgba){ { 1, 1, 1, 255 } });
	buf_init(&b, 1u << 20);
	cr_assert_eq(ply_write(image, &usual, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_eq(strncmp(b.bytes, "ply\nformat ascii 1.0\n", 21), 0);
	cr_assert_eq(sscanf(strstr(b.bytes, "element vertex"),
	    "element vertex %d", &vertices), 1);
	cr_assert_eq(sscanf(strstr(b.bytes, "element face"),
	    "element face %d", &faces), 1);
	cr_assert_eq(vertices, 16);
	cr_assert_eq(faces, 12);
	at = strstr(b.bytes, "end_header\n") + strlen("end_header\n");
	for (; *at != '\0'; at++)
		lines += *at == '\n';
	cr_assert_eq(lines, 28);
	cr_assert_not_null(strstr(b.bytes, "\n1 3 -2 255 51 0\n"));
	buf_fini(&b);
	image_free(image);
}

Test(ply, an_empty_model_is_a_header)
{
	struct image *image = image_new("");
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(ply_write(image, &usual, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_not_null(strstr(b.bytes, "element vertex 0\n"));
	cr_assert_str_eq(strstr(b.bytes, "end_header\n"), "end_header\n");
	buf_fini(&b);
	image_free(image);
}

Test(ply, full_buffer_is_told)
{
	struct image *image = image_new("");
	struct buf b;

	buf_init(&b, 100);
	cr_assert_eq(ply_write(image, &usual, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
