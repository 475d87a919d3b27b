/*
 * rings - a pool of byte rings that connections borrow
 *
 * A connection that has nothing to say holds none.  Rings come in classes of
 * size; each is mapped twice in a row, so that any span of it is contiguous:
 *
 *	| 0 ............ size | 0 ............ size |	one ring in memory
 *	           [tail of the stream  |  goes on here]
 *
 * Positions are absolute stream offsets; the byte of offset p is at p modulo
 * the size.  The pages are sparse: a ring that was never used costs nothing.
 *
 * In shared memory each ring has one word, its holder: 0 (free) or the row of
 * the worker that holds it, plus one.  Whether a connection refers to it stands
 * in the connection's row.  When a worker dies the master frees what the dead
 * one held and no row refers to; nothing else needs repair.
 *
 * Ids start at 1; 0 means none.
 */
#ifndef SHM_RINGS_H
#define SHM_RINGS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

#define RINGS_CLASSES	5
#define RINGS_HAND	256	/* free rings of a class a worker keeps */

struct rings_class { uint32_t size, count; };
extern const struct rings_class rings_class[RINGS_CLASSES];

/* Where this process has a ring; NULL and 0: nowhere yet. */
struct ring_map { char *at; size_t size; };

/* One process's handle. */
struct rings {
	_Atomic uint32_t *holder;	/* shared; one word a ring */
	int		 fd;		/* of the segment */
	size_t		 start;		/* of the first ring, in it */
	uint32_t	 me;		/* holder word of this process */
	/* Where the next search starts. */
	uint32_t	 cursor[RINGS_CLASSES];
	uint32_t	 hand[RINGS_CLASSES][RINGS_HAND];
	uint32_t	 held[RINGS_CLASSES];	/* of them */
	struct ring_map	*mapped;	/* by id */
};

uint32_t rings_total(void);		/* rings in all classes */
size_t	 rings_bytes(void);		/* of address space for their data */
uint32_t rings_size(uint32_t id);	/* bytes; a power of two */
bool	 rings_valid(uint32_t id);

void	 rings_open(struct rings *r, int fd, size_t start,
	    _Atomic uint32_t *holder, uint32_t worker);
void	 rings_close(struct rings *r);

/* A ring of at least `size` bytes; 0 when there is none now, or ever. */
uint32_t rings_take(struct rings *r, size_t size);
/*
 * Make sure that the ring *id holds `need` bytes from `head` on: take one, or
 * change to a larger one and copy [head, tail).  The one store of the id is
 * what makes the change real.  ERR_FULL: none now; ERR_TOO_BIG: never.
 */
static inline enum err rings_ensure(struct rings *r, uint32_t *id,
	    uint64_t head, uint64_t tail, size_t need);
/* Change to a smaller one if one holds [head, tail) and as much again. */
void	 rings_fit(struct rings *r, uint32_t *id, uint64_t head,
	    uint64_t tail);

/* Give it back; the pages of a large one go to the system at once. */
void	 rings_give(struct rings *r, uint32_t id);
/* Give the pages of a ring back that hold nothing of [head, tail). */
void	 rings_trim(struct rings *r, uint32_t id, uint64_t head, uint64_t tail);
/* In a copy of the process that has the hand: it is not ours. */
void	 rings_drop_hand(struct rings *r);
/* Give the cold part of the hand back to the others. */
void	 rings_relax(struct rings *r);

/* This process is its holder now (adoption). */
void	 rings_adopt(struct rings *r, uint32_t id);
/* Where the byte of offset `pos` is; from there `size` bytes are contiguous.
 * NULL when the system has no address space left. */
static inline char *rings_at(struct rings *r, uint32_t id, uint64_t pos);

/* Master: free every ring of a dead worker that `kept` (a bit an id) omits. */
void	 rings_reclaim(struct rings *r, uint32_t worker, const uint8_t *kept);
/* Master: free one ring whatever holds it. */
void	 rings_free(struct rings *r, uint32_t id);
/* Bytes of the rings that this process holds. */
uint64_t rings_mine(const struct rings *r);
/* Rings of a class that are held, for operators. */
uint32_t rings_in_use(const struct rings *r, unsigned class);

/* What the two below do at first use, and where there is no room. */
char	*rings_at_first(struct rings *r, uint32_t id, uint64_t pos);
enum err rings_ensure_slowly(struct rings *r, uint32_t *id, uint64_t head,
	    uint64_t tail, size_t need);

/* Inline, because each request asks a dozen times and is answered here. */
static inline char *
rings_at(struct rings *r, uint32_t id, uint64_t pos)
{
	const struct ring_map *map = &r->mapped[id];

	if (map->at == NULL)
		return rings_at_first(r, id, pos);
	return map->at + (pos & (map->size - 1));
}

static inline enum err
rings_ensure(struct rings *r, uint32_t *id, uint64_t head, uint64_t tail,
    size_t need)
{
	if (need > 0 && need <= r->mapped[*id].size)
		return OK;
	return rings_ensure_slowly(r, id, head, tail, need);
}

#endif
