/*
 * spans - requests that are to be told of as traces, on their way out
 */
#include <string.h>

#include "shm/spans.h"

uint32_t
spans_count(const struct span_request *r)
{
	uint32_t count = 1, i;

	for (i = 0; i < SPANS_CHILDREN; i++)
		count += r->child[i].end != 0;
	return count;
}

struct span_request *
spans_reserve(struct spans_ring *ring, uint32_t unpublished, bool urgent)
{
	uint64_t number = atomic_load_explicit(&ring->made,
	    memory_order_relaxed) + unpublished;
	uint64_t waiting = number - atomic_load_explicit(&ring->taken,
	    memory_order_acquire);

	if (waiting >= (urgent ? SPANS_RING : SPANS_RING - SPANS_URGENT))
		return NULL;
	return &ring->slot[number % SPANS_RING];
}

void
spans_publish(struct spans_ring *ring, uint32_t count)
{
	uint64_t made = atomic_load_explicit(&ring->made,
	    memory_order_relaxed);

	/* Whole before it can be seen. */
	atomic_store_explicit(&ring->made, made + count,
	    memory_order_release);
}

uint64_t
spans_first(const struct spans_ring *ring)
{
	return atomic_load_explicit(&ring->taken, memory_order_relaxed);
}

bool
spans_read(const struct spans_ring *ring, uint64_t number,
    struct span_request *out)
{
	uint64_t made = atomic_load_explicit(&ring->made,
	    memory_order_acquire);

	if (made - number - 1 >= SPANS_RING)
		return false;
	memcpy(out, &ring->slot[number % SPANS_RING], sizeof *out);
	out->method[sizeof out->method - 1] = '\0';
	out->project[sizeof out->project - 1] = '\0';
	out->state[sizeof out->state - 1] = '\0';
	return true;
}

void
spans_take(struct spans_ring *ring, uint64_t from, uint64_t to)
{
	atomic_compare_exchange_strong(&ring->taken, &from, to);
}
