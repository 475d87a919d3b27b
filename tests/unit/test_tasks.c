#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "shm/tasks.h"

static struct task_order order = { .created_ms = 1000, .work_ms = 50,
    .kind = "slow", .text = "it" };
static struct task_order found;
static struct task_news news;

static struct task_id
id(uint64_t number)
{
	return (struct task_id){ 1, number };
}

static bool
is_there(struct tasks *t, uint64_t number, uint64_t now_ms)
{
	struct task_id wanted = id(number);

	return tasks_find(t, &wanted, now_ms, &found, &news);
}

Test(tasks, one_is_there_as_it_was_ordered)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = id(5), none = { 0, 0 };

	cr_assert(tasks_add(t, &one, &order));
	cr_assert(is_there(t, 5, 1000));
	cr_assert_str_eq(found.kind, "slow");
	cr_assert_eq(found.work_ms, 50);
	cr_assert_eq(news.cancelled_ms, 0);
	cr_assert_eq(news.answered, 0);
	cr_assert_not(is_there(t, 6, 1000));
	cr_assert_not(tasks_find(t, &none, 1000, &found, &news));
	free(t);
}

Test(tasks, one_is_known_as_long_as_was_said)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = id(5);

	tasks_add(t, &one, &order);
	cr_assert(is_there(t, 5, 1000 + TASK_TTL_MS - 1));
	cr_assert_not(is_there(t, 5, 1000 + TASK_TTL_MS));
	free(t);
}

Test(tasks, full_table_takes_the_next_when_the_first_expires)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_order late = order;
	struct task_id next;
	unsigned i;

	for (i = 1; i <= TASKS; i++) {
		next = id(i);
		cr_assert(tasks_add(t, &next, &order));
	}
	next = id(i);
	late.created_ms = 1000 + TASK_TTL_MS - 1;
	cr_assert_not(tasks_add(t, &next, &late));
	late.created_ms++;
	cr_assert(tasks_add(t, &next, &late));
	cr_assert(is_there(t, i, late.created_ms));
	cr_assert_not(is_there(t, 1, 1000));
	free(t);
}

Test(tasks, first_cancellation_counts)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = id(5), other = id(6);

	tasks_add(t, &one, &order);
	tasks_cancel(t, &one, 1020);
	tasks_cancel(t, &one, 1030);
	tasks_cancel(t, &other, 1010);
	is_there(t, 5, 1040);
	cr_assert_eq(news.cancelled_ms, 1020);
	free(t);
}

Test(tasks, inputs_add_up_and_the_last_new_one_tells_the_time)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = id(5);

	tasks_add(t, &one, &order);
	tasks_answer(t, &one, 1, 1010);
	tasks_answer(t, &one, 2, 1020);
	tasks_answer(t, &one, 3, 1030);
	is_there(t, 5, 1040);
	cr_assert_eq(news.answered, 3);
	cr_assert_eq(news.answered_ms, 1020);
	free(t);
}

/*
 * Those that work
 */

#define WORK	tasks_work(3, 9)

static struct task *
add_working(struct tasks *t, uint64_t origin, uint32_t *row)
{
	struct task_order working = order;
	struct task_id one = id(5);

	working.works = true;
	working.origin = origin;
	cr_assert(tasks_add(t, &one, &working));
	*row = tasks_begin(t, &one, WORK, 1000);
	return tasks_at(t, *row, WORK, 1000);
}

Test(tasks, one_that_works_is_found_by_its_connection_alone)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	uint32_t row;

	cr_assert_not_null(add_working(t, 7, &row));
	cr_assert(is_there(t, 5, 1000));
	cr_assert(found.works);
	cr_assert_eq(news.conn, 4);
	cr_assert_eq(news.generation, 9);
	cr_assert_null(tasks_at(t, row, tasks_work(3, 10), 1000));
	cr_assert_null(tasks_at(t, row, tasks_work(2, 9), 1000));
	cr_assert_null(tasks_at(t, row + 1, WORK, 1000));
	cr_assert_null(tasks_at(t, TASKS, WORK, 1000));
	cr_assert_null(tasks_at(t, row, WORK, 1000 + TASK_TTL_MS));
	free(t);
}

Test(tasks, one_is_known_while_it_works_and_as_long_as_was_said_after)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	uint64_t late = 1000 + TASK_TTL_MS - 1;
	struct task *task;
	uint32_t row;

	task = add_working(t, 7, &row);
	task_keep(task, late);
	cr_assert(is_there(t, 5, late + 1));
	cr_assert_eq(news.done_ms, 0);
	cr_assert_eq(tasks_count_work(t, late + 1), 1);
	task_end(task, late + 1);
	cr_assert(is_there(t, 5, late + TASK_TTL_MS));
	cr_assert_eq(news.done_ms, late + 1);
	cr_assert_not(is_there(t, 5, late + 1 + TASK_TTL_MS));
	cr_assert_eq(tasks_count_work(t, late + 1 + TASK_TTL_MS), 0);
	free(t);
}

Test(tasks, same_origin_is_the_same_task_while_it_is_known)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = { 0, 0 };
	uint32_t row;

	add_working(t, 7, &row);
	cr_assert_not(tasks_find_origin(t, 8, 1000, &one));
	cr_assert(tasks_find_origin(t, 7, 1000, &one));
	cr_assert_eq(one.low, 5);
	cr_assert_not(tasks_find_origin(t, 7, 1000 + TASK_TTL_MS, &one));
	free(t);
}

Test(tasks, one_that_works_tells_whether_it_was_stopped)
{
	struct tasks *t = xcalloc(1, sizeof *t);
	struct task_id one = id(5);
	struct task *task;
	uint32_t row;

	task = add_working(t, 7, &row);
	cr_assert_not(task_is_unwanted(task));
	tasks_cancel(t, &one, 1200);
	cr_assert(task_is_unwanted(task));
	cr_assert(is_there(t, 5, 1300));
	cr_assert_not(news.stopped);
	task_stop(task);
	cr_assert(is_there(t, 5, 1300));
	cr_assert(news.stopped);
	free(t);
}
