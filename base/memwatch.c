/*
 * memwatch - one allocation in so many bytes is looked at
 *
 * The distance to the next sample is between half and one and a half of what
 * is asked for, so that it does not keep step with what repeats.  Sampled
 * blocks are chained by buckets of their addresses; number 0 is no block.
 *
 * It is the process's, as the heap that it watches is.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "memwatch.h"

struct block {
	const void	*at;
	uint64_t	 objects, bytes;	/* that it stands for */
	uint32_t	 site;
	uint16_t	 next;
};

_Thread_local struct memwatch memwatch = { .left = INT64_MAX };

static _Thread_local struct {
	const struct memwatch_owner *owner;
	uint64_t	 every, random;
	int64_t		 distance;	/* what `left` began with */
	struct block	*block;		/* MEMWATCH_BLOCKS and one */
	uint16_t	 free;		/* chain */
} state;

void	 __real_free(void *at);
void	 __wrap_free(void *at);

static void
restart(void)
{
	uint64_t x = state.random;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	state.random = x;
	state.distance = (int64_t)(state.every / 2 + x % state.every);
	memwatch.left = state.distance;
}

static void
free_all(void)
{
	uint16_t i;

	state.free = 0;
	for (i = MEMWATCH_BLOCKS; i > 0; i--) {
		state.block[i] = (struct block){ .next = state.free };
		state.free = i;
	}
}

void
memwatch_start(const struct memwatch_owner *owner, uint64_t bytes)
{
	state.owner = owner;
	memwatch.left = INT64_MAX;
	memset(memwatch.head, 0, sizeof memwatch.head);
	/* A copy that ends it writes no page it need not. */
	if (owner == NULL)
		return;
	if (state.block == NULL)
		state.block = calloc(MEMWATCH_BLOCKS + 1,
		    sizeof *state.block);
	if (state.block == NULL) {
		state.owner = NULL;
		return;
	}
	free_all();
	state.every = bytes > 1 ? bytes : 2;
	state.random = 0x2545f4914f6cdd1dull;
	restart();
}

size_t
memwatch_memory(void)
{
	return state.block == NULL ? 0 :
	    (MEMWATCH_BLOCKS + 1) * sizeof *state.block;
}

/* Remember it; what does not fit is as if it were freed at once. */
static void
keep(const void *at, const struct block *what)
{
	uint16_t *head = &memwatch.head[memwatch_bucket(at)];
	uint16_t new;

	/* It was freed by somebody who does not tell. */
	memwatch_forget(at);
	if ((new = state.free) == 0) {
		state.owner->gone(what->site, what->objects, what->bytes);
		return;
	}
	state.free = state.block[new].next;
	state.block[new] = *what;
	state.block[new].next = *head;
	*head = new;
}

void
memwatch_sample(const void *at, size_t size)
{
	struct block what = { .at = at };
	int error = errno;

	if (state.owner == NULL) {
		memwatch.left = INT64_MAX;
		return;
	}
	what.bytes = (uint64_t)(state.distance - memwatch.left);
	what.objects = size > 0 && size < what.bytes ? what.bytes / size : 1;
	/* Nothing that happens meanwhile is sampled. */
	memwatch.left = INT64_MAX;
	what.site = state.owner->made(what.objects, what.bytes);
	if (what.site != MEMWATCH_NOWHERE)
		keep(at, &what);
	restart();
	errno = error;
}

void
memwatch_forget(const void *at)
{
	uint16_t *link = &memwatch.head[memwatch_bucket(at)], found;
	struct block *block;

	while (*link != 0 && state.block[*link].at != at)
		link = &state.block[*link].next;
	if ((found = *link) == 0)
		return;
	block = &state.block[found];
	*link = block->next;
	block->next = state.free;
	state.free = found;
	state.owner->gone(block->site, block->objects, block->bytes);
}

/* What free() of our own code is; libraries have theirs. */
void
__wrap_free(void *at)
{
	memwatch_gone(at);
	__real_free(at);
}
