#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/csv.h"
#include "tests/unit/reader.h"

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
	cr_assert_eq(csv_write(image, NULL, &b), OK);
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
	cr_assert_eq(csv_write(image, NULL, &b), ERR_TOO_BIG);
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
	cr_assert_eq(csv_write(image, NULL, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}

static enum err
try_text(const char *text)
{
	struct image *image;
	enum err err = reader_run(csv_read, text, strlen(text), &image);

	if (err == OK)
		image_free(image);
	return err;
}

static const char two_levels[] = "2,2,1\r\n"
    "#ff0102FF,#00000000\r\n\r\n#0000037f,#00AB00fe\r\n\r\n";

Test(csv, is_read_as_it_is_written)
{
	struct image *image;
	const struct volume *v;

	cr_assert_eq(reader_run(csv_read, two_levels, strlen(two_levels),
	    &image), OK);
	v = &image->layers[0]->volume;
	cr_assert_eq(volume_count(v), 3);
	cr_assert(rgba_same(volume_get(v, &(struct pos){ { 0, 0, 1 } }),
	    (struct rgba){ { 255, 1, 2, 255 } }));
	cr_assert(rgba_same(volume_get(v, &(struct pos){ { 1, 0, 0 } }),
	    (struct rgba){ { 0, 171, 0, 254 } }));
	expect_text(image, "2,2,1\n#FF0102FF,#00000000\n\n"
	    "#0000037F,#00AB00FE\n\n");
	image_free(image);
}

Test(csv, a_model_at_the_origin_comes_back_as_it_was)
{
	struct image *image = image_new(""), *again;
	struct buf b;
	int32_t i;

	for (i = 0; i < 20; i++)
		set(image, i * 7 % 20, i * 11 % 23, i, (struct rgba){ {
		    (uint8_t)(9 * i), 1, 2, 255 } });
	set(image, 0, 0, 0, (struct rgba){ { 1, 1, 1, 200 } });
	buf_init(&b, 1u << 20);
	cr_assert_eq(csv_write(image, NULL, &b), OK);
	cr_assert_eq(reader_run(csv_read, b.bytes, b.len, &again), OK);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	buf_fini(&b);
	image_free(again);
	image_free(image);
}

Test(csv, a_file_cut_anywhere_before_its_last_colour_ends_is_refused)
{
	size_t len = strlen(two_levels) - strlen("\r\n\r\n");
	struct image *image;

	cr_assert_eq(reader_run(csv_read, two_levels, len, &image), OK);
	image_free(image);
	while (len-- > 0)
		cr_assert_eq(reader_run(csv_read, two_levels, len, &image),
		    ERR_FORMAT, "%zu", len);
}

Test(csv, what_is_no_table_of_its_size_is_refused)
{
	cr_assert_eq(try_text("0,0,0\n"), OK);
	cr_assert_eq(try_text("1,1,1\n#01020304"), OK);
	cr_assert_eq(try_text("1,1\n#01020304"), ERR_FORMAT);
	cr_assert_eq(try_text("-1,1,1\n#01020304"), ERR_FORMAT);
	cr_assert_eq(try_text("2,1,1\n#01020304\n"), ERR_FORMAT);
	cr_assert_eq(try_text("1,1,1\n#01020304\n#01020304"), ERR_FORMAT);
	cr_assert_eq(try_text("1,1,1\n#0102030g\n"), ERR_FORMAT);
	cr_assert_eq(try_text("1,1,1\n00102030 \n"), ERR_FORMAT);
	cr_assert_eq(try_text("1048576,1048576,1048576\n"), ERR_FORMAT);
	cr_assert_eq(try_text("0,1048576,0\n"), OK);
	cr_assert_eq(try_text("0,1048577,0\n"), ERR_TOO_BIG);
}

/* 10^12 rows of nothing would take an hour. */
Test(csv, rows_without_a_place_are_not_walked, .timeout = 10)
{
	cr_assert_eq(try_text("0,1048576,1048576\n"), OK);
	cr_assert_eq(try_text("1048576,0,1048576\n"), OK);
}
