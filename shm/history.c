/*
 * history - the last 15 minutes of the server, second by second
 */
#include <string.h>

#include "shm/history.h"

struct history_note *
history_next(struct history *h)
{
	struct history_note *note;

	note = &h->note[atomic_load(&h->count) % HISTORY_NOTES];
	memset(note, 0, sizeof *note);
	return note;
}

void
history_publish(struct history *h)
{
	atomic_fetch_add_explicit(&h->count, 1, memory_order_release);
}

static unsigned
band_of(uint64_t ns)
{
	unsigned power = ns == 0 ? 0 : 63 - (unsigned)__builtin_clzll(ns);

	if (power < HISTORY_BAND_0)
		return 0;
	power -= HISTORY_BAND_0;
	return power < HISTORY_BANDS ? power : HISTORY_BANDS - 1;
}

void
history_latency(struct history_note *note,
    const uint64_t bucket[BOARD_BUCKETS])
{
	struct board_method sum = { .calls = 0 };
	uint32_t each;

	memcpy(sum.bucket, bucket, sizeof sum.bucket);
	for (each = 0; each < BOARD_BUCKETS; each++) {
		sum.calls += bucket[each];
		note->band[band_of(board_bucket_ns(each))] +=
		    (uint32_t)bucket[each];
	}
	note->vital[VITAL_p50_us] = board_quantile(&sum, 0.50) / 1000;
	note->vital[VITAL_p95_us] = board_quantile(&sum, 0.95) / 1000;
	note->vital[VITAL_p99_us] = board_quantile(&sum, 0.99) / 1000;
}

static uint32_t
at_most_u32(uint64_t n)
{
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

void
history_note_layer(struct history_layer *out, const struct board_method *now,
    const struct history_stand *last, struct history_stand *oldest,
    uint32_t each)
{
	struct board_method grown = { .calls = now->calls - oldest->calls };
	uint32_t b;

	out->count = at_most_u32((now->calls - last->calls) * each);
	out->ns = (now->ns - last->ns) * each;
	oldest->calls = now->calls;
	oldest->ns = now->ns;
	if (grown.calls == 0)
		return;
	for (b = 0; b < BOARD_BUCKETS; b++) {
		grown.bucket[b] = (uint32_t)now->bucket[b] - oldest->bucket[b];
		oldest->bucket[b] = (uint32_t)now->bucket[b];
	}
	out->p50_ns = at_most_u32(board_quantile(&grown, 0.50));
	out->p99_ns = at_most_u32(board_quantile(&grown, 0.99));
}

uint64_t
history_end(const struct history *h)
{
	return atomic_load_explicit(&h->count, memory_order_acquire);
}

uint64_t
history_first(const struct history *h)
{
	uint64_t end = history_end(h);

	return end > HISTORY_SECONDS ? end - HISTORY_SECONDS : 0;
}

bool
history_read(const struct history *h, uint64_t number,
    struct history_note *note)
{
	if (number >= history_end(h))
		return false;
	*note = h->note[number % HISTORY_NOTES];
	atomic_thread_fence(memory_order_acquire);
	/* The next one may be half written over the oldest. */
	return history_end(h) < number + HISTORY_NOTES;
}
