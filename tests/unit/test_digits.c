/*
 * test_digits - numbers as text are what printf would make of them
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/digits.h"

static void
expect(double value, const char *text)
{
	char at[DIGITS_REAL_MAX + 2];

	*digits_put_real(at, value) = '\0';
	cr_assert_str_eq(at, text);
}

Test(digits, reals_are_as_short_as_nine_digits_are)
{
	expect(0, "0");
	expect(-0.0, "0");
	expect(-17, "-17");
	expect(0.5, "0.5");
	expect(-2.125, "-2.125");
	expect(0.1 * 3, "0.3");
	expect(1.0 / 3, "0.333333333");
	expect(2e6 / 3, "666666.667");
	expect(9.9999999999, "10");
	expect(0.99999999999, "1");
	expect(0.0123456789, "0.0123456789");
	expect(0.00001, "0.00001");
	expect(999999999.5, "1000000000");
	expect(-1e-6, "-1e-06");
	expect(-1.23456789e+300, "-1.23456789e+300");
}

/* What is read again is the same float, whatever its size. */
Test(digits, floats_come_back)
{
	char at[DIGITS_REAL_MAX + 2], *end;
	uint32_t seed = 1, i;
	float value;

	for (i = 0; i < 100000; i++) {
		seed = seed * 1664525u + 1013904223u;
		value = (float)((double)(int32_t)seed / (1 << seed % 31));
		end = digits_put_real(at, (double)value);
		cr_assert_leq(end - at, DIGITS_REAL_MAX);
		*end = '\0';
		cr_assert(strtof(at, NULL) >= value && strtof(at, NULL) <=
		    value, "%s for %.12g", at, (double)value);
	}
}

Test(digits, units_have_four_decimals)
{
	static const float units[] = { 1, -1, 0, 0.57735f, -0.70711f };
	char at[16], want[16];
	size_t i;

	for (i = 0; i < 5; i++) {
		*digits_put_unit(at, units[i]) = '\0';
		snprintf(want, sizeof want, "%.4f", (double)units[i]);
		cr_assert_str_eq(at, want);
	}
}
