/*
 * slowlog - the last requests that took long, or that failed inside
 */
#include <string.h>

#include "shm/slowlog.h"

void
slowlog_add(struct slowlog *log, const struct slow_entry *entry)
{
	uint64_t number = atomic_fetch_add(&log->count, 1) + 1;
	struct slow_entry *to = &log->entry[number % SLOWLOG];
	const size_t skip = sizeof to->number;

	atomic_store(&to->number, 0);
	memcpy((char *)to + skip, (const char *)entry + skip,
	    sizeof *to - skip);
	atomic_store(&to->number, number);
}

bool
slowlog_read(const struct slowlog *log, uint64_t number,
    struct slow_entry *out)
{
	const struct slow_entry *from = &log->entry[number % SLOWLOG];

	if (number == 0 || atomic_load(&from->number) != number)
		return false;
	memcpy(out, from, sizeof *out);
	out->project[sizeof out->project - 1] = '\0';
	/* It may have been overwritten meanwhile. */
	atomic_thread_fence(memory_order_acquire);
	return atomic_load(&from->number) == number;
}

uint64_t
slowlog_first(const struct slowlog *log)
{
	uint64_t count = atomic_load(&log->count);
	uint64_t oldest = count > SLOWLOG ? count - SLOWLOG : 0;
	uint64_t cleared = atomic_load(&log->cleared);

	return (cleared > oldest ? cleared : oldest) + 1;
}

void
slowlog_clear(struct slowlog *log)
{
	atomic_store(&log->cleared, atomic_load(&log->count));
}
