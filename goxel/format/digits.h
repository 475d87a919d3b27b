/*
 * digits - an integer as decimal text, without printf
 *
 * Text formats are mostly coordinates.
 */
#ifndef GOXEL_FORMAT_DIGITS_H
#define GOXEL_FORMAT_DIGITS_H

#include <stdint.h>

#define DIGITS_MAX	11	/* "-2147483648" */

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
