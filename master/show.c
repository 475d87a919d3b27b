/*
 * show - what operators can look at
 *
 * Everything is read from shared memory as it stands; no worker is asked, so
 * that the answer comes even when all of them are busy.
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "master/config.h"
#include "master/order.h"
#include "master/show.h"
#include "master/spawn.h"
#include "master/listing.h"
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

/* What the keeper does; all 0 without a store. */
static void
put_store(const struct master *m, struct listing *t)
{
	const struct keeping *k = m->segment.keeping;
	uint64_t commits = atomic_load(&k->commits);

	record_text(t, "store", k->on ? m->config.data_dir : "off");
	record_text(t, "durability", k->on && m->config.durability ==
	    DURABILITY_POWER ? "power" : "process");
	record_number(t, "keeper", (uint64_t)atomic_load(&k->pid));
	record_text(t, "store_full", atomic_load(&k->full) ? "yes" : "no");
	record_number(t, "store_commits", commits);
	record_number(t, "store_edits", atomic_load(&k->edits));
	record_number(t, "store_bytes", atomic_load(&k->bytes));
	record_number(t, "commit_us", commits == 0 ? 0 :
	    atomic_load(&k->commit_ns) / commits / 1000);
	record_number(t, "commit_us_max",
	    atomic_load(&k->commit_ns_max) / 1000);
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
show_info(struct master *m, struct buf *out, bool json)
{
	struct rings rings = { .holder = m->segment.holders };
	struct listing t;
	int each;

	record_open(&t, out, json);
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
	put_store(m, &t);
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

static const char *
worker_state(const struct seat *s)
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
show_workers(struct master *m, struct buf *out, bool json)
{
	const struct worker_row *w;
	const struct board_row *b;
	struct listing t;
	uint32_t row;

	listing_open(&t, out, json, "#worker #pid state #age_s #connections "
	    "#projects #jobs #waiting #requests #errors #edits #cpu_s #deaths "
	    "#shadow #cpu_ms #p50_us #p99_us #running_us running");
	for (row = 0; row < m->seats; row++) {
		w = &m->segment.workers[row];
		b = &m->segment.board->row[row];
		listing_number(&t, row);
		listing_number(&t, (uint64_t)m->seat[row].pid);
		listing_text(&t, worker_state(&m->seat[row]));
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

static const char *
project_name(const struct master *m, const struct conn_row *row)
{
	const struct projects *p = m->segment.projects;

	if (row->project == 0 || row->project > BOUND_PROJECTS ||
	    !p->row[row->project - 1].used)
		return "-";
	return p->row[row->project - 1].name;
}

static void
put_conn(struct listing *t, const struct master *m, uint32_t conn)
{
	static const char *const states[] = { "free", "accepted", "offered",
	    "owned", "released", "closing" };
	static const char *const transports[] = { "unix", "tcp", "admin" };
	const struct conn_row *row = &m->segment.conns.row[conn];
	const struct conn_cut *cut = conn_cut(row);
	int32_t owner = atomic_load(&row->owner);
	uint64_t now = clock_ms();
	char worker[16];

	text_format(worker, sizeof worker, "%d", owner);
	listing_number(t, conn);
	listing_text(t, states[atomic_load(&row->state) % 6]);
	listing_text(t, owner < 0 ? "-" : worker);
	listing_text(t, transports[row->transport % 3]);
	listing_number(t, row->peer_pid);
	listing_number(t, row->peer_uid);
	listing_number(t, (now - row->opened_ms) / 1000);
	listing_number(t, now > row->active_ms ?
	    (now - row->active_ms) / 1000 : 0);
	listing_number(t, row->requests);
	listing_number(t, row->rx_tail - cut->rx_head);
	listing_number(t, cut->tx_tail - row->tx_head);
	listing_text(t, project_name(m, row));
}

static void
show_conns(struct master *m, struct buf *out, bool json)
{
	struct listing t;
	uint32_t conn;

	listing_open(&t, out, json, "#conn state worker transport #peer_pid "
	    "#peer_uid #age_s #idle_s #requests #unread #unsent project");
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
show_projects(struct master *m, struct buf *out, bool json)
{
	const struct projects *p = m->segment.projects;
	struct listing t;
	uint32_t row;

	listing_open(&t, out, json, "#worker #pid #revision #connections "
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
show_methods(struct master *m, struct buf *out, bool json)
{
	struct board_method sum;
	struct listing t;
	uint32_t id;

	listing_open(&t, out, json, "method #calls #errors #mean_us #p50_us "
	    "#p99_us #max_us");
	for (id = 0; id < METHODS; id++) {
		board_sum_method(m->segment.board, id, &sum);
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
show_config(struct master *m, struct buf *out, bool json)
{
	char value[CONFIG_TEXT], origin[MASTER_WHY];
	struct listing t;
	int id;

	listing_open(&t, out, json, "name ?value from");
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
show_errors(struct master *m, struct buf *out, bool json)
{
	struct listing t;
	uint64_t sum;
	uint32_t row;
	int err;

	listing_open(&t, out, json, "error #code #replies meaning");
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

static void
show_crashes(struct master *m, struct buf *out, bool json)
{
	static const char *const repairs[] = { "-", "read", "write" };
	const struct crashes *log = m->segment.crashes;
	const struct crash *c;
	uint64_t n = atomic_load(&log->count), i;
	struct listing t;
	char end[32];

	listing_open(&t, out, json, "#crash #when #worker #pid end running "
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

const struct show shows[] = {
	{ "info", "version, state, and every counter", show_info },
	{ "workers", "what each worker is doing and has done", show_workers },
	{ "conns", "every connection", show_conns },
	{ "projects", "open projects and where they live", show_projects },
	{ "methods", "calls, errors and times of each method", show_methods },
	{ "config", "every setting and where it came from", show_config },
	{ "errors", "replies by kind of error", show_errors },
	{ "crashes", "the last deaths of workers", show_crashes },
	{ NULL, NULL, NULL }
};

void
show_help(struct buf *out, bool json)
{
	struct listing t;
	const struct order *o;
	const struct show *s;
	char command[64];

	listing_open(&t, out, json, "command meaning");
	for (s = shows; s->name != NULL; s++) {
		text_format(command, sizeof command, "show %s", s->name);
		listing_text(&t, command);
		listing_text(&t, s->doc);
	}
	for (o = orders; o->name != NULL; o++) {
		text_format(command, sizeof command, "%s %s", o->name,
		    o->usage);
		listing_text(&t, command);
		listing_text(&t, o->doc);
	}
	listing_text(&t, "help");
	listing_text(&t, "this list; `json` before or behind a command "
	    "answers in JSON");
	listing_close(&t);
}

void
show_unknown(struct buf *out, bool json, const char *line)
{
	struct listing t;
	char words[400];

	text_format(words, sizeof words, "unknown command '%s'; `help` lists "
	    "what there is", line);
	record_open(&t, out, json);
	record_text(&t, "error", words);
	record_close(&t);
}
