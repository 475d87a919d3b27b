/*
 * errands - commands of the stats socket that a worker has for the master
 *
 * A page of the admin listener asks a worker; the worker writes the command
 * here and tells the master by its channel; the master carries it out as one
 * of its socket and writes the answer beside it.
 *
 * An errand has the key of the request that it is for, so that a worker which
 * takes the request over, from one that the command itself has killed, finds
 * it and does not have it done again.
 */
#ifndef SHM_ERRANDS_H
#define SHM_ERRANDS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "shm/bearer.h"

#define ERRANDS		8
#define ERRAND_LINE	1000		/* bytes of a command */
#define ERRAND_ANSWER	65536u		/* bytes */
/* Nobody has come for the answer: another may have its place. */
#define ERRAND_KEPT_MS	30000

enum errand_state { ERRAND_FREE, ERRAND_CLAIMED, ERRAND_ASKED, ERRAND_DONE };

struct errand {
	_Atomic uint32_t state;		/* enum errand_state */
	uint64_t	 key;
	_Atomic uint64_t since_ms;	/* clock_ms */
	uint32_t	 may_all;	/* who asks has brought the token */
	char		 line[ERRAND_LINE];
	uint32_t	 len;		/* of the answer */
	char		 answer[ERRAND_ANSWER];
};

/* What is shared. */
struct errands {
	struct bearer	 token;		/* who has it may do everything */
	struct errand	 at[ERRANDS];
};

/* That of a key, or NULL. */
struct errand *errands_find(struct errands *e, uint64_t key);

/* Write one down; NULL: there are too many. */
struct errand *errands_ask(struct errands *e, uint64_t key, const char *line,
	    bool may_all, uint64_t now_ms);

/* The master: the answer is there. */
void	 errand_answer(struct errand *errand, const char *answer,
	    uint32_t len);

/* It has been told. */
void	 errand_forget(struct errand *errand);

#endif
