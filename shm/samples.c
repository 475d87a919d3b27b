/*
 * samples - where the processes were, while a CPU profile is taken
 *
 * A session begins with a claim, which one of those who ask at once gets;
 * then the rows are emptied, and only with its number and its end it is real.
 */
#include <stddef.h>
#include <sys/mman.h>

#include "clock.h"
#include "shm/samples.h"

#define FETCH_MS	5000	/* after its end, for the owner */

/* A row that nothing was added to is not touched: that would give it memory. */
static void
empty_rows(struct samples *s)
{
	uint32_t row;

	for (row = 0; row < BOUND_WORKERS; row++) {
		if (atomic_load(&s->taken[row]) == 0)
			continue;
		/* It goes back to the kernel, and reads as zero; where that
		 * fails the sessions' numbers tell what is old. */
		madvise(&s->row[row], sizeof s->row[row], MADV_REMOVE);
		atomic_store(&s->taken[row], 0);
	}
}

enum err
samples_open(struct samples *s, uint64_t owner, uint32_t worker, uint32_t ms)
{
	uint64_t now_ms = clock_ms(), claim = atomic_load(&s->claim_ms);

	if (now_ms < claim || !atomic_compare_exchange_strong(&s->claim_ms,
	    &claim, now_ms + ms + FETCH_MS))
		return ERR_BUSY;
	atomic_store(&s->until_ms, 0);
	atomic_store(&s->owner, owner);
	empty_rows(s);
	atomic_store(&s->worker, worker);
	atomic_fetch_add(&s->session, 1);
	atomic_store(&s->until_ms, now_ms + ms);
	return OK;
}

bool
samples_owned(const struct samples *s, uint64_t owner)
{
	return atomic_load(&s->owner) == owner &&
	    clock_ms() < atomic_load(&s->claim_ms);
}

void
samples_close(struct samples *s, uint64_t owner)
{
	if (!samples_owned(s, owner))
		return;
	atomic_store(&s->until_ms, 0);
	empty_rows(s);
	atomic_store(&s->owner, 0);
	atomic_store(&s->claim_ms, 0);
}

uint64_t
samples_wanted(const struct samples *s, uint32_t worker)
{
	uint64_t until_ms = atomic_load(&s->until_ms);
	uint32_t wanted = atomic_load(&s->worker);

	if (until_ms == 0 || (wanted != SAMPLES_ALL && wanted != worker) ||
	    clock_ms() >= until_ms)
		return 0;
	return atomic_load(&s->session);
}

struct sample *
samples_slot(struct samples *s, uint32_t worker)
{
	uint32_t slot = atomic_fetch_add(&s->taken[worker], 1);

	return slot < SAMPLES_SLOTS ? &s->row[worker].slot[slot] : NULL;
}

void
samples_publish(struct sample *sample, uint64_t session)
{
	atomic_store_explicit(&sample->session, session,
	    memory_order_release);
}

bool
samples_read(const struct samples *s, uint32_t worker, uint32_t slot,
    struct sample *out)
{
	const struct sample *from = &s->row[worker].slot[slot];
	uint32_t i;

	if (atomic_load_explicit(&from->session, memory_order_acquire) !=
	    atomic_load(&s->session) || from->anchor != samples_anchor())
		return false;
	out->cpu_ns = from->cpu_ns;
	out->of = from->of;
	out->depth = from->depth < SAMPLES_FRAMES ? from->depth :
	    SAMPLES_FRAMES;
	for (i = 0; i < out->depth; i++)
		out->frame[i] = from->frame[i];
	return out->of <= SAMPLE_SHADOW;
}

uint32_t
samples_count(const struct samples *s, uint32_t worker, uint32_t *lost)
{
	uint32_t taken = atomic_load(&s->taken[worker]);

	*lost = taken > SAMPLES_SLOTS ? taken - SAMPLES_SLOTS : 0;
	return taken - *lost;
}

uint64_t
samples_anchor(void)
{
	return (uint64_t)(uintptr_t)samples_open;
}
