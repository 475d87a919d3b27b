/*
 * json_out - write JSON by pushing values
 *
 * Compact: no space, no line break.  Every value asks the buffer for the room
 * it needs, comma included, and writes in place.  When the buffer is full,
 * nothing more is written and buf.failed says so.
 *
 * The shortest decimal that reads back as the same double: reals with few
 * decimals, which is what people send, are found by multiplying with a power
 * of ten and dividing again; others by printing 15, 16 and 17 digits.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/swar.h"
#include "text.h"

#define WHOLE_MAX	9e18	/* below 2^63: written without an exponent */
#define DECIMALS_MAX	6	/* of a real on the short way */
#define SCALED_MAX	1e15	/* digits a double always keeps */

static const char pairs[200] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/* Is there room for `len` bytes and a comma?  Nearly always, and asking the
 * buffer would cost more. */
static inline bool
has_room(const struct buf *b, size_t len)
{
	return !b->failed && b->size - b->len > len;
}

/* Behind the comma, if one is due.  It is written in any case: what comes
 * goes over it. */
static inline char *
put_comma(const struct json_out *o, char *at)
{
	*at = ',';
	return at + o->comma;
}

static __attribute__((noinline)) char *
start_slowly(struct json_out *o, size_t len)
{
	struct buf *b = o->buf;
	char *at = buf_room(b, len + o->comma);

	if (at == NULL)
		return NULL;
	if (o->comma)
		*at++ = ',';
	o->comma = true;
	b->len = (size_t)(at - b->bytes) + len;
	return at;
}

/* Where `len` bytes of a new value go, after its comma; or NULL. */
static inline char *
start_value(struct json_out *o, size_t len)
{
	struct buf *b = o->buf;
	char *at;

	if (!has_room(b, len))
		return start_slowly(o, len);
	at = put_comma(o, b->bytes + b->len);
	o->comma = true;
	b->len = (size_t)(at - b->bytes) + len;
	return at;
}

static inline void
put_word(struct json_out *o, const char *word, size_t len)
{
	char *at = start_value(o, len);

	if (at != NULL)
		memcpy(at, word, len);
}

void
json_out_open(struct json_out *o, struct buf *buf)
{
	*o = (struct json_out){ .buf = buf };
}

void
json_put_object(struct json_out *o)
{
	put_word(o, "{", 1);
	o->comma = false;
}

void
json_put_object_end(struct json_out *o)
{
	o->comma = false;
	put_word(o, "}", 1);
}

void
json_put_array(struct json_out *o)
{
	put_word(o, "[", 1);
	o->comma = false;
}

void
json_put_array_end(struct json_out *o)
{
	o->comma = false;
	put_word(o, "]", 1);
}

/* The first and the last `part` bytes, which together are all. */
static inline void
copy_ends(char *to, const char *from, size_t len, size_t part)
{
	memcpy(to, from, part);
	memcpy(to + len - part, from + len - part, part);
}

/* Most keys are short: two moves that may overlap, instead of a call. */
static inline void
copy_key(char *to, const char *key, size_t len)
{
	if (len == 1)
		*to = *key;
	else if (len > 16 || len == 0)
		memcpy(to, key, len);
	else if (len >= 8)
		copy_ends(to, key, len, 8);
	else if (len >= 4)
		copy_ends(to, key, len, 4);
	else
		copy_ends(to, key, len, 2);
}

void
json_put_name(struct json_out *o, const char *key, size_t len)
{
	char *at = start_value(o, len + 3);

	o->comma = false;
	if (at == NULL)
		return;
	at[0] = '"';
	copy_key(at + 1, key, len);
	memcpy(at + 1 + len, "\":", 2);
}

void
json_put_text(struct json_out *o, const char *text)
{
	json_put_bytes(o, text, strlen(text));
}

