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
#include "shm/channel.h"
#include "worker/holding.h"

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
		return ERR_NO_PROJECT;
	*out = h;
	return OK;
}

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
	w->holdings[row] = h;
	atomic_fetch_add(&w->row->projects, 1);
	return h;
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
		    "connection was closed or died with its worker; open, "
		    "create or load one");
	if ((err = hold(c, (uint32_t)row, &h)) == ERR_NO_PROJECT)
		return fail(call, err, "the project died with its worker; "
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
		return fail(call, err, "project '%s' died with its worker; "
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

void
holding_publish(struct conn *c)
{
	struct projects *p = c->worker->segment->projects;

	if (c->serving != NULL)
		atomic_store_explicit(&p->row[c->serving->row].revision,
		    c->serving->context->revision, memory_order_relaxed);
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
	struct worker *w = c->worker;
	struct holding *h;
	enum err err;

	if ((err = find(c, call, name)) != OK)
		return err;
	h = c->serving;
	name_project(c, call, h->row);
	projects_remove(w->segment->projects, h->row, h->generation);
	if (c->row->project == h->row + 1)
		c->row->project = 0;
	let_go(w, h->row);
	c->holding = c->serving = NULL;
	call->context = NULL;
	return OK;
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

/* A nameless file with the image packed in it, or -1. */
static int
pack_into_file(const struct image *image)
{
	struct buf pack;
	int fd = memfd_create("goxeld-project", MFD_CLOEXEC);
	size_t done = 0;
	ssize_t n;

	buf_init(&pack, SIZE_MAX);
	pack_write(image, &pack);
	while (fd != -1 && done < pack.len) {
		n = write(fd, pack.bytes + done, pack.len - done);
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	if (fd != -1 && (pack.failed || done < pack.len)) {
		close(fd);
		fd = -1;
	}
	buf_fini(&pack);
	return fd;
}

void
holdings_bequeath(struct worker *w)
{
	struct message m = { .kind = MESSAGE_BEQUEST };
	struct holding *h;
	uint32_t row;
	int fd;

	for (row = 0; row < atomic_load(&w->segment->projects->count); row++) {
		if ((h = w->holdings[row]) == NULL)
			continue;
		m.conn = row;
		m.generation = h->generation;
		fd = pack_into_file(h->context->image);
		if (fd == -1 ||
		    channel_send(w->heritage->channel, &m, fd) != OK)
			log_warn("project '%s' could not be handed on -- it "
			    "is lost", w->segment->projects->row[row].name);
		if (fd != -1)
			close(fd);
	}
}

void
holding_inherit(struct worker *w, uint32_t row, uint32_t generation, int fd)
{
	struct project_row *p = &w->segment->projects->row[row];
	struct image *image = NULL;
	struct holding *h;
	struct stat st;
	void *pack;

	if (!p->used || p->generation != generation || fstat(fd, &st) == -1)
		return;
	pack = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (pack == MAP_FAILED ||
	    pack_read(pack, (size_t)st.st_size, &image) != OK) {
		log_warnx("project '%s' was handed on damaged -- it is lost",
		    p->name);
		projects_remove(w->segment->projects, row, generation);
	} else {
		h = take_up(w, row, p->name);
		context_start(h->context, &image, atomic_load(&p->revision));
	}
	if (pack != MAP_FAILED)
		munmap(pack, (size_t)st.st_size);
}

const struct services holding_services = {
	.project_create = create,
	.project_open = open_named,
	.project_close = close_named,
	.project_next = next,
	.server_facts = tell_facts,
};
