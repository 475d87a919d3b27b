/*
 * json_quick - the tokens that come most, read where they are wanted
 *
 * A decoder mostly knows what comes: the key it waits for, an integer, a plain
 * string, the end of its object.  These functions read just that, inline, and
 * save the way through json_next, where anything may come.  What they do not
 * know - white space beyond one blank, escapes, the last bytes of the input -
 * they leave untouched to json_next, which refuses what is wrong.
 *
 * They may be called where the last token was a key, where a key or } must
 * come next, or in an array; each says which.
 */
#ifndef BASE_JSON_QUICK_H
#define BASE_JSON_QUICK_H

#include "base/json_key.h"
#include "base/json_parts.h"
#include "base/swar.h"

#define QUICK_STRING	256	/* bytes; longer ones take json_next */

/* Is the key at `at`?  Eight bytes, and all that it has, must be there. */
static inline bool
json_is_key(const char *at, const struct json_key *key)
{
	if ((swar_load(at) ^ swar_load(key->text)) << key->beyond != 0)
		return false;
	if (key->len <= 8)
		return true;
	if (key->len <= 16)
		return swar_load(at + key->len - 8) ==
		    swar_load(key->text + key->len - 8);
	return memcmp(at + 8, key->text + 8, key->len - 8u) == 0;
}

/* Past one blank, as many a client writes it behind a comma and a colon. */
static inline const char *
json_pass_blank(const char *at)
{
	return __builtin_expect(*at == ' ', false) ? at + 1 : at;
}

/*
 * Where a key may come: go past this one and its colon.  False: it is another,
 * or something else.
 */
static inline bool
json_quick_key(struct json *j, const struct json_key *key)
{
	const char *at = j->at;

	/* A comma, a blank, the key, another blank. */
	if (j->end - at < key->reach)
		return false;
	if (j->state == STATE_AFTER) {
		if (*at != ',')
			return false;
		at = json_pass_blank(at + 1);
	} else if (j->state != STATE_FIRST_KEY) {
		return false;
	}
	if (!json_is_key(at, key))
		return false;
	j->at = json_pass_blank(at + key->len);
	j->state = STATE_VALUE;
	return true;
}

/*
 * An integer of up to three digits that a comma, } or ] ends, which most of a
 * request's numbers are, at j->at; the next state is the caller's.  False:
 * something else, or the last bytes of the input.
 */
static inline bool
json_quick_integer(struct json *j)
{
	const char *start = j->at, *at = start;
	unsigned value, digit;
	bool minus;

	if (j->end - at < 5)
		return false;
	minus = *at == '-';
	at += minus;
	value = (unsigned char)*at++ - '0';
	if (value > 9)
		return false;
	digit = (unsigned char)*at - '0';
	if (digit < 10 && value > 0) {
		value = value * 10 + digit;
		digit = (unsigned char)*++at - '0';
		if (digit < 10) {
			value = value * 10 + digit;
			at++;
		}
	}
	if ((*at != ',' && *at != '}' && *at != ']') || (minus && value == 0))
		return false;

	j->text = start;
	j->at = at;
	j->len = (uint32_t)(at - start);
	j->integer = true;
	j->whole = minus ? -(int)value : (int)value;
	j->real = (double)j->whole;
	return true;
}

/* After a key: the next token, which mostly is an integer. */
static inline enum json_token
json_quick_number(struct json *j)
{
	if (!json_quick_integer(j))
		return json_next(j);
	j->state = STATE_AFTER;
	return JSON_NUMBER;
}

/* In an array: the next token, which mostly is an integer. */
static inline enum json_token
json_quick_element(struct json *j)
{
	const char *before = j->at;

	if (j->state == STATE_AFTER && j->end - before >= 8 && *before == ',')
		j->at = json_pass_blank(before + 1);
	else if (j->state != STATE_FIRST_VALUE)
		return json_next(j);
	if (json_quick_integer(j)) {
		j->state = STATE_AFTER;
		return JSON_NUMBER;
	}
	j->at = before;
	return json_next(j);
}

/* After a key: the next token, which mostly is a plain string. */
static inline enum json_token
json_quick_string(struct json *j)
{
	const char *text = j->at + 1, *at = text;
	uint64_t stops = 0;

	if (j->at == j->end || *j->at != '"')
		return json_next(j);
	for (; j->end - at >= 8 && at - text < QUICK_STRING; at += 8)
		if ((stops = swar_stop(swar_load(at))) != 0)
			break;
	if (stops == 0 || *(at += swar_first(stops)) != '"')
		return json_next(j);
	j->text = text;
	j->len = (uint32_t)(at - text);
	j->escaped = false;
	j->at = at + 1;
	j->state = STATE_AFTER;
	return JSON_STRING;
}

/* Behind a member: go past the } that ends the object.  False: it goes on. */
static inline bool
json_quick_end(struct json *j)
{
	if (j->state != STATE_AFTER || j->at == j->end || *j->at != '}')
		return false;
	j->at++;
	j->depth--;
	j->nest >>= 1;
	j->state = j->depth > 0 ? STATE_AFTER : STATE_DONE;
	return true;
}

#endif
