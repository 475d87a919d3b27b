/*
 * test_letters - words made of voxels
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/font.h"
#include "goxel/letters.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct letters
words(const char *text, int axis, int32_t scale, int32_t depth)
{
	return (struct letters){ .text = { text, (uint32_t)strlen(text) },
	    .axis = axis, .scale = scale, .depth = depth, .color = red };
}

static bool
ink_at(char c, int32_t right, int32_t up)
{
	const struct glyph *glyph = font_glyph(c);
	int32_t row = FONT_ROWS - FONT_BELOW - 1 - up;

	if (right < 0 || right >= glyph->width || row < 0 || row >= FONT_ROWS)
		return false;
	return glyph->row[row] >> (glyph->width - 1 - right) & 1;
}

/* One letter against its pixels, every voxel around it. */
static void
compare(char c, int axis, int32_t scale, int32_t depth)
{
	static const int right[3] = { 1, 0, 0 }, up[3] = { 2, 2, 1 };
	char text[2] = { c, '\0' };
	struct letters l = words(text, axis, scale, depth);
	struct volume v = { .table = NULL };
	int32_t i, side = 40;
	struct pos pos;
	bool want;

	l.at = (struct pos){ { -5, 3, 100 } };
	cr_assert_eq(letters_draw(&l, &v), OK);
	for (i = 0; i < side * side * side; i++) {
		int32_t d = i % side - 5, r = i / side % side - 5,
		    u = i / side / side - 10;

		pos = l.at;
		pos.at[axis] += d;
		pos.at[right[axis]] += r;
		pos.at[up[axis]] += u;
		want = d >= 0 && d < depth && r >= 0 &&
		    ink_at(c, r / scale, (u + 100 * scale) / scale - 100);
		cr_assert_eq(rgba_exists(volume_get(&v, &pos)), want,
		    "%c %d %d %d", c, d, r, u);
	}
	volume_fini(&v);
}

Test(letters, are_their_pixels_on_every_axis)
{
	compare('F', 0, 1, 1);
	compare('g', 1, 2, 3);
	compare('Q', 2, 4, 20);
	compare('@', 1, 1, 1);
}

static uint64_t
count(const char *text)
{
	struct letters l = words(text, 1, 1, 1);
	struct volume v = { .table = NULL };
	uint64_t voxels;

	cr_assert_eq(letters_draw(&l, &v), OK);
	voxels = volume_count(&v);
	volume_fini(&v);
	return voxels;
}

Test(letters, of_a_word_stand_beside_and_below_each_other)
{
	cr_assert_eq(count("Hi\ngo"), count("H") + count("i") + count("g") +
	    count("o"));
	cr_assert_eq(count(""), 0);
	cr_assert_eq(count(" \n\n "), 0);
}

static enum err
try(struct letters l)
{
	struct volume v = { .table = NULL };
	enum err err = letters_draw(&l, &v);

	cr_assert(err == OK || volume_count(&v) == 0);
	volume_fini(&v);
	return err;
}

Test(letters, out_of_range_are_refused_whole)
{
	struct letters far = words("H", 1, 1, 1);

	cr_assert_eq(try(words("\x7f", 1, 1, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H\xc3\xa4", 1, 1, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H", 3, 1, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H", -1, 1, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H", 1, 0, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H", 1, 1, 0)), ERR_PARAMS);
	cr_assert_eq(try(words("H", 1, LETTERS_SCALE + 1, 1)), ERR_PARAMS);
	cr_assert_eq(try(words("H", 1, LETTERS_SCALE, 1)), OK);
	far.at.at[2] = BOUND_COORD - 7;
	cr_assert_eq(try(far), OK);
	far.at.at[2]++;
	cr_assert_eq(try(far), ERR_BOUNDS);
}

Test(letters, are_as_many_as_the_limit_and_no_more)
{
	static char text[LETTERS_MOST + 2];

	memset(text, '.', LETTERS_MOST);
	cr_assert_eq(try(words(text, 1, 1, 1)), OK);
	cr_assert_eq(try(words(text, 1, 100, 400)), ERR_TOO_BIG);
	text[LETTERS_MOST] = '.';
	cr_assert_eq(try(words(text, 1, 1, 1)), ERR_TOO_BIG);
}
