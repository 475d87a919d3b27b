/*
 * json_string - strings in JSON: check them, and undo their escapes
 *
 * Most bytes are plain and are passed eight at a time; the search stops at
 * what is not: the closing quote, an escape, a byte that is not ASCII, or a
 * control character.  An escape is \ and one of "\/bfnrt, or \u and four
 * hexadecimal digits: a UTF-16 unit.  Surrogates must come as a pair, high
 * (d800..dbff) before low (dc00..dfff); alone they name no character.
 */
#include <string.h>

#include "base/json_parts.h"
#include "base/swar.h"
#include "bounds.h"
#include "text.h"

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
		if (json_is_digit(c))
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

/*
 * Bytes of the character at `at` that stopped the search; 0: it cannot stand
 * there, for the reason in *why; -1: it is cut off.
 */
static int
stop_size(struct json *j, const char *at, const char **why)
{
	if (*at == '\\') {
		j->escaped = true;
		*why = "wrong escape in a string";
		return escape_size(at, j->end);
	}
	if ((unsigned char)*at >= 0x80) {
		*why = "a string is not UTF-8";
		return text_utf8_next(at, (size_t)(j->end - at));
	}
	*why = "control character in a string";
	return 0;
}

enum json_token
json_read_string(struct json *j)
{
	const char *start = j->at + 1, *at = start, *why;
	int size;

	j->escaped = false;
	for (;;) {
		at = swar_find_stop(at, j->end);
		if (at - start > (ptrdiff_t)BOUND_STRING)
			return json_stop_bad(j, start, "a string is too long");
		if (at == j->end)
			return json_stop_more(j);
		if (*at == '"')
			break;
		size = stop_size(j, at, &why);
		if (size < 0)
			return json_stop_more(j);
		if (size == 0)
			return json_stop_bad(j, at, why);
		at += size;
	}
	j->text = start;
	j->len = (uint32_t)(at - start);
	j->at = at + 1;
	return JSON_STRING;
}

static char *
put_utf8(char *out, unsigned code)
{
	static const unsigned char leads[] = { 0, 0xc0, 0xe0, 0xf0 };
	int follow = (code >= 0x80) + (code >= 0x800) + (code >= 0x10000);

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
