/*
 * move - a project from one worker to another, while it is worked on
 */
#include "log.h"
#include "master/handoff.h"
#include "master/move.h"
#include "shm/channel.h"
#include "text.h"

static bool
serves(const struct master *m, uint32_t worker)
{
	return worker < m->seats && m->seat[worker].state == SEAT_READY &&
	    !m->seat[worker].retire;
}

enum err
move_begin(struct master *m, uint32_t project, uint32_t worker)
{
	struct project_row *p = &m->segment.projects->row[project];
	struct message let_go = { MESSAGE_LET_GO, project, p->generation };
	uint32_t owner = p->worker;

	if (!serves(m, worker)) {
		text_format(m->why, sizeof m->why, "worker %u does not serve; "
		    "show workers tells which do", worker);
		return ERR_PARAMS;
	}
	if (owner == worker || !serves(m, owner)) {
		text_format(m->why, sizeof m->why, owner == worker ?
		    "worker %u has it already" :
		    "its worker, %u, is being replaced; try again", owner);
		return ERR_BUSY;
	}
	atomic_store(&p->move, worker + 1);
	/* If it does not pass, the owner sees it within a second. */
	channel_send(m->seat[owner].channel, &let_go, -1);
	text_format(m->why, sizeof m->why, "project '%.100s' goes from worker "
	    "%u to worker %u", p->name, owner, worker);
	return OK;
}

void
move_end(struct seat *s, uint32_t project, uint32_t generation)
{
	struct master *m = s->master;
	struct project_row *p;
	struct message gone = { MESSAGE_INHERIT, project, generation };
	uint32_t target;

	if (project >= BOUND_PROJECTS)
		return;
	p = &m->segment.projects->row[project];
	target = atomic_load(&p->move) - 1;
	if (!p->used || p->generation != generation || target == UINT32_MAX ||
	    p->worker != s->row)
		return;
	/* Its checkpoint is there before any connection is. */
	if (serves(m, target) &&
	    handoff_inherit_one(&m->seat[target], project)) {
		projects_assign(m->segment.projects, project, target);
		m->segment.board->row[BOARD_MASTER].
		    counter[COUNT_projects_moved]++;
		log_event(LOG_LEVEL_INFO, LOG_FIELDS(
		    { "worker", NULL, target }, { "project", p->name, 0 }),
		    "project '%s' is worker %u's now", p->name, target);
	} else if (!handoff_inherit_one(s, project)) {
		/* It stays, and its owner has nothing of it any more. */
		log_warn("the checkpoint of '%s' did not reach worker %u",
		    p->name, s->row);
	}
	atomic_store(&p->move, 0);
	channel_send(s->channel, &gone, -1);
}
