/*
 * projects - the directory: which projects are open, and where
 *
 * A project lives in exactly one worker.  The directory maps its name to that
 * worker, so that a connection can be sent to the data.  It is changed rarely,
 * under a robust mutex, and read at each request through its epoch: while the
 * epoch stands, what a worker remembers of it is true.
 */
#ifndef SHM_PROJECTS_H
#define SHM_PROJECTS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"

/*
 * The request that is closing a project.  The commit of its reply closes it,
 * so that a death before leaves the project and a death after does not: what
 * the worker did not do then, the master does.
 */
struct closing {
	uint32_t	 conn;		/* index + 1; 0: none */
	uint32_t	 generation;	/* of the connection */
	uint64_t	 offset;	/* it gets to, once it is committed */
};

struct project_row {
	uint32_t	 used;
	uint32_t	 generation;	/* of this use of the row */
	_Atomic uint32_t worker;	/* row of the owner */
	uint32_t	 log_ring;	/* the hotlog; ring id, 0: none */
	uint64_t	 log_head;	/* replay begins here */
	_Atomic uint64_t log_tail;	/* committed up to here */
	_Atomic uint64_t revision;	/* the owner's, for others to see */
	struct closing	 closing;
	char		 name[BOUND_NAME + 1];
};

/* What is shared. */
struct projects {
	pthread_mutex_t	 lock;		/* robust, process-shared */
	_Atomic uint32_t epoch;		/* changes with every change */
	/* The server's current row + 1, 0: none. */
	_Atomic uint32_t current;
	_Atomic uint32_t count;		/* rows ever used */
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

/* Make it the server's current one. */
void	 projects_select(struct projects *p, uint32_t row);

/* Give all projects of one worker to another; returns how many. */
uint32_t projects_reassign(struct projects *p, uint32_t from, uint32_t to);

#endif
