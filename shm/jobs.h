/*
 * jobs - the running jobs of all workers, for each of them to see
 *
 * Every worker has rows of its own.  It alone writes them, but for two words:
 * the job's child tells how far it is, and any worker may turn a job from
 * running to cancelled.  The owner turns it from running to settled before
 * anything that the job did becomes real; whichever comes first stands.
 *
 *	          enter            settle            leave
 *	no job ----------> running ------> settled --------> no job
 *	                      | cancel                          ^
 *	                      +---------> cancelled ------------+
 *
 * A row counts only while the process that wrote it is the worker: a death
 * leaves nothing to clean.
 */
#ifndef SHM_JOBS_H
#define SHM_JOBS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"
#include "shm/workers.h"

#define JOBS_ROWS	128	/* a worker: twice the largest setting jobs */

struct job_row {
	/* Number of the job and what became of it; 0: no job. */
	_Atomic uint64_t state;
	_Atomic int32_t	 worker;	/* pid of the owner */
	_Atomic uint32_t percent;	/* done; the child's */
	_Atomic uint32_t method;	/* enum method_id */
	/* In the directory; generation 0: it is about no project. */
	_Atomic uint32_t project, generation;
	_Atomic uint64_t started_ms;	/* clock_ms */
	_Atomic uint64_t tag;		/* of the request; 0: none */
};

/* What is shared. */
struct jobs {
	_Atomic uint64_t last;		/* number given */
	struct job_row	 row[BOUND_WORKERS][JOBS_ROWS];
};

/* What there is to know of a job. */
struct job_facts {
	uint64_t	 number;	/* from 1; of no other job, ever */
	uint32_t	 method;
	uint32_t	 project, generation;
	uint32_t	 percent;
	uint64_t	 started_ms;
	uint64_t	 tag;
};

/* The owner, before it forks: a row for a new job, whose number is set; or
 * NULL: there is none left, and the job cannot be seen. */
struct job_row	*jobs_enter(struct jobs *jobs, uint32_t worker,
		    struct job_facts *facts);
/* The owner, when the child has ended: what it did may become real.  False:
 * the job was cancelled. */
bool		 jobs_settle(struct job_row *row);
/* The owner, at last. */
void		 jobs_leave(struct job_row *row);
bool		 jobs_cancelled(const struct job_row *row);

/* The next that runs after *cursor (0 at first), or false. */
bool		 jobs_next(const struct jobs *jobs,
		    const struct worker_row *workers, uint32_t *cursor,
		    struct job_facts *facts);

/* Any worker.  ERR_NO_JOB: none of that number runs; nothing is undone that
 * a job has done. */
enum err	 jobs_cancel(struct jobs *jobs,
		    const struct worker_row *workers, uint64_t number);
/* The same of the job that a request's tag names. */
enum err	 jobs_cancel_tagged(struct jobs *jobs,
		    const struct worker_row *workers, uint64_t tag);

#endif
