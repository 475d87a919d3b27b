/*
 * load - make a project again
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "goxel/format/pack.h"
#include "killpoint.h"
#include "log.h"
#include "mem.h"
#include "shm/channel.h"
#include "shm/hotlog.h"
#include "store/handover.h"
#include "store/project.h"
#include "worker/checkpoint.h"
#include "worker/filing.h"
#include "worker/load.h"
#include "worker/shadow.h"

#define FOLLOW_TRIES	3
#define LONG_MS		100	/* for everybody who waits for a load */

/* A memory file, mapped; bytes NULL when there is none. */
struct image_of {
	char		*bytes;
	size_t		 len;
};

void
load_drop(struct worker *w, uint32_t row)
{
	struct holding *h = w->holdings[row];

	if (h == NULL)
		return;
	*h->link = h->next;
	if (h->next != NULL)
		h->next->link = h->link;
	context_free(h->context);
	free(h);
	w->holdings[row] = NULL;
	atomic_fetch_sub(&w->row->projects, 1);
}

struct holding *
load_new(struct worker *w, uint32_t row)
{
	const struct project_row *p = &w->segment->projects->row[row];
	struct holding *h = xcalloc(1, sizeof *h);

	load_drop(w, row);
	h->context = context_new(p->name, pack_read);
	h->row = row;
	h->generation = p->generation;
	h->since_ms = clock_ms();
	h->kept = p->log_head;
	h->next_size = CHECKPOINT_SIZE;
	h->next_cost_ns = CHECKPOINT_COST_NS;
	h->next = w->store.first;
	h->link = &w->store.first;
	if (w->store.first != NULL)
		w->store.first->link = &h->next;
	w->store.first = h;
	w->holdings[row] = h;
	atomic_fetch_add(&w->row->projects, 1);
	return h;
}

static struct image_of
map_file(int fd)
{
	struct image_of file = { NULL, 0 };
	struct stat st;
	void *bytes;

	if (fstat(fd, &st) == -1 || st.st_size <= 0)
		return file;
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ,
	    MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (bytes != MAP_FAILED)
		file = (struct image_of){ bytes, (size_t)st.st_size };
	return file;
}

/* The kept file is what the keeper made of this very state of the row. */
static bool
is_handover(const struct image_of *file, const struct holding *h,
    const struct project_row *p)
{
	struct handover head;

	if (file->len < sizeof head)
		return false;
	memcpy(&head, file->bytes, sizeof head);
	return head.magic == HANDOVER_MAGIC && head.row == h->row &&
	    head.generation == h->generation &&
	    head.file <= file->len - sizeof head &&
	    head.records == file->len - sizeof head - head.file &&
	    (!atomic_load(&p->stored) ||
	    head.revision == atomic_load(&p->revision));
}

/* One record's edits, on top of what is there: at a revision that is there
 * already nothing but its notes is missing. */
static enum err
redo(struct holding *h, uint64_t revision, const char *edits, size_t len)
{
	bool notes = revision == h->context->revision;
	struct edit_outcome outcome;
	struct edit edit;
	size_t used, at = 0;
	enum err err = OK;

	if (revision < h->context->revision)
		return OK;
	while (at < len && err == OK) {
		err = edit_decode(edits + at, len - at, &edit, &used);
		if (err != OK)
			return err;
		if (!notes || edit.kind == EDIT_request_note)
			err = context_apply(h->context, &edit, &outcome);
		edit_fini(&edit);
		at += used;
	}
	return err != OK ? err : h->context->revision == revision ? OK :
	    ERR_CORRUPT;
}

/* What the journal had beyond the file. */
static enum err
redo_records(struct holding *h, const char *at, size_t len)
{
	struct handover_record record;
	enum err err = OK;

	while (len > 0 && err == OK) {
		if (len < sizeof record)
			return ERR_CORRUPT;
		memcpy(&record, at, sizeof record);
		at += sizeof record;
		len -= sizeof record;
		if (record.len > len)
			return ERR_CORRUPT;
		err = redo(h, record.revision, at, record.len);
		at += record.len;
		len -= record.len;
	}
	return err;
}

