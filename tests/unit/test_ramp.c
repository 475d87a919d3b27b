/*
 * test_ramp - colours from low to high
 */
#include <criterion/criterion.h>

#include "goxel/ramp.h"

static const struct rgba three[3] = {
	{ { 0, 0, 0, 255 } }, { { 200, 100, 0, 255 } }, { { 0, 0, 0, 55 } }
};
static const struct bytes ramp = { (const char *)three, sizeof three };

static void
expect(uint32_t at, uint32_t steps, struct rgba want)
{
	struct rgba got = ramp_color(&ramp, at, steps);

	cr_assert(rgba_same(got, want), "%u of %u: %d,%d,%d,%d", at, steps,
	    got.c[0], got.c[1], got.c[2], got.c[3]);
}

Test(ramp, has_its_colours_at_its_ends_and_blends_between)
{
	expect(0, 5, three[0]);
	expect(1, 5, (struct rgba){ { 100, 50, 0, 255 } });
	expect(2, 5, three[1]);
	expect(3, 5, (struct rgba){ { 100, 50, 0, 155 } });
	expect(4, 5, three[2]);
	expect(UINT32_MAX, 5, three[2]);
	expect(UINT32_MAX - 1, UINT32_MAX, three[2]);
}

Test(ramp, of_one_step_is_its_first_colour)
{
	expect(0, 1, three[0]);
	expect(7, 0, three[0]);
}

Test(ramp, of_no_colours_is_white)
{
	struct rgba white = ramp_color(&(struct bytes){ NULL, 0 }, 3, 9);

	cr_assert_eq(rgba_word(white), UINT32_MAX);
}

Test(ramp, is_whole_colours_and_not_too_many)
{
	struct bytes bytes = { NULL, 0 };

	cr_assert(ramp_good(&bytes));
	bytes.len = 4 * RAMP_MOST;
	cr_assert(ramp_good(&bytes));
	bytes.len = 4 * RAMP_MOST + 4;
	cr_assert_not(ramp_good(&bytes));
	bytes.len = 5;
	cr_assert_not(ramp_good(&bytes));
}
