/*
 * dash_now - the server as it stands, as the dashboard reads it
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "text.h"
#include "worker/dash_now.h"
#include "worker/method/method.h"

static void
put_number(struct json_out *out, const char *key, uint64_t value)
{
	json_put_key(out, key);
	json_put_int(out, (int64_t)value);
}

static void
put_text(struct json_out *out, const char *key, const char *value)
{
	json_put_key(out, key);
	json_put_text(out, value);
}

static void
put_flag(struct json_out *out, const char *key, bool value)
{
	json_put_key(out, key);
	json_put_bool(out, value);
}

static const char *
name_of(uint32_t method)
{
	return method < METHOD_COUNT ? methods[method].name : "";
}

static void
put_server(struct json_out *out, const struct worker *w)
{
	const struct segment_head *head = w->segment->head;
	char host[65] = "";

	gethostname(host, sizeof host - 1);
	put_text(out, "version", GOXELD_VERSION);
	put_text(out, "host", host);
	put_number(out, "pid", (uint64_t)head->master);
	put_number(out, "uptime_s", (clock_ms() - head->started_ms) / 1000);
	put_flag(out, "degraded", atomic_load(&head->degraded));
	put_number(out, "answered_by", w->heritage->row);
	put_number(out, "max_connections", w->segment->conns.count);
	put_number(out, "max_jobs", (uint64_t)w->config->jobs);
	put_number(out, "max_jobs_waiting", (uint64_t)w->config->jobs_waiting);
	put_number(out, "max_memory_mib", (uint64_t)w->config->worker_memory);
}

static void
put_running(struct json_out *out, const struct worker_row *row)
{
	uint64_t since_ns = row->executing.since_ns, now_ns = clock_ns();

	if (row->executing.conn == 0)
		return;
	put_text(out, "method", name_of(row->executing.method));
	put_number(out, "running_us", now_ns > since_ns ?
	    (now_ns - since_ns) / 1000 : 0);
}

static void
put_worker(struct json_out *out, const struct segment *s, uint32_t row,
    const struct history_worker *note)
{
	const struct worker_row *w = &s->workers[row];
	const struct board_row *b = &s->board->row[row];
	uint64_t now_ms = clock_ms();

	json_put_object(out);
	put_number(out, "pid", (uint64_t)atomic_load(&w->pid));
	put_number(out, "age_s", now_ms > w->born_ms ?
	    (now_ms - w->born_ms) / 1000 : 0);
	put_number(out, "connections", atomic_load(&w->conns));
	put_number(out, "projects", atomic_load(&w->projects));
	put_number(out, "jobs", atomic_load(&w->jobs));
	put_number(out, "jobs_waiting", atomic_load(&w->jobs_waiting));
	put_number(out, "requests", b->counter[COUNT_requests]);
	put_number(out, "errors", b->counter[COUNT_errors]);
	put_number(out, "edits", b->counter[COUNT_edits]);
	put_number(out, "cpu_s", b->cpu_ns / 1000000000u);
	put_number(out, "memory_kib", note->memory_kib);
	put_number(out, "deaths", w->deaths);
	put_running(out, w);
	json_put_object_end(out);
}

static void
put_workers(struct json_out *out, const struct segment *s)
{
	uint64_t end = history_end(s->history);
	struct history_note note;
	uint32_t row;

	json_put_key(out, "workers");
	json_put_array(out);
	if (end > 0 && history_read(s->history, end - 1, &note))
		for (row = 0; row < note.rows && row < BOUND_WORKERS; row++)
			put_worker(out, s, row, &note.worker[row]);
	json_put_array_end(out);
}

static void
put_times(struct json_out *out, const struct board_method *sum)
{
	put_number(out, "calls", sum->calls);
	put_number(out, "errors", sum->errors);
	put_number(out, "mean_us", sum->calls == 0 ? 0 :
	    sum->ns / sum->calls / 1000);
	put_number(out, "p50_us", board_quantile(sum, 0.50) / 1000);
	put_number(out, "p95_us", board_quantile(sum, 0.95) / 1000);
	put_number(out, "p99_us", board_quantile(sum, 0.99) / 1000);
	put_number(out, "max_us", sum->ns_max / 1000);
}

static void
put_methods(struct json_out *out, const struct segment *segment)
{
	const struct board *b = segment->board;
	uint32_t workers = workers_used(segment->workers);
	struct board_method sum;
	uint32_t id;

	json_put_key(out, "methods");
	json_put_array(out);
	for (id = 0; id < METHOD_COUNT; id++) {
		board_sum_method(b, workers, id, &sum);
		if (sum.calls == 0)
			continue;
		json_put_object(out);
		put_text(out, "name", methods[id].name);
		put_times(out, &sum);
		json_put_object_end(out);
	}
	json_put_array_end(out);
	json_put_key(out, "recovery");
	json_put_object(out);
	put_times(out, &b->row[BOARD_MASTER].method[BOARD_RECOVERY]);
	json_put_object_end(out);
}

static void
put_errors(struct json_out *out, const struct board *b)
{
	uint64_t sum;
	uint32_t row;
	int err;

	json_put_key(out, "errors");
	json_put_array(out);
	for (err = MOVE + 1; err < ERR_COUNT; err++) {
		for (sum = 0, row = 0; row < BOARD_ROWS; row++)
			sum += b->row[row].error[err];
		if (sum == 0)
			continue;
		json_put_object(out);
		put_text(out, "name", err_row((enum err)err)->name);
		json_put_key(out, "code");
		json_put_int(out, err_row((enum err)err)->number);
		put_number(out, "count", sum);
		put_text(out, "text", err_row((enum err)err)->text);
		json_put_object_end(out);
	}
	json_put_array_end(out);
}

static void
put_crash(struct json_out *out, const struct crash *c, uint64_t number)
{
	char end[32];

	if (c->status != -1 && WIFSIGNALED(c->status))
		text_format(end, sizeof end, "signal %d", WTERMSIG(c->status));
	else if (c->status != -1 && WIFEXITED(c->status))
		text_format(end, sizeof end, "exit %d",
		    WEXITSTATUS(c->status));
	else
		text_copy(end, sizeof end, "not reaped yet");
	json_put_object(out);
	put_number(out, "number", number);
	put_number(out, "when", (uint64_t)c->when);
	put_number(out, "worker", c->worker);
	put_number(out, "pid", (uint64_t)c->pid);
	put_text(out, "end", end);
	put_text(out, "method", name_of(c->method));
	put_number(out, "moved", c->moved);
	json_put_object_end(out);
}

static void
put_crashes(struct json_out *out, const struct crashes *log)
{
	uint64_t count = atomic_load(&log->count), i;

	json_put_key(out, "crashes");
	json_put_array(out);
	for (i = count > CRASHES ? count - CRASHES : 0; i < count; i++)
		put_crash(out, &log->entry[i % CRASHES], i + 1);
	json_put_array_end(out);
}

static void
put_store(struct json_out *out, const struct worker *w)
{
	const struct keeping *k = w->segment->keeping;
	const struct projects *p = w->segment->projects;
	uint64_t open = 0, stored = 0;
	uint32_t row;

	for (row = 0; row < atomic_load(&p->count); row++) {
		if (!p->row[row].used)
			continue;
		stored += atomic_load(&p->row[row].stored) != 0;
		open += atomic_load(&p->row[row].stored) == 0;
	}
	json_put_key(out, "store");
	json_put_object(out);
	put_flag(out, "on", k->on);
	put_flag(out, "full", atomic_load(&k->full));
	put_text(out, "durability", w->config->durability ==
	    DURABILITY_POWER ? "power" : "process");
	put_number(out, "keeper", (uint64_t)atomic_load(&k->pid));
	put_number(out, "commits", atomic_load(&k->commits));
	put_number(out, "edits", atomic_load(&k->edits));
	put_number(out, "bytes", atomic_load(&k->bytes));
	put_number(out, "commit_us_max", atomic_load(&k->commit_ns_max) / 1000);
	put_number(out, "files", board_sum(w->segment->board,
	    COUNT_files_written));
	put_number(out, "projects_open", open);
	put_number(out, "projects_stored", stored);
	json_put_object_end(out);
}

/* Rings in use, by class. */
static void
put_rings(struct json_out *out, const struct worker *w)
{
	unsigned class;

	json_put_key(out, "rings");
	json_put_array(out);
	for (class = 0; class < RINGS_CLASSES; class++)
		json_put_int(out, rings_in_use(&w->rings, class));
	json_put_array_end(out);
}

