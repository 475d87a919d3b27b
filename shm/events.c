/*
 * events - what happened to the server, the last of it, for operators
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "shm/events.h"

static const char *const names[] = {
#define EVENT(id, name, doc) name,
#include "tbl/events.h"
};

const char *
events_name(uint32_t kind)
{
	return kind < EVENT_KINDS ? names[kind] : "-";
}

void
events_add(struct events *e, enum event_kind kind, uint32_t worker,
    const char *format, ...)
{
	uint64_t number = atomic_fetch_add(&e->count, 1) + 1;
	struct event_entry *entry = &e->entry[number % EVENTS];
	va_list args;

	atomic_store(&entry->number, 0);
	entry->when = clock_unix();
	entry->kind = kind;
	entry->worker = worker;
	va_start(args, format);
	vsnprintf(entry->text, sizeof entry->text, format, args);
	va_end(args);
	atomic_store(&entry->number, number);
}

bool
events_read(const struct events *e, uint64_t number, struct event_entry *out)
{
	const struct event_entry *entry = &e->entry[number % EVENTS];

	if (number == 0 || atomic_load(&entry->number) != number)
		return false;
	memcpy(out, entry, sizeof *out);
	out->text[sizeof out->text - 1] = '\0';
	/* It may have been overwritten meanwhile. */
	atomic_thread_fence(memory_order_acquire);
	return atomic_load(&entry->number) == number;
}
