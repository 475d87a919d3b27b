/*
 * take - one value of each parameter type, from JSON
 *
 * What a client may write is decided here and described in tbl/types.h.
 * Where the old daemon had words for a refusal they are used to the letter;
 * else a message names the parameter, what it must be and what it was.
 */
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "mem.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/take.h"

#define NAME_LONGEST	16	/* bytes of a key that an object here may have */

/*
 * Refusals
 */

static const char *
kind(enum json_token token)
{
	switch (token) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a string";
	case JSON_NUMBER:
		return "a number";
	case JSON_TRUE:
	case JSON_FALSE:
		return "a boolean";
	case JSON_NULL:
		return "null";
	default:
		return "nothing";
	}
}

static enum err
fail_parse(struct take *t)
{
	return fail(t->call, ERR_PARSE, "%s", t->token == JSON_BAD ?
	    t->json->why : "the text ends inside a value");
}

enum err
take_wrong(struct take *t, const char *what)
{
	if (t->token == JSON_BAD || t->token == JSON_MORE)
		return fail_parse(t);
	return fail(t->call, ERR_PARAMS, "parameter '%s' must be %s, not %s",
	    t->name, what, kind(t->token));
}

static enum err
wrong_range(struct take *t, int64_t lo, int64_t hi)
{
	return fail(t->call, ERR_PARAMS, "parameter '%s' must be an integer "
	    "from %" PRId64 " to %" PRId64 ", not %.*s", t->name, lo, hi,
	    t->json->len < 40 ? (int)t->json->len : 40, t->json->text);
}

static enum err
no_room(struct take *t)
{
	return fail(t->call, ERR_TOO_BIG,
	    "the request needs more than %u bytes of memory",
	    BOUND_REQUEST_MEM);
}

/*
 * Moving about
 */

enum err
take_skip(struct take *t)
{
	if (json_skip(t->json, t->token) == OK)
		return OK;
	t->token = t->json->why != NULL ? JSON_BAD : JSON_MORE;
	return fail_parse(t);
}

enum err
take_leave(struct take *t, unsigned depth)
{
	while (t->json->depth > depth) {
		take_next(t);
		if (t->token <= JSON_END)
			return fail_parse(t);
	}
	return OK;
}

/*
 * Numbers
 */

static enum err
whole(struct take *t, int64_t lo, int64_t hi, int32_t *out)
{
	const struct json *j = t->json;

	if (t->token != JSON_NUMBER)
		return take_wrong(t, "a number");
	if (!j->integer || j->whole < lo || j->whole > hi)
		return wrong_range(t, lo, hi);
	*out = (int32_t)j->whole;
	return OK;
}

enum err
take_integer(struct take *t, param_integer *out)
{
	return whole(t, INT32_MIN, INT32_MAX, out);
}

enum err
take_layer(struct take *t, param_layer *out)
{
	return whole(t, INT32_MIN, INT32_MAX, out);
}

static enum err
rounded(struct take *t, int32_t *out)
{
	double down = floor(t->json->real);

	if (down < -BOUND_COORD || down >= BOUND_COORD)
		return wrong_range(t, -BOUND_COORD, BOUND_COORD - 1);
	*out = (int32_t)down;
	return OK;
}

enum err
take_place(struct take *t, param_place *out)
{
	const struct json *j = t->json;

	if (t->token == JSON_NUMBER && !j->integer)
		return rounded(t, out);
	return whole(t, -BOUND_COORD, BOUND_COORD - 1, out);
}

enum err
take_flag(struct take *t, param_flag *out)
{
	if (t->token != JSON_TRUE && t->token != JSON_FALSE)
		return take_wrong(t, "true or false");
	*out = t->token == JSON_TRUE;
	return OK;
}

enum err
take_real(struct take *t, param_real *out)
{
	if (t->token != JSON_NUMBER)
		return take_wrong(t, "a number");
	*out = t->json->real;
	return OK;
}

enum err
take_revision(struct take *t, param_revision *out)
{
	const struct json *j = t->json;

	if (t->token != JSON_NUMBER)
		return take_wrong(t, "a number");
	if (!j->integer || j->whole < 0)
		return wrong_range(t, 0, INT64_MAX);
	*out = (uint64_t)j->whole;
	return OK;
}

/*
 * Texts
 */

