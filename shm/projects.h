/*
 * projects - the directory: which projects there are, and where
 *
 * A project lives in exactly one worker.  The directory maps its name to that
 * worker, so that a connection can be sent to the data.  It is changed rarely,
 * under a robust mutex, and read at each request through its epoch: while the
 * epoch stands, what a worker remembers of it is true.
 *
 * A project that is only in the store has a row too, marked `stored`: its
 * owner asks the keeper for it when it is first wanted.  One that was deleted
 * keeps its row, without its name, until the store has forgotten it.
 */
#ifndef SHM_PROJECTS_H
#define SHM_PROJECTS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"

#define PROJECT_BUCKETS	4096		/* of names */

/*
 * The request that is closing a project.  The commit of its reply closes it,
 * so that a death before leaves the project and a death after does not: what
 * the worker did not do then, the master does.
 */
struct closing {
	uint32_t	 conn;		/* index + 1; 0: none */
	uint32_t	 generation;	/* of the connection */
	uint64_t	 offset;	/* it gets to, once it is committed */
	uint32_t	 erase;		/* it is deleted, not only closed */
};

/* What the owner wants of the keeper, and what came of it. */
enum project_wish {
	WISH_NONE,
	WISH_LOAD,		/* make it again, from the store */
	WISH_FAILED		/* that could not be done; the log says why */
};

struct project_row {
	uint32_t	 used;		/* it has a name */
	uint32_t	 next;		/* of the same bucket; row + 1 */
	uint32_t	 generation;	/* of this use of the row */
	_Atomic uint32_t worker;	/* row of the owner */
	_Atomic uint32_t stored;	/* it is nowhere but in the store */
	/* It was closed (1), or cannot be made again from checkpoint and log
	 * (seconds since, + 2): once all of its log is in the journal, its
	 * owner lets it be `stored` alone. */
	_Atomic uint32_t closed;
	/* Deleted: the keeper shall delete it too, and empty the row. */
	_Atomic uint32_t erase;
	_Atomic uint32_t wish;		/* enum project_wish */
	/* Worker row + 1 it is to go to, 0: it stays; the master's. */
	_Atomic uint32_t move;
	/* Workers that died, one after the other, of making it again. */
	_Atomic uint32_t load_deaths;
	uint32_t	 log_ring;	/* the hotlog; ring id, 0: none */
	uint64_t	 log_head;	/* replay begins here */
	_Atomic uint64_t log_tail;	/* committed up to here */
	_Atomic uint64_t revision;	/* the owner's, for others to see */
	/* The keeper's: up to where the journal has the log, the newest
	 * revision in it, and the project's number there (0: none yet). */
	_Atomic uint64_t log_stored;
	_Atomic uint64_t stored_revision;
	_Atomic uint64_t store_id;
	/* Newest revision of which there is a file; the owner's. */
	_Atomic uint64_t filed;
	_Atomic uint64_t filed_ms;	/* clock_ms of that */
	/* An operator wants one: now, however little has changed. */
	_Atomic uint32_t file_wanted;
	/* Of the edits that are in no file. */
	_Atomic uint64_t unfiled;	/* bytes of log; 0: none */
	_Atomic uint64_t unfiled_ns;	/* doing them took */
	_Atomic uint64_t unfiled_ms;	/* clock_ms of the first */
	struct closing	 closing;
	char		 name[BOUND_NAME + 1];
};

/* What is shared. */
struct projects {
	pthread_mutex_t	 lock;		/* robust, process-shared */
	_Atomic uint32_t epoch;		/* changes with every change */
	_Atomic uint32_t names;		/* with each that comes or goes */
	/* The server's current row + 1, 0: none. */
	_Atomic uint32_t current;
	_Atomic uint32_t count;		/* rows ever used */
	uint32_t	 vacant;	/* no row below is free */
	_Atomic uint32_t erasing;	/* rows to be erased, or more */
	uint32_t	 bucket[PROJECT_BUCKETS];	/* row + 1, by name */
	struct project_row row[BOUND_PROJECTS];
};

/* The master, once, before it forks. */
void	 projects_init(struct projects *p);

/* The row of a name, or -1. */
int	 projects_find(struct projects *p, const char *name);

/*
 * The row of a name, made for `worker` if there was none (*made).  -1 when the
 * directory is full.
 */
int	 projects_add(struct projects *p, const char *name, uint32_t worker,
	    bool *made);

/* Forget a row, if it is still of this generation; its hotlog was closed. */
void	 projects_remove(struct projects *p, uint32_t row, uint32_t generation);

/* The same, and the store shall forget it as well: the row stays without a
 * name until projects_erased. */
void	 projects_erase(struct projects *p, uint32_t row, uint32_t generation);
/* The keeper: the store has forgotten it. */
void	 projects_erased(struct projects *p, uint32_t row);

/* The keeper, before anything is served: a row for a stored project, for
 * `worker`.  -1 when the directory is full. */
int	 projects_restore(struct projects *p, const char *name, uint32_t worker,
	    uint64_t store_id, uint64_t revision);

/* It is the current one no more, if it was; what anybody remembers of it is
 * to be looked up again. */
void	 projects_unselect(struct projects *p, uint32_t row);

/* What anybody remembers of rows is to be looked up again. */
void	 projects_touch(struct projects *p);

/* Give one project to another worker. */
void	 projects_assign(struct projects *p, uint32_t row, uint32_t worker);

/* Make it the server's current one. */
void	 projects_select(struct projects *p, uint32_t row);

/* Give all projects of one worker to another; returns how many. */
uint32_t projects_reassign(struct projects *p, uint32_t from, uint32_t to);

#endif
