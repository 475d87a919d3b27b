/*
 * test_real - functions of numbers that give the same on every machine
 *
 * Beside the C library's, which are right to the last bit or nearly.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "expr/real.h"

#define NEAR	1e-12

static void
near(double got, double want, double x)
{
	cr_assert(fabs(got - want) <= NEAR * fmax(1, fabs(want)),
	    "of %.17g: %.17g, not %.17g", x, got, want);
}

Test(real, sines_are_right_far_out)
{
	double x;

	for (x = -1e6; x < 1e6; x += 37.123) {
		near(real_sin(x), sin(x), x);
		near(real_cos(x), cos(x), x);
	}
	near(real_tan(1.3), tan(1.3), 1.3);
	near(real_tan(-0.5), tan(-0.5), -0.5);
}

Test(real, powers_and_logarithms_are_right)
{
	double x;

	for (x = -700; x < 700; x += 0.37)
		near(real_exp(x) / exp(x), 1, x);
	for (x = 1e-300; x < 1e300; x *= 1.7)
		near(real_log(x), log(x), x);
	for (x = -20; x < 20; x += 0.1)
		near(real_pow(2.5, x) / pow(2.5, x), 1, x);
	cr_assert_eq(real_pow(-2, 3), -8);
	cr_assert_eq(real_pow(2, -2), 0.25);
	cr_assert_eq(real_pow(0, 2.5), 0);
	cr_assert(isnan(real_pow(-2, 0.5)));
}

Test(real, angles_are_right_all_around)
{
	double turn;

	for (turn = -3.14; turn < 3.14; turn += 0.01)
		near(real_atan2(3 * sin(turn), 3 * cos(turn)), turn, turn);
	cr_assert_eq(real_atan2(0, 0), 0);
}

Test(real, what_has_no_value_says_so_and_ends)
{
	cr_assert(isnan(real_sin(INFINITY)));
	cr_assert(isnan(real_cos(NAN)));
	cr_assert(fabs(real_sin(1e300)) <= 1);
	cr_assert(isnan(real_log(-1)));
	cr_assert_eq(real_log(0), -INFINITY);
	cr_assert_eq(real_exp(1e9), INFINITY);
	cr_assert_eq(real_exp(-INFINITY), 0);
	cr_assert(isnan(real_exp(NAN)));
	cr_assert(isnan(real_atan2(NAN, 1)));
}

/* Written down once: they must be the same for ever. */
Test(real, is_the_same_to_the_bit)
{
	cr_assert_eq(real_sin(1), 0x1.aed548f090ceep-1, "%a", real_sin(1));
	cr_assert_eq(real_exp(1), 0x1.5bf0a8b14576ap+1, "%a", real_exp(1));
	cr_assert_eq(real_log(10), 0x1.26bb1bbb55516p+1, "%a", real_log(10));
}