/* The string token without escapes, in the request's memory. */
static enum err
text(struct take *t, size_t limit, const char **out)
{
	struct json *j = t->json;
	size_t len = j->len;
	char *copy;

	if (t->token != JSON_STRING)
		return take_wrong(t, "a string");
	copy = j->escaped ? mem_take(t->call->mem, len + 1) :
	    mem_text(t->call->mem, j->text, len);
	if (copy == NULL)
		return no_room(t);
	if (j->escaped)
		len = json_unescape(j->text, len, copy);
	if (len > limit)
		return fail(t->call, ERR_PARAMS,
		    "parameter '%s' is longer than %zu bytes", t->name, limit);
	if (memchr(copy, '\0', len) != NULL)
		return fail(t->call, ERR_PARAMS,
		    "parameter '%s' holds the character U+0000", t->name);
	*out = copy;
	return OK;
}

enum err
take_text(struct take *t, param_text *out)
{
	return text(t, BOUND_STRING, out);
}

enum err
take_name(struct take *t, param_name *out)
{
	return text(t, BOUND_NAME, out);
}

enum err
take_path(struct take *t, param_path *out)
{
	return text(t, BOUND_PATH - 1, out);
}

enum err
take_mode(struct take *t, param_mode *out)
{
	const char *name;
	enum err err;
	int mode;

	if ((err = text(t, BOUND_NAME, &name)) != OK)
		return err;
	for (mode = 0; mode < MODE_COUNT; mode++)
		if (strcmp(mode_names[mode], name) == 0) {
			*out = (enum mode)mode;
			return OK;
		}
	return fail(t->call, ERR_PARAMS, "parameter '%s' must be one of over, "
	    "sub, sub_clamp, paint, max, intersect, intersect_fill, "
	    "mult_alpha and replace, not '%s'", t->name, name);
}

/*
 * Colours
 */

/* A text so short that it may be a colour; "" for any other. */
static size_t
short_text(const struct json *j, char out[NAME_LONGEST * 6 + 1])
{
	if (j->len > NAME_LONGEST * 6)
		return 0;
	return json_unescape(j->text, j->len, out);
}

