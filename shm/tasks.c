/*
 * tasks - work that agents are told of later (SEP-2663)
 */
#include <stddef.h>

#include "shm/tasks.h"

/* Take a row that has expired; NULL: all are in use. */
static struct task *
take_row(struct tasks *t, uint64_t now_ms)
{
	struct task *row;
	uint64_t expires;

	for (row = t->row; row < t->row + TASKS; row++) {
		expires = atomic_load(&row->expires_ms);
		if (expires <= now_ms && atomic_compare_exchange_strong(
		    &row->expires_ms, &expires, now_ms + TASK_TTL_MS))
			return row;
	}
	return NULL;
}

bool
tasks_add(struct tasks *t, const struct task_id *id,
    const struct task_order *order)
{
	struct task *row = take_row(t, order->created_ms);

	if (row == NULL)
		return false;
	atomic_store(&row->high, 0);
	row->order = *order;
	row->order.kind[TASK_KIND - 1] = '\0';
	row->order.text[TASK_TEXT - 1] = '\0';
	atomic_store(&row->cancelled_ms, 0);
	atomic_store(&row->answered_ms, 0);
	atomic_store(&row->answered, 0);
	atomic_store(&row->stopped, 0);
	atomic_store(&row->done_ms, 0);
	atomic_store(&row->work, 0);
	atomic_store(&row->origin, order->origin);
	atomic_store(&row->low, id->low);
	/* From here on it is there. */
	atomic_store(&row->high, id->high);
	return true;
}

static bool
is_row(struct task *row, const struct task_id *id)
{
	return atomic_load(&row->high) == id->high &&
	    atomic_load(&row->low) == id->low;
}

static struct task *
find_row(struct tasks *t, const struct task_id *id, uint64_t now_ms)
{
	struct task *row;

	for (row = t->row; row < t->row + TASKS; row++)
		if (id->high != 0 && is_row(row, id) &&
		    atomic_load(&row->expires_ms) > now_ms)
			return row;
	return NULL;
}

bool
tasks_find(struct tasks *t, const struct task_id *id, uint64_t now_ms,
    struct task_order *order, struct task_news *news)
{
	struct task *row = find_row(t, id, now_ms);

	if (row == NULL)
		return false;
	*order = row->order;
	order->kind[TASK_KIND - 1] = '\0';
	order->text[TASK_TEXT - 1] = '\0';
	*news = (struct task_news){ atomic_load(&row->cancelled_ms),
	    atomic_load(&row->answered_ms), atomic_load(&row->answered),
	    (uint32_t)atomic_load(&row->work),
	    (uint32_t)(atomic_load(&row->work) >> 32),
	    atomic_load(&row->stopped) != 0, atomic_load(&row->done_ms),
	    atomic_load(&row->expires_ms) };
	/* It may have expired meanwhile, and the row be another's. */
	return is_row(row, id);
}

bool
tasks_find_origin(struct tasks *t, uint64_t origin, uint64_t now_ms,
    struct task_id *id)
{
	struct task *row;

	for (row = t->row; row < t->row + TASKS; row++) {
		if (atomic_load(&row->high) == 0 ||
		    atomic_load(&row->origin) != origin ||
		    atomic_load(&row->expires_ms) <= now_ms)
			continue;
		id->high = atomic_load(&row->high);
		id->low = atomic_load(&row->low);
		return true;
	}
	return false;
}

uint32_t
tasks_count_work(struct tasks *t, uint64_t now_ms)
{
	struct task *row;
	uint32_t count = 0;

	for (row = t->row; row < t->row + TASKS; row++)
		count += atomic_load(&row->expires_ms) > now_ms &&
		    atomic_load(&row->high) != 0 &&
		    atomic_load(&row->work) != 0;
	return count;
}

uint32_t
tasks_begin(struct tasks *t, const struct task_id *id, uint64_t work,
    uint64_t now_ms)
{
	struct task *row = find_row(t, id, now_ms);

	if (row == NULL)
		return TASKS;
	atomic_store(&row->work, work);
	return (uint32_t)(row - t->row);
}

struct task *
tasks_at(struct tasks *t, uint32_t row, uint64_t work, uint64_t now_ms)
{
	struct task *task = row < TASKS ? &t->row[row] : NULL;

	return task != NULL && atomic_load(&task->high) != 0 &&
	    atomic_load(&task->work) == work &&
	    atomic_load(&task->expires_ms) > now_ms ? task : NULL;
}

void
task_keep(struct task *task, uint64_t now_ms)
{
	atomic_store(&task->expires_ms, now_ms + TASK_TTL_MS);
}

void
task_end(struct task *task, uint64_t now_ms)
{
	task_keep(task, now_ms);
	atomic_store(&task->done_ms, now_ms);
}

void
task_stop(struct task *task)
{
	atomic_store(&task->stopped, 1);
}

bool
task_is_unwanted(const struct task *task)
{
	return atomic_load(&task->cancelled_ms) != 0;
}

void
tasks_cancel(struct tasks *t, const struct task_id *id, uint64_t now_ms)
{
	struct task *row = find_row(t, id, now_ms);
	uint64_t never = 0;

	if (row != NULL)
		atomic_compare_exchange_strong(&row->cancelled_ms, &never,
		    now_ms);
}

void
tasks_answer(struct tasks *t, const struct task_id *id, uint32_t inputs,
    uint64_t now_ms)
{
	struct task *row = find_row(t, id, now_ms);

	if (row == NULL || (inputs & ~atomic_load(&row->answered)) == 0)
		return;
	/* The time first: an input is never there without its time. */
	atomic_store(&row->answered_ms, now_ms);
	atomic_fetch_or(&row->answered, inputs);
}
