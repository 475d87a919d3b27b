/*
 * test_noise - numbers that change smoothly from place to place
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/noise.h"

#define COUNT	500

static void
row(struct noise noise, int32_t x, int32_t y, uint32_t out[COUNT])
{
	struct pos from = { { x, y, 7 } };

	noise_row(&noise, &from, COUNT, out);
}

/* Written down once: a seed must give the same for ever. */
Test(noise, is_the_same_on_every_machine)
{
	static const uint32_t want[4] = { 31206, 24853, 35835, 22481 };
	uint32_t got[COUNT];
	int i;

	row((struct noise){ 1, 16, 3 }, -20, 5, got);
	for (i = 0; i < 4; i++)
		cr_assert_eq(got[i * 10], want[i], "%u,%u,%u,%u", got[0],
		    got[10], got[20], got[30]);
}

Test(noise, does_not_depend_on_where_a_row_begins)
{
	uint32_t all[COUNT], part[COUNT];
	int i;

	row((struct noise){ 5, 13, 4 }, -250, -3, all);
	row((struct noise){ 5, 13, 4 }, -250 + 77, -3, part);
	for (i = 0; i < COUNT - 77; i++)
		cr_assert_eq(all[i + 77], part[i]);
}

Test(noise, changes_smoothly_and_uses_its_range)
{
	uint32_t out[COUNT], low = NOISE_ONE, high = 0;
	int i;

	row((struct noise){ 9, 32, 1 }, -100, 40, out);
	for (i = 0; i < COUNT; i++) {
		cr_assert_lt(out[i], NOISE_ONE);
		cr_assert(i == 0 ||
		    abs((int)out[i] - (int)out[i - 1]) < NOISE_ONE / 16);
		low = out[i] < low ? out[i] : low;
		high = out[i] > high ? out[i] : high;
	}
	cr_assert_lt(low, NOISE_ONE / 3);
	cr_assert_gt(high, NOISE_ONE / 3 * 2);
}

Test(noise, differs_by_seed_and_by_place)
{
	uint32_t one[COUNT], other[COUNT], there[COUNT];
	int i, same = 0;

	row((struct noise){ 1, 8, 1 }, 0, 0, one);
	row((struct noise){ 2, 8, 1 }, 0, 0, other);
	row((struct noise){ 1, 8, 1 }, 0, 8, there);
	for (i = 0; i < COUNT; i++)
		same += (one[i] == other[i]) + (one[i] == there[i]);
	cr_assert_lt(same, COUNT / 20);
}

Test(noise, stays_in_range_at_the_ends_of_the_world_and_of_its_scale)
{
	static const int32_t scales[] = { 1, 2, 3, INT32_MAX };
	uint32_t out[COUNT];
	size_t s;
	int i;

	for (s = 0; s < 4; s++) {
		row((struct noise){ 3, scales[s], NOISE_OCTAVES },
		    -BOUND_COORD, BOUND_COORD - 1, out);
		row((struct noise){ 3, scales[s], NOISE_OCTAVES },
		    BOUND_COORD - COUNT, -BOUND_COORD, out);
		for (i = 0; i < COUNT; i++)
			cr_assert_lt(out[i], NOISE_ONE);
	}
}
