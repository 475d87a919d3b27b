/*
 * cell_log · append to a hotlog for ever; change rings for ever
 *
 * After the kill every record that is published reads back whole, the next
 * revision each, up to the last that its owner knew to be published; and a
 * ring that was changed has every byte, and is still held.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "log.h"
#include "mem.h"
#include "shm/hotlog.h"
#include "tests/micro/cell.h"

#define EDITS		32768	/* bytes of a record's edits, at most */
#define LOG_ROOM	(4u << 20)
#define TRIM		(2u << 20)
#define FIRST		16000	/* bytes in a ring before it grows */

struct shared {
	struct project_row row;
	_Atomic uint64_t published;	/* revision */
	uint32_t	 ring;
	uint64_t	 head, tail;
	_Atomic uint32_t holder[1];
};

struct pool {
	struct shared	*shared;
	const struct cell *cell;
	struct rings	 rings;
	size_t		 size;
	char		 edits[EDITS];
};

static void
open_pool(struct pool *p, const struct cell *cell)
{
	int fd = memfd_create("rings", MFD_CLOEXEC);

	if (fd == -1 || ftruncate(fd, (off_t)rings_bytes()) == -1)
		fatal("no memory for rings");
	p->cell = cell;
	p->size = sizeof *p->shared + (rings_total() + 1) *
	    sizeof *p->shared->holder;
	p->shared = cell_share(p->size);
	rings_open(&p->rings, fd, 0, p->shared->holder, 0);
}

static void
close_pool(struct pool *p)
{
	close(p->rings.fd);
	rings_close(&p->rings);
	munmap(p->shared, p->size);
}

static size_t
edits_of(uint64_t revision)
{
	return 1 + revision * 977 % EDITS;
}

/* What must not be done: published first, written then. */
static void
append_early(struct pool *p, const struct hot_commit *commit, size_t len)
{
	struct project_row *row = &p->shared->row, ahead = *row;
	uint64_t end = atomic_load(&row->log_tail);

	atomic_store(&row->log_tail, end + hotlog_bytes(len));
	hotlog_append(&ahead, &p->rings, commit, p->edits, len);
}

static void
append_for_ever(void *arg)
{
	struct pool *p = arg;
	struct project_row *row = &p->shared->row;
	struct hot_commit commit = { 0 };
	size_t len;

	for (commit.revision = 1;; commit.revision++) {
		len = edits_of(commit.revision);
		memset(p->edits, (int)commit.revision, len);
		if (hotlog_size(row) > TRIM)
			hotlog_trim(row, atomic_load(&row->log_tail));
		if (p->cell->naive)
			append_early(p, &commit, len);
		else
			hotlog_append(row, &p->rings, &commit, p->edits, len);
		atomic_store(&p->shared->published, commit.revision);
	}
}

static bool
is_whole(const struct hot_record *record)
{
	size_t len = edits_of(record->commit.revision), i;

	for (i = 0; i < record->len; i++)
		if (record->edits[i] != (char)record->commit.revision)
			return false;
	return record->len == len;
}

static bool
reads_back(struct pool *p)
{
	struct project_row *row = &p->shared->row;
	uint64_t pos = row->log_head, revision = 0;
	struct hot_record record;
	enum err err;

	while ((err = hotlog_read(row, &p->rings, pos, &record)) == OK) {
		if (!is_whole(&record) || (revision != 0 &&
		    record.commit.revision != revision + 1))
			return false;
		revision = record.commit.revision;
		pos = record.next;
	}
	/* A log that was just trimmed has nothing to tell. */
	return err == ERR_EMPTY && (revision == 0 ||
	    revision >= atomic_load(&p->shared->published));
}

struct outcome
cell_hotlog(const struct cell *cell, uint64_t *seed)
{
	static struct pool p;
	struct outcome outcome = { 0 };

	open_pool(&p, cell);
	if (hotlog_reserve(&p.shared->row, &p.rings, LOG_ROOM) != OK)
		fatal("no ring for the log");
	cell_kill(cell_fork(append_for_ever, &p), seed, NULL, NULL);
	outcome.wrong = !reads_back(&p);
	close_pool(&p);
	return outcome;
}

/* What must not be done: the id first, the bytes then. */
static void
grow_early(struct pool *p, uint32_t old)
{
	struct shared *m = p->shared;
	size_t len = m->tail - m->head;

	m->ring = rings_take(&p->rings, 2 * FIRST);
	memcpy(rings_at(&p->rings, m->ring, m->head),
	    rings_at(&p->rings, old, m->head), len);
	rings_give(&p->rings, old);
}

static void
grow_for_ever(void *arg)
{
	struct pool *p = arg;
	struct shared *m = p->shared;
	uint32_t old;

	for (;;) {
		if (p->cell->naive)
			grow_early(p, m->ring);
		else
			rings_ensure(&p->rings, &m->ring, m->head, m->tail,
			    2 * FIRST);
		/* And back into a small one, by the same order. */
		old = m->ring;
		m->tail = m->head;
		m->ring = 0;
		rings_give(&p->rings, old);
		m->head += 977;
		if (rings_ensure(&p->rings, &m->ring, m->head, m->head,
		    FIRST) != OK)
			continue;
		cell_fill(rings_at(&p->rings, m->ring, m->head), m->head,
		    FIRST);
		atomic_signal_fence(memory_order_seq_cst);
		m->tail = m->head + FIRST;
		atomic_signal_fence(memory_order_seq_cst);
	}
}

/* As the master frees what nothing refers to. */
static bool
frees_the_rest(struct pool *p)
{
	struct shared *m = p->shared;
	uint8_t *kept = xcalloc(rings_total() / 8 + 1, 1);
	uint32_t used = 0;
	unsigned class;

	kept[m->ring / 8] |= (uint8_t)(1u << m->ring % 8);
	rings_reclaim(&p->rings, 0, kept);
	for (class = 0; class < RINGS_CLASSES; class++)
		used += rings_in_use(&p->rings, class);
	free(kept);
	return used == (m->ring != 0);
}

struct outcome
cell_growth(const struct cell *cell, uint64_t *seed)
{
	static struct pool p;
	struct outcome outcome = { 0 };
	struct shared *m;

	open_pool(&p, cell);
	m = p.shared;
	if (rings_ensure(&p.rings, &m->ring, 0, 0, FIRST) != OK)
		fatal("no ring");
	cell_fill(rings_at(&p.rings, m->ring, 0), 0, FIRST);
	m->tail = FIRST;
	cell_kill(cell_fork(grow_for_ever, &p), seed, NULL, NULL);
	if (m->tail > m->head)
		outcome.wrong = !rings_valid(m->ring) ||
		    !cell_is_right(rings_at(&p.rings, m->ring, m->head),
		    m->head, m->tail - m->head);
	outcome.wrong |= !frees_the_rest(&p);
	close_pool(&p);
	return outcome;
}
