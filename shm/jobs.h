/*
 * jobs - the jobs of all workers, for each of them to see
 *
 * Every worker has rows of its own.  It alone writes them, but for two words:
 * the job's child tells how far it is, and any worker may turn a job that
 * waits or runs to cancelled.  The owner turns it from running to settled
 * before anything that the job did becomes real; whichever comes first stands.
 *
 *	          enter            settle            leave
 *	no job ----------> running ------> settled --------> no job
 *	               wait |   | cancel      ^ its turn        ^
 *	                    v   |             |                 |
 *	                  waiting ------------+                 |
 *	                        | cancel                        |
 *	                        +---------> cancelled ----------+
 *
 * One that waits is settled and leaves when its turn has come, and enters again
 * with the number it had.
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

/* A worker: as many as may run in all lanes with the largest setting jobs, and
 * as many waiting ones. */
#define JOBS_ROWS	384

struct job_row {
	/* Number of the job and what became of it; 0: no job. */
	_Atomic uint64_t state;
	_Atomic int32_t	 worker;	/* pid of the owner */
	_Atomic uint32_t percent;	/* done; the child's */
	_Atomic uint32_t method;	/* enum method_id */
	_Atomic uint32_t lane;		/* of one that waits: with its like */
	/* In the directory; generation 0: it is about no project. */
	_Atomic uint32_t project, generation;
	_Atomic uint64_t since_ms;	/* clock_ms: it runs, or waits */
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
	uint64_t	 since_ms;
	uint64_t	 tag;
	bool		 waits;		/* for its turn: */
	uint32_t	 place;		/* 1: it is the next of its lane */
	uint32_t	 worker;	/* row */
};

/* The owner, before it forks: a row for a job, whose number is set if it had
 * none; or NULL: there is none left, and the job cannot be seen. */
struct job_row	*jobs_enter(struct jobs *jobs, uint32_t worker,
		    struct job_facts *facts);
uint64_t	 jobs_number(const struct job_row *row);
/* The owner: it waits for its turn, behind all of its lane that do already. */
void		 jobs_wait(struct job_row *row, uint32_t lane);
/* The owner, when the child has ended: what it did may become real; or when
 * its turn has come.  False: the job was cancelled. */
bool		 jobs_settle(struct job_row *row);
/* The owner, at last. */
void		 jobs_leave(struct job_row *row);
bool		 jobs_cancelled(const struct job_row *row);

/* The next that runs or waits after *cursor (0 at first), or false. */
bool		 jobs_next(const struct jobs *jobs,
		    const struct worker_row *workers, uint32_t *cursor,
		    struct job_facts *facts);

/* Any worker.  ERR_NO_JOB: none of that number is there; nothing is undone
 * that a job has done. */
enum err	 jobs_cancel(struct jobs *jobs,
		    const struct worker_row *workers, uint64_t number);
/* The same of the job that a request's tag names. */
enum err	 jobs_cancel_tagged(struct jobs *jobs,
		    const struct worker_row *workers, uint64_t tag);

#endif
