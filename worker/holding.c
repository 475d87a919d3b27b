/*
 * holding - the projects that live in this worker
 *
 * A connection remembers its holding while the directory's epoch stands, so
 * that the usual request finds its project by one comparison.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/process.h"
#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "shm/hotlog.h"
#include "variant.h"
#include "worker/checkpoint.h"
#include "worker/filing.h"
#include "worker/holding.h"
#include "worker/leave.h"
#include "worker/load.h"
#include "worker/roster.h"

#define EDITS_KEPT	(256u << 10)	/* bytes of memory kept for them */
#define STILL_S		10		/* a pause between edits is shorter */
#define TRIM_EACH	(256u << 10)	/* bytes of hotlog between two looks */

/* Of a row: the holding here, or NULL after sending the connection on. */
static enum err
hold(struct conn *c, uint32_t row, struct holding **out)
{
	struct worker *w = c->worker;
	struct project_row *p = &w->segment->projects->row[row];
	struct holding *h = w->holdings[row];
	enum err err;

	if (p->worker != w->heritage->row) {
		c->row->wanted = (int32_t)p->worker;
		return MOVE;
	}
	if (h != NULL && h->generation == p->generation) {
		*out = h;
		return OK;
	}
	if ((err = atomic_load(&p->move) != 0 ? WAIT :
	    load_project(w, row, out)) == WAIT)
		conn_park(c, row);
	return err;
}

/* What to say of a project that hold() could not make again. */
static enum err
explain(struct call *call, enum err err, const char *name)
{
	if (err == ERR_NO_PROJECT)
		return fail(call, err, "project '%s' could not be made again; "
		    "create or load it again", name);
	if (err == ERR_CRASHED)
		return fail(call, err, "workers died %d times of loading "
		    "project '%s'; it is not tried again before an operator "
		    "says so (retry project)", LOAD_DEATHS, name);
	if (err == ERR_CORRUPT)
		return fail(call, err, "project '%s' is stored, but cannot be "
		    "read; the server's log says what is wrong", name);
	return err;
}

/* The call is about this project. */
static void
serve(struct conn *c, struct call *call, struct holding *h)
{
	c->serving = h;
	call->context = h->context;
}

/* The name of the call's project, for its reply. */
static void
name_project(struct conn *c, struct call *call, uint32_t row)
{
	const char *name = c->worker->segment->projects->row[row].name;

	call->project = mem_text(call->mem, name, strnlen(name, BOUND_NAME));
}

/* Make a holding the one that the connection works on from now on. */
static void
settle(struct conn *c, struct call *call, struct holding *h)
{
	c->birth.project = c->row->project;
	c->birth.generation = c->row->project_generation;
	c->row->project = h->row + 1;
	c->row->project_generation = h->generation;
	c->holding = NULL;
	serve(c, call, h);
	name_project(c, call, h->row);
}

/* The directory row that a request without a name is about, or -1. */
static int
implied(struct conn *c)
{
	struct projects *p = c->worker->segment->projects;

	if (c->row->project == 0)
		return (int)atomic_load(&p->current) - 1;
	if (c->row->project > BOUND_PROJECTS)
		return -1;
	return (int)c->row->project - 1;
}

/* What the connection named is still what stands in the directory's row. */
static bool
still_there(const struct conn *c, uint32_t row)
{
	const struct project_row *p = &c->worker->segment->projects->row[row];

	return p->used && (c->row->project == 0 ||
	    c->row->project_generation == p->generation);
}

static enum err
find_implied(struct conn *c, struct call *call)
{
	uint32_t epoch = atomic_load_explicit(
	    &c->worker->segment->projects->epoch, memory_order_acquire);
	struct holding *h = NULL;
	enum err err;
	int row;

	if (c->epoch == epoch && c->holding != NULL) {
		serve(c, call, c->holding);
		return OK;
	}
	c->holding = NULL;
	if ((row = implied(c)) < 0)
		return OK;
	if (!still_there(c, (uint32_t)row))
		return fail(call, ERR_NO_PROJECT, "the project of this "
		    "connection was closed or could not be made again; open, "
		    "create or load one");
	if ((err = hold(c, (uint32_t)row, &h)) != OK)
		return explain(call, err, c->worker->segment->projects->
		    row[row].name);
	c->holding = h;
	c->epoch = epoch;
	serve(c, call, h);
	return OK;
}

static enum err
find_named(struct conn *c, struct call *call, const char *name)
{
	struct holding *h = NULL;
	int row = projects_find(c->worker->segment->projects, name);
	enum err err;

	if (row < 0)
		return fail(call, ERR_NO_PROJECT, call->agent != AGENT_NONE ?
		    "no model is named '%s'; voxel_list tells which there "
		    "are, voxel_open makes one" :
		    "no project is named '%s'; goxel.list_projects tells "
		    "which there are", name);
	if ((err = hold(c, (uint32_t)row, &h)) != OK)
		return explain(call, err, name);
	serve(c, call, h);
	return OK;
}

