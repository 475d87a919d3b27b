#include <criterion/criterion.h>

#include "goxel/format/png.h"
#include "goxel/format/texture.h"

static struct rgba
color_of(uint32_t i)
{
	return (struct rgba){ { (uint8_t)i, (uint8_t)(i >> 8),
	    (uint8_t)(i >> 16), 255 } };
}

/* Every colour is found by its place, and so are those around its middle. */
static void
expect_places(uint32_t count, uint32_t side)
{
	struct texture t = { 0 };
	struct picture p = { 0 };
	struct buf b;
	uint32_t i;

	buf_init(&b, 1u << 26);
	for (i = 0; i < count; i++)
		cr_assert_eq(texture_number(&t, color_of(i)), i);
	cr_assert_eq(texture_write(&t, &b), OK);
	cr_assert_eq(png_read(b.bytes, b.len, &p), OK);
	cr_assert_eq(p.width, side);
	cr_assert_eq(p.height, side);
	for (i = 0; i < count; i++) {
		float uv[2];
		uint32_t x, y;

		texture_place(&t, i, uv);
		x = (uint32_t)(uv[0] * (float)side);
		y = (uint32_t)(uv[1] * (float)side);
		cr_assert(uv[0] > 0 && uv[0] < 1 && uv[1] > 0 && uv[1] < 1);
		cr_assert(rgba_same(p.pixel[y * side + x], color_of(i)));
		cr_assert(rgba_same(p.pixel[(y - 1) * side + x - 1],
		    color_of(i)));
	}
	picture_fini(&p);
	buf_fini(&b);
	texture_fini(&t);
}

Test(texture, one_colour_is_one_square)
{
	expect_places(1, 4);
}

Test(texture, a_full_picture_and_one_more_colour_have_right_places)
{
	expect_places(256, 64);
	expect_places(257, 128);
}

Test(texture, with_very_many_colours_squares_are_smaller)
{
	expect_places(2048 * 2048 + 1, 8192);
}

Test(texture, a_colour_has_one_number_whatever_its_alpha)
{
	struct texture t = { 0 };

	cr_assert_eq(texture_number(&t, (struct rgba){ { 1, 2, 3, 255 } }), 0);
	cr_assert_eq(texture_number(&t, (struct rgba){ { 0, 0, 0, 0 } }), 1);
	cr_assert_eq(texture_number(&t, (struct rgba){ { 1, 2, 3, 200 } }), 0);
	cr_assert_eq(t.count, 2);
	texture_fini(&t);
}
