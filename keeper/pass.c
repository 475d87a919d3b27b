/*
 * pass · from the hotlogs to the disk
 *
 * What a pass has read becomes true only with its COMMIT; until then it is a
 * list of promises.  They are published after it, the position in the log
 * last, since that is what lets a worker forget.  A death between COMMIT and
 * that leaves records which the journal has already: their revisions tell.
 */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "keeper/keeper.h"
#include "killpoint.h"
#include "log.h"
#include "shm/hotlog.h"
#include "store/handover.h"

static struct project_row *
row_of(struct keeper *k, uint32_t row)
{
	return &k->segment->projects->row[row];
}

void
keeper_mark_all(struct keeper *k)
{
	struct projects *p = k->segment->projects;
	uint32_t row;

	for (row = 0; row < atomic_load(&p->count); row++)
		if (p->row[row].used || atomic_load(&p->row[row].erase))
			keeping_mark(k->keeping, row);
}

/* Write the row that was filled, edits behind `first` up to pr->revision. */
static enum err
flush_row(struct keeper *k, const struct promise *pr, uint64_t first)
{
	struct journal_row row = { pr->id, first, pr->revision, k->row.bytes,
	    k->row.len };
	enum err err;

	if (k->row.len == 0)
		return OK;
	k->bytes += k->row.len;
	err = k->row.failed ? ERR_FULL : journal_append(&k->journal, &row);
	buf_reset(&k->row);
	return err;
}

/*
 * Copy the record at pr->log_pos.  The log may change its ring meanwhile: a
 * copy counts only if the ring was the log's before and after.
 */
static enum err
copy_record(struct keeper *k, const struct project_row *p, struct promise *pr)
{
	struct handover_record head = { 0 };
	struct hot_record record;
	uint32_t ring = p->log_ring;
	size_t before = k->row.len;
	enum err err = hotlog_read(p, &k->rings, pr->log_pos, &record);

	if (err != OK)
		return err;
	/* One at the same revision notes what was answered, or was stored
	 * before; then whoever reads it again takes no harm. */
	if (record.commit.revision >= pr->revision) {
		head.revision = record.commit.revision;
		head.len = (uint32_t)record.len;
		buf_add(&k->row, &head, sizeof head);
		buf_add(&k->row, record.edits, record.len);
	}
	atomic_thread_fence(memory_order_seq_cst);
	if (p->log_ring != ring) {
		k->row.len = before;
		return ERR_CORRUPT;
	}
	if (head.revision != 0) {
		pr->revision = head.revision;
		k->edits++;
	}
	pr->log_pos = record.next;
	return OK;
}

/* Everything that its log has and the journal has not. */
static enum err
store_log(struct keeper *k, struct promise *pr)
{
	const struct project_row *p = row_of(k, pr->row);
	uint64_t first = pr->revision;
	enum err err, stored;

	do {
		err = copy_record(k, p, pr);
		if (err == OK && k->row.len < KEEPER_ROW)
			continue;
		if ((stored = flush_row(k, pr, first)) != OK)
			return stored;
		first = pr->revision;
	} while (err == OK);
	if (err != ERR_EMPTY)
		log_debug("project '%s': its log is looked at again", p->name);
	return OK;
}

/* Its number in the journal, made if it has none yet. */
static enum err
identify(struct keeper *k, struct promise *pr)
{
	const struct project_row *p = row_of(k, pr->row);
	struct journal_project known;
	enum err err;

	if (pr->id != 0)
		return OK;
	/* The keeper before may have died between COMMIT and its promise. */
	if ((err = journal_find(&k->journal, p->name, &known)) != OK)
		return err;
	pr->id = known.id;
	pr->revision = known.revision;
	return known.id != 0 ? OK : journal_add(&k->journal, p->name, &pr->id);
}

/* A file that a worker has written: is it really there? */
static enum err
note_file(struct keeper *k, struct promise *pr)
{
	uint64_t filed = atomic_load(&row_of(k, pr->row)->filed);
	int fd;

	if (filed <= k->filed[pr->row] || filed > pr->revision || pr->id == 0)
		return OK;
	k->filed[pr->row] = filed;
	if ((fd = folder_get(&k->folder, pr->id, filed)) == -1) {
		log_warn("the file of project '%s' at revision %" PRIu64
		    " is not there", row_of(k, pr->row)->name, filed);
		return OK;
	}
	close(fd);
	return journal_filed(&k->journal, pr->id, filed, &pr->old[0]);
}

static enum err
erase(struct keeper *k, struct promise *pr)
{
	const struct project_row *p = row_of(k, pr->row);
	struct journal_project known;
	enum err err;

	pr->erased = true;
	if ((err = journal_find(&k->journal, p->name, &known)) != OK)
		return err;
	/* A number of its own keeps a later project of this name apart. */
	if (known.id == 0 || (pr->id != 0 && pr->id != known.id))
		return OK;
	pr->id = known.id;
	pr->old[0] = known.filed;
	pr->old[1] = known.filed_before;
	pr->old[2] = atomic_load(&p->filed);
	return journal_remove(&k->journal, pr->id);
}

