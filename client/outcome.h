/*
 * outcome - what a server said to a request
 *
 * A reply is cut into slices of its own text, so that numbers of 64 bits and
 * the server's spelling reach the user as they came.
 */
#ifndef CLIENT_OUTCOME_H
#define CLIENT_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

struct slice {
	const char	*at;		/* NULL: absent */
	size_t		 len;
};

struct outcome {
	struct slice	 result;	/* JSON, or absent */
	struct slice	 error;		/* JSON object, or absent */
};

/* Cut one reply line; false when it is not a JSON-RPC reply. */
bool	 outcome_read(struct outcome *outcome, const char *line, size_t len);

/* The member `key` of a JSON object, as JSON; absent when it has none. */
struct slice outcome_member(const char *object, size_t len, const char *key);

/*
 * Put an error into words: "error -1031: there is no layer 7".  What the
 * server added as `data` follows in brackets.
 */
void	 outcome_error(const struct slice *error, char *words, size_t size);

#endif
