/*
 * agents - what all workers know of the agents that speak MCP
 */
#include <string.h>

#include "shm/agents.h"

void
agents_end(struct agents *a, uint64_t session)
{
	unsigned set = session / 2 % AGENTS_SETS;	/* numbers are odd */
	uint32_t at = atomic_fetch_add(&a->set[set].next, 1) % AGENTS_ENDED;

	atomic_store(&a->set[set].ended[at], session);
}

bool
agents_ended(struct agents *a, uint64_t session)
{
	unsigned i, set = session / 2 % AGENTS_SETS;

	for (i = 0; i < AGENTS_ENDED; i++)
		if (atomic_load_explicit(&a->set[set].ended[i],
		    memory_order_relaxed) == session)
			return true;
	return false;
}

void
agents_set_token(struct agents *a, const char token[AGENTS_TOKEN])
{
	uint32_t next = (atomic_load(&a->token_now) + 1) % 2;

	memcpy(a->token[next], token, AGENTS_TOKEN);
	a->token[next][AGENTS_TOKEN - 1] = '\0';
	atomic_store(&a->token_now, next);
}

const char *
agents_token(const struct agents *a)
{
	return a->token[atomic_load_explicit(&a->token_now,
	    memory_order_acquire) % 2];
}