static enum err
keep_row(struct keeper *k, uint32_t row)
{
	struct project_row *p = row_of(k, row);
	struct promise *pr = &k->promises[k->promised++];
	enum err err;

	*pr = (struct promise){ .row = row, .id = atomic_load(&p->store_id),
	    .revision = atomic_load(&p->stored_revision),
	    .log_pos = atomic_load(&p->log_stored) };
	if (atomic_load(&p->erase))
		return erase(k, pr);
	if (!p->used || atomic_load(&p->log_tail) == pr->log_pos) {
		if (p->used)
			return note_file(k, pr);
		k->promised--;
		return OK;
	}
	if ((err = identify(k, pr)) != OK || (err = store_log(k, pr)) != OK)
		return err;
	return note_file(k, pr);
}

static void
remove_files(struct keeper *k, const struct promise *pr)
{
	int i;

	for (i = 0; i < 3; i++)
		if (pr->old[i] != 0)
			folder_remove(&k->folder, pr->id, pr->old[i]);
}

static void
publish(struct keeper *k, const struct promise *pr)
{
	struct project_row *p = row_of(k, pr->row);

	remove_files(k, pr);
	if (pr->erased) {
		k->filed[pr->row] = 0;
		projects_erased(k->segment->projects, pr->row);
		return;
	}
	atomic_store(&p->store_id, pr->id);
	atomic_store(&p->stored_revision, pr->revision);
	atomic_store(&p->log_stored, pr->log_pos);
	if (atomic_load(&p->wish) == WISH_LOAD)
		keeper_hand(k, pr->row);
}

static void
account(struct keeper *k, uint64_t ns)
{
	struct keeping *kept = k->keeping;

	atomic_fetch_add(&kept->commits, 1);
	atomic_fetch_add(&kept->edits, k->edits);
	atomic_fetch_add(&kept->bytes, k->bytes);
	atomic_fetch_add(&kept->commit_ns, ns);
	if (ns > atomic_load(&kept->commit_ns_max))
		atomic_store(&kept->commit_ns_max, ns);
	atomic_store(&kept->last_ms, clock_ms());
	board_time(&k->segment->board->commit, ns, OK);
}

/* Erased first: a new project may have the name of one. */
static enum err
keep_marked(struct keeper *k, const uint64_t *marks)
{
	uint32_t word, bit, row;
	enum err err = OK;
	bool erased;
	int first;

	for (first = 1; first >= 0; first--)
		for (word = 0; word < KEEPING_WORDS && err == OK; word++)
			for (bit = 0; marks[word] >> bit != 0; bit++) {
				row = word * 64 + bit;
				if (!(marks[word] >> bit & 1))
					continue;
				erased = atomic_load(&row_of(k, row)->erase);
				if (erased == (first == 1) &&
				    (err = keep_row(k, row)) != OK)
					break;
				if (bit == 63)
					break;
			}
	return err;
}

static uint32_t
take_marks(struct keeper *k, uint64_t *marks)
{
	uint32_t word, count = 0;

	for (word = 0; word < KEEPING_WORDS; word++) {
		marks[word] = atomic_load(&k->keeping->mark[word]) == 0 ? 0 :
		    atomic_exchange(&k->keeping->mark[word], 0);
		count += (uint32_t)__builtin_popcountll(marks[word]);
	}
	return count;
}

/* A mark may be lost with the worker that was to make it.  A deleted project
 * must be gone before one of its name is stored, which would take its number.
 */
static uint32_t
add_erased(struct keeper *k, uint64_t *marks)
{
	const struct projects *p = k->segment->projects;
	uint32_t row, more = 0;

	if (atomic_load(&p->erasing) == 0)
		return 0;
	for (row = 0; row < atomic_load(&p->count); row++)
		if (atomic_load(&p->row[row].erase) &&
		    !(marks[row / 64] >> row % 64 & 1)) {
			marks[row / 64] |= 1ull << row % 64;
			more++;
		}
	return more;
}

static void
give_marks_back(struct keeper *k, const uint64_t *marks)
{
	uint32_t word;

	for (word = 0; word < KEEPING_WORDS; word++)
		if (marks[word] != 0)
			atomic_fetch_or(&k->keeping->mark[word], marks[word]);
}

static enum err
transact(struct keeper *k, const uint64_t *marks)
{
	uint64_t start;
	enum err err;

	if ((err = journal_begin(&k->journal)) != OK ||
	    (err = keep_marked(k, marks)) != OK)
		return err;
	start = clock_ns();
	if ((err = journal_commit(&k->journal)) == OK && k->edits > 0)
		account(k, clock_ns() - start);
	return err;
}

enum err
keeper_pass(struct keeper *k)
{
	uint64_t pass = atomic_load(&k->keeping->begun) + 1;
	uint64_t marks[KEEPING_WORDS];
	uint32_t count, i;
	enum err err = OK;

	mem_reset(&k->mem);
	buf_reset(&k->row);
	k->promised = 0;
	k->edits = k->bytes = 0;
	atomic_store(&k->keeping->begun, pass);
	KILLPOINT(pass_begun);
	count = take_marks(k, marks);
	count += add_erased(k, marks);
	KILLPOINT(pass_taken);
	k->promises = mem_take(&k->mem, (count + 1) * sizeof *k->promises);
	if (k->promises == NULL)
		fatal("no memory for a pass over %u projects", count);
	if (count > 0)
		err = transact(k, marks);
	if (err != OK) {
		give_marks_back(k, marks);
		return err;
	}
	KILLPOINT(pass_committed);
	for (i = 0; i < k->promised; i++)
		publish(k, &k->promises[i]);
	KILLPOINT(pass_promised);
	atomic_store(&k->keeping->done, pass);
	return OK;
}
