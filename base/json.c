/*
 * json - read JSON by pulling tokens
 *
 * What may come next is `state`; which bracket is open is the lowest bit of
 * `nest`, and the outer ones are above it.
 *
 *	VALUE        a value
 *	FIRST_VALUE  a value or ]
 *	FIRST_KEY    a key or }
 *	KEY          a key
 *	AFTER        a comma or the closing bracket
 *	DONE BAD MORE	nothing: json_next() repeats itself
 *
 * A key token takes its colon with it, and a comma belongs to what follows
 * it, so every call returns something the caller wants.
 *
 * The input is not NUL-terminated and is never read at or beyond `end`.  When
 * the bytes run out, the question is always whether they could go on to be
 * JSON: then it is MORE, else BAD, and BAD is said at the first byte that
 * decides it.  A number is over only when another byte says so.
 *
 * Numbers: up to 19 digits go into 64 bits.  That is exact for integers; and
 * a mantissa below 2^53 times or over a power of ten up to 10^22 is one
 * correctly rounded operation on two exact doubles (Clinger's fast path).
 * The rest goes through strtod(), on a copy, in the "C" locale.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/swar.h"
#include "bounds.h"
#include "text.h"

#define NUMBER_SIZE	1024	/* bytes; a double is settled by 767 digits */
#define DIGITS_EXACT	19	/* any so many decimal digits fit 64 bits */
#define MANTISSA_EXACT	(1ull << 53)
#define POWER_EXACT	22
#define EXPONENT_CAP	100000	/* beyond it every double is 0 or too large */

enum state {
	STATE_AFTER, STATE_VALUE, STATE_FIRST_VALUE, STATE_KEY,
	STATE_FIRST_KEY, STATE_DONE, STATE_MORE, STATE_BAD
};

/* A number while it is read. */
struct number {
	uint64_t	 mantissa;	/* the first 19 digits that count */
	int		 digits;	/* how many went into it */
	int		 exponent;	/* of ten */
	bool		 minus;
	bool		 exact;		/* every digit went into it */
};

