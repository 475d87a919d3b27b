/*
 * chronicle - what was, for operators: slow requests, events, deaths
 */
#include <sys/wait.h>

#include "master/chronicle.h"
#include "master/listing.h"
#include "master/meter.h"
#include "master/spawn.h"
#include "text.h"

static void
put_us(struct listing *t, uint64_t ns)
{
	listing_number(t, ns / 1000);
}

void
chronicle_slowlog(struct master *m, struct buf *out, const struct query *query)
{
	const struct slowlog *log = m->segment.slowlog;
	uint64_t n, last = atomic_load(&log->count);
	struct board_method usual;
	struct slow_entry e;
	struct listing t;

	listing_open(&t, out, query, "#slow #when #conn #worker method error "
	    "#total_us #parse_us #wait_us #execute_us #bytes_in #bytes_out "
	    "project #p50_us #p99_us path");
	for (n = slowlog_first(log); n <= last; n++) {
		if (!slowlog_read(log, n, &e))
			continue;
		listing_number(&t, n);
		listing_number(&t, (uint64_t)e.when);
		listing_number(&t, e.conn);
		listing_number(&t, e.worker);
		listing_text(&t, show_method(e.method));
		listing_text(&t, e.err == OK || e.err >= ERR_COUNT ? "-" :
		    err_row((enum err)e.err)->name);
		put_us(&t, e.ns);
		put_us(&t, e.parse_ns);
		put_us(&t, e.wait_ns);
		put_us(&t, e.execute_ns);
		listing_number(&t, e.bytes_in);
		listing_number(&t, e.bytes_out);
		listing_text(&t, e.project[0] == '\0' ? "-" : e.project);
		meter_method(m, e.method % BOARD_METHODS, &usual);
		put_us(&t, board_quantile(&usual, 0.5));
		put_us(&t, board_quantile(&usual, 0.99));
		listing_text(&t, layers_path[e.path % PATH_COUNT]);
	}
	listing_close(&t);
}

void
chronicle_events(struct master *m, struct buf *out, const struct query *query)
{
	const struct events *log = m->segment.events;
	uint64_t last = atomic_load(&log->count);
	uint64_t n = last > EVENTS ? last - EVENTS + 1 : 1;
	struct event_entry e;
	struct listing t;
	char worker[16];

	listing_open(&t, out, query, "#event #when kind ?worker text");
	for (; n <= last; n++) {
		if (!events_read(log, n, &e))
			continue;
		text_format(worker, sizeof worker, "%u", e.worker);
		listing_number(&t, n);
		listing_number(&t, (uint64_t)e.when);
		listing_text(&t, events_name(e.kind));
		listing_text(&t, e.worker == EVENT_NO_WORKER ? "-" : worker);
		listing_text(&t, e.text);
	}
	listing_close(&t);
}

static void
tell_end(int status, char *out, size_t size)
{
	if (status == STATUS_UNKNOWN)
		text_copy(out, size, "not reaped yet");
	else if (WIFSIGNALED(status))
		text_format(out, size, "signal %d", WTERMSIG(status));
	else
		text_format(out, size, "exit %d", WEXITSTATUS(status));
}

void
chronicle_crashes(struct master *m, struct buf *out, const struct query *query)
{
	static const char *const repairs[] = { "-", "read", "write" };
	const struct crashes *log = m->segment.crashes;
	const struct crash *c;
	uint64_t n = atomic_load(&log->count), i;
	struct listing t;
	char end[32];

	listing_open(&t, out, query, "#crash #when #worker #pid end running "
	    "repaired #moved");
	for (i = n > CRASHES ? n - CRASHES : 0; i < n; i++) {
		c = &log->entry[i % CRASHES];
		tell_end(c->status, end, sizeof end);
		listing_number(&t, i + 1);
		listing_number(&t, (uint64_t)c->when);
		listing_number(&t, c->worker);
		listing_number(&t, (uint64_t)c->pid);
		listing_text(&t, end);
		listing_text(&t, show_method(c->method));
		listing_text(&t, repairs[c->repaired % 3]);
		listing_number(&t, c->moved);
	}
	listing_close(&t);
}
