/*
 * take_color · a colour, or one channel of it, from JSON
 *
 * Integers are 0 to 255 and clamped; what is written with a fraction or an
 * exponent is 0.0 to 1.0, unless it is larger: then it is meant as 0 to 255.
 */
#include <string.h>

#include "text.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

static enum err
hex(struct take *t, struct rgba *out)
{
	const char *text;
	enum err err;
	size_t len;

	if ((err = take_slice(t, &text, &len)) != OK)
		return err;
	if (text_color(text, len, out->c))
		return OK;
	return fail(t->call, ERR_PARAMS, t->call->positional ?
	    "Invalid hex color in array" : "Invalid hex color format");
}

/* 1 is a 255th, but 1.0 is all of it: only the writing tells. */
static bool
is_fraction(const struct json *j)
{
	return !j->integer || (j->whole == 1 && j->len > 1);
}

enum err
take_channel(struct take *t, uint8_t *out)
{
	const struct json *j = t->json;
	double value = j->real;

	if (t->token != JSON_NUMBER)
		return take_wrong(t, "a number");
	if (is_fraction(j) && value <= 1)
		value *= 255;
	*out = value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)value;
	return OK;
}

enum err
take_shade(struct take *t, param_shade *out)
{
	if (t->token != JSON_STRING || strcmp(t->name, "r") != 0)
		return take_channel(t, &out->value);
	out->whole = true;
	return hex(t, &out->color);
}

static enum err
color_array(struct take *t, struct rgba *out)
{
	enum err err;
	int count;

	out->c[ALPHA] = 255;
	for (count = 0; take_next(t) != JSON_ARRAY_END; count++) {
		if (count == 4)
			break;
		if ((err = take_channel(t, &out->c[count])) != OK)
			return err;
	}
	if (t->token == JSON_ARRAY_END && count >= 3)
		return OK;
	return fail(t->call, ERR_PARAMS,
	    "parameter '%s' must have 3 or 4 numbers", t->name);
}

/* Which channel a key means, or -1. */
static int
channel_of(const char *key, size_t len)
{
	static const char letters[] = "rgba";
	const char *at;

	at = len == 1 ? memchr(letters, *key, 4) : NULL;
	return at == NULL ? -1 : (int)(at - letters);
}

/* The value of a key, the last token; its bit is added to `given`. */
static enum err
take_member(struct take *t, struct rgba *out, unsigned *given)
{
	const char *key;
	enum err err;
	size_t len;
	int channel;

	if ((err = take_slice(t, &key, &len)) != OK)
		return err;
	channel = channel_of(key, len);
	take_next(t);
	if (channel < 0)
		return take_skip(t);
	*given |= 1u << channel;
	return take_channel(t, &out->c[channel]);
}

static enum err
color_object(struct take *t, struct rgba *out)
{
	unsigned given = 0;
	enum err err;

	out->c[ALPHA] = 255;
	while (take_next(t) == JSON_KEY)
		if ((err = take_member(t, out, &given)) != OK)
			return err;
	if (t->token != JSON_OBJECT_END)
		return take_wrong(t, "a colour");
	if ((given & 7) != 7)
		return fail(t->call, ERR_PARAMS,
		    "Color object missing r, g, b fields");
	return OK;
}

enum err
take_tolerance(struct take *t, param_tolerance *out)
{
	/* Three numbers leave alpha at 255: any will do. */
	if (t->token == JSON_ARRAY)
		return color_array(t, out);
	if (t->token != JSON_NUMBER || !t->json->integer ||
	    t->json->whole < 0 || t->json->whole > 255)
		return take_wrong(t, "a number from 0 to 255, or an array of "
		    "3 or 4 of them");
	memset(out, (int)t->json->whole, sizeof *out);
	return OK;
}

enum err
take_color(struct take *t, param_color *out)
{
	switch (t->token) {
	case JSON_STRING:
		return hex(t, out);
	case JSON_ARRAY:
		return color_array(t, out);
	case JSON_OBJECT:
		return color_object(t, out);
	default:
		return take_wrong(t,
		    "a colour: #rrggbb, [r,g,b], [r,g,b,a] or {r,g,b,a}");
	}
}
