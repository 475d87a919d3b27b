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
