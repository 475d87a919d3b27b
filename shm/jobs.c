/*
 * jobs - the jobs of all workers, for each of them to see
 *
 * Number and stage are one word, so that a job that ends while somebody
 * cancels it is never taken for the next in its row.
 */
#include <stddef.h>
#include <unistd.h>

#include "clock.h"
#include "shm/jobs.h"

enum stage { RUNNING = 1, SETTLED, CANCELLED, WAITING };

#define STAGE_BITS	3
#define STAGE_MASK	((UINT64_C(1) << STAGE_BITS) - 1)

static uint64_t
state_of(uint64_t number, enum stage stage)
{
	return number << STAGE_BITS | stage;
}

/* From one to another; false: it is not in that any more. */
static bool
turn(struct job_row *row, uint64_t number, enum stage from, enum stage to)
{
	uint64_t state = state_of(number, from);

	return atomic_compare_exchange_strong(&row->state, &state,
	    state_of(number, to));
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
	if (facts->number == 0)
		facts->number = atomic_fetch_add(&jobs->last, 1) + 1;
	atomic_store(&row->state, 0);
	atomic_store(&row->worker, (int32_t)getpid());
	atomic_store(&row->percent, 0);
	atomic_store(&row->method, facts->method);
	atomic_store(&row->project, facts->project);
	atomic_store(&row->generation, facts->generation);
	atomic_store(&row->tag, facts->tag);
	atomic_store(&row->since_ms, clock_ms());
	atomic_store(&row->state, state_of(facts->number, RUNNING));
	return row;
}

uint64_t
jobs_number(const struct job_row *row)
{
	return atomic_load(&row->state) >> STAGE_BITS;
}

void
jobs_wait(struct job_row *row, uint32_t lane)
{
	atomic_store(&row->lane, lane);
	turn(row, jobs_number(row), RUNNING, WAITING);
}

bool
jobs_settle(struct job_row *row)
{
	uint64_t number = jobs_number(row);

	return turn(row, number, RUNNING, SETTLED) ||
	    turn(row, number, WAITING, SETTLED);
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

static bool
is_there(uint64_t state)
{
	return (state & STAGE_MASK) == RUNNING ||
	    (state & STAGE_MASK) == WAITING;
}

/* How many of its lane wait in the same worker up to this number. */
static uint32_t
count_places(const struct job_row *rows, const struct job_row *row,
    uint64_t number)
{
	uint32_t lane = atomic_load(&row->lane), count = 0;
	int32_t owner = atomic_load(&row->worker);
	const struct job_row *other;

	for (other = rows; other < rows + JOBS_ROWS; other++)
		count += (atomic_load(&other->state) & STAGE_MASK) == WAITING &&
		    atomic_load(&other->worker) == owner &&
		    atomic_load(&other->lane) == lane &&
		    jobs_number(other) <= number;
	return count;
}

/* What a row says, if it stands still meanwhile and its owner lives. */
static bool
look(const struct job_row *row, const struct worker_row *worker,
    struct job_facts *facts)
{
	uint64_t state = atomic_load(&row->state);
	int32_t pid = atomic_load(&row->worker);

	if (!is_there(state) || pid != atomic_load(&worker->pid))
		return false;
	facts->number = state >> STAGE_BITS;
	facts->waits = (state & STAGE_MASK) == WAITING;
	facts->percent = atomic_load(&row->percent);
	facts->method = atomic_load(&row->method);
	facts->project = atomic_load(&row->project);
	facts->generation = atomic_load(&row->generation);
	facts->tag = atomic_load(&row->tag);
	facts->since_ms = atomic_load(&row->since_ms);
	return atomic_load(&row->state) == state;
}

bool
jobs_next(const struct jobs *jobs, const struct worker_row *workers,
    uint32_t *cursor, struct job_facts *facts)
{
	while (*cursor < BOUND_WORKERS * JOBS_ROWS) {
		uint32_t worker = *cursor / JOBS_ROWS;
		const struct job_row *rows = jobs->row[worker];
		const struct job_row *row = &rows[(*cursor)++ % JOBS_ROWS];

		if (!look(row, &workers[worker], facts))
			continue;
		facts->worker = worker;
		facts->place = facts->waits ?
		    count_places(rows, row, facts->number) : 0;
		return true;
	}
	return false;
}

/* The job that the cursor has just passed.  One that has its turn just now
 * leaves, and enters somewhere else. */
static enum err
cancel(struct jobs *jobs, uint32_t cursor, const struct job_facts *facts)
{
	uint32_t at = cursor - 1;

	return turn(&jobs->row[at / JOBS_ROWS][at % JOBS_ROWS], facts->number,
	    facts->waits ? WAITING : RUNNING, CANCELLED) ? OK : ERR_NO_JOB;
}

enum err
jobs_cancel(struct jobs *jobs, const struct worker_row *workers,
    uint64_t number)
{
	struct job_facts facts;
	uint32_t cursor = 0;

	while (jobs_next(jobs, workers, &cursor, &facts))
		if (facts.number == number)
			return cancel(jobs, cursor, &facts);
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
			return cancel(jobs, cursor, &facts);
	return ERR_NO_JOB;
}
