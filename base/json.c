/*
 * json - read JSON by pulling tokens
 *
 * What may come next is `state`; which bracket is open is the lowest bit of
 * `nest`, and the outer ones are above it.
 *
 *	VALUE        --value-->   AFTER, or DONE outside all brackets
 *	FIRST_VALUE  as VALUE, but ] may close the array
 *	KEY          --"key":-->  VALUE
 *	FIRST_KEY    as KEY, but } may close the object
 *	AFTER        --,-->       KEY or VALUE;  --} or ]-->  AFTER or DONE
 *	any          --[-->       FIRST_VALUE;  --{-->  FIRST_KEY
 *
 * A key token takes its colon with it, and a comma belongs to what follows
 * it, so every call returns something the caller wants.
 *
 * The input is not NUL-terminated and is never read at or beyond `end`.  When
 * the bytes run out, the question is always whether they could go on to be
 * JSON: then it is MORE, else BAD, and BAD is said at the first byte that
 * decides it.  A number is over only when another byte says so.
 */
#include <string.h>

#include "base/json_parts.h"
#include "base/swar.h"
#include "bounds.h"

#define FAST_DIGITS	18	/* any so many fit 63 bits */

void
json_open(struct json *j, const char *bytes, size_t len)
{
	*j = (struct json){
		.at = bytes, .end = bytes + len, .state = STATE_VALUE
	};
}

__attribute__((cold)) enum json_token
json_stop_more(struct json *j)
{
	j->at = j->end;
	j->state = STATE_MORE;
	return JSON_MORE;
}

__attribute__((cold)) enum json_token
json_stop_bad(struct json *j, const char *at, const char *why)
{
	j->at = at;
	j->why = why;
	j->state = STATE_BAD;
	return JSON_BAD;
}

__attribute__((cold)) enum json_token
json_stop_here(struct json *j, const char *why)
{
	if (j->at == j->end)
		return json_stop_more(j);
	return json_stop_bad(j, j->at, why);
}

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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

static enum json_token
read_any_number(struct json *j)
{
	enum json_token token = json_read_number(j);

	return token == JSON_NUMBER ? end_value(j, token) : token;
}

/* Integers of up to 18 digits, which nearly all numbers are, end here. */
static enum json_token
read_number(struct json *j)
{
	bool minus = *j->at == '-';
	const char *start = j->at + minus, *at = start, *stop = j->end;
	uint64_t value = 0;

	if (stop - start > FAST_DIGITS + 1)
		stop = start + FAST_DIGITS + 1;
	j->text = j->at;
	for (; at < stop && json_is_digit(*at); at++)
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

static enum json_token
read_literal(struct json *j, const char *word, enum json_token token)
{
	size_t left = (size_t)(j->end - j->at), len = strlen(word);

	if (memcmp(j->at, word, left < len ? left : len) != 0)
		return json_stop_bad(j, j->at, "an unknown word");
	if (left < len)
		return json_stop_more(j);
	j->at += len;
	return end_value(j, token);
}

static enum json_token
open_nest(struct json *j, bool object)
{
	if (j->depth == BOUND_DEPTH)
		return json_stop_bad(j, j->at, "nested too deep");
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

/* Plain strings of up to 7 bytes, which most keys are, end here. */
static inline enum json_token
read_string(struct json *j)
{
	const char *text = j->at + 1;
	uint64_t stops;
	int len;

	if (j->end - text < 8)
		return json_read_string(j);
	stops = swar_stop(swar_load(text));
	if (stops == 0)
		return json_read_string(j);
	len = swar_first(stops);
	if (text[len] != '"')
		return json_read_string(j);
	j->text = text;
	j->len = (uint32_t)len;
	j->escaped = false;
	j->at = text + len + 1;
	return JSON_STRING;
}

static enum json_token
read_value(struct json *j, int c)
{
	enum json_token token;

	switch (c) {
	case '{':
		return open_nest(j, true);
	case '[':
		return open_nest(j, false);
	case '"':
		token = read_string(j);
		return token == JSON_STRING ? end_value(j, token) : token;
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
		return json_stop_here(j, "a value must stand here");
	}
}

static enum json_token
read_key(struct json *j, int c)
{
	enum json_token token;

	if (c == '}' && j->state == STATE_FIRST_KEY)
		return close_nest(j);
	if (c != '"')
		return json_stop_here(j, "a key in quotes must stand here");
	token = read_string(j);
	if (token != JSON_STRING)
		return token;
	if (next_byte(j) != ':')
		return json_stop_here(j, "a colon must follow the key");
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
			return json_stop_here(j, "a comma is missing here");
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
