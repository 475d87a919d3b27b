/*
 * text - small things done to strings, everywhere the same way
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

bool
text_copy(char *out, size_t size, const char *text)
{
	size_t len = strnlen(text, size);
	bool fits = len < size;

	if (size == 0)
		return false;
	if (!fits)
		len = size - 1;
	memcpy(out, text, len);
	out[len] = '\0';
	return fits;
}

void
text_copy_name(char *out, size_t size, const void *bytes, size_t len)
{
	const char *text = bytes;
	size_t i;

	len = len == 0 ? 0 : strnlen(text, len);
	if (len > size - 1)
		for (len = size - 1; len > 0 && (text[len] & 0xc0) == 0x80;
		    len--)
			continue;
	if (len > 0)
		memcpy(out, text, len);
	out[len] = '\0';
	if (!text_utf8(out, len))
		for (i = 0; i < len; i++)
			if (out[i] & 0x80)
				out[i] = '?';
}

void
text_format(char *out, size_t size, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vsnprintf(out, size, format, args) < 0 && size > 0)
		out[0] = '\0';
	va_end(args);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
text_integer(const char *text, int64_t lo, int64_t hi, int64_t *out)
{
	const char *digits = text[0] == '-' ? text + 1 : text;
	int saved_errno = errno;
	bool fits;
	int64_t value;
	char *end;

	if (!is_digit(digits[0]))	/* strtoll would take " +1" */
		return false;
	errno = 0;
	value = strtoll(text, &end, 10);
	fits = errno == 0 && *end == '\0' && value >= lo && value <= hi;
	errno = saved_errno;
	if (fits)
		*out = value;
	return fits;
}

/*
 * RFC 3629, section 4: what the first byte says of the length and of the
 * second byte.  Every byte after the second is 80..BF.
 */
static int
utf8_lead(unsigned char lead, unsigned char *lo, unsigned char *hi)
{
	*lo = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*hi = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

int
text_utf8_next(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	unsigned char lo, hi;
	int size, i;

	size = utf8_lead(at[0], &lo, &hi);
	for (i = 1; i < size; i++) {
		if ((size_t)i == len)
			return -1;
		if (at[i] < lo || at[i] > hi)
			return 0;
		lo = 0x80;
		hi = 0xbf;
	}
	return size;
}

bool
text_utf8(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	uint64_t word;
	int size;

	while (bytes < end) {
		if (end - bytes >= 8) {
			memcpy(&word, bytes, 8);
			if ((word & 0x8080808080808080u) == 0) {
				bytes += 8;
				continue;
			}
		}
		size = text_utf8_next(bytes, (size_t)(end - bytes));
		if (size <= 0)
			return false;
		bytes += size;
	}
	return true;
}

static int
hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
text_color(const char *text, size_t len, uint8_t out[4])
{
	uint8_t color[4] = { 0, 0, 0, 255 };
	size_t i;
	int high, low;

	if ((len != 7 && len != 9) || text[0] != '#')
		return false;
	for (i = 1; i < len; i += 2) {
		high = hex_digit(text[i]);
		low = hex_digit(text[i + 1]);
		if (high < 0 || low < 0)
			return false;
		color[i / 2] = (uint8_t)(high << 4 | low);
	}
	memcpy(out, color, sizeof(color));
	return true;
}

size_t
text_base64_size(size_t len)
{
	return (len + 2) / 3 * 4;
}

void
text_base64(const void *bytes, size_t len, char *out)
{
	static const char digits[64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *in = bytes;
	uint32_t bits;
	int i;

	for (; len >= 3; len -= 3, in += 3, out += 4) {
		bits = (uint32_t)in[0] << 16 | (uint32_t)in[1] << 8 | in[2];
		for (i = 0; i < 4; i++)
			out[i] = digits[bits >> (18 - 6 * i) & 63];
	}
	if (len == 0)
		return;
	bits = (uint32_t)in[0] << 16 | (len == 2 ? (uint32_t)in[1] << 8 : 0);
	out[0] = digits[bits >> 18];
	out[1] = digits[bits >> 12 & 63];
	out[2] = len == 2 ? digits[bits >> 6 & 63] : '=';
	out[3] = '=';
}

/* The value of a base64 digit, or -1. */
static int
digit_64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool
text_unbase64(const char *text, size_t len, void *out, size_t *size)
{
	unsigned char *to = out;
	uint32_t bits = 0;
	size_t i, pad = 0;
	int digit;

	if (len % 4 != 0)
		return false;
	while (pad < 2 && pad < len && text[len - 1 - pad] == '=')
		pad++;
	for (i = 0; i < len; i++) {
		digit = i < len - pad ? digit_64(text[i]) : 0;
		if (digit < 0)
			return false;
		bits = bits << 6 | (uint32_t)digit;
		if (i % 4 != 3)
			continue;
		*to++ = (unsigned char)(bits >> 16);
		*to++ = (unsigned char)(bits >> 8);
		*to++ = (unsigned char)bits;
	}
	*size = len / 4 * 3 - pad;
	return true;
}