static enum err
take_over(struct worker *w, struct holding *h, const struct image_of *file)
{
	const char *at = file->bytes + sizeof(struct handover);
	struct handover head;
	enum err err = OK;

	memcpy(&head, file->bytes, sizeof head);
	if (head.file > 0)
		err = project_read(at, head.file, h->context);
	if (err == OK && h->context->revision < head.revision)
		filing_owe(w, h, head.records);
	return err != OK ? err : redo_records(h, at + head.file, head.records);
}

/* Begin with what was kept of it, if anything was. */
static enum err
begin(struct worker *w, struct holding *h)
{
	const struct project_row *p = &w->segment->projects->row[h->row];
	int fd = w->kept[h->row];
	struct message keep = { MESSAGE_CHECKPOINT, h->row, h->generation };
	struct image_of file;
	enum err err = OK;

	w->kept[h->row] = -1;
	if (fd == -1)
		return atomic_load(&p->stored) ? ERR_EMPTY : OK;
	file = map_file(fd);
	if (is_handover(&file, h, p)) {
		err = take_over(w, h, &file);
		channel_send(w->heritage->channel, &keep, fd);
	} else if (atomic_load(&p->stored)) {
		err = ERR_EMPTY;
	} else if (file.bytes != NULL) {
		checkpoint_load(h, file.bytes, file.len);
		file.bytes = NULL;
	}
	close(fd);
	if (file.bytes != NULL)
		munmap(file.bytes, file.len);
	return err;
}

static enum err
redo_log(struct worker *w, struct holding *h)
{
	struct project_row *p = &w->segment->projects->row[h->row];
	struct hot_record record;
	uint64_t pos = p->log_head;
	enum err err;

	if (p->log_ring != 0 && rings_valid(p->log_ring))
		rings_adopt(&w->rings, p->log_ring);
	while ((err = hotlog_read(p, &w->rings, pos, &record)) == OK) {
		err = redo(h, record.commit.revision, record.edits,
		    record.len);
		if (err != OK)
			return err;
		pos = record.next;
	}
	return err == ERR_EMPTY && h->context->revision ==
	    atomic_load(&p->revision) ? OK : ERR_CORRUPT;
}

/* A record may be overwritten while it is read: a copy counts if the log still
 * had it afterwards. */
static enum err
copy_record(struct worker *w, struct holding *h, struct hot_record *record)
{
	struct project_row *p = &w->segment->projects->row[h->row];
	uint32_t ring = p->log_ring;
	enum err err = hotlog_read(p, &w->rings, h->seen, record);

	if (err != OK)
		return err;
	buf_reset(&w->edits);
	buf_add(&w->edits, record->edits, record->len);
	atomic_thread_fence(memory_order_seq_cst);
	return p->log_ring == ring && p->log_head <= h->seen &&
	    !w->edits.failed ? OK : ERR_CORRUPT;
}

enum err
load_follow(struct worker *w, struct holding *h)
{
	struct hot_record record;
	enum err err;
	int tries = 0;

	/* One that changes its ring just now is read again. */
	while ((err = copy_record(w, h, &record)) != ERR_EMPTY) {
		if (err != OK && ++tries == FOLLOW_TRIES)
			return ERR_CORRUPT;
		if (err != OK)
			continue;
		err = redo(h, record.commit.revision, w->edits.bytes,
		    w->edits.len);
		if (err != OK)
			return ERR_CORRUPT;
		h->seen = record.next;
		tries = 0;
		KILLPOINT(shadow_followed);
	}
	return OK;
}

