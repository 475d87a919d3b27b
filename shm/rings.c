/*
 * rings - a pool of byte rings that connections borrow
 *
 * A worker takes free rings by one compare-and-swap on their holder words and
 * keeps up to RINGS_HAND of each class in its hand, last in first out, so that
 * under load the same few rings, warm in cache, go round.  Mappings are made
 * at first use and kept: two system calls once, not at each request.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "killpoint.h"
#include "mem.h"
#include "shm/rings.h"
#include "variant.h"

#define SMALL	0	/* the class whose pages are kept */

/*
 * Small requests and replies; bulk edits; renders and large edits; the hotlog
 * of a busy project; the largest request, or a reply of the largest size
 * behind others.
 */
const struct rings_class rings_class[RINGS_CLASSES] = {
	{ 16u << 10, 8192 },
	{ 256u << 10, 1024 },
	{ 4u << 20, 256 },
	{ 32u << 20, 64 },
	{ 256u << 20, 32 },
};

static unsigned
class_of(uint32_t id, uint32_t *first)
{
	unsigned class;

	*first = 1;
	for (class = 0; class < RINGS_CLASSES; class++) {
		if (id < *first + rings_class[class].count)
			return class;
		*first += rings_class[class].count;
	}
	return RINGS_CLASSES;
}

uint32_t
rings_total(void)
{
	uint32_t total = 0;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++)
		total += rings_class[class].count;
	return total;
}

size_t
rings_bytes(void)
{
	size_t bytes = 0;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++)
		bytes += (size_t)rings_class[class].size *
		    rings_class[class].count;
	return bytes;
}

bool
rings_valid(uint32_t id)
{
	return id >= 1 && id <= rings_total();
}

uint32_t
rings_size(uint32_t id)
{
	uint32_t first;

	assert(rings_valid(id));
	return rings_class[class_of(id, &first)].size;
}

/* A file of this process's own. */
static void
open_private(struct rings *r)
{
	int failed;

	r->start = 0;
	r->fd = memfd_create("rings", MFD_CLOEXEC);
	failed = ftruncate(r->fd, (off_t)rings_bytes());
	assert(failed == 0);
}

void
rings_open(struct rings *r, int fd, size_t start, _Atomic uint32_t *holder,
    uint32_t worker)
{
	*r = (struct rings){ .fd = fd, .start = start, .holder = holder,
	    .me = worker + 1 };
	if (!VARIANT_SHARED)
		open_private(r);
	r->mapped = xcalloc(rings_total() + 1, sizeof *r->mapped);
}

void
rings_close(struct rings *r)
{
	uint32_t id;

	for (id = 1; id <= rings_total(); id++)
		if (r->mapped[id].at != NULL)
			munmap(r->mapped[id].at, 2 * (size_t)rings_size(id));
	free(r->mapped);
	r->mapped = NULL;
}

/* Claim one free ring of a class in the pool; 0 when there is none. */
static uint32_t
claim(struct rings *r, unsigned class, uint32_t first)
{
	uint32_t count = rings_class[class].count, tried, id, free_word;

	for (tried = 0; tried < count; tried++) {
		id = first + (r->cursor[class] + tried) % count;
		free_word = 0;
		if (atomic_load_explicit(&r->holder[id],
		    memory_order_relaxed) == 0 &&
		    atomic_compare_exchange_strong(&r->holder[id], &free_word,
		    r->me)) {
			r->cursor[class] = (id - first + 1) % count;
			return id;
		}
	}
	return 0;
}

uint32_t
rings_take(struct rings *r, size_t size)
{
	uint32_t first = 1, id;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++) {
		if (size <= rings_class[class].size) {
			if (r->held[class] > 0)
				return r->hand[class][--r->held[class]];
			if ((id = claim(r, class, first)) != 0)
				return id;
		}
		first += rings_class[class].count;
	}
	return 0;
}

static off_t
file_offset(const struct rings *r, uint32_t id)
{
	size_t offset = r->start;
	uint32_t first;
	unsigned class, each;

	class = class_of(id, &first);
	for (each = 0; each < class; each++)
		offset += (size_t)rings_class[each].size *
		    rings_class[each].count;
	return (off_t)(offset + (size_t)(id - first) * rings_class[class].size);
}

