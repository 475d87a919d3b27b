/*
 * test_sampler - numbers are spread, and depend on nothing but their place
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/sampler.h"

Test(sampler, sixteen_samples_fill_sixteen_strata_in_any_pair)
{
	struct sampler s;
	unsigned pixel, i, pair, column, row, square;
	double u[2];

	for (pixel = 0; pixel < 50; pixel++)
		for (pair = 1; pair < 6; pair++) {
			column = row = square = 0;
			for (i = 0; i < 16; i++) {
				sampler_begin(&s, 7, pixel, i);
				while (s.pair < pair)
					sampler_next(&s, u);
				cr_assert(u[0] >= 0 && u[0] < 1);
				cr_assert(u[1] >= 0 && u[1] < 1);
				column |= 1u << (int)(u[0] * 16);
				row |= 1u << (int)(u[1] * 16);
				square |= 1u << ((int)(u[0] * 4) * 4 +
				    (int)(u[1] * 4));
			}
			cr_assert_eq(column, 0xffff);
			cr_assert_eq(row, 0xffff);
			cr_assert_eq(square, 0xffff);
		}
}

Test(sampler, a_sample_is_the_same_whatever_was_drawn_before)
{
	struct sampler s;
	double a[2], b[2];

	sampler_begin(&s, 1, 2, 3);
	sampler_next(&s, a);
	sampler_next(&s, b);
	sampler_begin(&s, 1, 2, 3);
	sampler_next(&s, b);
	cr_assert_eq(memcmp(a, b, sizeof a), 0);
}

Test(sampler, seeds_pixels_and_pairs_differ)
{
	struct sampler s, t;
	double a[2], b[2];

	sampler_begin(&s, 1, 2, 3);
	sampler_next(&s, a);
	sampler_next(&s, b);
	cr_expect_neq(a[0], b[0]);
	sampler_begin(&t, 2, 2, 3);
	sampler_next(&t, b);
	cr_expect_neq(a[0], b[0]);
	sampler_begin(&t, 1, 3, 3);
	sampler_next(&t, b);
	cr_expect_neq(a[0], b[0]);
}

/* What depends on two pairs together must be spread as well. */
Test(sampler, two_pairs_are_not_alike)
{
	struct sampler s;
	double a[2], b[2], sum = 0;
	unsigned i;

	for (i = 0; i < 1024; i++) {
		sampler_begin(&s, 0, 5, i);
		sampler_next(&s, a);
		sampler_next(&s, b);
		sum += (a[0] - 0.5) * (b[0] - 0.5);
	}
	cr_expect_lt(sum / 1024 * 12, 0.1);
	cr_expect_gt(sum / 1024 * 12, -0.1);
}
