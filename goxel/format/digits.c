/*
 * digits - numbers as decimal text, without printf
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "goxel/format/digits.h"

#define SIGNIFICANT	9	/* digits that tell all floats apart */

/* `count` digits of a fraction after a point, without zeros at the end. */
static char *
put_fraction(char *at, uint64_t part, int count)
{
	int i;

	if (part == 0)
		return at;
	*at++ = '.';
	for (; part % 10 == 0; part /= 10)
		count--;
	for (i = count; i-- > 0; part /= 10)
		at[i] = (char)('0' + part % 10);
	return at + count;
}

char *
digits_put_real(char *at, double value)
{
	double size = fabs(value), most = 1;
	uint64_t unit = 1, scaled;
	int decimals = SIGNIFICANT, i;

	if (size <= INT32_MAX && value == (double)(int32_t)value)
		return digits_put(at, (int32_t)value);
	if (!(size >= 1e-5 && size < 1e9))
		return at + snprintf(at, DIGITS_REAL_MAX + 1, "%.*g",
		    SIGNIFICANT, value);
	for (; size >= most; most *= 10)
		decimals--;
	for (; size * 10 < most; most /= 10)
		decimals++;
	for (i = 0; i < decimals; i++)
		unit *= 10;
	scaled = (uint64_t)llround(size * (double)unit);
	if (value < 0)
		*at++ = '-';
	at = digits_put(at, (int32_t)(scaled / unit));
	return put_fraction(at, scaled % unit, decimals);
}

char *
digits_put_unit(char *at, float value)
{
	int32_t part = (int32_t)lrintf(value * 10000), i;

	if (part < 0)
		*at++ = '-';
	part = abs(part);
	at[0] = (char)('0' + part / 10000);
	at[1] = '.';
	for (i = 5; i > 1; i--, part /= 10)
		at[i] = (char)('0' + part % 10);
	return at + 6;
}
