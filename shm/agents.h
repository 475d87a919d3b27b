/*
 * agents - what all workers know of the agents that speak MCP
 *
 * Sessions are in their ids (worker/mcp/session.h); here is only the secret
 * that signs them, which ones were ended, the token that lets clients in, and
 * how often the lists that agents are told of have changed.  Streams of every
 * worker look at the counters.
 */
#ifndef SHM_AGENTS_H
#define SHM_AGENTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "shm/answers.h"
#include "shm/bearer.h"
#include "shm/tasks.h"

#define AGENTS_KEY	32		/* bytes of the secret */
#define AGENTS_SETS	512		/* of ended sessions, by their number */
#define AGENTS_ENDED	8		/* in a set; the oldest is forgotten */

struct agents {
	uint8_t		 key[AGENTS_KEY];
	/* Numbers of sessions; 0: none. */
	struct {
		_Atomic uint64_t ended[AGENTS_ENDED];
		_Atomic uint32_t next;
	} set[AGENTS_SETS];
	struct bearer	 token;		/* of HTTP clients over TCP */
	/* Changes of the lists of tools and of prompts: only fixtures of the
	 * conformance suite make them. */
	_Atomic uint32_t tools, prompts;
	struct answers	 answers;
	struct tasks	 tasks;
};

/* The session is over: every worker refuses it from now on. */
void	 agents_end(struct agents *a, uint64_t session);
bool	 agents_ended(struct agents *a, uint64_t session);

#endif
