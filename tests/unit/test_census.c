/*
 * test_census - voxels are counted by their colour
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/census.h"

static const struct rgba red = { { 250, 0, 0, 255 } };
static const struct rgba pink = { { 255, 3, 3, 255 } };
static const struct box all = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } } };

static struct volume volume;

static void
fill(int32_t lo, int32_t hi, struct rgba color)
{
	struct box box = { { { lo, lo, lo } }, { { hi, hi, hi } } };

	cr_assert_eq(volume_fill(&volume, &box, color), OK);
}

Test(census, uniform_space_is_counted_without_a_look_at_each)
{
	struct census c = { 0 };

	fill(0, 1024, red);
	fill(5, 7, pink);
	census_add(&c, &volume, &all);
	census_sort(&c, true);
	cr_assert_eq(c.count, 2);
	cr_assert_eq(c.voxels, (uint64_t)1 << 30);
	cr_assert_eq(c.at[0].count, ((uint64_t)1 << 30) - 8);
	cr_assert(rgba_same(c.at[1].color, pink));
	cr_assert_eq(c.at[1].count, 8);
	census_fini(&c);
	volume_fini(&volume);
}

Test(census, only_a_box_is_counted)
{
	struct box box = { { { -3, 2, 2 } }, { { 4, 21, 3 } } };
	struct census c = { 0 };

	fill(0, 20, red);
	census_add(&c, &volume, &box);
	cr_assert_eq(c.voxels, 4 * 18);
	census_fini(&c);
	volume_fini(&volume);
}

Test(census, bins_put_near_colours_together)
{
	struct census c = { .bin = 16 };

	fill(0, 2, red);
	fill(2, 3, pink);
	census_add(&c, &volume, &all);
	census_sort(&c, false);
	cr_assert_eq(c.count, 1);
	cr_assert_eq(c.at[0].color.c[0], 248);
	cr_assert_eq(c.at[0].color.c[1], 8);
	cr_assert_eq(c.at[0].color.c[ALPHA], 255);
	census_fini(&c);
	volume_fini(&volume);
}

Test(census, many_colours_fit)
{
	struct census c = { 0 };
	struct pos pos;
	uint32_t i;

	for (i = 0; i < 20000; i++) {
		pos = (struct pos){ { (int32_t)i % 100, (int32_t)i / 100, 0 } };
		volume_set(&volume, &pos, (struct rgba){ { (uint8_t)i,
		    (uint8_t)(i >> 8), 7, 255 } });
	}
	census_add(&c, &volume, &all);
	cr_assert_eq(c.count, 20000);
	census_sort(&c, false);
	for (i = 1; i < c.count; i++)
		cr_assert_lt(memcmp(&c.at[i - 1].color, &c.at[i].color, 4), 0);
	census_fini(&c);
	volume_fini(&volume);
}
