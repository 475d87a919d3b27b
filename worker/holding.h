/*
 * holding - the projects that live in this worker
 *
 * A project is held by exactly one worker; the directory in shared memory says
 * which.  A request for a project elsewhere is not run here: its connection
 * goes to the data.  The services that handlers call (method.h) are here.
 */
#ifndef WORKER_HOLDING_H
#define WORKER_HOLDING_H

#include "err.h"
#include "goxel/context.h"
#include "worker/conn.h"
#include "worker/method/method.h"

struct holding {
	struct context	*context;
	uint32_t	 row;		/* in the directory */
	uint32_t	 generation;
	struct holding	*next, **link;	/* of the worker's */
	uint64_t	 since_ms;	/* it is held here, clock_ms */
	bool		 checkpointing;
	bool		 fresh;		/* kept since it is to be moved */
	uint64_t	 kept;		/* the master has the log to here */
	uint64_t	 seen;		/* a shadow: done up to here */
	/* A checkpoint is due when the hotlog has this size, or when its edits
	 * have cost this much: redoing them costs as much again. */
	uint64_t	 next_size;
	uint64_t	 next_cost_ns;
	uint64_t	 cost_ns;
	/* Edits that the directory does not know of yet: bytes of log, and
	 * what doing them took. */
	uint64_t	 unfiled, unfiled_ns;
	/* No file came of the last try: the next is not before. */
	uint64_t	 refile_ms;	/* clock_ms */
	/* Durability power: the pass that has its last edit. */
	uint64_t	 ticket;
	uint64_t	 trim_next;	/* position its log is looked at */
	/* Of its log, head and tail together a second ago, and for how many
	 * seconds. */
	uint64_t	 log_was;
	unsigned	 log_still_s;
};

extern const struct services holding_services;

/*
 * The context of the project that a request is about, into call->context:
 * the one it names, else the connection's, else the server's current one;
 * NULL when there is none.  MOVE: it lives elsewhere and row->wanted says
 * where.  ERR_NO_PROJECT: the one it wants is gone.
 */
enum err holding_find(struct conn *c, struct call *call);

/*
 * Before an edit: there must be room to commit `edits` bytes of them.
 * ERR_FULL with words.
 */
enum err holding_reserve(struct conn *c, struct call *call, size_t edits);

/*
 * THE commit of the edits in worker.edits, made on c->serving by the request
 * that leaves its connection in the state `next`: they go into the project's
 * hotlog.  Only then may the connection's row change.
 */
void	 holding_commit(struct conn *c, const struct conn_cut *next);

/* Cut the log up to what both the master and the keeper have. */
void	 holding_trim(struct worker *w, struct holding *h);

/* Once a second: what leaves, what is parked, files that are due. */
void	 holdings_tick(struct worker *w);

/* The master hands a checkpoint, or what the keeper made again, of a project
 * that is ours now; fd -1: it could not be made. */
void	 holding_inherit(struct worker *w, uint32_t row, uint32_t generation,
	    int fd);

#endif
