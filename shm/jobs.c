/*
 * jobs - the running jobs of all workers, for each of them to see
 *
 * Number and stage are one word, so that a job that ends while somebody
 * cancels it is never taken for the next in its row.
 */
#include <stddef.h>
#include <unistd.h>

#include "clock.h"
#include "shm/jobs.h"

enum stage { RUNNING = 1, SETTLED, CANCELLED };

#define STAGE_BITS	2
#define STAGE_MASK	((UINT64_C(1) << STAGE_BITS) - 1)

static uint64_t
state_of(uint64_t number, enum stage stage)
{
	return number << STAGE_BITS | stage;
}

/* From running to another; false: it does not run any more. */
static bool
turn(struct job_row *row, uint64_t state, enum stage stage)
{
	uint64_t running = state_of(state >> STAGE_BITS, RUNNING);

	return atomic_compare_exchange_strong(&row->state, &running,
	    state_of(state >> STAGE_BITS, stage));
}

static struct job_row *
find_vacant(struct jobs *jobs, uint32_t worker)
{
	struct job_row *row = jobs->row[worker];
	int32_t me = (int32_t)getpid();
	int i;

	for (i = 0; i < JOBS_ROWS; i++)
		if (atomic_load(&row[i].state) == 0 ||
		    atomic_load(&row[i].worker) != me)
			return &row[i];
	return NULL;
}

struct job_row *
jobs_enter(struct jobs *jobs, uint32_t worker, struct job_facts *facts)
{
	struct job_row *row = find_vacant(jobs, worker);

	if (row == NULL)
		return NULL;
	facts->number = atomic_fetch_add(&jobs->last, 1) + 1;
	atomic_store(&row->state, 0);
	atomic_store(&row->worker, (int32_t)getpid());
	atomic_store(&row->percent, 0);
	atomic_store(&row->method, facts->method);
	atomic_store(&row->project, facts->project);
	atomic_store(&row->generation, facts->generation);
	atomic_store(&row->tag, facts->tag);
	atomic_store(&row->started_ms, clock_ms());
	atomic_store(&row->state, state_of(facts->number, RUNNING));
	return row;
}

bool
jobs_settle(struct job_row *row)
{
	return turn(row, atomic_load(&row->state), SETTLED);
}

void
jobs_leave(struct job_row *row)
{
	atomic_store(&row->state, 0);
}

bool
jobs_cancelled(const struct job_row *row)
{
	return (atomic_load(&row->state) & STAGE_MASK) == CANCELLED;
}

/* What a row says, if it stands still meanwhile and its owner lives. */
static bool
look(const struct job_row *row, const struct worker_row *worker,
    struct job_facts *facts)
{
	uint64_t state = atomic_load(&row->state);
	int32_t pid = atomic_load(&row->worker);

	if ((state & STAGE_MASK) != RUNNING || pid != atomic_load(&worker->pid))
		return false;
	facts->number = state >> STAGE_BITS;
	facts->percent = atomic_load(&row->percent);
	facts->method = atomic_load(&row->method);
	facts->project = atomic_load(&row->project);
	facts->generation = atomic_load(&row->generation);
	facts->tag = atomic_load(&row->tag);
	facts->started_ms = atomic_load(&row->started_ms);
	return atomic_load(&row->state) == state;
}

bool
jobs_next(const struct jobs *jobs, const struct worker_row *workers,
    uint32_t *cursor, struct job_facts *facts)
{
	while (*cursor < BOUND_WORKERS * JOBS_ROWS) {
		uint32_t worker = *cursor / JOBS_ROWS;
		uint32_t row = (*cursor)++ % JOBS_ROWS;

		if (look(&jobs->row[worker][row], &workers[worker], facts))
			return true;
	}
	return false;
}

/* The job that the cursor has just passed. */
static enum err
cancel(struct jobs *jobs, uint32_t cursor, uint64_t number)
{
	uint32_t at = cursor - 1;

	return turn(&jobs->row[at / JOBS_ROWS][at % JOBS_ROWS],
	    state_of(number, RUNNING), CANCELLED) ? OK : ERR_NO_JOB;
}

enum err
jobs_cancel(struct jobs *jobs, const struct worker_row *workers,
    uint64_t number)
{
	struct job_facts facts;
	uint32_t cursor = 0;

	while (jobs_next(jobs, workers, &cursor, &facts))
		if (facts.number == number)
			return cancel(jobs, cursor, number);
	return ERR_NO_JOB;
}

enum err
jobs_cancel_tagged(struct jobs *jobs, const struct worker_row *workers,
    uint64_t tag)
{
	struct job_facts facts;
	uint32_t cursor = 0;

	while (jobs_next(jobs, workers, &cursor, &facts))
		if (facts.tag == tag && tag != 0)
			return cancel(jobs, cursor, facts.number);
	return ERR_NO_JOB;
}
