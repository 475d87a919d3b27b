#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/txt.h"

static enum err
read_text(const char *text, struct image **image, char why[FORMAT_WHY])
{
	*image = NULL;
	why[0] = '\0';
	return txt_read(text, strlen(text), image, why, NULL);
}

static struct rgba
voxel_of(const struct image *image, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image_layer(image, 0)->volume,
	    &(struct pos){ { x, y, z } });
}

Test(txt, lines_become_voxels)
{
	struct image *image;
	char why[FORMAT_WHY];

	cr_assert_eq(read_text("# a\n#b\n\n1 2 3 ff8000\r\n-4\t-5 -6  00fF01",
	    &image, why), OK, "%s", why);
	cr_assert_eq(volume_count(&image_layer(image, 0)->volume), 2);
	cr_assert(rgba_same(voxel_of(image, 1, 2, 3),
	    (struct rgba){ { 255, 128, 0, 255 } }));
	cr_assert(rgba_same(voxel_of(image, -4, -5, -6),
	    (struct rgba){ { 0, 255, 1, 255 } }));
	image_free(image);
}

Test(txt, reason_names_the_line)
{
	static const char *const broken[] = {
		"\n1 2", "\n1 2 3", "\n1 2 3 ff80", "\n1 2 3 ff80000",
		"\n1 2 3 gg0000", "\n1 2 x ff8000", "\n1 2 3ff8000",
		"\n1 2 3 ff8000 9", "\n- 2 3 ff8000",
	};
	struct image *image;
	char why[FORMAT_WHY];
	size_t i;

	for (i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		cr_assert_eq(read_text(broken[i], &image, why), ERR_FORMAT,
		    "%s", broken[i]);
		cr_assert_null(image);
		cr_assert(strncmp(why, "line 2 ", 7) == 0, "%s", why);
	}
}

Test(txt, voxel_at_the_limit_is_read_and_one_beyond_is_not)
{
	struct image *image;
	char why[FORMAT_WHY];

	cr_assert_eq(read_text("1048575 -1048576 0 010203\n", &image, why),
	    OK);
	image_free(image);
	cr_assert_eq(read_text("1048576 0 0 010203\n", &image, why),
	    ERR_TOO_BIG);
	cr_assert_eq(read_text("0 -1048577 0 010203\n", &image, why),
	    ERR_TOO_BIG);
	cr_assert_eq(read_text("0 0 99999999999999999999 010203\n", &image,
	    why), ERR_TOO_BIG);
}

Test(txt, what_is_seen_is_written)
{
	struct image *image = image_new("");
	struct layer *layer = image_layer_write(image, 0);
	struct buf b;

	volume_set(&layer->volume, &(struct pos){ { 20, -1, 0 } },
	    (struct rgba){ { 1, 0xab, 255, 127 } });
	volume_set(&layer->volume, &(struct pos){ { 0, 0, 0 } },
	    (struct rgba){ { 9, 9, 9, 126 } });
	volume_set(&layer->volume, &(struct pos){ { 1, 0, 0 } },
	    (struct rgba){ { 9, 9, 9, 255 } });
	image_layer_add(image, "hole", &layer);
	layer->mode = MODE_SUB;
	volume_set(&layer->volume, &(struct pos){ { 1, 0, 0 } },
	    (struct rgba){ { 9, 9, 9, 255 } });
	image_layer_add(image, "hidden", &layer);
	layer->visible = false;
	volume_set(&layer->volume, &(struct pos){ { 2, 0, 0 } },
	    (struct rgba){ { 9, 9, 9, 255 } });
	buf_init(&b, 1u << 20);
	cr_assert_eq(txt_write(image, NULL, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_str_eq(strstr(b.bytes, "RRGGBB\n"),
	    "RRGGBB\n20 -1 0 01abff\n");
	buf_fini(&b);
	image_free(image);
}

Test(txt, three_comment_lines_come_first)
{
	struct image *image = image_new("");
	struct buf b;
	size_t i, lines = 0;

	buf_init(&b, 1u << 20);
	cr_assert_eq(txt_write(image, NULL, &b), OK);
	for (i = 0; i < b.len; i++) {
		cr_assert(b.bytes[i] != '\n' || i + 1 == b.len ||
		    b.bytes[i + 1] == '#');
		lines += b.bytes[i] == '\n';
	}
	cr_assert_eq(lines, 3);
	buf_fini(&b);
	image_free(image);
}

Test(txt, full_buffer_ends_an_endless_model)
{
	struct image *image = image_new("");
	struct box box = { { { 0, 0, 0 } }, { { 8192, 8192, 8192 } } };
	struct buf b;

	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    (struct rgba){ { 1, 2, 3, 255 } }), OK);
	buf_init(&b, 1u << 20);
	cr_assert_eq(txt_write(image, NULL, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