enum err
holding_find(struct conn *c, struct call *call)
{
	call->context = NULL;
	c->serving = NULL;
	if (call->project != NULL)
		return find_named(c, call, call->project);
	return find_implied(c, call);
}

enum err
holding_reserve(struct conn *c, struct call *call, size_t edits)
{
	struct worker *w = c->worker;
	struct project_row *p;

	if (c->serving == NULL)
		return OK;
	if (atomic_load_explicit(&w->segment->keeping->full,
	    memory_order_relaxed))
		return fail(call, ERR_FULL, "storage full: the disk of the "
		    "data folder has no room for an edit; reading goes on, "
		    "and editing when there is room again");
	p = &w->segment->projects->row[c->serving->row];
	if (!VARIANT_HOTLOG ||
	    hotlog_reserve(p, &w->rings, hotlog_bytes(edits)) == OK)
		return OK;
	return fail(call, ERR_FULL, "storage full: the server has no room to "
	    "keep an edit; try again, or close projects");
}

/* Let the keeper know; with durability power, of what has to wait for it. */
static void
tell_keeper(struct worker *w, struct holding *h)
{
	if (!w->segment->keeping->on)
		return;
	w->store.ring |= keeping_mark(w->segment->keeping, h->row);
	if (w->store.power)
		h->ticket = worker_ticket(w);
}

/* Start what has become due by an edit of `len` bytes. */
static void
look_after(struct worker *w, struct holding *h, size_t len)
{
	const struct project_row *p = &w->segment->projects->row[h->row];
	uint64_t tail = atomic_load_explicit(&p->log_tail,
	    memory_order_relaxed);

	if (!h->checkpointing && (tail - h->kept > h->next_size ||
	    h->cost_ns > h->next_cost_ns))
		checkpoint_start(w, h);
	filing_note(w, h, len);
	if (tail >= h->trim_next) {
		h->trim_next = tail + TRIM_EACH;
		holding_trim(w, h);
	}
}

static void
keep_edits(struct conn *c, struct project_row *p, const struct conn_cut *next)
{
	struct worker *w = c->worker;
	struct hot_commit commit = { .conn = c->index,
	    .generation = c->generation,
	    .revision = c->serving->context->revision,
	    .cut = conn_cut_copy(next) };

	/* What is applied and cannot be kept must not be answered: the next
	 * worker does not know of it, and will say so. */
	if (hotlog_reserve(p, &w->rings, hotlog_bytes(w->edits.len)) != OK)
		fatal("no room to keep an edit of %zu bytes", w->edits.len);
	KILLPOINT(edit_begun);
	hotlog_append(p, &w->rings, &commit, w->edits.bytes, w->edits.len);
	KILLPOINT(edit_published);
}

void
holding_commit(struct conn *c, const struct conn_cut *next)
{
	struct worker *w = c->worker;
	struct holding *h = c->serving;
	struct project_row *p = &w->segment->projects->row[h->row];

	if (VARIANT_HOTLOG)
		keep_edits(c, p, next);
	atomic_store_explicit(&p->revision, h->context->revision,
	    memory_order_relaxed);
	worker_count(w, COUNT_edits, 1);
	if (VARIANT_HOTLOG) {
		tell_keeper(w, h);
		look_after(w, h, hotlog_bytes(w->edits.len));
	}
	buf_trim(&w->edits, EDITS_KEPT);
}

void
holding_trim(struct worker *w, struct holding *h)
{
	struct project_row *p = &w->segment->projects->row[h->row];
	uint64_t pos = h->kept;

	if (w->segment->keeping->on && atomic_load(&p->log_stored) < pos)
		pos = atomic_load(&p->log_stored);
	hotlog_trim(p, pos);
}

void
holding_inherit(struct worker *w, uint32_t row, uint32_t generation, int fd)
{
	/* The file says itself which use of the row it belongs to; whether it
	 * is wanted is seen when the project is. */
	(void)generation;
	if (w->kept[row] != -1)
		close(w->kept[row]);
	w->kept[row] = fd;
	conns_unpark(w, row);
}

