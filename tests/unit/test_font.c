/*
 * test_font - printable ASCII in small pixels
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/font.h"

Test(font, has_printable_ascii_and_nothing_else)
{
	int c;

	for (c = -128; c < 128; c++)
		cr_assert_eq(font_glyph((char)c) != NULL,
		    c >= ' ' && c <= '~', "%d", c);
}

Test(font, every_letter_fits_its_width_and_touches_its_left_side)
{
	const struct glyph *glyph;
	unsigned ink;
	int c, row;

	for (c = '!'; c <= '~'; c++) {
		glyph = font_glyph((char)c);
		for (ink = 0, row = 0; row < FONT_ROWS; row++)
			ink |= glyph->row[row];
		cr_assert_gt(glyph->width, 0);
		cr_assert_eq(ink >> glyph->width, 0, "%c", c);
		cr_assert_neq(ink, 0, "%c", c);
		cr_assert(ink & 1, "%c", c);
	}
}

Test(font, no_two_letters_look_alike)
{
	int a, b;

	for (a = ' '; a <= '~'; a++)
		for (b = a + 1; b <= '~'; b++)
			cr_assert(memcmp(font_glyph((char)a),
			    font_glyph((char)b), sizeof(struct glyph)) != 0,
			    "%c and %c", a, b);
}

/* Only these hang under the baseline. */
Test(font, capitals_stand_on_the_baseline)
{
	int c, row;

	for (c = 'A'; c <= 'Z'; c++)
		for (row = FONT_ROWS - FONT_BELOW; row < FONT_ROWS; row++)
			cr_assert_eq(font_glyph((char)c)->row[row], 0);
	cr_assert_neq(font_glyph('g')->row[FONT_ROWS - 1], 0);
}
