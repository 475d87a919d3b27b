/*
 * projects - the directory: which projects are open, and where
 *
 * The mutex is robust: whoever finds its last holder dead goes on, since each
 * change is complete with one store to `used`, made last when a row is filled
 * and first when it is emptied.
 */
#include <errno.h>
#include <string.h>

#include "shm/projects.h"
#include "text.h"

static void
lock(struct projects *p)
{
	if (pthread_mutex_lock(&p->lock) == EOWNERDEAD)
		pthread_mutex_consistent(&p->lock);
}

static void
unlock_changed(struct projects *p, bool changed)
{
	if (changed)
		atomic_fetch_add_explicit(&p->epoch, 1, memory_order_release);
	pthread_mutex_unlock(&p->lock);
}

void
projects_init(struct projects *p)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&p->lock, &attr);
	pthread_mutexattr_destroy(&attr);
	atomic_store(&p->epoch, 1);
}

/* The row of a name; with the lock held.  *vacant: the lowest unused row. */
static int
search(const struct projects *p, const char *name, int *vacant)
{
	uint32_t row, count = atomic_load(&p->count);

	*vacant = count < BOUND_PROJECTS ? (int)count : -1;
	for (row = count; row-- > 0; ) {
		if (!p->row[row].used)
			*vacant = (int)row;
		else if (strcmp(p->row[row].name, name) == 0)
			return (int)row;
	}
	return -1;
}

int
projects_find(struct projects *p, const char *name)
{
	int row, vacant;

	lock(p);
	row = search(p, name, &vacant);
	unlock_changed(p, false);
	return row;
}

int
projects_add(struct projects *p, const char *name, uint32_t worker, bool *made)
{
	struct project_row *new;
	int row, vacant;

	*made = false;
	lock(p);
	if ((row = search(p, name, &vacant)) < 0 && (row = vacant) >= 0) {
		new = &p->row[row];
		new->generation++;
		new->worker = worker;
		atomic_store(&new->revision, 0);
		new->closing.conn = 0;
		new->log_ring = 0;
		new->log_head = 0;
		atomic_store(&new->log_tail, 0);
		text_copy(new->name, sizeof new->name, name);
		new->used = 1;
		if ((uint32_t)row >= atomic_load(&p->count))
			atomic_store(&p->count, (uint32_t)row + 1);
		*made = true;
	}
	unlock_changed(p, *made);
	return row;
}

static void
empty(struct projects *p, uint32_t row)
{
	p->row[row].used = 0;
	if (atomic_load(&p->current) == row + 1)
		atomic_store(&p->current, 0);
}

void
projects_remove(struct projects *p, uint32_t row, uint32_t generation)
{
	bool mine;

	lock(p);
	mine = p->row[row].used && p->row[row].generation == generation;
	if (mine)
		empty(p, row);
	unlock_changed(p, mine);
}

void
projects_select(struct projects *p, uint32_t row)
{
	lock(p);
	atomic_store(&p->current, row + 1);
	unlock_changed(p, true);
}

uint32_t
projects_reassign(struct projects *p, uint32_t from, uint32_t to)
{
	uint32_t row, moved = 0;

	lock(p);
	for (row = 0; row < atomic_load(&p->count); row++)
		if (p->row[row].used && p->row[row].worker == from) {
			p->row[row].worker = to;
			moved++;
		}
	unlock_changed(p, moved > 0);
	return moved;
}
