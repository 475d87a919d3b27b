/*
 * digits - numbers as decimal text, without printf
 *
 * Text formats are mostly coordinates.
 */
#ifndef GOXEL_FORMAT_DIGITS_H
#define GOXEL_FORMAT_DIGITS_H

#include <stdint.h>

#define DIGITS_MAX	11	/* "-2147483648" */
#define DIGITS_REAL_MAX	20	/* "-0.0000123456789" */

/* A number to nine digits, which tell every float from the next; whole ones
 * without a point.  No NUL, but at most DIGITS_REAL_MAX + 1 bytes are used;
 * returns the end. */
char	*digits_put_real(char *at, double value);
/* -1 to 1 with four decimals. */
char	*digits_put_unit(char *at, float value);

/* Write it at `at`, without a NUL; returns the end. */
static inline char *
digits_put(char *at, int32_t value)
{
	char digits[DIGITS_MAX];
	uint32_t rest = value < 0 ? 0 - (uint32_t)value : (uint32_t)value;
	int count = 0;

	if (value < 0)
		*at++ = '-';
	do
		digits[count++] = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

#endif
