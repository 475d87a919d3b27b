/*
 * json_parts - what the sources of the JSON reader share among themselves
 *
 * json.c decides what may come next; json_string.c and json_number.c read
 * one token each.  Whoever finds that reading cannot go on ends it with one
 * of the three json_stop functions and hands their token back.
 */
#ifndef BASE_JSON_PARTS_H
#define BASE_JSON_PARTS_H

#include "base/json.h"

/* Of struct json.  Those that repeat themselves come last. */
enum json_state {
	STATE_AFTER,		/* a comma or the closing bracket */
	STATE_VALUE,		/* a value */
	STATE_FIRST_VALUE,	/* a value or ] */
	STATE_KEY,		/* a key */
	STATE_FIRST_KEY,	/* a key or } */
	STATE_DONE, STATE_MORE, STATE_BAD
};

static inline bool
json_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes end where JSON could have gone on.  JSON_MORE. */
enum json_token	 json_stop_more(struct json *j);

/* No bytes to come can make it JSON: `why`, at `at`.  JSON_BAD. */
enum json_token	 json_stop_bad(struct json *j, const char *at,
		    const char *why);

/* The byte at j->at is wrong; or there is none.  Either of the two. */
enum json_token	 json_stop_here(struct json *j, const char *why);

/*
 * Read the token that begins at j->at: a string, the quote being there, or a
 * number, its text already set to j->at.  JSON_STRING or JSON_NUMBER with the
 * fields of the token set and j->at behind it, or what a stop returned.
 */
enum json_token	 json_read_string(struct json *j);
enum json_token	 json_read_number(struct json *j);

#endif
