/*
 * json_quick - the tokens that come most, read where they are wanted
 *
 * A decoder mostly knows what comes: the key it waits for, an integer, a plain
 * string, the end of its object.  These functions read just that, inline, and
 * save the way through json_next, where anything may come.  What they do not
 * know - white space beyond one blank, escapes, the last bytes of the input -
 * they leave untouched to json_next, which refuses what is wrong.
 *
 * They may be called where the last token was a key, or where a key or } must
 * come next; each says which.
 */
#ifndef BASE_JSON_QUICK_H
#define BASE_JSON_QUICK_H

#include "base/json_key.h"
#include "base/json_parts.h"
#include "base/swar.h"

#define QUICK_STRING	256	/* bytes; what is longer goes through json_next */

/* The first min(len, 8) bytes are the same; eight must be readable. */
static inline bool
json_same_head(const char *at, const struct json_key *key)
{
	return (swar_load(at) ^ swar_load(key->text)) << key->beyond == 0;
}

static inline bool
json_same_tail(const char *at, const struct json_key *key)
{
	size_t behind = key->len - 8u;

	return key->len <= 8 || (key->len <= 16 ?
	    swar_load(at + behind) == swar_load(key->text + behind) :
	    memcmp(at + 8, key->text + 8, behind) == 0);
}

/*
 * Where a key may come: go past this one and its colon.  False: it is another,
 * or something else.
 */
static inline bool
json_quick_key(struct json *j, const struct json_key *key)
{
	const char *at = j->at;

	/* Comma, blank, and eight bytes to compare; or a key and its value. */
	if (j->end - at < 10 || j->end - at < key->len + 3)
		return false;
	if (j->state == STATE_AFTER) {
		if (*at++ != ',')
			return false;
		at += *at == ' ';
	} else if (j->state != STATE_FIRST_KEY) {
		return false;
	}
	if (!json_same_head(at, key) || !json_same_tail(at, key))
		return false;
	at += key->len;
	j->at = at + (*at == ' ');
	j->state = STATE_VALUE;
	return true;
}

/*
 * An integer of up to 7 digits that begins at j->at; the next state is the
 * caller's.  False: something else, or within eight bytes of the input's end.
 * Nothing here depends on how many digits there are: a branch that did would
 * be guessed wrong too often.
 */
static inline bool
json_quick_integer(struct json *j)
{
	const char *at = j->at;
	uint64_t word, stops;
	int64_t value;
	bool minus;
	int count;

	if (j->end - at < 9)
		return false;
	minus = *at == '-';
	at += minus;
	word = swar_load(at);
	if ((stops = swar_not_digit(word)) == 0)
		return false;
	count = swar_first(stops);
	if (count == 0 || at[count] == '.' || (at[count] | 0x20) == 'e' ||
	    (*at == '0' && (minus || count > 1)))
		return false;

	value = (int64_t)swar_number(word << (64 - 8 * count));
	j->text = j->at;
	j->at = at + count;
	j->len = (uint32_t)(count + minus);
	j->integer = true;
	j->whole = minus ? -value : value;
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
