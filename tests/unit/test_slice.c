/*
 * test_slice - voxels as letters
 */
#include <criterion/criterion.h>

#include "goxel/slice.h"

static struct volume v;
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };

static void
setup(void)
{
	const struct box bar = { { { 0, 0, 0 } }, { { 3, 1, 1 } } };

	cr_assert_eq(volume_fill(&v, &bar, red), OK);
	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 1, 2 } }, blue), OK);
}

static void
teardown(void)
{
	volume_fini(&v);
}

TestSuite(slice, .init = setup, .fini = teardown);

/* All lines of the box 0..2, 0..1, 0..2, joined. */
static void
reads(int axis, const char *wanted)
{
	const struct box box = { { { 0, 0, 0 } }, { { 3, 2, 3 } } };
	char text[64] = "";
	struct slice_line line;
	struct slice s;
	uint64_t n;

	slice_open(&s, &v, &box, axis);
	for (n = 0; n < slice_lines(&s); n++) {
		slice_read(&s, n, &line, text + strlen(text));
		strcat(text, line.count > 0 ? "+" : "-");
	}
	slice_close(&s);
	cr_assert_str_eq(text, wanted);
}

Test(slice, along_z_is_seen_from_above_with_y_up)
{
	reads(2, "...-AAA+...-...-B..+...-");
}

Test(slice, along_y_is_seen_from_the_front_with_z_up)
{
	reads(1, "...-...-AAA+B..+...-...-");
}

Test(slice, along_x_is_seen_from_the_right_with_z_up)
{
	reads(0, ".B+..-A.+..-..-A.+..-..-A.+");
}

Test(slice, line_tells_its_place_and_its_row)
{
	const struct box box = { { { 0, 0, 0 } }, { { 3, 2, 3 } } };
	struct slice_line line;
	char letters[3];
	struct slice s;

	slice_open(&s, &v, &box, 2);
	slice_read(&s, 4, &line, letters);
	cr_assert_eq(line.place, 2);
	cr_assert_eq(line.row, 1);
	cr_assert_eq(line.count, 1);
	slice_close(&s);
}

/* A row of so many colours. */
static char
last_letter(int colors)
{
	const struct box box = { { { 0, 0, 9 } }, { { colors, 1, 10 } } };
	struct slice_line line;
	char letters[64];
	struct slice s;
	int x;

	for (x = 0; x < colors; x++)
		volume_set(&v, &(struct pos){ { x, 0, 9 } },
		    (struct rgba){ { 255, (uint8_t)x, 0, 255 } });
	slice_open(&s, &v, &box, 2);
	slice_read(&s, 0, &line, letters);
	slice_close(&s);
	return letters[colors - 1];
}

Test(slice, colours_have_letters_until_these_end)
{
	cr_assert_eq(last_letter(SLICE_LETTERS), 'z');
	cr_assert_eq(last_letter(SLICE_LETTERS + 1), '?');
}
