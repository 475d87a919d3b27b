/*
 * job - heavy work in a forked snapshot
 *
 * A render, an export or an import runs in a short-lived child of the worker.
 * Copy on write gives it the project as it stands, for free; the loop goes on;
 * a crash or a bomb in it costs one error reply.  The child runs the very
 * handler the worker would; what it replies, and the edits it wants made, come
 * back through nameless memory and become real in the worker.
 *
 * config.jobs run at once; more wait for their turn, up to jobs_waiting.
 * Scripts and traced pictures, which may take minutes, wait only for their
 * like: as many of each run beside those.
 */
#ifndef WORKER_JOB_H
#define WORKER_JOB_H

#include "err.h"
#include "worker/answer.h"
#include "worker/conn.h"
#include "worker/method/method.h"

/* Jobs of one lane wait for each other. */
enum job_lane { LANE_SHORT, LANE_SCRIPT, LANE_PATH };

/*
 * Start the call's handler in a child.  WAIT: the reply comes later, by the
 * plan; or the connection waits for its turn and the request will be read
 * again.  ERR_BUSY: too many wait.  ERR_JOB: no process is to be had.
 */
enum err job_start(struct conn *c, struct call *call, const struct plan *plan);

/* The connection is gone: end its job, if it has one. */
void	 job_cancel(struct conn *c);

/* In a copy of the worker: forget them, which are not ours. */
void	 jobs_forget(struct worker *w);

/* The connection is to be read from while its job runs: its client may say
 * that it wants it no more, or go.  No more of that: there is no room. */
bool	 job_listens(const struct conn *c);
void	 job_deafen(struct conn *c);

/* Some job of this worker is about the project of this row. */
bool	 job_works_on(const struct worker *w, uint32_t row);

#endif
