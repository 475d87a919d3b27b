/*
 * json_frame - find where a JSON object or array ends, without reading it
 *
 * Only quotes, backslashes and brackets matter, and eight bytes are weighed at
 * once.  The number of quotes up to each byte, modulo 2, tells which bytes lie
 * in a string; the brackets outside are counted.  A word that holds a
 * backslash, or that may hold the last bracket, is read byte by byte instead.
 *
 *	[ 5b  ] 5d  { 7b  } 7d		with bits 26 set, all become 7f
 *	bit 02: opens    bit 04: closes
 *
 * So do Y, _, y and 7f, of which the first and third have neither bit and the
 * others both: they never change the depth.
 */
#include "base/json.h"
#include "base/swar.h"

#define BRACKET_BITS	(SWAR_ONES * 0x26)

/* One byte.  True when it is the last bracket. */
static bool
pass_byte(struct json_frame *f, char c)
{
	if (f->escape) {
		f->escape = false;
	} else if (f->string) {
		f->escape = c == '\\';
		f->string = c != '"';
	} else if (c == '"') {
		f->string = true;
	} else if (c == '{' || c == '[') {
		f->depth++;
	} else if (c == '}' || c == ']') {
		/* One too many also ends it: the reader will refuse it. */
		if (f->depth <= 1)
			return true;
		f->depth--;
	}
	return false;
}

static bool
pass_bytes(struct json_frame *f, const char *bytes, uint64_t end)
{
	while (f->seen < end)
		if (pass_byte(f, bytes[f->seen++]))
			return true;
	return false;
}

/* The sum of eight bytes. */
static inline uint32_t
add_up(uint64_t word)
{
	return (uint32_t)(word * SWAR_ONES >> 56);
}

/* Eight bytes, if that is possible at once. */
static inline bool
pass_word(struct json_frame *f, uint64_t word)
{
	uint64_t quotes = swar_zero(word ^ SWAR_ONES * '"') >> 7;
	uint64_t counts = quotes * SWAR_ONES ^ (f->string ? SWAR_ONES : 0);
	uint64_t outside = ~counts & SWAR_ONES;
	uint64_t brackets = swar_zero((word | BRACKET_BITS) ^
	    ~SWAR_HIGH) >> 7 & outside;
	uint32_t opened = add_up(brackets & word >> 1);
	uint32_t closed = add_up(brackets & word >> 2);

	if (f->escape || closed >= f->depth ||
	    swar_zero(word ^ SWAR_ONES * '\\') != 0)
		return false;
	f->depth += opened - closed;
	f->string = counts >> 56 & 1;
	f->seen += 8;
	return true;
}

bool
json_frame_find(struct json_frame *f, const char *bytes, size_t len)
{
	/* The first bracket alone, so that the words begin within it. */
	if (f->seen == 0 && len > 0 && pass_byte(f, bytes[f->seen++]))
		return true;
	while (f->seen + 8 <= len)
		if (!pass_word(f, swar_load(bytes + f->seen)) &&
		    pass_bytes(f, bytes, f->seen + 8))
			return true;
	return pass_bytes(f, bytes, len);
}
