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
	    atomic_load(&row->answered_ms), atomic_load(&row->answered) };
	/* It may have expired meanwhile, and the row be another's. */
	return is_row(row, id);
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