static enum err
create(struct call *call, const char *name, bool *made)
{
	struct conn *c = call->owner;
	struct worker *w = c->worker;
	struct projects *p = w->segment->projects;
	struct holding *h;
	enum err err;
	int row;

	row = projects_add(p, name, w->heritage->row, made);
	if (row < 0)
		return fail(call, ERR_FULL, "%d projects are open, which is "
		    "the limit; close one", BOUND_PROJECTS);
	if (*made)
		h = load_new(w, (uint32_t)row);
	else if ((err = hold(c, (uint32_t)row, &h)) != OK)
		return err == ERR_NO_PROJECT ? create(call, name, made) :
		    explain(call, err, name);
	c->birth.made = *made;
	projects_select(p, (uint32_t)row);
	settle(c, call, h);
	return OK;
}

/* name NULL: the one the connection works on. */
static enum err
find(struct conn *c, struct call *call, const char *name)
{
	enum err err;

	c->serving = NULL;
	err = name == NULL ? find_implied(c, call) : find_named(c, call, name);
	if (err == OK && c->serving == NULL)
		return fail(call, ERR_NO_PROJECT, "no project is open; create "
		    "or load one, or name one");
	return err;
}

static enum err
open_named(struct call *call, const char *name)
{
	struct conn *c = call->owner;
	enum err err = find(c, call, name);

	if (err == OK)
		settle(c, call, c->serving);
	return err;
}

static enum err
close_named(struct call *call, const char *name, bool erase)
{
	struct conn *c = call->owner;
	enum err err;

	if ((err = find(c, call, name)) != OK)
		return err;
	name_project(c, call, c->serving->row);
	c->worker->store.closing = c->serving;
	c->worker->store.erasing = erase;
	return OK;
}

/* A log that stands still keeps no memory for what it held at its highest; but
 * it does between two bursts of edits, which would be a tenth dearer if each
 * page had to be taken anew. */
static void
give_back(struct worker *w, struct holding *h)
{
	struct project_row *p = &w->segment->projects->row[h->row];
	uint64_t tail = atomic_load(&p->log_tail), now = p->log_head + tail;

	h->log_still_s = now == h->log_was ? h->log_still_s + 1 : 0;
	if (h->log_still_s == STILL_S)
		hotlog_fit(p, &w->rings);
	h->log_was = now;
}

void
holdings_tick(struct worker *w)
{
	struct holding *h;

	leave_tick(w);
	conns_look_again(w);
	for (h = w->store.first; h != NULL; h = h->next) {
		holding_trim(w, h);
		if (w->segment->keeping->on)
			filing_look(w, h);
		give_back(w, h);
	}
}

static bool
next(struct call *call, uint32_t *cursor, struct project_facts *facts)
{
	struct conn *c = call->owner;
	struct projects *p = c->worker->segment->projects;
	struct project_row *row;

	for (; *cursor < atomic_load(&p->count); (*cursor)++) {
		row = &p->row[*cursor];
		if (!row->used)
			continue;
		*facts = (struct project_facts){ .name = row->name,
		    .revision = atomic_load(&row->revision),
		    .worker = row->worker,
		    .open = !atomic_load(&row->stored) &&
		    !atomic_load(&row->closed),
		    .current = atomic_load(&p->current) == *cursor + 1 };
		(*cursor)++;
		return true;
	}
	return false;
}

static uint64_t
resident_bytes(void)
{
	struct process_memory memory;

	return process_memory(getpid(), &memory) ? memory.resident : 0;
}

/* Of a job, which began with none used. */
static uint64_t
cpu_left_ms(const struct config *config)
{
	uint64_t most = (uint64_t)config->job_cpu * 1000;
	uint64_t used = clock_cpu_ns() / 1000000;

	return used < most ? most - used : 0;
}

static void
tell_facts(struct call *call, struct server_facts *facts)
{
	struct conn *c = call->owner;
	struct segment *s = c->worker->segment;

	*facts = (struct server_facts){ .now = clock_unix(),
	    .uptime_s = (clock_ms() - s->head->started_ms) / 1000,
	    .clock_ms = clock_ms(),
	    .master_pid = c->worker->heritage->master,
	    .worker_pid = (int)atomic_load(&c->worker->row->pid),
	    .files_root = c->worker->config->files_root,
	    .script_memory = (uint64_t)c->worker->config->script_memory << 20,
	    .render_dir = c->worker->config->render_dir,
	    .render_ttl = c->worker->config->render_ttl,
	    .render_max_size = c->worker->config->render_max_size,
	    .render_interval = c->worker->config->render_cleanup_interval };
}

static void
tell_usage(struct call *call, struct usage_facts *facts)
{
	struct conn *c = call->owner;

	facts->cpu_left_ms = cpu_left_ms(c->worker->config);
	facts->memory = resident_bytes();
}

const struct services holding_services = {
	.project_create = create,
	.project_open = open_named,
	.project_close = close_named,
	.project_next = next,
	.server_facts = tell_facts,
	.usage = tell_usage,
	.job_next = roster_next,
	.job_cancel = roster_cancel,
};
