/*
 * show - what operators can look at
 *
 * Everything is read from shared memory as it stands; no worker is asked, so
 * that the answer comes even when all of them are busy.
 */
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "master/chronicle.h"
#include "master/closeup.h"
#include "master/config.h"
#include "master/joblist.h"
#include "master/listing.h"
#include "master/meter.h"
#include "master/show.h"
#include "master/spawn.h"
#include "text.h"

/* The names of the methods; the master knows nothing else of them. */
static const char *const method_names[] = {
#define PARAM(...)
#define METHOD(id, name, ...) name,
#include "tbl/methods.h"
};

#define METHODS	(sizeof method_names / sizeof method_names[0])

static const char *const counter_names[] = {
#define COUNTER(id, doc) #id,
#include "tbl/counters.h"
};

const char *
show_method(uint32_t method)
{
	return method < METHODS ? method_names[method] : "-";
}

static uint32_t
count_ready(const struct master *m)
{
	uint32_t row, ready = 0;

	for (row = 0; row < m->seats; row++)
		ready += m->seat[row].state == SEAT_READY;
	return ready;
}

static uint32_t
count_conns(const struct master *m)
{
	uint32_t conn, open = 0;

	for (conn = 0; conn < m->high; conn++)
		open += atomic_load(&m->segment.conns.row[conn].state) !=
		    CONN_FREE;
	return open;
}

static uint32_t
count_projects(const struct master *m)
{
	const struct projects *p = m->segment.projects;
	uint32_t row, open = 0;

	for (row = 0; row < atomic_load(&p->count); row++)
		open += p->row[row].used;
	return open;
}

/* From hearing of a death until the seat serves again. */
static void
put_recovery(const struct master *m, struct listing *t)
{
	const struct board_method *h =
	    &m->segment.board->row[BOARD_MASTER].method[BOARD_RECOVERY];

	record_number(t, "recoveries", h->calls);
	record_number(t, "recovery_us_p50", board_quantile(h, 0.5) / 1000);
	record_number(t, "recovery_us_p99", board_quantile(h, 0.99) / 1000);
	record_number(t, "recovery_us_max", h->ns_max / 1000);
}

static void
show_info(struct master *m, struct buf *out, const struct query *query)
{
	struct rings rings = { .holder = m->segment.holders };
	struct listing t;
	int each;

	record_open(&t, out, query);
	record_text(&t, "version", GOXELD_VERSION);
	record_number(&t, "pid", (uint64_t)getpid());
	record_number(&t, "uptime_seconds",
	    (clock_ms() - m->segment.head->started_ms) / 1000);
	record_text(&t, "socket", m->config.socket);
	record_text(&t, "listen", m->config.listen);
	record_text(&t, "state", count_ready(m) == 0 ? "no worker serves" :
	    atomic_load(&m->segment.head->degraded) ? "degraded" : "serving");
	record_number(&t, "workers", (uint64_t)m->config.workers);
	record_number(&t, "workers_ready", count_ready(m));
	record_number(&t, "connections", count_conns(m));
	record_number(&t, "projects", count_projects(m));
	meter_store(m, &t);
	put_recovery(m, &t);
	record_number(&t, "rings_16k", rings_in_use(&rings, 0));
	record_number(&t, "rings_256k", rings_in_use(&rings, 1));
	record_number(&t, "rings_4m", rings_in_use(&rings, 2));
	record_number(&t, "rings_32m", rings_in_use(&rings, 3));
	record_number(&t, "rings_256m", rings_in_use(&rings, 4));
	for (each = 0; each < COUNTER_COUNT; each++)
		record_number(&t, counter_names[each], board_sum(
		    m->segment.board, (enum counter)each));
	record_close(&t);
}

const char *
show_seat(const struct seat *s)
{
	static const char *const names[] = { "none", "starting", "ready",
	    "draining", "waiting" };

	return names[s->state];
}

/* The worker's CPU time, the times of its requests, and for how long it has
 * been at the present one. */
static void
put_times(struct listing *t, const struct worker_row *w,
    const struct board_row *b)
{
	uint64_t since = w->executing.since_ns, now = clock_ns();
	struct board_method sum;

	board_sum_row(b, &sum);
	listing_number(t, b->cpu_ns / 1000000);
	listing_real(t, (double)board_quantile(&sum, 0.5) / 1e3);
	listing_real(t, (double)board_quantile(&sum, 0.99) / 1e3);
	listing_number(t, w->executing.conn == 0 || now < since ? 0 :
	    (now - since) / 1000);
}

