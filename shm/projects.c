/*
 * projects - the directory: which projects there are, and where
 *
 * The mutex is robust: whoever finds its last holder dead goes on, since each
 * change is complete with one store to `used`, made last when a row is filled
 * and first when it is emptied; the chains of names are made anew then.
 */
#include <errno.h>
#include <string.h>

#include "shm/projects.h"
#include "text.h"

static uint32_t *
bucket_of(struct projects *p, const char *name)
{
	uint32_t hash = 0x811c9dc5u;	/* FNV-1a */

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 0x01000193u;
	return &p->bucket[hash % PROJECT_BUCKETS];
}

static void
link_name(struct projects *p, uint32_t row)
{
	uint32_t *bucket = bucket_of(p, p->row[row].name);

	p->row[row].next = *bucket;
	*bucket = row + 1;
}

static void
unlink_name(struct projects *p, uint32_t row)
{
	uint32_t *link = bucket_of(p, p->row[row].name);

	while (*link != 0 && *link != row + 1)
		link = &p->row[*link - 1].next;
	if (*link != 0)
		*link = p->row[row].next;
}

/* Somebody died with the lock held, perhaps in the middle of a chain. */
static void
mend(struct projects *p)
{
	uint32_t row;

	memset(p->bucket, 0, sizeof p->bucket);
	for (row = 0; row < atomic_load(&p->count); row++)
		if (p->row[row].used)
			link_name(p, row);
	p->vacant = 0;
	pthread_mutex_consistent(&p->lock);
}

static void
lock(struct projects *p)
{
	if (pthread_mutex_lock(&p->lock) == EOWNERDEAD)
		mend(p);
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

/* The row of a name; with the lock held. */
static int
search(struct projects *p, const char *name)
{
	uint32_t at;

	for (at = *bucket_of(p, name); at != 0; at = p->row[at - 1].next)
		if (strcmp(p->row[at - 1].name, name) == 0)
			return (int)at - 1;
	return -1;
}

/* The lowest free row; with the lock held. */
static int
vacant(struct projects *p)
{
	uint32_t row, count = atomic_load(&p->count);

	for (row = p->vacant; row < count; row++)
		if (!p->row[row].used && !atomic_load(&p->row[row].erase))
			break;
	p->vacant = row;
	return row < BOUND_PROJECTS ? (int)row : -1;
}

int
projects_find(struct projects *p, const char *name)
{
	int row;

	lock(p);
	row = search(p, name);
	unlock_changed(p, false);
	return row;
}

/* Fill a free row; with the lock held. */
static struct project_row *
fill(struct projects *p, uint32_t row, const char *name, uint32_t worker)
{
	struct project_row *new = &p->row[row];
	uint32_t generation = new->generation + 1;

	/* A row that is not used is looked at by nobody. */
	memset(new, 0, sizeof *new);
	new->generation = generation;
	new->worker = worker;
	text_copy(new->name, sizeof new->name, name);
	if (row >= atomic_load(&p->count))
		atomic_store(&p->count, row + 1);
	return new;
}

/* What was filled becomes real. */
static void
announce(struct projects *p, uint32_t row)
{
	atomic_signal_fence(memory_order_seq_cst);
	p->row[row].used = 1;
	link_name(p, row);
	atomic_fetch_add(&p->names, 1);
}

int
projects_add(struct projects *p, const char *name, uint32_t worker, bool *made)
{
	int row;

	*made = false;
	lock(p);
	if ((row = search(p, name)) < 0 && (row = vacant(p)) >= 0) {
		fill(p, (uint32_t)row, name, worker);
		announce(p, (uint32_t)row);
		*made = true;
	}
	unlock_changed(p, *made);
	return row;
}

int
projects_restore(struct projects *p, const char *name, uint32_t worker,
    uint64_t store_id, uint64_t revision)
{
	struct project_row *new;
	int row;

	lock(p);
	if ((row = vacant(p)) >= 0) {
		new = fill(p, (uint32_t)row, name, worker);
		atomic_store(&new->stored, 1);
		atomic_store(&new->store_id, store_id);
		atomic_store(&new->stored_revision, revision);
		atomic_store(&new->revision, revision);
		announce(p, (uint32_t)row);
	}
	unlock_changed(p, row >= 0);
	return row;
}

/* With the lock held. */
static void
empty(struct projects *p, uint32_t row)
{
	p->row[row].used = 0;
	unlink_name(p, row);
	atomic_fetch_add(&p->names, 1);
	if (row < p->vacant)
		p->vacant = row;
	if (atomic_load(&p->current) == row + 1)
		atomic_store(&p->current, 0);
}

static void
take_out(struct projects *p, uint32_t row, uint32_t generation, uint32_t erase)
{
	bool mine;

	lock(p);
	mine = p->row[row].used && p->row[row].generation == generation;
	if (mine) {
		/* First: whoever dies here leaves one look too many. */
		atomic_fetch_add(&p->erasing, erase);
		atomic_store(&p->row[row].erase, erase);
		empty(p, row);
	}
	unlock_changed(p, mine);
}

void
projects_remove(struct projects *p, uint32_t row, uint32_t generation)
{
	take_out(p, row, generation, 0);
}

void
projects_erase(struct projects *p, uint32_t row, uint32_t generation)
{
	take_out(p, row, generation, 1);
}

void
projects_erased(struct projects *p, uint32_t row)
{
	lock(p);
	if (atomic_exchange(&p->row[row].erase, 0))
		atomic_fetch_sub(&p->erasing, 1);
	if (row < p->vacant)
		p->vacant = row;
	unlock_changed(p, false);
}

void
projects_assign(struct projects *p, uint32_t row, uint32_t worker)
{
	lock(p);
	p->row[row].worker = worker;
	unlock_changed(p, true);
}

void
projects_select(struct projects *p, uint32_t row)
{
	lock(p);
	atomic_store(&p->current, row + 1);
	unlock_changed(p, true);
}

void
projects_touch(struct projects *p)
{
	lock(p);
	unlock_changed(p, true);
}

void
projects_unselect(struct projects *p, uint32_t row)
{
	lock(p);
	if (atomic_load(&p->current) == row + 1)
		atomic_store(&p->current, 0);
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
