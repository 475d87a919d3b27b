/*
 * test_sampler - numbers are spread, and depend on nothing but their place
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/sampler.h"

/* The first 16 samples of a pair, as the strata they fall in: 16 columns, 16
 * rows, 4 by 4 squares. */
static void
fill_strata(unsigned pixel, unsigned pair, unsigned strata[3])
{
	struct sampler s;
	double u[2];
	unsigned i;

	strata[0] = strata[1] = strata[2] = 0;
	for (i = 0; i < 16; i++) {
		sampler_begin(&s, 7, pixel, i);
		while (s.pair < pair)
			sampler_next(&s, u);
		cr_assert(u[0] >= 0 && u[0] < 1);
		cr_assert(u[1] >= 0 && u[1] < 1);
		strata[0] |= 1u << (int)(u[0] * 16);
		strata[1] |= 1u << (int)(u[1] * 16);
		strata[2] |= 1u << ((int)(u[0] * 4) * 4 + (int)(u[1] * 4));
	}
}

Test(sampler, sixteen_samples_fill_sixteen_strata_in_any_pair)
{
	unsigned pixel, pair, strata[3];

	for (pixel = 0; pixel < 50; pixel++)
		for (pair = 1; pair < 6; pair++) {
			fill_strata(pixel, pair, strata);
			cr_assert_eq(strata[0], 0xffff);
			cr_assert_eq(strata[1], 0xffff);
			cr_assert_eq(strata[2], 0xffff);
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
