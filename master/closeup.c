/*
 * closeup - one worker, or one connection, with all that is known of it
 *
 * A worker's stack it has to tell itself, by a signal; it is waited for a
 * tenth of a second at most, and only for that one.
 */
#include "clock.h"
#include "master/closeup.h"
#include "master/listing.h"
#include "master/meter.h"
#include "profile/symbols.h"
#include "text.h"
#include "worker/worker.h"

#define STACK_WAIT_MS	100

/* The number that is asked for, or -1 and the answer says so. */
static int64_t
take_number(struct buf *out, const struct query *query, int64_t most,
    const char *none)
{
	char words[QUERY_LINE];
	int64_t number;

	if (text_integer(query->subject, 0, most, &number))
		return number;
	text_format(words, sizeof words, "%s '%.40s'", none, query->subject);
	record_error(out, query, words);
	return -1;
}

static void
put_frames(struct listing *t, const struct stack_row *row, bool ours)
{
	uint32_t depth = stacks_depth(row), i;
	char name[16], text[SYMBOLS_NAME];
	struct symbols symbols = { 0 };

	if (ours)
		symbols_open(&symbols);
	for (i = 0; i < depth; i++) {
		text_format(name, sizeof name, "stack_%u", i);
		if (ours)
			symbols_name(&symbols, row->frame[i] - 1, text);
		else
			text_format(text, sizeof text, "0x%llx",
			    (unsigned long long)row->frame[i]);
		record_text(t, name, text);
	}
	symbols_close(&symbols);
}

static void
put_stack(struct listing *t, struct master *m, const struct seat *s)
{
	struct stack_row *row = &m->segment.stacks->row[s->row];
	uint32_t asked;

	if (s->state != SEAT_READY || !stacks_ask(row,
	    &m->segment.workers[s->row].pid, &asked) ||
	    !stacks_wait(row, asked, clock_ms() + STACK_WAIT_MS)) {
		record_text(t, "stack", s->state != SEAT_READY ?
		    "it does not serve" : "it did not tell within 100 ms");
		return;
	}
	record_text(t, "stack", "told");
	/* Of a worker of another binary, names would lie. */
	put_frames(t, row, row->anchor == (uint64_t)(uintptr_t)worker_main);
}

static void
put_doing(struct listing *t, const struct worker_row *w)
{
	const struct executing x = w->executing;
	uint64_t now = clock_ns();

	record_text(t, "running", x.conn == 0 ? "-" : show_method(x.method));
	record_number(t, "running_us", x.conn == 0 || x.since_ns > now ? 0 :
	    (now - x.since_ns) / 1000);
	if (x.conn != 0)
		record_number(t, "running_conn", x.conn - 1);
	record_number(t, "heartbeat_ms_ago", clock_ms() -
	    atomic_load(&w->heartbeat_ms));
}

static void
put_done(struct listing *t, const struct board_row *b)
{
	record_number(t, "requests", b->counter[COUNT_requests]);
	record_number(t, "errors", b->counter[COUNT_errors]);
	record_number(t, "edits", b->counter[COUNT_edits]);
	record_number(t, "bytes_in", b->counter[COUNT_bytes_in]);
	record_number(t, "bytes_out", b->counter[COUNT_bytes_out]);
	record_real(t, "cpu_s", (double)b->cpu_ns / 1e9);
}

void
closeup_worker(struct master *m, struct buf *out, const struct query *query)
{
	int64_t row = take_number(out, query, (int64_t)m->seats - 1,
	    "show workers lists the workers; there is none of number");
	const struct worker_row *w;
	const struct seat *s;
	struct listing t;

	if (row < 0)
		return;
	w = &m->segment.workers[row];
	s = &m->seat[row];
	record_open(&t, out, query);
	record_number(&t, "worker", (uint64_t)row);
	record_number(&t, "pid", (uint64_t)s->pid);
	record_text(&t, "state", show_seat(s));
	record_number(&t, "age_seconds", s->pid == 0 ? 0 :
	    (clock_ms() - w->born_ms) / 1000);
	put_doing(&t, w);
	record_number(&t, "connections", atomic_load(&w->conns));
	record_number(&t, "projects", atomic_load(&w->projects));
	record_number(&t, "jobs", atomic_load(&w->jobs));
	record_number(&t, "jobs_waiting", atomic_load(&w->jobs_waiting));
	put_done(&t, &m->segment.board->row[row]);
	record_number(&t, "resident_kib", meter_resident((int32_t)s->pid));
	record_number(&t, "deaths", w->deaths);
	record_number(&t, "shadow", (uint64_t)s->understudy.pid);
	put_stack(&t, m, s);
	record_close(&t);
}

static void
put_bytes(struct listing *t, const struct conn_row *row)
{
	const struct conn_cut *cut = conn_cut(row);

	record_number(t, "received", row->rx_tail);
	record_number(t, "consumed", cut->rx_head);
	record_number(t, "unread", row->rx_tail - cut->rx_head);
	record_number(t, "answered", cut->tx_tail);
	record_number(t, "sent", row->tx_head);
	record_number(t, "unsent", cut->tx_tail - row->tx_head);
	record_number(t, "batch", cut->batch);
	record_number(t, "rx_ring_bytes", rings_valid(row->rx_ring) ?
	    rings_size(row->rx_ring) : 0);
	record_number(t, "tx_ring_bytes", rings_valid(row->tx_ring) ?
	    rings_size(row->tx_ring) : 0);
}

static void
put_conn(struct listing *t, const struct master *m, const struct conn_row *row)
{
	int32_t owner = atomic_load(&row->owner);
	uint64_t now = clock_ms();
	char worker[16];

	text_format(worker, sizeof worker, "%d", owner);
	record_text(t, "state", show_conn_state(row));
	record_text(t, "worker", owner < 0 ? "-" : worker);
	record_text(t, "transport", row->transport == TRANSPORT_TCP ? "tcp" :
	    "unix");
	record_text(t, "door", show_door(row));
	record_text(t, "project", show_project(m, row));
	record_number(t, "peer_pid", row->arrival.pid);
	record_number(t, "peer_uid", row->arrival.uid);
	record_text(t, "trusted", row->trusted ? "yes" : "no");
	record_number(t, "age_seconds", (now - row->opened_ms) / 1000);
	record_number(t, "idle_ms", now > row->active_ms ?
	    now - row->active_ms : 0);
	record_number(t, "requests", row->requests);
	record_number(t, "attempts", row->attempts);
}

void
closeup_conn(struct master *m, struct buf *out, const struct query *query)
{
	static const char none[] = "show conns lists the connections; there "
	    "is none of number";
	int64_t conn = take_number(out, query, (int64_t)m->high - 1, none);
	const struct conn_row *row;
	char words[128];
	struct listing t;

	if (conn < 0)
		return;
	row = &m->segment.conns.row[conn];
	if (atomic_load(&row->state) == CONN_FREE) {
		text_format(words, sizeof words, "%s '%lld'", none,
		    (long long)conn);
		record_error(out, query, words);
		return;
	}
	record_open(&t, out, query);
	record_number(&t, "conn", (uint64_t)conn);
	put_conn(&t, m, row);
	put_bytes(&t, row);
	record_close(&t);
}
