#include <criterion/criterion.h>

#include "goxel/format/csv.h"

static void
set(struct image *image, int32_t x, int32_t y, int32_t z, struct rgba color)
{
	cr_assert_eq(volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { x, y, z } }, color), OK);
}

static void
expect_text(const struct image *image, const char *text)
{
	struct buf b;

	buf_init(&b, 1u << 20);
	cr_assert_eq(csv_write(image, &b), OK);
	buf_add_u8(&b, 0);
	cr_assert_str_eq(b.bytes, text);
	buf_fini(&b);
}

Test(csv, levels_come_from_above_and_rows_from_behind)
{
	struct image *image = image_new("");

	set(image, 15, -3, 9, (struct rgba){ { 255, 1, 2, 255 } });
	set(image, 16, -3, 8, (struct rgba){ { 0, 171, 0, 255 } });
	set(image, 15, -2, 8, (struct rgba){ { 0, 0, 3, 127 } });
	set(image, 16, -2, 8, (struct rgba){ { 9, 9, 9, 126 } });
	expect_text(image, "2,2,2\n"
	    "#00000000,#00000000\n#FF0102FF,#00000000\n\n"
	    "#0000037F,#00000000\n#00000000,#00AB00FF\n\n");
	image_free(image);
}

Test(csv, an_empty_model_has_no_size)
{
	struct image *image = image_new("");

	expect_text(image, "0,0,0\n");
	image_free(image);
}

Test(csv, box_beyond_the_limit_is_refused_at_once)
{
	struct image *image = image_new("");
	struct buf b;

	set(image, -1048576, -1048576, -1048576, (struct rgba){ { 1, 1, 1,
	    255 } });
	set(image, 1048575, 1048575, 1048575, (struct rgba){ { 1, 1, 1,
	    255 } });
	buf_init(&b, 1u << 20);
	cr_assert_eq(csv_write(image, &b), ERR_TOO_BIG);
	cr_assert_eq(b.len, 0);
	buf_fini(&b);
	image_free(image);
}

Test(csv, full_buffer_is_told)
{
	struct image *image = image_new("");
	struct buf b;

	set(image, 0, 0, 0, (struct rgba){ { 1, 1, 1, 255 } });
	set(image, 9, 0, 0, (struct rgba){ { 1, 1, 1, 255 } });
	buf_init(&b, 100);
	cr_assert_eq(csv_write(image, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
