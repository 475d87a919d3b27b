/*
 * recover - what is done with what a dead worker leaves
 *
 * In this order, and no other:
 *	1  the rest of its channel: what it said before it died holds
 *	2  the socket slot: bytes that the kernel moved are counted
 *	3  the last edit: committed in a hotlog, but perhaps not in its
 *	   connection's row, which is brought to what the record says
 *	   and a project whose closing was committed is closed
 *	4  blame: the request that was running, if it was not committed
 *	5  its connections: over if it had closed them, else offered to others,
 *	   those with unsent replies first; one whose project lived there goes
 *	   to whoever gets it
 *	6  rings that it held and no row refers to
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "mem.h"
#include "master/handoff.h"
#include "master/recover.h"
#include "shm/hotlog.h"
#include "shm/peer.h"

static uint64_t *
counter(struct master *m, enum counter which)
{
	return &m->segment.board->row[BOARD_MASTER].counter[which];
}

/* A row of this generation, or NULL: the index came from a dead process. */
static struct conn_row *
row_of(struct master *m, uint32_t conn, uint32_t generation)
{
	struct conn_row *row;

	if (conn >= m->segment.conns.count)
		return NULL;
	row = &m->segment.conns.row[conn];
	return row->generation == generation ? row : NULL;
}

static void
repair_slot(struct seat *s, struct crash *crash)
{
	struct master *m = s->master;
	struct wire_slot *slot = &m->segment.workers[s->row].slot;
	struct conn_row *row = row_of(m, slot->conn, slot->generation);
	uint64_t pos, *where;
	enum wire_op op = slot_repair(slot, &pos);

	slot->op = WIRE_NONE;
	if (op == WIRE_NONE || row == NULL)
		return;
	where = op == WIRE_READ ? &row->rx_tail : &row->tx_head;
	if (*where == pos)
		return;
	*where = pos;
	crash->repaired = op;
	++*counter(m, op == WIRE_READ ? COUNT_repaired_reads :
	    COUNT_repaired_writes);
}

/* The record's connection has not got as far as the record says. */
static bool
is_behind(const struct conn_row *row, const struct conn_cut *cut)
{
	const struct conn_cut *now = conn_cut(row);

	return cut->rx_head + cut->batch > now->rx_head + now->batch;
}

static void
redo_commit(struct master *m, struct project_row *p)
{
	struct hot_record record;
	struct conn_row *row;

	if (hotlog_last(p, &m->deaths.rings, &record) != OK)
		return;
	row = row_of(m, record.commit.conn, record.commit.generation);
	if (row == NULL || !is_behind(row, &record.commit.cut))
		return;
	conn_commit(row, &record.commit.cut);
	row->attempts = 0;
	atomic_store(&p->revision, record.commit.revision);
	++*counter(m, COUNT_redone);
}

/* The project is closed if the request that closes it was committed. */
static void
finish_closing(struct master *m, uint32_t project)
{
	struct projects *p = m->segment.projects;
	struct closing *closing = &p->row[project].closing;
	const struct conn_cut *cut;
	struct conn_row *row;

	if (closing->conn == 0)
		return;
	row = row_of(m, closing->conn - 1, closing->generation);
	closing->conn = 0;
	if (row == NULL)
		return;
	cut = conn_cut(row);
	if (cut->rx_head + cut->batch < closing->offset)
		return;
	if (row->project == project + 1)
		row->project = 0;
	if (!m->segment.keeping->on) {
		projects_remove(p, project, p->row[project].generation);
	} else if (closing->erase) {
		projects_erase(p, project, p->row[project].generation);
	} else {
		atomic_store(&p->row[project].closed, 1);
		projects_unselect(p, project);
	}
}

/* At most one record of a worker can be ahead of its connection, and it is
 * the last of its project. */
static void
redo_commits(struct seat *s)
{
	struct projects *p = s->master->segment.projects;
	uint32_t row;

	for (row = 0; row < atomic_load(&p->count); row++)
		if (p->row[row].used && p->row[row].worker == s->row) {
			atomic_store(&p->row[row].move, 0);
			/* It may have died before it did. */
			keeping_mark(s->master->segment.keeping, row);
			redo_commit(s->master, &p->row[row]);
			finish_closing(s->master, row);
		}
}

static void
blame(struct seat *s, struct crash *crash)
{
	struct master *m = s->master;
	struct executing *x = &m->segment.workers[s->row].executing;
	const struct conn_cut *cut;
	struct conn_row *row;

	if (x->conn == 0)
		return;
	crash->conn = x->conn - 1;
	crash->method = x->method;
	row = row_of(m, x->conn - 1, x->generation);
	x->conn = 0;
	if (row == NULL)
		return;
	cut = conn_cut(row);
	if (cut->rx_head + cut->batch != x->offset)
		return;
	row->attempts++;
	++*counter(m, COUNT_reexecuted);
}

static bool
has_unsent(const struct conn_row *row)
{
	return row->tx_head != conn_cut(row)->tx_tail;
}