static void
put_jobs(struct json_out *out, const struct segment *s)
{
	struct job_facts job;
	uint32_t cursor = 0;
	uint64_t now_ms = clock_ms();

	json_put_key(out, "jobs");
	json_put_array(out);
	while (jobs_next(s->jobs, s->workers, &cursor, &job)) {
		json_put_object(out);
		put_number(out, "number", job.number);
		put_text(out, "method", name_of(job.method));
		put_number(out, "worker", (cursor - 1) / JOBS_ROWS);
		put_number(out, "percent", job.percent);
		put_number(out, "ms", now_ms > job.started_ms ?
		    now_ms - job.started_ms : 0);
		json_put_object_end(out);
	}
	json_put_array_end(out);
}

/* What operators have had done: marks on the charts. */
static void
put_orders(struct json_out *out, const struct segment *s)
{
	uint64_t last = atomic_load(&s->events->count), n;
	struct event_entry e;

	put_flag(out, "operable", bearer_get(&s->errands->token)[0] != '\0');
	json_put_key(out, "orders");
	json_put_array(out);
	for (n = last > EVENTS ? last - EVENTS + 1 : 1; n <= last; n++) {
		if (!events_read(s->events, n, &e) || e.kind != EVENT_ORDER)
			continue;
		json_put_object(out);
		put_number(out, "when", (uint64_t)e.when);
		put_text(out, "text", e.text);
		json_put_object_end(out);
	}
	json_put_array_end(out);
}

void
dash_now_put(struct json_out *out, const struct worker *w)
{
	json_put_object(out);
	put_server(out, w);
	put_workers(out, w->segment);
	put_methods(out, w->segment);
	put_errors(out, w->segment->board);
	put_crashes(out, w->segment->crashes);
	put_store(out, w);
	put_rings(out, w);
	put_jobs(out, w->segment);
	put_orders(out, w->segment);
	json_put_object_end(out);
}
