/*
 * value - places and colours as JavaScript has them
 *
 * The engine keeps characters beyond U+FFFF as two halves of three bytes each
 * (CESU-8), and a script may have one half alone.
 */
#include <math.h>
#include <stdint.h>

#include "bounds.h"
#include "script/play.h"
#include "script/value.h"
#include "text.h"

#define REPLACEMENT	"\xef\xbf\xbd"	/* U+FFFD */

/*
 * Reading
 */

/* The number `nth` of a list, or by name of another object, floored; NAN. */
static double
number_of(duk_context *ctx, duk_idx_t index, unsigned nth, const char *name)
{
	double number;

	if (duk_is_array(ctx, index))
		duk_get_prop_index(ctx, index, nth);
	else
		duk_get_prop_string(ctx, index, name);
	number = duk_is_number(ctx, -1) ? floor(duk_get_number(ctx, -1)) : NAN;
	duk_pop(ctx);
	return number;
}

struct pos
value_pos(duk_context *ctx, duk_idx_t index)
{
	static const char *const names[] = { "x", "y", "z" };
	struct pos pos;
	unsigned axis;
	double number;

	if (!duk_is_object(ctx, index))
		(void)duk_type_error(ctx, "a place is [x, y, z]");
	for (axis = 0; axis < 3; axis++) {
		number = number_of(ctx, index, axis, names[axis]);
		if (isnan(number))
			(void)duk_type_error(ctx, "a place is [x, y, z], and its %s "
			    "is no number", names[axis]);
		if (number < -BOUND_COORD || number >= BOUND_COORD)
			(void)duk_range_error(ctx, "coordinates reach from %d to %d",
			    -BOUND_COORD, BOUND_COORD - 1);
		pos.at[axis] = (int32_t)number;
	}
	return pos;
}

static struct rgba
color_of_text(duk_context *ctx, duk_idx_t index)
{
	struct rgba color;
	size_t len;
	const char *text = duk_get_lstring(ctx, index, &len);

	if (!text_color(text, len, color.c))
		(void)duk_type_error(ctx, "a colour as text is #rrggbb or "
		    "#rrggbbaa");
	return color;
}

struct rgba
value_color(duk_context *ctx, duk_idx_t index)
{
	static const char *const names[] = { "r", "g", "b", "a" };
	struct rgba color;
	double number;
	unsigned i;

	if (duk_is_string(ctx, index))
		return color_of_text(ctx, index);
	if (!duk_is_object(ctx, index))
		(void)duk_type_error(ctx, "a colour is [r, g, b, a]");
	for (i = 0; i < 4; i++) {
		number = number_of(ctx, index, i, names[i]);
		if (isnan(number) && i < ALPHA)
			(void)duk_type_error(ctx, "a colour is [r, g, b, a], and "
			    "its %s is no number", names[i]);
		color.c[i] = isnan(number) ? 255 :
		    (uint8_t)fmin(fmax(number, 0), 255);
	}
	return color;
}

/*
 * Making
 */

static void
push_vec(duk_context *ctx, const double *numbers, int count)
{
	static const char *const names[] = { "x", "y", "z", "w" };
	int i;

	duk_push_object(ctx);
	for (i = 0; i < count; i++) {
		duk_push_number(ctx, numbers[i]);
		duk_put_prop_string(ctx, -2, names[i]);
	}
	duk_push_heapptr(ctx, play_of(ctx)->vec);
	duk_set_prototype(ctx, -2);
}

void
value_push_pos(duk_context *ctx, const struct pos *pos)
{
	double numbers[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		numbers[axis] = pos->at[axis];
	push_vec(ctx, numbers, 3);
}

void
value_push_color(duk_context *ctx, struct rgba color)
{
	double numbers[4];
	int i;

	for (i = 0; i < 4; i++)
		numbers[i] = color.c[i];
	push_vec(ctx, numbers, 4);
}

/*
 * Text
 */

/* The half of a character that begins here: 0xd800 to 0xdfff; or 0. */
static uint32_t
half_at(const char *bytes, size_t len)
{
	const unsigned char *b = (const unsigned char *)bytes;

	if (len < 3 || b[0] != 0xed || b[1] < 0xa0 || b[1] > 0xbf ||
	    (b[2] & 0xc0) != 0x80)
		return 0;
	return 0xd000u | (uint32_t)(b[1] & 0x3f) << 6 | (b[2] & 0x3f);
}

static void
add_halves(struct buf *out, uint32_t high, uint32_t low)
{
	uint32_t code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);

	buf_add_u8(out, (uint8_t)(0xf0 | code >> 18));
	buf_add_u8(out, (uint8_t)(0x80 | (code >> 12 & 0x3f)));
	buf_add_u8(out, (uint8_t)(0x80 | (code >> 6 & 0x3f)));
	buf_add_u8(out, (uint8_t)(0x80 | (code & 0x3f)));
}

/* Append what is no plain character; returns the bytes used. */
static size_t
add_odd(struct buf *out, const char *bytes, size_t len)
{
	uint32_t high = half_at(bytes, len), low = 0;

	if (high != 0 && high < 0xdc00)
		low = half_at(bytes + 3, len - 3);
	if (low >= 0xdc00) {
		add_halves(out, high, low);
		return 6;
	}
	buf_add_text(out, REPLACEMENT);
	return high != 0 ? 3 : 1;
}

void
value_add_text(struct buf *out, const char *bytes, size_t len)
{
	size_t at = 0;
	int size;

	while (at < len && !out->failed) {
		size = text_utf8_next(bytes + at, len - at);
		if (size > 0 && bytes[at] != '\0') {
			buf_add(out, bytes + at, (size_t)size);
			at += (size_t)size;
		} else {
			at += add_odd(out, bytes + at, len - at);
		}
	}
}
