/*
 * metrics - what Prometheus is told: tbl/metrics.h, from shared memory
 */
#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>

#include "base/process.h"
#include "clock.h"
#include "text.h"
#include "worker/exposition.h"
#include "worker/metrics.h"
#include "worker/scrape.h"

#define LABELS	256		/* bytes of labels, all but a method's short */

static void
put_build(struct exposition *e, const struct scrape *s)
{
	(void)s;
	exposition_count(e, "version=\"" GOXELD_VERSION "\"", 1);
}

static void
put_requests(struct exposition *e, const struct scrape *s)
{
	static const char *const doors[DOOR_COUNT] = { "none", "json",
	    "header", "mcpt", "mcpb", "http" };
	char labels[LABELS];
	uint32_t method;
	int door;

	for (method = 0; method < METHOD_COUNT; method++)
		for (door = 0; door < DOOR_COUNT; door++) {
			const uint64_t *n = s->request[method][door];

			if (n[0] + n[1] == 0)
				continue;
			text_format(labels, sizeof labels, "method=\"%s\","
			    "door=\"%s\",outcome=\"ok\"", methods[method].name,
			    doors[door]);
			exposition_count(e, labels, n[0]);
			text_format(labels, sizeof labels, "method=\"%s\","
			    "door=\"%s\",outcome=\"error\"",
			    methods[method].name, doors[door]);
			exposition_count(e, labels, n[1]);
		}
}

static void
put_durations(struct exposition *e, const struct scrape *s)
{
	struct board_method sum;
	char labels[LABELS];
	uint32_t method;

	for (method = 0; method < METHOD_COUNT; method++) {
		if (scrape_calls(s, method) == 0)
			continue;
		scrape_latency(s, method, &sum);
		text_format(labels, sizeof labels, "method=\"%s\"",
		    methods[method].name);
		exposition_latency(e, labels, &sum);
	}
}

static void
put_errors(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	int err;

	for (err = MOVE + 1; err < ERR_COUNT; err++) {
		text_format(labels, sizeof labels, "error=\"%s\"",
		    err_row((enum err)err)->name);
		exposition_count(e, labels, scrape_error(s, err));
	}
}

static void
put_connections(struct exposition *e, const struct scrape *s)
{
	static const char *const transports[SCRAPE_TRANSPORTS] = { "unix",
	    "tcp", "admin" };
	static const char *const states[SCRAPE_STATES] = { "free", "accepted",
	    "offered", "owned", "released", "closing" };
	char labels[LABELS];
	int transport, state;

	for (transport = 0; transport < SCRAPE_TRANSPORTS; transport++)
		for (state = CONN_FREE + 1; state < SCRAPE_STATES; state++) {
			text_format(labels, sizeof labels,
			    "transport=\"%s\",state=\"%s\"",
			    transports[transport], states[state]);
			exposition_count(e, labels,
			    s->conns[transport][state]);
		}
}

/* A worker's number as a label. */
static const char *
label_worker(char labels[LABELS], uint32_t row)
{
	text_format(labels, LABELS, "worker=\"%u\"", row);
	return labels;
}

static void
put_worker_state(struct exposition *e, const struct scrape *s)
{
	static const char *const states[] = { "none", "starting", "ready",
	    "draining" };
	char labels[LABELS];
	uint32_t row, state;

	for (row = 0; row < s->rows; row++)
		for (state = WORKER_NONE; state <= WORKER_DRAINING; state++) {
			text_format(labels, sizeof labels,
			    "worker=\"%u\",state=\"%s\"", row, states[state]);
			exposition_count(e, labels, atomic_load(
			    &s->segment->workers[row].state) == state);
		}
}

static void
put_restarts(struct exposition *e, const struct scrape *s)
{
	exposition_count(e, "cause=\"killed\"",
	    scrape_counter(s, COUNT_deaths_killed));
	exposition_count(e, "cause=\"crashed\"",
	    scrape_counter(s, COUNT_deaths_crashed));
	exposition_count(e, "cause=\"exited\"",
	    scrape_counter(s, COUNT_deaths_exited));
}

static void
put_worker_cpu(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	uint32_t row;

	for (row = 0; row < s->rows; row++)
		exposition_real(e, label_worker(labels, row),
		    (double)s->segment->board->row[row].cpu_ns / 1e9);
}

static void
put_worker_memory(struct exposition *e, const struct scrape *s)
{
	struct process_memory memory;
	char labels[LABELS];
	uint32_t row;
	pid_t pid;

	for (row = 0; row < s->rows; row++) {
		pid = atomic_load(&s->segment->workers[row].pid);
		if (pid <= 0 || !process_memory(pid, &memory))
			continue;
		text_format(labels, sizeof labels,
		    "worker=\"%u\",kind=\"private\"", row);
		exposition_count(e, labels, memory.resident - memory.shared);
		text_format(labels, sizeof labels,
		    "worker=\"%u\",kind=\"shared\"", row);
		exposition_count(e, labels, memory.shared);
	}
}

static void
put_memory(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	uint32_t row, i;

	for (row = 0; row < s->rows; row++)
		for (i = 0; i < SUBSYSTEM_COUNT; i++) {
			text_format(labels, sizeof labels,
			    "worker=\"%u\",subsystem=\"%s\"", row,
			    subsystem_names[i]);
			exposition_count(e, labels, atomic_load(
			    &s->segment->memory->row[row].total[i]));
		}
}

static void
put_worker_connections(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	uint32_t row;

	for (row = 0; row < s->rows; row++)
		exposition_count(e, label_worker(labels, row),
		    atomic_load(&s->segment->workers[row].conns));
}

