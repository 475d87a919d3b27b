/*
 * holding - the projects that live in this worker
 *
 * A connection remembers its holding while the directory's epoch stands, so
 * that the usual request finds its project by one comparison.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "goxel/format/pack.h"
#include "log.h"
#include "shm/hotlog.h"
#include "worker/checkpoint.h"
#include "worker/holding.h"

#define EDITS_KEPT	(256u << 10)	/* bytes of memory kept for them */


static void
let_go(struct worker *w, uint32_t row)
{
	struct holding *h = w->holdings[row];

	if (h == NULL)
		return;
	context_free(h->context);
	free(h);
	w->holdings[row] = NULL;
	atomic_fetch_sub(&w->row->projects, 1);
}

static struct holding *
take_up(struct worker *w, uint32_t row, const char *name)
{
	struct holding *h = xcalloc(1, sizeof *h);

	let_go(w, row);
	h->context = context_new(name, pack_read);
	h->row = row;
	h->generation = w->segment->projects->row[row].generation;
	h->next_size = CHECKPOINT_SIZE;
	h->next_cost_ns = CHECKPOINT_COST_NS;
	w->holdings[row] = h;
	atomic_fetch_add(&w->row->projects, 1);
	return h;
}

/* What the last checkpoint holds, if there is one of this project. */
static void
load_checkpoint(struct worker *w, struct holding *h)
{
	int fd = w->kept[h->row];
	struct stat st;
	void *bytes;

	w->kept[h->row] = -1;
	if (fd == -1)
		return;
	if (fstat(fd, &st) == 0 && (bytes = mmap(NULL, (size_t)st.st_size,
	    PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0)) != MAP_FAILED)
		checkpoint_load(h, bytes, (size_t)st.st_size);
	close(fd);
}

/* One record's edits, on top of what is there: at a revision that is there
 * already nothing but its notes is missing. */
static enum err
redo(struct holding *h, const struct hot_record *record)
{
	bool notes = record->commit.revision == h->context->revision;
	struct edit_outcome outcome;
	struct edit edit;
	size_t used, at = 0;
	enum err err = OK;

	if (record->commit.revision < h->context->revision)
		return OK;
	while (at < record->len && err == OK) {
		err = edit_decode(record->edits + at, record->len - at, &edit,
		    &used);
		if (err != OK)
			return err;
		if (!notes || edit.kind == EDIT_request_note)
			err = context_apply(h->context, &edit, &outcome);
		edit_fini(&edit);
		at += used;
	}
	return err != OK ? err : h->context->revision ==
	    record->commit.revision ? OK : ERR_CORRUPT;
}

/* Make a project again from its checkpoint and its hotlog. */
static enum err
load(struct worker *w, uint32_t row, struct holding **out)
{
	struct project_row *p = &w->segment->projects->row[row];
	struct hot_record record;
	uint64_t pos = p->log_head;
	struct holding *h = take_up(w, row, p->name);
	enum err err;

	if (p->log_ring != 0 && rings_valid(p->log_ring))
		rings_adopt(&w->rings, p->log_ring);
	load_checkpoint(w, h);
	while ((err = hotlog_read(p, &w->rings, pos, &record)) == OK) {
		if ((err = redo(h, &record)) != OK)
			break;
		pos = record.next;
	}
	if (err == ERR_EMPTY &&
	    h->context->revision == atomic_load(&p->revision)) {
		*out = h;
		return OK;
	}
	log_warnx("project '%s' cannot be made again beyond revision %llu of "
	    "%llu -- it is closed", p->name,
	    (unsigned long long)h->context->revision,
	    (unsigned long long)atomic_load(&p->revision));
	worker_count(w, COUNT_projects_lost, 1);
	hotlog_close(p, &w->rings);
	projects_remove(w->segment->projects, row, p->generation);
	let_go(w, row);
	return ERR_NO_PROJECT;
}

