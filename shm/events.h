/*
 * events - what happened to the server, the last of it, for operators
 *
 * A ring that any process of the server adds to.  An entry carries its number
 * once it is whole: one that a death left half written, or that is being
 * written anew, is passed over.
 */
#ifndef SHM_EVENTS_H
#define SHM_EVENTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define EVENTS		256
#define EVENT_TEXT	160	/* bytes */
#define EVENT_NO_WORKER	UINT32_MAX

enum event_kind {
#define EVENT(id, name, doc) EVENT_##id,
#include "tbl/events.h"
	EVENT_KINDS
};

struct event_entry {
	_Atomic uint64_t number;	/* from 1; 0: being written */
	int64_t		 when;		/* unix seconds */
	uint32_t	 kind;		/* enum event_kind */
	uint32_t	 worker;	/* row, or EVENT_NO_WORKER */
	char		 text[EVENT_TEXT];
};

/* What is shared. */
struct events {
	_Atomic uint64_t count;		/* ever */
	struct event_entry entry[EVENTS];
};

void	 events_add(struct events *e, enum event_kind kind, uint32_t worker,
	    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A copy of a number's entry; false: it is gone, or not whole. */
bool	 events_read(const struct events *e, uint64_t number,
	    struct event_entry *out);

/* The name of a kind; "-" of what is none. */
const char *events_name(uint32_t kind);

#endif