/* The character that stopped the search, as a string may hold it; past it. */
static const char *
put_stop(struct buf *b, const char *at, const char *end)
{
	static const char codes[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *code;
	int size;

	if ((unsigned char)*at >= 0x80) {
		size = text_utf8_next(at, (size_t)(end - at));
		if (size > 0)
			buf_add(b, at, (size_t)size);
		else
			buf_add_text(b, "\xef\xbf\xbd");	/* U+FFFD */
		return at + (size > 0 ? size : 1);
	}
	for (code = codes; *code != '\0' && *code != *at; code += 2)
		continue;
	if (*code != '\0')
		buf_add(b, (const char[]){ '\\', code[1] }, 2);
	else
		buf_add_format(b, "\\u%04x", (unsigned)*at);
	return at + 1;
}

void
json_put_bytes(struct json_out *o, const char *text, size_t len)
{
	const char *end = text + len, *stop = swar_find_stop(text, end);
	struct buf *b = o->buf;
	char *at;

	if (stop == end && (at = start_value(o, len + 2)) != NULL) {
		at[0] = '"';
		memcpy(at + 1, text, len);
		at[len + 1] = '"';
		return;
	}
	put_word(o, "\"", 1);
	while (text < end && !b->failed) {
		stop = swar_find_stop(text, end);
		buf_add(b, text, (size_t)(stop - text));
		text = stop < end ? put_stop(b, stop, end) : end;
	}
	buf_add(b, "\"", 1);
}

static inline int
count_digits(uint64_t value)
{
	int count = 1;

	for (; value >= 10000; value /= 10000)
		count += 4;
	return count + (value >= 10) + (value >= 100) + (value >= 1000);
}

/* Writes exactly `count` digits. */
static inline void
write_digits(char *at, uint64_t value, int count)
{
	while (count >= 2) {
		count -= 2;
		memcpy(at + count, pairs + value % 100 * 2, 2);
		value /= 100;
	}
	if (count == 1)
		at[0] = (char)('0' + value);
}

static __attribute__((noinline)) void
put_any_int(struct json_out *o, int64_t value)
{
	uint64_t digits = value < 0 ? -(uint64_t)value : (uint64_t)value;
	int count = count_digits(digits);
	char *at = start_value(o, (size_t)count + (value < 0));

	if (at == NULL)
		return;
	if (value < 0)
		*at++ = '-';
	write_digits(at, digits, count);
}

/* Most are coordinates, colours and small ids: up to three digits. */
void
json_put_int(struct json_out *o, int64_t value)
{
	struct buf *b = o->buf;
	char *at = b->bytes + b->len;
	unsigned small = (unsigned)value;

	if (value < 0 || value > 999 || !has_room(b, 3)) {
		put_any_int(o, value);
		return;
	}
	at = put_comma(o, at);
	o->comma = true;
	if (small >= 100) {
		*at++ = (char)('0' + small / 100);
		small %= 100;
		memcpy(at, pairs + small * 2, 2);
		at += 2;
	} else if (small >= 10) {
		memcpy(at, pairs + small * 2, 2);
		at += 2;
	} else {
		*at++ = (char)('0' + small);
	}
	b->len = (size_t)(at - b->bytes);
}

/* A real of few decimals.  False when this is not one. */
static bool
put_short_real(struct json_out *o, double value)
{
	double power = 1, size = fabs(value);
	uint64_t scaled, unit;
	int decimals, count;
	char *at;

	for (decimals = 1; decimals <= DECIMALS_MAX; decimals++) {
		power *= 10;
		if (size * power >= SCALED_MAX)
			return false;
		scaled = (uint64_t)(size * power + 0.5);
		if ((double)scaled / power == size)
			break;
	}
	if (decimals > DECIMALS_MAX)
		return false;

	unit = (uint64_t)power;
	count = count_digits(scaled / unit);
	at = start_value(o, (size_t)(count + 1 + decimals + (value < 0)));
	if (at == NULL)
		return true;
	if (value < 0)
		*at++ = '-';
	write_digits(at, scaled / unit, count);
	at[count] = '.';
	write_digits(at + count + 1, scaled % unit, decimals);
	return true;
}

void
json_put_real(struct json_out *o, double value)
{
	char text[32];
	int digits, len;

	if (!isfinite(value)) {
		json_put_null(o);
		return;
	}
	if (fabs(value) < WHOLE_MAX && value == (double)(int64_t)value &&
	    !(value == 0 && signbit(value))) {
		json_put_int(o, (int64_t)value);
		return;
	}
	if (value != 0 && put_short_real(o, value))
		return;
	for (digits = 15; digits <= 17; digits++) {
		len = snprintf(text, sizeof(text), "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	put_word(o, text, (size_t)len);
}

void
json_put_bool(struct json_out *o, bool value)
{
	if (value)
		put_word(o, "true", 4);
	else
		put_word(o, "false", 5);
}

void
json_put_null(struct json_out *o)
{
	put_word(o, "null", 4);
}

void
json_put_raw(struct json_out *o, const char *json, size_t len)
{
	put_word(o, json, len);
}
