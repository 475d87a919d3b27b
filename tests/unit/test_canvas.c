/*
 * test_canvas - lines and words on pictures
 */
#include <criterion/criterion.h>

#include "goxel/canvas.h"

#define SIDE	32

static const struct rgba black = { { 0, 0, 0, 255 } };
static const struct rgba white = { { 255, 255, 255, 255 } };

static struct picture p;

static void
setup(void)
{
	size_t n;

	cr_assert_eq(picture_init(&p, SIDE, SIDE), OK);
	for (n = 0; n < SIDE * SIDE; n++)
		p.pixel[n] = white;
}

static void
teardown(void)
{
	picture_fini(&p);
}

TestSuite(canvas, .init = setup, .fini = teardown);

static int
dark(void)
{
	int n, count = 0;

	for (n = 0; n < SIDE * SIDE; n++)
		count += p.pixel[n].c[0] < 128;
	return count;
}

Test(canvas, a_level_line_colours_each_column_once)
{
	int x;

	canvas_line(&p, (double[2]){ 4.5, 10.5 }, (double[2]){ 20.5, 10.5 },
	    black);
	for (x = 0; x < SIDE; x++)
		cr_assert_eq(p.pixel[10 * SIDE + x].c[0],
		    x >= 4 && x <= 20 ? 0 : 255, "column %d", x);
	cr_assert_eq(dark(), 17);
}

Test(canvas, a_line_is_the_same_from_either_end)
{
	struct picture first = p;
	double a[2] = { 3, 29.2 }, b[2] = { 30, 5.7 };

	canvas_line(&p, a, b, black);
	setup();
	canvas_line(&p, b, a, black);
	cr_assert_eq(memcmp(first.pixel, p.pixel, SIDE * SIDE * 4), 0);
	cr_assert(dark() > 10);
	picture_fini(&first);
}

Test(canvas, a_line_through_the_picture_from_afar_is_cut)
{
	canvas_line(&p, (double[2]){ -1e9, 16.5 }, (double[2]){ 1e9, 16.5 },
	    black);
	cr_assert_eq(dark(), SIDE);
	canvas_line(&p, (double[2]){ -1e9, -40 }, (double[2]){ 1e9, -40 },
	    black);
	cr_assert_eq(dark(), SIDE);
}

Test(canvas, words_are_as_wide_as_told_and_grow_with_the_scale)
{
	int small;

	canvas_text(&p, (int32_t[2]){ 1, 1 }, 1, "I", black);
	small = dark();
	cr_assert_eq(small, 11);
	canvas_text(&p, (int32_t[2]){ 10, 10 }, 2, "I\x01", black);
	cr_assert_eq(dark(), 5 * small);
}

Test(canvas, half_a_colour_is_mixed_and_outside_is_nothing)
{
	canvas_mix(&p, 3, 3, black, 0.5f);
	cr_assert_eq(p.pixel[3 * SIDE + 3].c[0], 128);
	canvas_mix(&p, -1, 0, black, 1);
	canvas_mix(&p, 0, SIDE, black, 1);
	cr_assert_eq(dark(), 0);
}
