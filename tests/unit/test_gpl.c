/*
 * test_gpl - palettes come out of files as they went in
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/gpl.h"
#include "goxel/format/png.h"

static struct palette palette, again;
static struct buf b;

static void
begin(void)
{
	buf_init(&b, 1 << 24);
}

static void
end(void)
{
	buf_fini(&b);
}

TestSuite(gpl, .init = begin, .fini = end);

static enum err
read_text(const char *text)
{
	return gpl_read(text, strlen(text), &palette);
}

Test(gpl, text_is_read)
{
	cr_assert_eq(read_text("GIMP Palette\r\nName: Two words\nColumns: 4\n"
	    "# 1 2 3\n\n  1   2 255\tsome name\n255 0 0\n9 9 9 Name: x"), OK);
	cr_assert_str_eq(palette.name, "Two words");
	cr_assert_eq(palette.count, 3);
	cr_assert_eq(memcmp(palette.color, "\1\2\377\377\0\0\11\11\11", 9), 0);
}

Test(gpl, what_is_none_is_refused)
{
	cr_assert_eq(gpl_read("", 0, &palette), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palett\n1 2 3\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n1 2\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n1 2 256\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n1 2 0255\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n1 2 3x\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n-1 2 3\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\nred\n"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\n"), ERR_EMPTY);
	cr_assert_eq(read_text("\x89PNG and no more"), ERR_FORMAT);
	cr_assert_eq(read_text("GIMP Palette\nName: \xff\n1 2 3\n"), OK);
	cr_assert_str_eq(palette.name, "");
}

Test(gpl, both_kinds_come_back_as_they_were)
{
	uint32_t i;

	for (i = 0; palette_nth(i, &palette); i++) {
		buf_reset(&b);
		cr_assert_eq(gpl_write(&palette, &b), OK);
		cr_assert_eq(gpl_read(b.bytes, b.len, &again), OK);
		cr_assert_eq(again.count, palette.count);
		cr_assert_str_eq(again.name, palette.name);
		cr_assert_eq(memcmp(again.color, palette.color,
		    3 * palette.count), 0);
		buf_reset(&b);
		cr_assert_eq(gpl_write_picture(&palette, &b), OK);
		cr_assert_eq(gpl_read(b.bytes, b.len, &again), OK);
		cr_assert_eq(again.count, palette.count);
		cr_assert_eq(memcmp(again.color, palette.color,
		    3 * palette.count), 0);
	}
}

Test(gpl, as_many_colours_are_read_as_filters_take)
{
	int i;

	buf_add_text(&b, "GIMP Palette\n");
	for (i = 0; i < RECOLOR_PALETTE; i++)
		buf_add_text(&b, "1 2 3\n");
	cr_assert_eq(gpl_read(b.bytes, b.len, &palette), OK);
	buf_add_text(&b, "1 2 3\n");
	cr_assert_eq(gpl_read(b.bytes, b.len, &palette), ERR_TOO_BIG);
}

static enum err
read_picture(uint32_t width, uint32_t height)
{
	struct picture picture = { 0 };
	uint32_t i;

	cr_assert_eq(picture_init(&picture, width, height), OK);
	for (i = 0; i < width * height; i++)
		picture.pixel[i] = (struct rgba){ { (uint8_t)(i % 2), 0, 0,
		    255 } };
	buf_reset(&b);
	cr_assert_eq(png_write(&picture, PNG_FAST, &b), OK);
	picture_fini(&picture);
	return gpl_read(b.bytes, b.len, &palette);
}

Test(gpl, a_picture_has_at_most_a_million_pixels)
{
	cr_assert_eq(read_picture(1024, 1024), OK);
	cr_assert_eq(palette.count, 2);
	cr_assert_eq(read_picture(1024, 1025), ERR_TOO_BIG);
}
