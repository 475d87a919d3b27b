/*
 * leave - projects that leave this worker: closed, erased, or moved
 */
#include <inttypes.h>

#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "shm/hotlog.h"
#include "worker/checkpoint.h"
#include "worker/filing.h"
#include "worker/holding.h"
#include "worker/job.h"
#include "worker/leave.h"
#include "worker/load.h"

#define DAMAGED_S	5	/* the keeper's time with a log like that */
#define MOVED_SIZE	(64u << 10)	/* of hotlog, redone elsewhere */

void
leave_begin(struct conn *c, const struct conn_cut *next)
{
	struct worker *w = c->worker;
	struct closing *closing =
	    &w->segment->projects->row[w->store.closing->row].closing;

	closing->generation = c->generation;
	closing->offset = next->rx_head + next->batch;
	closing->erase = w->store.erasing;
	atomic_signal_fence(memory_order_seq_cst);
	closing->conn = c->index + 1;
	atomic_signal_fence(memory_order_seq_cst);
	KILLPOINT(close_begun);
}

/* What was closed leaves the directory, or stays there for its store. */
static void
take_leave(struct worker *w, struct holding *h)
{
	struct projects *p = w->segment->projects;
	struct project_row *row = &p->row[h->row];

	if (w->segment->keeping->on && !w->store.erasing) {
		/* A file of it makes the next opening short. */
		filing_start(w, h);
		row->closing.conn = 0;
		atomic_store(&row->closed, 1);
		projects_unselect(p, h->row);
		worker_soon(w);
	} else {
		hotlog_close(row, &w->rings);
		if (w->segment->keeping->on)
			projects_erase(p, h->row, h->generation);
		else
			projects_remove(p, h->row, h->generation);
	}
	w->store.ring |= keeping_mark(w->segment->keeping, h->row);
	load_drop(w, h->row);
}

uint64_t
leave_end(struct conn *c)
{
	struct worker *w = c->worker;
	struct holding *h = w->store.closing;
	uint64_t ticket = h->ticket;

	KILLPOINT(close_committed);
	atomic_signal_fence(memory_order_seq_cst);
	if (c->row->project == h->row + 1)
		c->row->project = 0;
	if (c->birth.made) {
		c->row->project = c->birth.project;
		c->row->project_generation = c->birth.generation;
	}
	take_leave(w, h);
	KILLPOINT(close_left);
	if (w->store.power && w->store.erasing)
		ticket = worker_ticket(w);
	w->store.closing = c->holding = c->serving = NULL;
	return ticket;
}

/* A log that the keeper cannot read either is given up in the end. */
static bool
may_retire(const struct project_row *p)
{
	if (atomic_load(&p->log_stored) == atomic_load(&p->log_tail))
		return true;
	if (atomic_load(&p->closed) < 2 + DAMAGED_S)
		return false;
	log_warnx("project '%s': the log is damaged -- revisions after %" PRIu64
	    " up to %" PRIu64 " are lost", p->name,
	    atomic_load(&p->stored_revision), atomic_load(&p->revision));
	return true;
}

/* The journal has all of a closed project: it is nowhere else from now on. */
static void
retire(struct worker *w, uint32_t row)
{
	struct project_row *p = &w->segment->projects->row[row];

	atomic_store(&p->revision, atomic_load(&p->stored_revision));
	atomic_store(&p->stored, 1);
	hotlog_rest(p, &w->rings);
	atomic_store(&p->closed, 0);
	conns_unpark(w, row);
}

bool
leave_retire(struct worker *w)
{
	struct projects *p = w->segment->projects;
	struct project_row *row;
	bool some = false;
	uint32_t i;

	for (i = 0; i < atomic_load(&p->count); i++) {
		row = &p->row[i];
		if (!row->used || !atomic_load(&row->closed) ||
		    row->worker != w->heritage->row)
			continue;
		if (may_retire(row)) {
			retire(w, i);
			continue;
		}
		w->store.ring |= keeping_mark(w->segment->keeping, i);
		some = true;
	}
	return some;
}

/* What its next owner has to do again is short, or made so first. */
static bool
is_short(struct worker *w, struct holding *h)
{
	const struct project_row *p = &w->segment->projects->row[h->row];

	if (h->fresh || atomic_load(&p->log_tail) - h->kept < MOVED_SIZE)
		return true;
	if (!h->checkpointing)
		checkpoint_start(w, h);
	return false;
}

void
leave_let_go(struct worker *w, uint32_t row)
{
	struct project_row *p = &w->segment->projects->row[row];
	struct holding *h = w->holdings[row];
	struct message moved = { MESSAGE_MOVED, row, p->generation };

	/* A job's edits must find the project here; it is looked at again. */
	if (!p->used || p->worker != w->heritage->row ||
	    atomic_load(&p->move) == 0 || job_works_on(w, row))
		return;
	if (h != NULL && h->generation == p->generation && !is_short(w, h))
		return;
	load_drop(w, row);
	projects_touch(w->segment->projects);
	channel_send(w->heritage->channel, &moved, -1);
}

/* Moves that had to wait, or whose message was lost. */
static void
move_on(struct worker *w)
{
	struct projects *p = w->segment->projects;
	uint32_t i;

	for (i = 0; i < atomic_load(&p->count); i++)
		if (atomic_load_explicit(&p->row[i].move,
		    memory_order_relaxed) != 0)
			leave_let_go(w, i);
}

/* Time passes for those whose log may be damaged. */
static void
age_damaged(struct worker *w)
{
	struct projects *p = w->segment->projects;
	uint32_t i;

	/* A keeper without room on the disk says nothing about a log. */
	if (atomic_load(&w->segment->keeping->full))
		return;
	for (i = 0; i < atomic_load(&p->count); i++)
		if (p->row[i].used && atomic_load(&p->row[i].closed) >= 2 &&
		    p->row[i].worker == w->heritage->row)
			atomic_fetch_add(&p->row[i].closed, 1);
}

void
leave_tick(struct worker *w)
{
	move_on(w);
	if (!w->segment->keeping->on)
		return;
	age_damaged(w);
	leave_retire(w);
}