static void
show_workers(struct master *m, struct buf *out, const struct query *query)
{
	const struct worker_row *w;
	const struct board_row *b;
	struct listing t;
	uint32_t row;

	listing_open(&t, out, query, "#worker #pid state #age_s #connections "
	    "#projects #jobs #waiting #requests #errors #edits #cpu_s #deaths "
	    "#shadow #cpu_ms #p50_us #p99_us #running_us running");
	for (row = 0; row < m->seats; row++) {
		w = &m->segment.workers[row];
		b = &m->segment.board->row[row];
		listing_number(&t, row);
		listing_number(&t, (uint64_t)m->seat[row].pid);
		listing_text(&t, show_seat(&m->seat[row]));
		listing_number(&t, m->seat[row].pid == 0 ? 0 :
		    (clock_ms() - w->born_ms) / 1000);
		listing_number(&t, atomic_load(&w->conns));
		listing_number(&t, atomic_load(&w->projects));
		listing_number(&t, atomic_load(&w->jobs));
		listing_number(&t, atomic_load(&w->jobs_waiting));
		listing_number(&t, b->counter[COUNT_requests]);
		listing_number(&t, b->counter[COUNT_errors]);
		listing_number(&t, b->counter[COUNT_edits]);
		listing_real(&t, (double)b->cpu_ns / 1e9);
		listing_number(&t, w->deaths);
		listing_number(&t, (uint64_t)m->seat[row].understudy.pid);
		put_times(&t, w, b);
		listing_text(&t, w->executing.conn == 0 ? "-" :
		    show_method(w->executing.method));
	}
	listing_close(&t);
}

const char *
show_project(const struct master *m, const struct conn_row *row)
{
	const struct projects *p = m->segment.projects;

	if (row->project == 0 || row->project > BOUND_PROJECTS ||
	    !p->row[row->project - 1].used)
		return "-";
	return p->row[row->project - 1].name;
}

const char *
show_conn_state(const struct conn_row *row)
{
	static const char *const states[] = { "free", "accepted", "offered",
	    "owned", "released", "closing" };

	return states[atomic_load(&row->state) % 6];
}

const char *
show_door(const struct conn_row *row)
{
	static const char *const doors[DOOR_COUNT] = { "-", "json", "header",
	    "mcpt", "mcpb", "http" };

	return doors[row->door % DOOR_COUNT];
}

static void
put_conn(struct listing *t, const struct master *m, uint32_t conn)
{
	static const char *const transports[] = { "unix", "tcp", "admin" };
	const struct conn_row *row = &m->segment.conns.row[conn];
	const struct conn_cut *cut = conn_cut(row);
	int32_t owner = atomic_load(&row->owner);
	uint64_t now = clock_ms();
	char worker[16];

	text_format(worker, sizeof worker, "%d", owner);
	listing_number(t, conn);
	listing_text(t, show_conn_state(row));
	listing_text(t, owner < 0 ? "-" : worker);
	listing_text(t, row->task != 0 ? "task" :
	    transports[row->transport % 3]);
	listing_text(t, show_door(row));
	listing_number(t, row->arrival.pid);
	listing_number(t, row->arrival.uid);
	listing_number(t, (now - row->opened_ms) / 1000);
	listing_number(t, now > row->active_ms ?
	    (now - row->active_ms) / 1000 : 0);
	listing_number(t, row->requests);
	listing_number(t, row->rx_tail - cut->rx_head);
	listing_number(t, cut->tx_tail - row->tx_head);
	listing_text(t, show_project(m, row));
}

static void
show_conns(struct master *m, struct buf *out, const struct query *query)
{
	struct listing t;
	uint32_t conn;

	listing_open(&t, out, query, "#conn state worker transport door "
	    "#peer_pid #peer_uid #age_s #idle_s #requests #unread #unsent "
	    "project");
	for (conn = 0; conn < m->high; conn++)
		if (atomic_load(&m->segment.conns.row[conn].state) != CONN_FREE)
			put_conn(&t, m, conn);
	listing_close(&t);
}

static uint32_t
count_users(const struct master *m, uint32_t project)
{
	uint32_t conn, users = 0;

	for (conn = 0; conn < m->high; conn++)
		users += atomic_load(&m->segment.conns.row[conn].state) !=
		    CONN_FREE && m->segment.conns.row[conn].project ==
		    project + 1;
	return users;
}

