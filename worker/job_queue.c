/*
 * job_queue - jobs that wait for their turn
 *
 * One queue a worker, in which each lane has its own turns.  Every worker sees
 * who waits, by the same rows as those that run, and may end it there.
 */
#include "shm/jobs.h"
#include "worker/holding.h"
#include "worker/job_in.h"
#include "worker/lap.h"
#include "worker/method/call.h"

enum job_lane
job_queue_lane(const struct call *call)
{
	if (call->method == &methods[METHOD_execute_script])
		return LANE_SCRIPT;
	return call_is_traced(call) ? LANE_PATH : LANE_SHORT;
}

bool
job_queue_has_room(const struct worker *w, enum job_lane lane)
{
	const struct job *job;
	int64_t count = 0;

	for (job = w->jobs; job != NULL; job = job->next)
		count += job->lane == lane;
	return count < w->config->jobs;
}

enum err
job_queue_push(struct job *job, struct call *call)
{
	struct worker *w = job->worker;

	if (atomic_load(&w->row->jobs_waiting) >=
	    (uint32_t)w->config->jobs_waiting) {
		worker_count(w, COUNT_jobs_refused, 1);
		return fail(call, ERR_BUSY, "%lld jobs wait already; try again",
		    (long long)w->config->jobs_waiting);
	}
	atomic_fetch_add(&w->row->jobs_waiting, 1);
	lap_waits(job->conn);
	if (job->seen != NULL)
		jobs_wait(job->seen, job->lane);
	job->next = NULL;
	*w->queue_end = job;
	w->queue_end = &job->next;
	job->conn->job = job;
	job->conn->wait = CONN_WAITS_TURN;
	return OK;
}

void
job_queue_leave(struct job *job)
{
	struct worker *w = job->worker;
	struct job **link = &w->queue;

	while (*link != job)
		link = &(*link)->next;
	*link = job->next;
	if (job->next == NULL)
		w->queue_end = link;
	job->next = NULL;
	atomic_fetch_sub(&w->row->jobs_waiting, 1);
}

/* The first that waits and may now run, or NULL. */
static struct job *
find_first(const struct worker *w)
{
	struct job *job = w->queue;

	while (job != NULL && !job_queue_has_room(w, job->lane))
		job = job->next;
	return job;
}

/* Its request is read again, and keeps its number. */
static void
take_turn(struct job *job)
{
	struct conn *c = job->conn;

	job_queue_leave(job);
	if (job->seen != NULL && !jobs_settle(job->seen)) {
		job_answer_cancelled(job);
		return;
	}
	(void)job_turn(job);
	c->job = NULL;
	job_free(job);
	conn_resume(c);
}

/* Until one has taken it: a project that is gone by now needs no job. */
void
job_queue_advance(struct worker *w)
{
	struct job *job;

	job_queue_look(w);
	while ((job = find_first(w)) != NULL)
		take_turn(job);
}

static struct job *
find_cancelled(const struct worker *w)
{
	struct job *job = w->queue;

	while (job != NULL && !job_is_cancelled(job))
		job = job->next;
	return job;
}

void
job_queue_look(struct worker *w)
{
	struct job *job;

	while ((job = find_cancelled(w)) != NULL) {
		job_queue_leave(job);
		job_answer_cancelled(job);
	}
}
