/*
 * sample - once a second, a note of how the server is
 */
#include <unistd.h>

#include "base/process.h"
#include "clock.h"
#include "master/sample.h"

/* Counters of the board, and the vitals they are the growth of. */
static const struct { enum counter counter; enum vital vital; } growths[] = {
	{ COUNT_requests, VITAL_requests },
	{ COUNT_errors, VITAL_errors },
	{ COUNT_edits, VITAL_edits },
	{ COUNT_connections_accepted, VITAL_accepted },
	{ COUNT_jobs_refused, VITAL_jobs_refused },
	{ COUNT_ring_waits, VITAL_ring_waits },
	{ COUNT_bytes_in, VITAL_bytes_in },
	{ COUNT_bytes_out, VITAL_bytes_out },
	{ COUNT_worker_deaths, VITAL_deaths },
	{ COUNT_reloads, VITAL_reloads },
	{ COUNT_upgrades, VITAL_upgrades },
};

#define GROWTHS	(sizeof growths / sizeof growths[0])

/* How much a sum grew; it never falls, but what is read may be torn. */
static uint64_t
growth(uint64_t *before, uint64_t now)
{
	uint64_t more = now > *before ? now - *before : 0;

	*before = now;
	return more;
}

/* Memory that is the process's own, which a fork shares no more. */
static uint32_t
own_kib(pid_t pid)
{
	struct process_memory memory;

	if (pid <= 0 || !process_memory(pid, &memory) ||
	    memory.shared > memory.resident)
		return 0;
	return (uint32_t)((memory.resident - memory.shared) / 1024);
}

static char
letter_of(const struct worker_row *w)
{
	switch (atomic_load(&w->state)) {
	case WORKER_NONE:
		return '.';
	case WORKER_STARTING:
		return 'S';
	case WORKER_DRAINING:
		return 'D';
	}
	if (w->executing.conn != 0)
		return 'X';
	if (w->slot.op != WIRE_NONE)
		return w->slot.op == WIRE_READ ? 'R' : 'W';
	return atomic_load(&w->jobs) > 0 ? 'J' : '_';
}

static void
sample_worker(struct master *m, struct history_note *note, uint32_t row)
{
	struct history_before *before = &m->segment.history->before;
	const struct worker_row *w = &m->segment.workers[row];
	struct history_worker *to = &note->worker[row];
	pid_t pid = m->seat[row].pid;
	uint64_t cpu_ms;

	if (before->pid[row] != pid)
		before->cpu_ns[row] = 0;
	before->pid[row] = pid;
	cpu_ms = growth(&before->cpu_ns[row], process_cpu_ns(pid)) / 1000000;
	*to = (struct history_worker){ .state = letter_of(w),
	    .cpu_ms = (uint16_t)(cpu_ms < UINT16_MAX ? cpu_ms : UINT16_MAX),
	    .requests = (uint32_t)growth(&before->requests[row],
	    m->segment.board->row[row].counter[COUNT_requests]),
	    .memory_kib = own_kib(pid) };
	note->vital[VITAL_workers] += m->seat[row].state == SEAT_READY;
	note->vital[VITAL_busy] += w->executing.conn != 0;
	note->vital[VITAL_jobs] += atomic_load(&w->jobs);
	note->vital[VITAL_jobs_waiting] += atomic_load(&w->jobs_waiting);
	note->vital[VITAL_cpu_ms] += cpu_ms;
	note->vital[VITAL_memory_kib] += to->memory_kib;
}

/* Add what grew in one worker's histograms. */
static void
add_row(const struct board_row *b, uint64_t before[BOARD_BUCKETS],
    uint64_t grown[BOARD_BUCKETS])
{
	uint64_t now[BOARD_BUCKETS] = { 0 };
	uint32_t method, each;

	for (method = 0; method < BOARD_METHODS; method++) {
		if (b->method[method].calls == 0)
			continue;
		for (each = 0; each < BOARD_BUCKETS; each++)
			now[each] += b->method[method].bucket[each];
	}
	for (each = 0; each < BOARD_BUCKETS; each++)
		grown[each] += growth(&before[each], now[each]);
}