/* An independent witness of the slot's repair. */
static void
cross_check(struct master *m, const struct conn_row *row, uint32_t conn)
{
	uint64_t sent, received;

	if (!peer_counts(row, m->fd[conn], &sent, &received) ||
	    (sent == row->tx_head && received == row->rx_tail))
		return;
	++*counter(m, COUNT_cross_checks_failed);
	log_warnx("connection %u: TCP tells %llu sent and %llu received, its "
	    "row %llu and %llu -- it goes on by the row", conn,
	    (unsigned long long)sent, (unsigned long long)received,
	    (unsigned long long)row->tx_head,
	    (unsigned long long)row->rx_tail);
}

/* One connection of the dead worker; true when it was given on. */
static bool
pass_on(struct master *m, uint32_t conn)
{
	struct conn_row *row = &m->segment.conns.row[conn];

	if (m->fd[conn] == -1) {
		/* Accepted by the worker itself, and the master never got
		 * it. */
		++*counter(m, COUNT_connections_lost);
		handoff_end(m, conn);
		return false;
	}
	if (atomic_load(&row->state) == CONN_CLOSING) {
		handoff_end(m, conn);
		return false;
	}
	cross_check(m, row, conn);
	atomic_store(&row->owner, -1);
	++*counter(m, COUNT_connections_moved);
	handoff_offer(m, conn);
	return true;
}

static bool
is_owned_by(const struct conn_row *row, uint32_t worker)
{
	uint32_t state = atomic_load(&row->state);

	return state != CONN_FREE && state != CONN_ACCEPTED &&
	    atomic_load(&row->owner) == (int32_t)worker;
}

/* Rows beyond `high` may never have been told: in accept mode reuseport any,
 * else that of a task, one a worker. */
static uint32_t
rows_to_search(const struct master *m)
{
	uint32_t count = m->segment.conns.count;

	if (m->config.accept == ACCEPT_REUSEPORT ||
	    count - m->high < BOUND_WORKERS)
		return count;
	return m->high + BOUND_WORKERS;
}

/* Where its project lives, if it has one; else anywhere. */
static void
aim(struct seat *s, struct conn_row *row)
{
	struct projects *p = s->master->segment.projects;
	uint32_t project = row->project != 0 ? row->project :
	    atomic_load(&p->current);

	row->wanted = -1;
	if (project != 0 && project <= BOUND_PROJECTS &&
	    p->row[project - 1].used)
		row->wanted = (int32_t)p->row[project - 1].worker;
}

static uint32_t
move_connections(struct seat *s)
{
	struct master *m = s->master;
	uint32_t conn, count = rows_to_search(m), moved = 0;
	struct conn_row *row;
	int pass;

	for (pass = 0; pass < 2; pass++)
		for (conn = 0; conn < count; conn++) {
			row = &m->segment.conns.row[conn];
			if (!is_owned_by(row, s->row) ||
			    (pass == 0 && !has_unsent(row)))
				continue;
			aim(s, row);
			moved += pass_on(m, conn);
		}
	return moved;
}

static void
free_rings(struct seat *s)
{
	struct master *m = s->master;
	struct rings rings = { .holder = m->segment.holders };
	struct projects *p = m->segment.projects;
	uint8_t *kept = xcalloc(rings_total() / 8 + 1, 1);
	const struct conn_row *row;
	uint32_t conn, count = rows_to_search(m), each, ids[2];

	for (conn = 0; conn < count; conn++) {
		row = &m->segment.conns.row[conn];
		ids[0] = row->rx_ring;
		ids[1] = row->tx_ring;
		for (each = 0; each < 2; each++)
			if (rings_valid(ids[each]))
				kept[ids[each] / 8] |=
				    (uint8_t)(1u << ids[each] % 8);
	}
	for (conn = 0; conn < atomic_load(&p->count); conn++)
		if (p->row[conn].used && rings_valid(p->row[conn].log_ring))
			kept[p->row[conn].log_ring / 8] |=
			    (uint8_t)(1u << p->row[conn].log_ring % 8);
	rings_reclaim(&rings, s->row, kept);
	free(kept);
}

static void
note_crash(struct master *m, const struct crash *crash)
{
	struct crashes *log = m->segment.crashes;
	uint64_t n = atomic_load(&log->count);

	log->entry[n % CRASHES] = *crash;
	atomic_store(&log->count, n + 1);
}

void
recover(struct seat *s, int status, bool planned)
{
	struct master *m = s->master;
	struct crash crash = { .when = clock_unix(), .worker = s->row,
	    .pid = (int32_t)s->pid, .status = status, .conn = UINT32_MAX,
	    .method = UINT32_MAX };

	handoff_unwatch(s);
	repair_slot(s, &crash);
	KILLPOINT(master_repaired);
	redo_commits(s);
	KILLPOINT(master_redone);
	blame(s, &crash);
	/* The successor sits in the same row: until it does, choose() must not
	 * find the dead one ready. */
	s->state = SEAT_DRAINING;
	crash.moved = move_connections(s);
	KILLPOINT(master_moved);
	free_rings(s);
	if (!planned)
		note_crash(m, &crash);
}
