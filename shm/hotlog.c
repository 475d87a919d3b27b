/*
 * hotlog - the committed edits of a project since its last checkpoint
 */
#include <endian.h>
#include <stdatomic.h>
#include <string.h>

#include "killpoint.h"
#include "shm/hotlog.h"

/* Before the edits; what is behind them is the size alone. */
struct head {
	uint32_t	 size;		/* of the whole record */
	uint32_t	 check;		/* of everything behind this word */
	uint32_t	 edits;		/* bytes of them */
	uint32_t	 zero;
	struct hot_commit commit;
};

#define CHECKED	offsetof(struct head, edits)
#define TRAILER	8u		/* bytes: the size, and padding */

#define PRIME	0x100000001b3ull

/*
 * FNV-1a over words, in two lanes that take turns since a multiplication
 * waits for the one before it: it must notice a stray write, not an enemy.
 */
struct check { uint64_t lane, other; };

#define CHECK_BEGIN	{ 0xcbf29ce484222325ull, 0x84222325cbf29ce4ull }

static inline void
check_add(struct check *c, uint64_t word)
{
	uint64_t lane = (c->lane ^ word) * PRIME;

	c->lane = c->other;
	c->other = lane;
}

/* Of `words` words in all. */
static inline uint32_t
check_end(struct check *c, size_t words)
{
	uint64_t sum;

	if (words % 2 == 0)
		check_add(c, 0);
	sum = (c->lane ^ c->other) * PRIME;
	return (uint32_t)(sum ^ sum >> 32);
}

static uint32_t
check_of(const char *at, size_t words)
{
	struct check check = CHECK_BEGIN;
	uint64_t word;
	size_t i;

	for (i = 0; i < words; i++) {
		memcpy(&word, at + i * sizeof word, sizeof word);
		check_add(&check, word);
	}
	return check_end(&check, words);
}

size_t
hotlog_bytes(size_t len)
{
	return sizeof(struct head) + ((len + 7) & ~(size_t)7) + TRAILER;
}

static uint64_t
tail(const struct project_row *p)
{
	return atomic_load_explicit(&p->log_tail, memory_order_acquire);
}

enum err
hotlog_reserve(struct project_row *p, struct rings *r, size_t need)
{
	return rings_ensure(r, &p->log_ring, p->log_head, tail(p),
	    (size_t)(tail(p) - p->log_head) + need);
}

/*
 * A record being written: each word is added to the check on its way.  To read
 * what was just stored in other pieces is to wait until the cache has it,
 * which took longer than all of this.
 */
struct pen {
	char		*at;
	struct check	 check;
};

static inline void
put(struct pen *pen, uint64_t word)
{
	memcpy(pen->at, &word, sizeof word);
	pen->at += sizeof word;
	check_add(&pen->check, word);
}

static inline void
put_word(struct pen *pen, const char *from)
{
	uint64_t word;

	memcpy(&word, from, sizeof word);
	put(pen, word);
}

/* The last bytes of edits, less than a word. */
static inline void
put_rest(struct pen *pen, const char *from, size_t len)
{
	uint64_t word = 0;

	while (len-- > 0)
		word = word << 8 | (unsigned char)from[len];
	put(pen, htole64(word));
}

/* Two words at a time, as the lanes go. */
static inline void
put_bytes(struct pen *pen, const char *from, size_t len)
{
	for (; len >= 16; len -= 16, from += 16) {
		put_word(pen, from);
		put_word(pen, from + 8);
	}
	if (len >= 8) {
		put_word(pen, from);
		len -= 8;
		from += 8;
	}
	if (len > 0)
		put_rest(pen, from, len);
}

void
hotlog_append(struct project_row *p, struct rings *r,
    const struct hot_commit *commit, const void *edits, size_t len)
{
	uint64_t end = tail(p), size = hotlog_bytes(len);
	char *at = rings_at(r, p->log_ring, end);
	struct pen pen = { at + CHECKED, CHECK_BEGIN };
	uint32_t head[2] = { (uint32_t)size };

	put(&pen, htole64(len));
	put_bytes(&pen, (const char *)commit, sizeof *commit);
	put_bytes(&pen, edits, len);
	memcpy(pen.at, &size, sizeof size);
	head[1] = check_end(&pen.check, (size - CHECKED - TRAILER) / 8);
	memcpy(at, head, sizeof head);

	KILLPOINT(edit_written);
	/* THE commit of an edit. */
	atomic_store_explicit(&p->log_tail, end + size, memory_order_release);
}

/* A head that `most` bytes of log can hold, with what it heads. */
static bool
is_sound(const struct head *h, const char *at, uint64_t most)
{
	return h->size <= most && h->size >= sizeof *h + TRAILER &&
	    h->size == hotlog_bytes(h->edits) &&
	    h->check == check_of(at + CHECKED,
	    (h->size - CHECKED - TRAILER) / 8);
}

enum err
hotlog_read(const struct project_row *p, struct rings *r, uint64_t pos,
    struct hot_record *record)
{
	uint64_t end = tail(p);
	struct head h;
	const char *at;

	if (pos == end)
		return ERR_EMPTY;
	if (!rings_valid(p->log_ring) || pos < p->log_head || pos > end ||
	    end - p->log_head > rings_size(p->log_ring) ||
	    end - pos < sizeof h + TRAILER)
		return ERR_CORRUPT;
	if ((at = rings_at(r, p->log_ring, pos)) == NULL)
		return ERR_FULL;
	memcpy(&h, at, sizeof h);
	if (!is_sound(&h, at, end - pos))
		return ERR_CORRUPT;
	record->commit = h.commit;
	record->edits = at + sizeof h;
	record->len = h.edits;
	record->next = pos + h.size;
	return OK;
}

enum err
hotlog_last(const struct project_row *p, struct rings *r,
    struct hot_record *record)
{
	uint64_t end = tail(p);
	uint32_t size;
	const char *at;

	if (end == p->log_head)
		return ERR_EMPTY;
	if (!rings_valid(p->log_ring) || end < p->log_head + TRAILER ||
	    end - p->log_head > rings_size(p->log_ring))
		return ERR_CORRUPT;
	if ((at = rings_at(r, p->log_ring, end - TRAILER)) == NULL)
		return ERR_FULL;
	memcpy(&size, at, sizeof size);
	if (size > end - p->log_head)
		return ERR_CORRUPT;
	return hotlog_read(p, r, end - size, record);
}

void
hotlog_trim(struct project_row *p, uint64_t pos)
{
	if (pos > p->log_head && pos <= tail(p))
		p->log_head = pos;
}

void
hotlog_rest(struct project_row *p, struct rings *r)
{
	uint32_t ring = p->log_ring;

	p->log_head = tail(p);
	p->log_ring = 0;
	if (ring != 0)
		rings_give(r, ring);
}

void
hotlog_fit(struct project_row *p, struct rings *r)
{
	if (!rings_valid(p->log_ring))
		return;
	rings_fit(r, &p->log_ring, p->log_head, tail(p));
	rings_trim(r, p->log_ring, p->log_head, tail(p));
}

void
hotlog_close(struct project_row *p, struct rings *r)
{
	uint32_t ring = p->log_ring;

	p->log_ring = 0;
	p->log_head = 0;
	atomic_store(&p->log_tail, 0);
	if (ring != 0)
		rings_give(r, ring);
}