static void
sample_latency(struct master *m, struct history_note *note)
{
	struct history_before *before = &m->segment.history->before;
	uint64_t calls, grown[BOARD_BUCKETS] = { 0 };
	const struct board_row *b;
	uint32_t row, method;

	for (row = 0; row < m->seats; row++) {
		b = &m->segment.board->row[row];
		for (calls = method = 0; method < BOARD_METHODS; method++)
			calls += b->method[method].calls;
		if (growth(&before->calls[row], calls) > 0)
			add_row(b, before->bucket[row], grown);
	}
	history_latency(note, grown);
}

static void
sample_store(struct master *m, struct history_note *note)
{
	struct history_before *before = &m->segment.history->before;
	const struct keeping *k = m->segment.keeping;
	const struct projects *p = m->segment.projects;
	uint64_t stored, tail, commits, ns;
	uint32_t row;

	commits = growth(&before->commits, atomic_load(&k->commits));
	ns = growth(&before->commit_ns, atomic_load(&k->commit_ns));
	note->vital[VITAL_commits] = commits;
	note->vital[VITAL_commit_us] = commits == 0 ? 0 : ns / commits / 1000;
	for (row = 0; k->on && row < atomic_load(&p->count); row++) {
		if (!p->row[row].used)
			continue;
		stored = atomic_load(&p->row[row].log_stored);
		tail = atomic_load(&p->row[row].log_tail);
		if (tail > stored)
			note->vital[VITAL_journal_lag] += tail - stored;
	}
}

static void
sample_counters(struct master *m, struct history_note *note)
{
	struct history_before *before = &m->segment.history->before;
	uint32_t conn;
	size_t i;

	for (i = 0; i < GROWTHS; i++)
		note->vital[growths[i].vital] = growth(
		    &before->counter[growths[i].counter],
		    board_sum(m->segment.board, growths[i].counter));
	for (conn = 0; conn < m->high; conn++)
		note->vital[VITAL_connections] += atomic_load(
		    &m->segment.conns.row[conn].state) != CONN_FREE;
}

static void
sample_layers(struct master *m, struct history *h, struct history_note *note)
{
	uint64_t number = history_end(h);
	struct history_stand (*last)[LAYER_COUNT] =
	    h->before.stand[(number + HISTORY_WINDOW - 1) % HISTORY_WINDOW];
	struct history_stand (*oldest)[LAYER_COUNT] =
	    h->before.stand[number % HISTORY_WINDOW];
	struct board_method sum;
	uint32_t path, l;

	for (path = 0; path < PATH_COUNT; path++)
		for (l = 0; l < LAYER_COUNT; l++) {
			layers_sum(m->segment.layers, m->seats, path, l,
			    &sum);
			history_note_layer(&note->layer[path][l], &sum,
			    &last[path][l], &oldest[path][l],
			    layers_each(path, l));
		}
}

void
sample_take(struct master *m)
{
	struct history *h = m->segment.history;
	struct history_note *note = history_next(h);
	uint32_t row;

	if (h->before.at_ms == 0)
		h->before.at_ms = m->segment.head->started_ms;
	note->when = clock_unix();
	note->span_ms = (uint32_t)growth(&h->before.at_ms, clock_ms());
	note->rows = m->seats;
	for (row = 0; row < m->seats; row++)
		sample_worker(m, note, row);
	sample_counters(m, note);
	sample_latency(m, note);
	sample_store(m, note);
	sample_layers(m, h, note);
	note->vital[VITAL_memory_kib] += own_kib(getpid()) +
	    own_kib((pid_t)atomic_load(&m->segment.keeping->pid)) +
	    own_kib((pid_t)atomic_load(&m->segment.spans->pid));
	history_publish(h);
}
