/*
 * hotlog - the committed edits of a project since its last checkpoint
 */
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

#define TRAILER	8u		/* bytes: the size, and padding */

#define PRIME	0x100000001b3ull

/*
 * FNV-1a over words, in two lanes since a multiplication waits for the one
 * before it: it must notice a stray write, not an enemy.
 */
static uint32_t
check_of(const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	uint64_t lane[2] = { 0xcbf29ce484222325ull, 0x84222325cbf29ce4ull };
	uint64_t word[2] = { 0 };

	for (; len >= 16; len -= 16, at += 16) {
		memcpy(word, at, 16);
		lane[0] = (lane[0] ^ word[0]) * PRIME;
		lane[1] = (lane[1] ^ word[1]) * PRIME;
	}
	word[0] = word[1] = 0;
	memcpy(word, at, len);
	lane[0] = (lane[0] ^ word[0]) * PRIME;
	lane[0] = (lane[0] ^ lane[1] ^ word[1]) * PRIME;
	return (uint32_t)(lane[0] ^ lane[0] >> 32);
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

void
hotlog_append(struct project_row *p, struct rings *r,
    const struct hot_commit *commit, const void *edits, size_t len)
{
	struct head h = { .size = (uint32_t)hotlog_bytes(len),
	    .edits = (uint32_t)len, .commit = *commit };
	uint64_t end = tail(p);
	char *at = rings_at(r, p->log_ring, end);
	char *body = at + sizeof h;

	memcpy(at, &h, sizeof h);
	memcpy(body, edits, len);
	memset(body + len, 0, h.size - TRAILER - sizeof h - len);
	memcpy(at + h.size - TRAILER, &h.size, sizeof h.size);
	h.check = check_of(at + offsetof(struct head, edits),
	    h.size - TRAILER - offsetof(struct head, edits));
	memcpy(at + offsetof(struct head, check), &h.check, sizeof h.check);

	KILLPOINT(edit_written);
	/* THE commit of an edit. */
	atomic_store_explicit(&p->log_tail, end + h.size, memory_order_release);
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
	if (h.size > end - pos || h.size < sizeof h + TRAILER ||
	    h.size != hotlog_bytes(h.edits) ||
	    h.check != check_of(at + offsetof(struct head, edits),
	    h.size - TRAILER - offsetof(struct head, edits)))
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
hotlog_close(struct project_row *p, struct rings *r)
{
	uint32_t ring = p->log_ring;

	p->log_ring = 0;
	p->log_head = 0;
	atomic_store(&p->log_tail, 0);
	if (ring != 0)
		rings_give(r, ring);
}
