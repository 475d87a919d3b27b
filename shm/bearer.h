/*
 * bearer - a token in shared memory, which who asks must bring
 *
 * The master sets it, every worker reads it: one of the two texts, the other
 * is there to be written.
 */
#ifndef SHM_BEARER_H
#define SHM_BEARER_H

#include <stdatomic.h>
#include <stdint.h>

#define BEARER_MAX	256		/* bytes of a token, with its NUL */

struct bearer {
	char		 text[2][BEARER_MAX];
	_Atomic uint32_t now;
};

/* The token, "" for none.  What was got stays whole until it is set twice
 * more. */
void	 bearer_set(struct bearer *b, const char token[BEARER_MAX]);
const char *bearer_get(const struct bearer *b);

#endif