static const double powers[POWER_EXACT + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
	1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

void
json_open(struct json *j, const char *bytes, size_t len)
{
	*j = (struct json){
		.at = bytes, .end = bytes + len, .state = STATE_VALUE
	};
}

static __attribute__((cold)) enum json_token
more(struct json *j)
{
	j->at = j->end;
	j->state = STATE_MORE;
	return JSON_MORE;
}

static __attribute__((cold)) enum json_token
bad(struct json *j, const char *at, const char *why)
{
	j->at = at;
	j->why = why;
	j->state = STATE_BAD;
	return JSON_BAD;
}

/* What is wrong at the next byte; or nothing, when there is none. */
static enum json_token
refuse(struct json *j, const char *why)
{
	return j->at == j->end ? more(j) : bad(j, j->at, why);
}

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static __attribute__((noinline)) void
skip_spaces(struct json *j)
{
	const char *at = j->at;

	while (at < j->end && is_space(*at)) {
		at++;
		/* Line breaks are followed by indents. */
		while (j->end - at >= 8 && swar_load(at) == SWAR_ONES * ' ')
			at += 8;
	}
	j->at = at;
}

/* The byte that decides, after white space, or -1. */
static inline int
next_byte(struct json *j)
{
	if (j->at < j->end && (unsigned char)*j->at > ' ')
		return (unsigned char)*j->at;
	skip_spaces(j);
	return j->at < j->end ? (unsigned char)*j->at : -1;
}

static inline enum json_token
end_value(struct json *j, enum json_token token)
{
	j->state = j->depth > 0 ? STATE_AFTER : STATE_DONE;
	return token;
}

/*
 * Strings
 */

/* Reads up to four hexadecimal digits; `lo` to `hi` is what they can still
 * become.  The number read, or -1 for something else. */
static int
read_unit(const char *at, const char *end, unsigned *lo, unsigned *hi)
{
	int count, shift;
	char c;

	*lo = 0;
	for (count = 0; count < 4 && at + count < end; count++) {
		c = at[count];
		if (is_digit(c))
			*lo = *lo << 4 | (unsigned)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			*lo = *lo << 4 | (unsigned)((c | 0x20) - 'a' + 10);
		else
			return -1;
	}
	shift = 4 * (4 - count);
	*lo <<= shift;
	*hi = *lo + (1u << shift) - 1;
	return count;
}

/* The second half of a surrogate pair.  12, the size of both; 0 or -1. */
static int
low_surrogate_size(const char *at, const char *end)
{
	unsigned lo, hi;
	int count;

	if (at == end)
		return -1;
	if (at[0] != '\\' || (end - at > 1 && at[1] != 'u'))
		return 0;
	if (end - at < 2)
		return -1;
	count = read_unit(at + 2, end, &lo, &hi);
	if (count < 0 || hi < 0xdc00 || lo > 0xdfff)
		return 0;
	return count < 4 ? -1 : 12;
}

/* Bytes of the escape that begins at `at`; 0: wrong; -1: it is cut off. */
static int
escape_size(const char *at, const char *end)
{
	unsigned lo, hi;
	int count;

	if (end - at < 2)
		return -1;
	if (at[1] != 'u')
		return memchr("\"\\/bfnrt", at[1], 8) != NULL ? 2 : 0;
	count = read_unit(at + 2, end, &lo, &hi);
	if (count < 0 || (lo >= 0xdc00 && hi <= 0xdfff))
		return 0;
	if (count < 4)
		return -1;
	if (lo < 0xd800 || lo > 0xdbff)
		return 6;
	return low_surrogate_size(at + 6, end);
}

/* Past a byte that stopped the search.  False when it ends the reading. */
static bool
pass_stop(struct json *j, const char **at)
{
	const char *why;
	int size;

	if (**at == '\\') {
		j->escaped = true;
		size = escape_size(*at, j->end);
		why = "wrong escape in a string";
	} else if ((unsigned char)**at >= 0x80) {
		size = text_utf8_next(*at, (size_t)(j->end - *at));
		why = "a string is not UTF-8";
	} else {
		size = 0;
		why = "control character in a string";
	}
	if (size > 0) {
		*at += size;
		return true;
	}
	if (size < 0)
		more(j);
	else
		bad(j, *at, why);
	return false;
}

/* Reads a string from its first quote past its last.  False: MORE or BAD. */
static bool
read_string(struct json *j)
{
	const char *start = j->at + 1, *at = start;

	j->escaped = false;
	for (;;) {
		at = swar_find_stop(at, j->end);
		if (at - start > (ptrdiff_t)BOUND_STRING) {
			bad(j, start, "a string is too long");
			return false;
		}
		if (at == j->end) {
			more(j);
			return false;
		}
		if (*at == '"')
			break;
		if (!pass_stop(j, &at))
			return false;
	}
	j->text = start;
	j->len = (uint32_t)(at - start);
	j->at = at + 1;
	return true;
}

static char *
put_utf8(char *out, unsigned code)
{
	int follow = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned char leads[] = { 0, 0xc0, 0xe0, 0xf0 };

	*out++ = (char)(leads[follow] | code >> 6 * follow);
	while (follow-- > 0)
		*out++ = (char)(0x80 | (code >> 6 * follow & 0x3f));
	return out;
}

/* The escape at *at, which the reader has checked; *at moves past it. */
static char *
put_escape(char *out, const char **at, const char *end)
{
	static const char codes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
	unsigned code, low, unused;

	if ((*at)[1] != 'u') {
		*out = strchr(codes, (*at)[1])[1];
		*at += 2;
		return out + 1;
	}
	read_unit(*at + 2, end, &code, &unused);
	*at += 6;
	if (code >= 0xd800 && code <= 0xdbff) {
		read_unit(*at + 2, end, &low, &unused);
		*at += 6;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	return put_utf8(out, code);
}

size_t
json_unescape(const char *text, size_t len, char *out)
{
	const char *end = text + len, *stop;
	char *start = out;

	while (text < end) {
		stop = memchr(text, '\\', (size_t)(end - text));
		len = (size_t)((stop != NULL ? stop : end) - text);
		memcpy(out, text, len);
		out += len;
		text += len;
		if (stop != NULL)
			out = put_escape(out, &text, end);
	}
	*out = '\0';
	return (size_t)(out - start);
}

/*
 * Numbers
 */

/* Digits into the mantissa, `scale` to the exponent for each; past them. */
static const char *
read_digits(struct number *n, const char *at, const char *end, int scale)
{
	for (; at < end && is_digit(*at); at++) {
		if (n->digits < DIGITS_EXACT) {
			n->mantissa = n->mantissa * 10 + (uint64_t)(*at - '0');
			n->digits += n->mantissa > 0;
			n->exponent += scale;
		} else {
			n->exact = n->exact && *at == '0';
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
	for (; at < end && is_digit(*at); at++)
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

	if (!n->exact || n->mantissa > MANTISSA_EXACT ||
	    n->exponent < -POWER_EXACT || n->exponent > POWER_EXACT)
		real = convert_slowly(j->text + n->minus, j->len - n->minus);
	else if (n->exponent < 0)
		real /= powers[-n->exponent];
	else
		real *= powers[n->exponent];
	if (real > __DBL_MAX__)
		return bad(j, j->text, "a number is too large");

	j->real = n->minus ? -real : real;
	j->integer = real < MANTISSA_EXACT && real == (double)(int64_t)real;
	j->whole = j->integer ? (int64_t)j->real : 0;
	return end_value(j, JSON_NUMBER);
}

static enum json_token
finish_integer(struct json *j, const struct number *n)
{
	if (n->exponent > 0 || n->mantissa > (uint64_t)INT64_MAX + n->minus)
		return finish_real(j, n);
	j->integer = true;
	j->whole = (int64_t)(n->minus ? -n->mantissa : n->mantissa);
	j->real = n->minus ? -(double)n->mantissa : (double)n->mantissa;
	return end_value(j, JSON_NUMBER);
}

/* A number was read up to `at`, where at least one more digit must follow. */
static enum json_token
want_digit(struct json *j, const char *at)
{
	j->at = at;
	return refuse(j, "a number lacks a digit");
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
		if (!is_digit(at[-1]))
			return want_digit(j, at);
	}
	if (at - j->text > NUMBER_SIZE)
		return bad(j, j->text, "a number is too long");
	if (at == j->end)
		return more(j);
	j->at = at;
	j->len = (uint32_t)(at - j->text);
	return finish_real(j, n);
}

/*
 * Any number at all, from j->at on.  Not inlined, since its locals on the
 * stack would make every token pay for the stack protector.
 */
static __attribute__((noinline)) enum json_token
read_any_number(struct json *j)
{
	struct number n = { .exact = true, .minus = *j->at == '-' };
	const char *start = j->at + n.minus, *at;

	at = read_digits(&n, start, j->end, 0);
	if (at == start)
		return want_digit(j, at);
	if (*start == '0' && at - start > 1)
		return bad(j, start, "a number begins with 0");
	if (at - j->text > NUMBER_SIZE)
		return bad(j, j->text, "a number is too long");
	if (at == j->end)
		return more(j);
	if (*at == '.' || (*at | 0x20) == 'e')
		return read_real(j, &n, at);
	j->at = at;
	j->len = (uint32_t)(at - j->text);
	return finish_integer(j, &n);
}

/* Integers of up to 18 digits, which nearly all are, with no more ado. */
static enum json_token
read_number(struct json *j)
{
	bool minus = *j->at == '-';
	const char *start = j->at + minus, *at = start, *stop = j->end;
	uint64_t value = 0;

	if (stop - start > DIGITS_EXACT)
		stop = start + DIGITS_EXACT;
	j->text = j->at;
	for (; at < stop && is_digit(*at); at++)
		value = value * 10 + (uint64_t)(*at - '0');
	if (at == stop || at == start || *at == '.' || (*at | 0x20) == 'e' ||
	    (*start == '0' && (minus || at - start > 1)))
		return read_any_number(j);

	j->len = (uint32_t)(at - j->at);
	j->at = at;
	j->integer = true;
	j->whole = minus ? -(int64_t)value : (int64_t)value;
	j->real = (double)j->whole;
	return end_value(j, JSON_NUMBER);
}

/*
 * Everything else
 */

static enum json_token
read_literal(struct json *j, const char *word, enum json_token token)
{
	size_t left = (size_t)(j->end - j->at), len = strlen(word);

	if (memcmp(j->at, word, left < len ? left : len) != 0)
		return bad(j, j->at, "an unknown word");
	if (left < len)
		return more(j);
	j->at += len;
	return end_value(j, token);
}

static enum json_token
open_nest(struct json *j, bool object)
{
	if (j->depth == BOUND_DEPTH)
		return bad(j, j->at, "nested too deep");
	j->at++;
	j->depth++;
	j->nest = j->nest << 1 | object;
	j->state = object ? STATE_FIRST_KEY : STATE_FIRST_VALUE;
	return object ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_token
close_nest(struct json *j)
{
	bool object = j->nest & 1;

	j->at++;
	j->depth--;
	j->nest >>= 1;
	return end_value(j, object ? JSON_OBJECT_END : JSON_ARRAY_END);
}

static enum json_token
read_value(struct json *j, int c)
{
	switch (c) {
	case '{':
		return open_nest(j, true);
	case '[':
		return open_nest(j, false);
	case '"':
		if (!read_string(j))
			return j->state == STATE_BAD ? JSON_BAD : JSON_MORE;
		return end_value(j, JSON_STRING);
	case 't':
		return read_literal(j, "true", JSON_TRUE);
	case 'f':
		return read_literal(j, "false", JSON_FALSE);
	case 'n':
		return read_literal(j, "null", JSON_NULL);
	case '-': case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		return read_number(j);
	case ']':
		if (j->state == STATE_FIRST_VALUE)
			return close_nest(j);
		/* FALLTHROUGH */
	default:
		return refuse(j, "a value must stand here");
	}
}

static enum json_token
read_key(struct json *j, int c)
{
	if (c == '}' && j->state == STATE_FIRST_KEY)
		return close_nest(j);
	if (c != '"')
		return refuse(j, "a key in quotes must stand here");
	if (!read_string(j))
		return j->state == STATE_BAD ? JSON_BAD : JSON_MORE;
	if (next_byte(j) != ':')
		return refuse(j, "a colon must follow the key");
	j->at++;
	j->state = STATE_VALUE;
	return JSON_KEY;
}

enum json_token
json_next(struct json *j)
{
	bool object = j->nest & 1;
	int c;

	if (j->state >= STATE_DONE)
		return j->state == STATE_DONE ? JSON_END :
		    j->state == STATE_MORE ? JSON_MORE : JSON_BAD;

	c = next_byte(j);
	if (j->state == STATE_AFTER) {
		if (c == (object ? '}' : ']'))
			return close_nest(j);
		if (c != ',')
			return refuse(j, "a comma or the end must stand here");
		j->at++;
		j->state = object ? STATE_KEY : STATE_VALUE;
		c = next_byte(j);
	}
	return j->state >= STATE_KEY ? read_key(j, c) : read_value(j, c);
}

enum err
json_skip(struct json *j, enum json_token first)
{
	unsigned outside;

	if (first == JSON_KEY)
		first = json_next(j);
	outside = j->depth - (first == JSON_OBJECT || first == JSON_ARRAY);
	while (j->depth > outside && first > JSON_END)
		first = json_next(j);
	if (first == JSON_BAD)
		return ERR_PARSE;
	return first == JSON_MORE || first == JSON_END ? ERR_EMPTY : OK;
}
