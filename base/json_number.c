/*
 * json_number - any number in JSON, as 64 bits or as a double
 *
 *	-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
 *
 * The first 19 digits that count go into 64 bits.  That is exact for
 * integers; and a mantissa up to 2^53 times or over a power of ten up to 10^22
 * is one correctly rounded operation on two exact doubles (Clinger's fast
 * path).  The rest goes through strtod(), on a copy, in the "C" locale.
 *
 * A number that has a fraction or an exponent and whose value is whole all
 * the same (1.0, 2e3) counts as an integer, as JSON Schema has it.
 */
#include <assert.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_parts.h"

#define NUMBER_SIZE	1024	/* bytes; a double is settled by 767 digits */
#define DIGITS_EXACT	19	/* any so many decimal digits fit 64 bits */
#define MANTISSA_EXACT	(1ull << 53)
#define POWER_EXACT	22
#define EXPONENT_CAP	100000	/* beyond it every double is 0 or too large */

/* A number while it is read. */
struct number {
	uint64_t	 mantissa;	/* the first 19 digits that count */
	int		 digits;	/* how many went into it */
	int		 exponent;	/* of ten */
	bool		 minus;
};

static const double powers[POWER_EXACT + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
	1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

/* Digits into the mantissa, `scale` to the exponent for each; past them. */
static const char *
read_digits(struct number *n, const char *at, const char *end, int scale)
{
	for (; at < end && json_is_digit(*at); at++) {
		if (n->digits < DIGITS_EXACT) {
			n->mantissa = n->mantissa * 10 + (uint64_t)(*at - '0');
			n->digits += n->mantissa > 0;
			n->exponent += scale;
		} else {
			n->exponent += scale + 1;
		}
	}
	return at;
}

/* The digits after e, E, e+ and e-; past them. */
static const char *
read_exponent(struct number *n, const char *at, const char *end)
{
	bool minus = at < end && *at == '-';
	int value = 0;

	if (at < end && (*at == '-' || *at == '+'))
		at++;
	for (; at < end && json_is_digit(*at); at++)
		if (value < EXPONENT_CAP)
			value = value * 10 + (*at - '0');
	n->exponent += minus ? -value : value;
	return at;
}

static double
convert_slowly(const char *text, size_t len)
{
	char copy[NUMBER_SIZE + 1];

	assert(len <= NUMBER_SIZE);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return strtod(copy, NULL);
}

static enum json_token
finish_real(struct json *j, const struct number *n)
{
	double real = (double)n->mantissa;

	/* Where a digit was dropped, the mantissa is beyond 2^53 too. */
	if (n->mantissa > MANTISSA_EXACT ||
	    n->exponent < -POWER_EXACT || n->exponent > POWER_EXACT)
		real = convert_slowly(j->text + n->minus, j->len - n->minus);
	else if (n->exponent < 0)
		real /= powers[-n->exponent];
	else
		real *= powers[n->exponent];
	if (real > DBL_MAX)
		return json_stop_bad(j, j->text, "a number is too large");

	j->real = n->minus ? -real : real;
	j->integer = real < MANTISSA_EXACT && real == (double)(int64_t)real;
	j->whole = j->integer ? (int64_t)j->real : 0;
	return JSON_NUMBER;
}

static enum json_token
finish_integer(struct json *j, const struct number *n)
{
	if (n->exponent > 0 || n->mantissa > (uint64_t)INT64_MAX + n->minus)
		return finish_real(j, n);
	j->integer = true;
	j->whole = (int64_t)(n->minus ? -n->mantissa : n->mantissa);
	j->real = n->minus ? -(double)n->mantissa : (double)n->mantissa;
	return JSON_NUMBER;
}

/* A number was read up to `at`, where at least one more digit must follow. */
static enum json_token
want_digit(struct json *j, const char *at)
{
	j->at = at;
	return json_stop_here(j, "a number lacks a digit");
}

/* The fraction and the exponent, from `at` on. */
static enum json_token
read_real(struct json *j, struct number *n, const char *at)
{
	const char *start;

	if (*at == '.') {
		start = at + 1;
		at = read_digits(n, start, j->end, -1);
		if (at == start)
			return want_digit(j, at);
	}
	if (at < j->end && (*at | 0x20) == 'e') {
		at = read_exponent(n, at + 1, j->end);
		if (!json_is_digit(at[-1]))
			return want_digit(j, at);
	}
	if (at - j->text > NUMBER_SIZE)
		return json_stop_bad(j, j->text, "a number is too long");
	if (at == j->end)
		return json_stop_more(j);
	j->at = at;
	j->len = (uint32_t)(at - j->text);
	return finish_real(j, n);
}

enum json_token
json_read_number(struct json *j)
{
	struct number n = { .minus = *j->at == '-' };
	const char *start = j->at + n.minus, *at;

	at = read_digits(&n, start, j->end, 0);
	if (at == start)
		return want_digit(j, at);
	if (*start == '0' && at - start > 1)
		return json_stop_bad(j, start, "a number begins with 0");
	if (at - j->text > NUMBER_SIZE)
		return json_stop_bad(j, j->text, "a number is too long");
	if (at == j->end)
		return json_stop_more(j);
	if (*at == '.' || (*at | 0x20) == 'e')
		return read_real(j, &n, at);
	j->at = at;
	j->len = (uint32_t)(at - j->text);
	return finish_integer(j, &n);
}
