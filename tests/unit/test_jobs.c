#include <criterion/criterion.h>
#include <unistd.h>

#include "shm/jobs.h"

#define WORKER	5

static struct jobs shared, *const jobs = &shared;
static struct worker_row workers[BOUND_WORKERS];

static void
setup(void)
{
	atomic_store(&workers[WORKER].pid, (int32_t)getpid());
}

TestSuite(jobs, .init = setup);

static struct job_row *
enter(uint64_t *number)
{
	struct job_facts facts = { .method = 3, .project = 9,
	    .generation = 2 };
	struct job_row *row = jobs_enter(jobs, WORKER, &facts);

	*number = facts.number;
	return row;
}

static uint32_t
running(void)
{
	struct job_facts facts;
	uint32_t cursor = 0, count = 0;

	while (jobs_next(jobs, workers, &cursor, &facts))
		count++;
	return count;
}

Test(jobs, one_that_was_entered_is_seen_until_it_leaves)
{
	struct job_facts facts;
	struct job_row *row;
	uint32_t cursor = 0;
	uint64_t number;

	row = enter(&number);
	atomic_store(&row->percent, 30);
	cr_assert(jobs_next(jobs, workers, &cursor, &facts));
	cr_assert_eq(facts.number, number);
	cr_assert_eq(facts.method, 3);
	cr_assert_eq(facts.project, 9);
	cr_assert_eq(facts.generation, 2);
	cr_assert_eq(facts.percent, 30);
	cr_assert_not(jobs_next(jobs, workers, &cursor, &facts));
	jobs_leave(row);
	cr_assert_eq(running(), 0);
}

Test(jobs, numbers_are_never_given_twice)
{
	uint64_t first, second;

	jobs_leave(enter(&first));
	jobs_leave(enter(&second));
	cr_assert_lt(first, second);
}

Test(jobs, cancelled_it_is_not_settled)
{
	struct job_row *row;
	uint64_t number;

	row = enter(&number);
	cr_assert_not(jobs_cancelled(row));
	cr_assert_eq(jobs_cancel(jobs, workers, number), OK);
	cr_assert(jobs_cancelled(row));
	cr_assert_eq(jobs_cancel(jobs, workers, number), ERR_NO_JOB);
	cr_assert_not(jobs_settle(row));
}

Test(jobs, settled_it_cannot_be_cancelled)
{
	struct job_row *row;
	uint64_t number;

	row = enter(&number);
	cr_assert(jobs_settle(row));
	cr_assert_eq(jobs_cancel(jobs, workers, number), ERR_NO_JOB);
	cr_assert_not(jobs_cancelled(row));
}

static struct job_row *
enter_waiting(uint32_t lane, uint64_t *number)
{
	struct job_row *row = enter(number);

	jobs_wait(row, lane);
	return row;
}

static struct job_facts
facts_of(uint64_t number)
{
	struct job_facts facts = { 0 };
	uint32_t cursor = 0;

	while (jobs_next(jobs, workers, &cursor, &facts))
		if (facts.number == number)
			return facts;
	cr_assert_fail("no job %llu", (unsigned long long)number);
	return facts;
}

Test(jobs, those_that_wait_are_told_their_places_in_their_lane)
{
	uint64_t running, first, other, second;
	struct job_row *row;

	enter(&running);
	row = enter_waiting(0, &first);
	enter_waiting(1, &other);
	enter_waiting(0, &second);
	cr_assert_eq(facts_of(running).place, 0);
	cr_assert_not(facts_of(running).waits);
	cr_assert(facts_of(first).waits);
	cr_assert_eq(facts_of(first).place, 1);
	cr_assert_eq(facts_of(other).place, 1);
	cr_assert_eq(facts_of(second).place, 2);
	cr_assert_eq(facts_of(second).worker, WORKER);
	jobs_leave(row);
	cr_assert_eq(facts_of(second).place, 1);
}

Test(jobs, one_that_waits_is_cancelled_or_has_its_turn_not_both)
{
	struct job_row *row;
	uint64_t number;

	row = enter_waiting(0, &number);
	cr_assert_eq(jobs_cancel(jobs, workers, number), OK);
	cr_assert(jobs_cancelled(row));
	cr_assert_not(jobs_settle(row));
	row = enter_waiting(0, &number);
	cr_assert(jobs_settle(row));
	cr_assert_eq(jobs_cancel(jobs, workers, number), ERR_NO_JOB);
}

Test(jobs, one_that_enters_again_keeps_its_number)
{
	struct job_facts facts = { .method = 3 };
	uint64_t number;

	jobs_leave(enter_waiting(0, &number));
	facts.number = number;
	cr_assert_not_null(jobs_enter(jobs, WORKER, &facts));
	cr_assert_not(facts_of(number).waits);
	facts.number = 0;
	cr_assert_not_null(jobs_enter(jobs, WORKER, &facts));
	cr_assert_gt(facts.number, number);
}

Test(jobs, the_next_in_a_row_is_not_cancelled_for_the_one_before)
{
	uint64_t first, second;

	jobs_leave(enter(&first));
	enter(&second);
	cr_assert_eq(jobs_cancel(jobs, workers, first), ERR_NO_JOB);
	cr_assert_eq(running(), 1);
}

Test(jobs, rows_of_a_dead_worker_are_not_seen_and_are_used_again)
{
	uint64_t number;
	int i;

	for (i = 0; i < JOBS_ROWS; i++)
		enter(&number);
	/* Its successor has another pid. */
	atomic_store(&workers[WORKER].pid, 1);
	cr_assert_eq(running(), 0);
	cr_assert_eq(jobs_cancel(jobs, workers, number), ERR_NO_JOB);
	for (i = 0; i < JOBS_ROWS; i++)
		atomic_store(&jobs->row[WORKER][i].worker, 1);
	atomic_store(&workers[WORKER].pid, (int32_t)getpid());
	cr_assert_not_null(enter(&number));
	cr_assert_eq(running(), 1);
}

Test(jobs, as_many_as_there_are_rows_are_seen_and_one_more_is_not)
{
	uint64_t number;
	int i;

	for (i = 0; i < JOBS_ROWS; i++)
		cr_assert_not_null(enter(&number));
	cr_assert_null(enter(&number));
	cr_assert_eq(running(), JOBS_ROWS);
}