/* It is in the store alone: ask the keeper for it. */
static enum err
ask_keeper(struct worker *w, uint32_t row)
{
	struct project_row *p = &w->segment->projects->row[row];

	if (atomic_load(&p->wish) == WISH_FAILED) {
		atomic_store(&p->wish, WISH_NONE);
		return ERR_CORRUPT;
	}
	if (atomic_exchange(&p->wish, WISH_LOAD) != WISH_LOAD) {
		keeping_mark(w->segment->keeping, row);
		atomic_store(&w->segment->keeping->hurry, 1);
		w->store.ring = true;
	}
	return WAIT;
}

/* Neither checkpoint nor log make it: the journal has it, or nothing. */
static enum err
fall_back(struct worker *w, uint32_t row)
{
	struct project_row *p = &w->segment->projects->row[row];

	if (w->segment->keeping->on) {
		log_warnx("project '%s' is read from the store, since its "
		    "checkpoint and log do not make it", p->name);
		atomic_store(&p->closed, 2);
		worker_soon(w);
		return WAIT;
	}
	worker_count(w, COUNT_projects_lost, 1);
	hotlog_close(p, &w->rings);
	projects_remove(w->segment->projects, row, p->generation);
	return ERR_NO_PROJECT;
}

static enum err
damaged(struct worker *w, struct holding *h)
{
	const struct project_row *p = &w->segment->projects->row[h->row];

	log_warnx("project '%s' is stored at revision %" PRIu64 " but can be "
	    "read only up to %" PRIu64, p->name, atomic_load(&p->revision),
	    h->context->revision);
	load_drop(w, h->row);
	return ERR_CORRUPT;
}

static enum err
load(struct worker *w, uint32_t row, struct holding **out)
{
	struct project_row *p = &w->segment->projects->row[row];
	struct holding *h;
	bool stored = atomic_load(&p->stored);
	enum err err;

	if (atomic_load(&p->closed)) {
		/* The store has it in a moment. */
		worker_soon(w);
		return WAIT;
	}
	KILLPOINT(load_begun);
	h = load_new(w, row);
	if ((err = begin(w, h)) == ERR_EMPTY) {
		load_drop(w, row);
		return ask_keeper(w, row);
	}
	KILLPOINT(load_based);
	if (err == OK)
		err = redo_log(w, h);
	KILLPOINT(load_redone);
	if (err != OK && stored)
		return damaged(w, h);
	if (err != OK) {
		log_warnx("project '%s' cannot be made again beyond revision "
		    "%" PRIu64 " of %" PRIu64, p->name, h->context->revision,
		    atomic_load(&p->revision));
		load_drop(w, row);
		return fall_back(w, row);
	}
	if (w->store.power)
		h->ticket = worker_ticket(w);
	atomic_store(&p->stored, 0);
	/* The copy that our shadow is has it not. */
	shadow_want(w);
	worker_count(w, COUNT_loads, 1);
	*out = h;
	return OK;
}

enum err
load_project(struct worker *w, uint32_t row, struct holding **out)
{
	struct project_row *p = &w->segment->projects->row[row];
	struct executing *x = &w->row->executing;
	uint64_t begun_ms = clock_ms(), took_ms;
	uint32_t conn = x->conn;
	enum err err;

	if (atomic_load(&p->load_deaths) >= LOAD_DEATHS)
		return ERR_CRASHED;
	/* A death from here on is the project's, not the request's. */
	x->conn = 0;
	atomic_fetch_add(&p->load_deaths, 1);
	atomic_signal_fence(memory_order_seq_cst);
	err = load(w, row, out);
	atomic_signal_fence(memory_order_seq_cst);
	atomic_store(&p->load_deaths, 0);
	x->conn = conn;
	if ((took_ms = clock_ms() - begun_ms) > LONG_MS)
		log_event(LOG_LEVEL_INFO, LOG_FIELDS(
		    { "project", p->name, 0 },
		    { "us", NULL, (int64_t)took_ms * 1000 }),
		    "project '%s' was made again in %" PRIu64 " ms",
		    p->name, took_ms);
	return err;
}