static void
put_worker_projects(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	uint32_t row;

	for (row = 0; row < s->rows; row++)
		exposition_count(e, label_worker(labels, row),
		    atomic_load(&s->segment->workers[row].projects));
}

static void
put_worker_busy(struct exposition *e, const struct scrape *s)
{
	const struct executing *x;
	uint64_t now = clock_ns(), since;
	char labels[LABELS];
	uint32_t row;

	for (row = 0; row < s->rows; row++) {
		x = &s->segment->workers[row].executing;
		since = x->since_ns;
		exposition_real(e, label_worker(labels, row),
		    x->conn == 0 || since > now ? 0 :
		    (double)(now - since) / 1e9);
	}
}

static void
put_recovery(struct exposition *e, const struct scrape *s)
{
	exposition_latency(e, "",
	    &s->segment->board->row[BOARD_MASTER].method[BOARD_RECOVERY]);
}

static void
put_projects(struct exposition *e, const struct scrape *s)
{
	exposition_count(e, "place=\"memory\"", s->projects[0]);
	exposition_count(e, "place=\"disk\"", s->projects[1]);
}

static void
put_commits(struct exposition *e, const struct scrape *s)
{
	exposition_latency(e, "", &s->segment->board->commit);
}

static void
put_rings(struct exposition *e, const struct scrape *s)
{
	struct rings rings = { .holder = s->segment->holders };
	char labels[LABELS];
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++) {
		text_format(labels, sizeof labels, "size=\"%u\"",
		    rings_class[class].size);
		exposition_count(e, labels, rings_in_use(&rings, class));
	}
}

static void
put_rings_limit(struct exposition *e, const struct scrape *s)
{
	char labels[LABELS];
	unsigned class;

	(void)s;
	for (class = 0; class < RINGS_CLASSES; class++) {
		text_format(labels, sizeof labels, "size=\"%u\"",
		    rings_class[class].size);
		exposition_count(e, labels, rings_class[class].count);
	}
}

static void
put_process_cpu(struct exposition *e, const struct scrape *s)
{
	double cpu, start;

	if (process_times(s->segment->head->master, &cpu, &start))
		exposition_real(e, "", cpu);
}

static void
put_process_start(struct exposition *e, const struct scrape *s)
{
	double cpu, start;

	if (process_times(s->segment->head->master, &cpu, &start))
		exposition_real(e, "", start);
}

static void
put_process_resident(struct exposition *e, const struct scrape *s)
{
	struct process_memory memory;

	if (process_memory(s->segment->head->master, &memory))
		exposition_count(e, "", memory.resident);
}

static void
put_process_virtual(struct exposition *e, const struct scrape *s)
{
	struct process_memory memory;

	if (process_memory(s->segment->head->master, &memory))
		exposition_count(e, "", memory.virtual);
}

static void
put_process_fds(struct exposition *e, const struct scrape *s)
{
	uint64_t open;

	if (process_descriptors(s->segment->head->master, &open))
		exposition_count(e, "", open);
}

static void
put_process_max_fds(struct exposition *e, const struct scrape *s)
{
	struct rlimit limit;

	if (prlimit(s->segment->head->master, RLIMIT_NOFILE, NULL, &limit) ==
	    0)
		exposition_count(e, "", limit.rlim_cur);
}

/* The name of a counter that has none of its own. */
static const char *const counter_names[COUNTER_COUNT] = {
#define COUNTER(id, doc) [COUNT_##id] = "goxeld_" #id,
#include "tbl/counters.h"
};

static const char *const counter_docs[COUNTER_COUNT] = {
#define COUNTER(id, doc) [COUNT_##id] = doc,
#include "tbl/counters.h"
};

/* Its own, as the unit in it; NULL: it has none. */
static const struct {
	const char	*name, *unit;
} renamed[COUNTER_COUNT] = {
#define VALUE(...)
#define FAMILY(...)
#define COUNTED(id, name, unit) [COUNT_##id] = { name, unit },
#include "tbl/metrics.h"
};

static void
put_counter(struct exposition *e, const struct scrape *s, enum counter id)
{
	struct family f = { "counter", counter_names[id], "",
	    counter_docs[id] };

	if (renamed[id].name != NULL) {
		f.name = renamed[id].name;
		f.unit = renamed[id].unit;
	}
	if (f.name[0] == '\0')
		return;
	exposition_family(e, &f);
	exposition_count(e, "", scrape_counter(s, id));
}

/* One function for the rows, so that the types of values are theirs. */
static void
put_table(struct exposition *e, const struct scrape *s)
{
#define VALUE(type, name, unit, from, help)				\
	exposition_family(e, &(struct family){ #type, name, unit, help }); \
	exposition_real(e, "", (double)(from));
#define FAMILY(type, name, unit, put, help)				\
	exposition_family(e, &(struct family){ #type, name, unit, help }); \
	put_##put(e, s);
#define COUNTED(...)
#include "tbl/metrics.h"
}

void
metrics_put(struct worker *w, struct buf *out, bool open)
{
	struct exposition e = { .out = out, .open = open };
	struct scrape s;
	int id;

	scrape_take(&s, w);
	put_table(&e, &s);
	for (id = 0; id < COUNTER_COUNT; id++)
		put_counter(&e, &s, (enum counter)id);
	exposition_end(&e);
}

enum serve
metrics_serve(struct admin_request *r)
{
	bool open = http_accepts(r->head, r->bytes,
	    "application/openmetrics-text") == HTTP_LISTED;
	struct buf *out = admin_begin(r, 200, open ? EXPOSITION_OPEN :
	    EXPOSITION_TEXT);

	metrics_put(r->conn->worker, out, open);
	return admin_end(r);
}
