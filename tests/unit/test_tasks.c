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
