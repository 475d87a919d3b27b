/*
 * answers - what clients answered to requests of ours
 *
 * A legacy client answers a request that came on one connection with a POST on
 * any other, to any worker.  That worker puts the answer here; the one that
 * waits for it finds it by its key.
 *
 * Nobody locks and nothing is ever freed: an answer takes the place of the
 * oldest.  It is real once its sum is right, so whoever dies while writing, or
 * is overtaken by a whole round of others, leaves nothing that is believed.
 */
#ifndef SHM_ANSWERS_H
#define SHM_ANSWERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ANSWERS		64
#define ANSWER_MAX	16384u		/* bytes of one */

struct answer {
	_Atomic uint64_t key;		/* 0: none */
	uint64_t	 sum;		/* of key, len and text */
	uint32_t	 len;
	char		 text[ANSWER_MAX];
};

struct answers {
	_Atomic uint32_t next;
	struct answer	 at[ANSWERS];
};

/* False: it is too large. */
bool	 answers_put(struct answers *a, uint64_t key, const char *text,
	    size_t len);

/* Copy the answer out.  False: there is none. */
bool	 answers_get(const struct answers *a, uint64_t key,
	    char out[ANSWER_MAX], size_t *len);

#endif