static enum err
hex(struct take *t, struct rgba *out)
{
	char copy[NAME_LONGEST * 6 + 1];
	size_t len = short_text(t->json, copy);

	if (text_color(copy, len, out->c))
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

/* Which channel a key of one letter means, or -1. */
static int
channel_of(const struct json *j)
{
	static const char letters[] = "rgba";
	const char *at;

	at = j->len == 1 ? strchr(letters, j->text[0]) : NULL;
	return at == NULL ? -1 : (int)(at - letters);
}

static enum err
color_object(struct take *t, struct rgba *out)
{
	unsigned given = 0;
	enum err err;
	int channel;

	out->c[ALPHA] = 255;
	while (take_next(t) == JSON_KEY) {
		channel = channel_of(t->json);
		take_next(t);
		err = channel < 0 ? take_skip(t) :
		    take_channel(t, &out->c[channel]);
		if (err != OK)
			return err;
		if (channel >= 0)
			given |= 1u << channel;
	}
	if (t->token != JSON_OBJECT_END)
		return take_wrong(t, "a colour");
	if ((given & 7) != 7)
		return fail(t->call, ERR_PARAMS,
		    "Color object missing r, g, b fields");
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

/*
 * Arrays of three
 */

static enum err
fail_triple(struct take *t)
{
	return fail(t->call, ERR_PARAMS,
	    "Parameter '%s' must be an array of 3 integers", t->name);
}

enum err
take_triple(struct take *t, param_triple *out)
{
	enum err err;
	int axis;

	if (t->token != JSON_ARRAY)
		return fail_triple(t);
	for (axis = 0; axis < 3; axis++) {
		take_next(t);
		if (t->token == JSON_ARRAY_END)
			return fail_triple(t);
		if (t->token > JSON_END &&
		    (t->token != JSON_NUMBER || !t->json->integer))
			return fail(t->call, ERR_PARAMS,
			    "Min/max arrays must contain integers");
		if ((err = take_place(t, &out->at[axis])) != OK)
			return err;
	}
	if (take_next(t) == JSON_ARRAY_END)
		return OK;
	return t->token <= JSON_END ? fail_parse(t) : fail_triple(t);
}

enum err
take_vector(struct take *t, param_vector *out)
{
	static const char what[] = "an array of 3 numbers";
	int axis;

	if (t->token != JSON_ARRAY)
		return take_wrong(t, what);
	for (axis = 0; axis < 3; axis++) {
		if (take_next(t) != JSON_NUMBER)
			return take_wrong(t, what);
		out->at[axis] = t->json->real;
	}
	return take_next(t) == JSON_ARRAY_END ? OK : take_wrong(t, what);
}

/*
 * Objects
 */

/* A member of an object: its type and where it goes. */
struct member {
	const char	*name;
	enum param_type	 type;
	size_t		 value;		/* offset */
	size_t		 has;		/* offset of a bool, or NOWHERE */
};

#define NOWHERE	((size_t)-1)

static const struct member *
member_named(const struct member *list, const struct json *j)
{
	char copy[NAME_LONGEST * 6 + 1];
	size_t len = short_text(j, copy);

	for (; list->name != NULL; list++)
		if (strlen(list->name) == len &&
		    memcmp(list->name, copy, len) == 0)
			break;
	return list;
}

/* A null is as good as absent, and unknown names are ignored. */
static enum err
take_member(struct take *t, const struct member *m, char *out)
{
	const char *outer = t->name;
	enum err err;

	take_next(t);
	if (m->name == NULL || t->token == JSON_NULL)
		return take_skip(t);
	t->name = m->name;
	err = take_value(t, m->type, out + m->value);
	t->name = outer;
	if (err == OK && m->has != NOWHERE)
		*(bool *)(out + m->has) = true;
	return err;
}

static enum err
take_members(struct take *t, const struct member *list, void *out)
{
	enum err err;

	if (t->token != JSON_OBJECT)
		return take_wrong(t, "an object");
	while (take_next(t) == JSON_KEY)
		if ((err = take_member(t, member_named(list, t->json),
		    out)) != OK)
			return err;
	return t->token == JSON_OBJECT_END ? OK : fail_parse(t);
}

#define OPTION(type, key, field, has)					\
	{ key, PT_##type, offsetof(struct options, field), has }
#define CAMERA(type, field, has)					\
	{ #field, PT_##type, offsetof(struct camera_wish, field), has }

enum err
take_options(struct take *t, param_options *out)
{
	static const struct member list[] = {
		OPTION(name, "return_mode", return_mode, NOWHERE),
		OPTION(color, "background_color", background,
		    offsetof(struct options, has_background)),
		OPTION(flag, "shadow", shadow,
		    offsetof(struct options, has_shadow)),
		OPTION(flag, "occlusion", occlusion,
		    offsetof(struct options, has_occlusion)),
		OPTION(flag, "edges", edges,
		    offsetof(struct options, has_edges)),
		OPTION(integer, "samples", samples, NOWHERE),
		{ 0 }
	};

	return take_members(t, list, out);
}

enum err
take_camera(struct take *t, param_camera *out)
{
	static const struct member list[] = {
		CAMERA(vector, position,
		    offsetof(struct camera_wish, has_position)),
		CAMERA(vector, target,
		    offsetof(struct camera_wish, has_target)),
		CAMERA(vector, up, NOWHERE),
		CAMERA(real, fov, NOWHERE),
		CAMERA(flag, ortho, NOWHERE),
		CAMERA(real, zoom, NOWHERE),
		{ 0 }
	};

	return take_members(t, list, out);
}

/*
 * Anything
 */

/* A reply is one line: where the value has line breaks, have spaces. */
static enum err
on_one_line(struct take *t, struct raw *raw)
{
	char *copy;
	size_t i;

	if (memchr(raw->at, '\n', raw->len) == NULL &&
	    memchr(raw->at, '\r', raw->len) == NULL)
		return OK;
	if ((copy = mem_text(t->call->mem, raw->at, raw->len)) == NULL)
		return no_room(t);
	for (i = 0; i < raw->len; i++)
		if (copy[i] == '\n' || copy[i] == '\r')
			copy[i] = ' ';
	raw->at = copy;
	return OK;
}

enum err
take_any(struct take *t, param_any *out)
{
	struct json *j = t->json;
	const char *start;
	enum err err;

	/* Texts and numbers are slices; what else has one begins one byte
	 * before the reader, or is a word. */
	start = t->token == JSON_STRING ? j->text - 1 :
	    t->token == JSON_NUMBER ? j->text :
	    t->token == JSON_FALSE ? j->at - 5 :
	    t->token == JSON_TRUE || t->token == JSON_NULL ? j->at - 4 :
	    j->at - 1;
	if ((err = take_skip(t)) != OK)
		return err;
	*out = (struct raw){ start, (size_t)(j->at - start) };
	return on_one_line(t, out);
}

enum err
take_value(struct take *t, enum param_type type, void *out)
{
	switch (type) {
#define TYPE(id, ctype, ...)						\
	case PT_##id:							\
		return take_##id(t, out);
#include "tbl/types.h"
	default:
		assert(!"a type of tbl/types.h");
		return ERR_INTERNAL;
	}
}