static char *
map_twice(const struct rings *r, uint32_t id)
{
	size_t size = rings_size(id);
	char *at = mmap(NULL, 2 * size, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	unsigned half;

	if (at == MAP_FAILED)
		return NULL;
	for (half = 0; half < 2; half++)
		if (mmap(at + half * size, size, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_FIXED, r->fd, file_offset(r, id)) ==
		    MAP_FAILED) {
			munmap(at, 2 * size);
			return NULL;
		}
	return at;
}

char *
rings_at_first(struct rings *r, uint32_t id, uint64_t pos)
{
	struct ring_map *map = &r->mapped[id];

	if ((map->at = map_twice(r, id)) == NULL)
		return NULL;
	map->size = rings_size(id);
	return rings_at(r, id, pos);
}

/* Go over to the ring `new`. */
static enum err
change(struct rings *r, uint32_t *id, uint32_t new, uint64_t head,
    uint64_t tail)
{
	uint32_t old = *id;
	char *to;

	KILLPOINT(ring_taken);
	if ((to = rings_at(r, new, head)) == NULL) {
		rings_give(r, new);
		return ERR_FULL;
	}
	if (tail > head)
		memcpy(to, rings_at(r, old, head), tail - head);
	KILLPOINT(ring_copied);
	atomic_signal_fence(memory_order_seq_cst);
	*id = new;
	atomic_signal_fence(memory_order_seq_cst);
	KILLPOINT(ring_swapped);
	if (old != 0) {
		rings_give(r, old);
		KILLPOINT(ring_freed);
	}
	return OK;
}

enum err
rings_ensure_slowly(struct rings *r, uint32_t *id, uint64_t head,
    uint64_t tail, size_t need)
{
	uint32_t new;

	if (*id != 0 && need <= rings_size(*id))
		return OK;
	if (need > rings_class[RINGS_CLASSES - 1].size)
		return ERR_TOO_BIG;
	if ((new = rings_take(r, need)) == 0)
		return ERR_FULL;
	return change(r, id, new, head, tail);
}

void
rings_fit(struct rings *r, uint32_t *id, uint64_t head, uint64_t tail)
{
	uint32_t new;

	if (*id == 0 ||
	    (new = rings_take(r, 2 * (size_t)(tail - head))) == 0)
		return;
	if (rings_size(new) < rings_size(*id))
		change(r, id, new, head, tail);
	else
		rings_give(r, new);
}

static void
give_pages_back(struct rings *r, uint32_t id)
{
	if (r->mapped[id].at != NULL)
		madvise(r->mapped[id].at, rings_size(id), MADV_REMOVE);
}

void
rings_trim(struct rings *r, uint32_t id, uint64_t head, uint64_t tail)
{
	size_t size = rings_size(id), page = (size_t)sysconf(_SC_PAGESIZE);
	size_t from = (tail % size + page - 1) / page * page;
	size_t to = (tail % size + size - (size_t)(tail - head)) / page * page;
	char *at = r->mapped[id].at;

	/* The second mapping goes on where the first ends; but one call must
	 * not name a page of both. */
	if (at == NULL || from >= to)
		return;
	if (to > size) {
		madvise(at, to - size, MADV_REMOVE);
		to = size;
	}
	if (from < to)
		madvise(at + from, to - from, MADV_REMOVE);
}

void
rings_give(struct rings *r, uint32_t id)
{
	uint32_t first;
	unsigned class = class_of(id, &first);

	assert(class < RINGS_CLASSES);
	if (class == SMALL && r->held[class] < RINGS_HAND) {
		r->hand[class][r->held[class]++] = id;
		return;
	}
	give_pages_back(r, id);
	atomic_store_explicit(&r->holder[id], 0, memory_order_release);
}

void
rings_relax(struct rings *r)
{
	uint32_t keep = RINGS_HAND / 32, surplus, each;

	if (r->held[SMALL] <= keep)
		return;
	/* The bottom of the hand is what was used longest ago. */
	surplus = r->held[SMALL] - keep;
	for (each = 0; each < surplus; each++) {
		give_pages_back(r, r->hand[SMALL][each]);
		atomic_store_explicit(&r->holder[r->hand[SMALL][each]], 0,
		    memory_order_release);
	}
	for (each = 0; each < keep; each++)
		r->hand[SMALL][each] = r->hand[SMALL][surplus + each];
	r->held[SMALL] = keep;
}

void
rings_drop_hand(struct rings *r)
{
	memset(r->held, 0, sizeof r->held);
}

void
rings_adopt(struct rings *r, uint32_t id)
{
	atomic_store_explicit(&r->holder[id], r->me, memory_order_release);
}

void
rings_free(struct rings *r, uint32_t id)
{
	atomic_store_explicit(&r->holder[id], 0, memory_order_release);
}

void
rings_reclaim(struct rings *r, uint32_t worker, const uint8_t *kept)
{
	uint32_t id, total = rings_total();

	for (id = 1; id <= total; id++)
		if (atomic_load_explicit(&r->holder[id],
		    memory_order_acquire) == worker + 1 &&
		    (kept[id / 8] >> (id % 8) & 1) == 0)
			rings_free(r, id);
}

uint32_t
rings_in_use(const struct rings *r, unsigned class)
{
	uint32_t first = 1, used = 0, each;
	unsigned before;

	for (before = 0; before < class; before++)
		first += rings_class[before].count;
	for (each = 0; each < rings_class[class].count; each++)
		used += atomic_load_explicit(&r->holder[first + each],
		    memory_order_relaxed) != 0;
	return used;
}

uint64_t
rings_mine(const struct rings *r)
{
	uint32_t id = 1, each;
	uint64_t bytes = 0;
	unsigned class;

	for (class = 0; class < RINGS_CLASSES; class++)
		for (each = 0; each < rings_class[class].count; each++, id++)
			if (atomic_load_explicit(&r->holder[id],
			    memory_order_relaxed) == r->me)
				bytes += rings_class[class].size;
	return bytes;
}
