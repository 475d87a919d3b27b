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

enum err
take_cut(struct take *t)
{
	return fail(t->call, ERR_PARSE, "%s", t->token == JSON_BAD ?
	    t->json->why : "the text ends inside a value");
}

enum err
take_wrong(struct take *t, const char *what)
{
	if (t->token == JSON_BAD || t->token == JSON_MORE)
		return take_cut(t);
	return fail(t->call, ERR_PARAMS, "parameter '%s' must be %s, not %s",
	    t->name, what, kind(t->token));
}

/*
 * Lists
 */

void *
take_grow(struct take *t, struct take_list *list, const void *at)
{
	uint32_t more = list->size == 0 ? list->first : list->size * 4;
	void *place;

	if (more > list->most)
		more = list->most;
	if (list->size == more) {
		fail(t->call, ERR_TOO_BIG, "there are more than %u %s, which "
		    "is the limit of one request", more, list->what);
		return NULL;
	}
	place = mem_take(t->call->mem, more * list->each);
	if (place == NULL) {
		fail(t->call, ERR_TOO_BIG, "%u %s do not fit into the memory "
		    "of one request", more, list->what);
		return NULL;
	}
	if (list->size > 0)
		memcpy(place, at, list->size * list->each);
	list->size = more;
	return place;
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
	return take_cut(t);
}

enum err
take_leave(struct take *t, unsigned depth)
{
	while (t->json->depth > depth) {
		take_next(t);
		if (t->token <= JSON_END)
			return take_cut(t);
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

enum err
take_unescaped(struct take *t, const char **text, size_t *len)
{
	char *copy = mem_take(t->call->mem, *len + 1);

	if (copy == NULL)
		return no_room(t);
	*len = json_unescape(*text, *len, copy);
	*text = copy;
	return OK;
}

/* The string token without escapes, in the request's memory. */
static enum err
take_string(struct take *t, size_t limit, const char **out)
{
	const char *text, *copy;
	enum err err;
	size_t len;

	if (t->token != JSON_STRING)
		return take_wrong(t, "a string");
	if ((err = take_slice(t, &text, &len)) != OK)
		return err;
	if ((copy = mem_text(t->call->mem, text, len)) == NULL)
		return no_room(t);
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
	return take_string(t, BOUND_STRING, out);
}

enum err
take_name(struct take *t, param_name *out)
{
	return take_string(t, BOUND_NAME, out);
}

enum err
take_path(struct take *t, param_path *out)
{
	enum err err = take_string(t, BOUND_PATH - 1, out);

	if (err == OK)
		t->call->subject = *out;
	return err;
}

enum err
take_mode(struct take *t, param_mode *out)
{
	const char *name;
	enum err err;
	int mode;

	if ((err = take_string(t, BOUND_NAME, &name)) != OK)
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
	return t->token <= JSON_END ? take_cut(t) : fail_triple(t);
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
 * Anything
 */

enum err
take_blob(struct take *t, param_blob *out)
{
	const char *text;
	char *bytes;
	enum err err;
	size_t len;

	if (t->token != JSON_STRING)
		return take_wrong(t, "a string");
	if ((err = take_slice(t, &text, &len)) != OK)
		return err;
	if ((bytes = mem_take(t->call->mem, len + 1)) == NULL)
		return no_room(t);
	out->at = bytes;
	return text_unbase64(text, len, bytes, &out->len) ? OK :
	    fail(t->call, ERR_PARAMS, "parameter '%s' must be base64, padded",
	    t->name);
}

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
