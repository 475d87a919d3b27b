/*
 * bearer - a token in shared memory, which who asks must bring
 */
#include <string.h>

#include "shm/bearer.h"

void
bearer_set(struct bearer *b, const char token[BEARER_MAX])
{
	uint32_t next = (atomic_load(&b->now) + 1) % 2;

	memcpy(b->text[next], token, BEARER_MAX);
	b->text[next][BEARER_MAX - 1] = '\0';
	atomic_store(&b->now, next);
}

const char *
bearer_get(const struct bearer *b)
{
	return b->text[atomic_load_explicit(&b->now, memory_order_acquire) %
	    2];
}