/* Of a row: the holding here, or NULL after sending the connection on. */
static enum err
hold(struct conn *c, uint32_t row, struct holding **out)
{
	struct worker *w = c->worker;
	struct project_row *p = &w->segment->projects->row[row];
	struct holding *h = w->holdings[row];

	if (p->worker != w->heritage->row) {
		c->row->wanted = (int32_t)p->worker;
		return MOVE;
	}
	if (h == NULL || h->generation != p->generation)
		return load(w, row, out);
	*out = h;
	return OK;
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
	if ((err = hold(c, (uint32_t)row, &h)) == ERR_NO_PROJECT)
		return fail(call, err, "the project could not be made again; "
		    "create or load it again");
	if (err != OK)
		return err;
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
		return fail(call, ERR_NO_PROJECT,
		    "no project is named '%s'; goxel.list_projects tells "
		    "which there are", name);
	if ((err = hold(c, (uint32_t)row, &h)) == ERR_NO_PROJECT)
		return fail(call, err, "project '%s' could not be made again; "
		    "create or load it again", name);
	if (err == OK)
		serve(c, call, h);
	return err;
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
	p = &w->segment->projects->row[c->serving->row];
	if (hotlog_reserve(p, &w->rings, hotlog_bytes(edits)) == OK)
		return OK;
	return fail(call, ERR_FULL, "storage full: the server has no room to "
	    "keep an edit; try again, or close projects");
}

void
holding_commit(struct conn *c, const struct conn_cut *next)
{
	struct worker *w = c->worker;
	struct holding *h = c->serving;
	struct project_row *p = &w->segment->projects->row[h->row];
	struct hot_commit commit = { .conn = c->index,
	    .generation = c->generation, .revision = h->context->revision,
	    .cut = *next };

	/* What is applied and cannot be kept must not be answered: the next
	 * worker does not know of it, and will say so. */
	if (hotlog_reserve(p, &w->rings, hotlog_bytes(w->edits.len)) != OK)
		fatal("no room to keep an edit of %zu bytes", w->edits.len);
	hotlog_append(p, &w->rings, &commit, w->edits.bytes, w->edits.len);
	atomic_store_explicit(&p->revision, commit.revision,
	    memory_order_relaxed);
	worker_count(w, COUNT_edits, 1);
	if (!h->checkpointing && (hotlog_size(p) > h->next_size ||
	    h->cost_ns > h->next_cost_ns))
		checkpoint_start(w, h);
	buf_trim(&w->edits, EDITS_KEPT);
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
		h = take_up(w, (uint32_t)row, name);
	else if ((err = hold(c, (uint32_t)row, &h)) == MOVE)
		return MOVE;
	else if (err != OK)
		h = take_up(w, (uint32_t)row, name);
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
close_named(struct call *call, const char *name)
{
	struct conn *c = call->owner;
	enum err err;

	if ((err = find(c, call, name)) != OK)
		return err;
	name_project(c, call, c->serving->row);
	c->worker->closing = c->serving;
	return OK;
}

void
holding_close_begin(struct conn *c, const struct conn_cut *next)
{
	struct worker *w = c->worker;
	struct closing *closing =
	    &w->segment->projects->row[w->closing->row].closing;

	closing->generation = c->generation;
	closing->offset = next->rx_head + next->batch;
	atomic_signal_fence(memory_order_seq_cst);
	closing->conn = c->index + 1;
	atomic_signal_fence(memory_order_seq_cst);
}

void
holding_close_end(struct conn *c)
{
	struct worker *w = c->worker;
	struct holding *h = w->closing;

	atomic_signal_fence(memory_order_seq_cst);
	if (c->row->project == h->row + 1)
		c->row->project = 0;
	hotlog_close(&w->segment->projects->row[h->row], &w->rings);
	projects_remove(w->segment->projects, h->row, h->generation);
	let_go(w, h->row);
	w->closing = c->holding = c->serving = NULL;
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
		    .current = atomic_load(&p->current) == *cursor + 1 };
		(*cursor)++;
		return true;
	}
	return false;
}

static uint64_t
resident_bytes(void)
{
	unsigned long pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");

	if (f == NULL)
		return 0;
	if (fscanf(f, "%*u %lu", &pages) != 1)
		pages = 0;
	fclose(f);
	return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void
tell_facts(struct call *call, struct server_facts *facts)
{
	struct conn *c = call->owner;
	struct segment *s = c->worker->segment;

	*facts = (struct server_facts){ .now = clock_unix(),
	    .uptime_s = (clock_ms() - s->head->started_ms) / 1000,
	    .master_pid = c->worker->heritage->master,
	    .worker_pid = (int)atomic_load(&c->worker->row->pid),
	    .memory = resident_bytes(),
	    .files_root = c->worker->config->files_root };
}

const struct services holding_services = {
	.project_create = create,
	.project_open = open_named,
	.project_close = close_named,
	.project_next = next,
	.server_facts = tell_facts,
};