static void
show_projects(struct master *m, struct buf *out, const struct query *query)
{
	const struct projects *p = m->segment.projects;
	struct listing t;
	uint32_t row;

	listing_open(&t, out, query, "#worker #pid #revision #connections "
	    "current #lag #stored #filed where name");
	for (row = 0; row < atomic_load(&p->count); row++) {
		if (!p->row[row].used)
			continue;
		listing_number(&t, p->row[row].worker);
		listing_number(&t, (uint64_t)m->seat[p->row[row].worker %
		    BOUND_WORKERS].pid);
		listing_number(&t, atomic_load(&p->row[row].revision));
		listing_number(&t, count_users(m, row));
		listing_text(&t, atomic_load(&p->current) == row + 1 ?
		    "yes" : "no");
		listing_number(&t, atomic_load(&p->row[row].log_tail) -
		    atomic_load(&p->row[row].log_stored));
		listing_number(&t, atomic_load(&p->row[row].stored_revision));
		listing_number(&t, atomic_load(&p->row[row].filed));
		listing_text(&t, atomic_load(&p->row[row].stored) ? "disk" :
		    "memory");
		listing_text(&t, p->row[row].name);
	}
	listing_close(&t);
}

static void
show_methods(struct master *m, struct buf *out, const struct query *query)
{
	struct board_method sum;
	struct listing t;
	uint32_t id;

	listing_open(&t, out, query, "method #calls #errors #mean_us #p50_us "
	    "#p99_us #max_us");
	for (id = 0; id < METHODS; id++) {
		meter_method(m, id, &sum);
		listing_text(&t, method_names[id]);
		listing_number(&t, sum.calls);
		listing_number(&t, sum.errors);
		listing_real(&t, sum.calls == 0 ? 0 :
		    (double)sum.ns / (double)sum.calls / 1e3);
		listing_real(&t, (double)board_quantile(&sum, 0.5) / 1e3);
		listing_real(&t, (double)board_quantile(&sum, 0.99) / 1e3);
		listing_real(&t, (double)sum.ns_max / 1e3);
	}
	listing_close(&t);
}

static void
show_config(struct master *m, struct buf *out, const struct query *query)
{
	char value[CONFIG_TEXT], origin[MASTER_WHY];
	struct listing t;
	int id;

	listing_open(&t, out, query, "name ?value from");
	for (id = 0; id < SETTING_COUNT; id++) {
		config_tell(&m->config, (enum setting_id)id, value,
		    sizeof value);
		listing_text(&t, settings[id].name);
		listing_text(&t, value);
		config_origin(&m->config, &m->flags, (enum setting_id)id,
		    origin);
		listing_text(&t, origin);
	}
	listing_close(&t);
}

static void
show_errors(struct master *m, struct buf *out, const struct query *query)
{
	struct listing t;
	uint64_t sum;
	uint32_t row;
	int err;

	listing_open(&t, out, query, "error #code #replies meaning");
	for (err = MOVE + 1; err < ERR_COUNT; err++) {
		for (sum = 0, row = 0; row < BOARD_ROWS; row++)
			sum += m->segment.board->row[row].error[err];
		listing_text(&t, err_row((enum err)err)->name);
		buf_add_format(&t.cells, "%d", err_row((enum err)err)->number);
		buf_add(&t.cells, "", 1);
		listing_number(&t, sum);
		listing_text(&t, err_row((enum err)err)->text);
	}
	listing_close(&t);
}

const struct show shows[] = {
	{ "info", "", "version, state, and every counter", show_info },
	{ "workers", "", "what each worker is doing and has done",
	    show_workers },
	{ "conns", "", "every connection", show_conns },
	{ "projects", "", "open projects and where they live", show_projects },
	{ "methods", "", "calls, errors and times of each method",
	    show_methods },
	{ "config", "", "every setting and where it came from", show_config },
	{ "errors", "", "replies by kind of error", show_errors },
	{ "crashes", "", "the last deaths of workers", chronicle_crashes },
	{ "slowlog", "", "the last slow requests", chronicle_slowlog },
	{ "events", "", "the last that happened to the server",
	    chronicle_events },
	{ "latency", "", "how long requests took, by powers of two",
	    meter_latency },
	{ "layers", "", "where in a worker their time goes, sampled",
	    meter_layers },
	{ "journal", "", "what the keeper does", meter_journal },
	{ "rings", "", "the pool of rings, by size", meter_rings },
	{ "memory", "", "memory of each process, and what for", meter_memory },
	{ "version", "", "what was built, of what", meter_version },
	{ "worker", "N", "one worker: what it does now, and its stack",
	    closeup_worker },
	{ "conn", "ID", "one connection", closeup_conn },
	{ "jobs", "", "jobs that run, and those that wait for their turn",
	    joblist_show },
	{ "traces", "", "what the tracer does", meter_traces },
	{ NULL, NULL, NULL, NULL }
};
