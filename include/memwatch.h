/*
 * memwatch - one allocation in so many bytes is looked at
 *
 * Whoever makes or frees memory says so here: xmalloc and its kin, free() by
 * the linker's --wrap, and the pool of tiles.  Unwatched, that costs one
 * subtraction, or one load, and a branch.  Watched, an allocation is sampled
 * about once in a number of bytes, and stands for all bytes since the one
 * before; it is remembered until it is freed, so that what is alive is known.
 *
 * It is of the thread that watches; others are never sampled.
 */
#ifndef INCLUDE_MEMWATCH_H
#define INCLUDE_MEMWATCH_H

#include <stddef.h>
#include <stdint.h>

#define MEMWATCH_BLOCKS		4096	/* sampled and alive, at most */
#define MEMWATCH_BUCKETS	4096	/* a power of two */
#define MEMWATCH_NOWHERE	UINT32_MAX

/* Who watches. */
struct memwatch_owner {
	/* A sample that stands for so much: where it belongs, a number to be
	 * handed to gone(), or MEMWATCH_NOWHERE. */
	uint32_t	(*made)(uint64_t objects, uint64_t bytes);
	void		(*gone)(uint32_t site, uint64_t objects,
			    uint64_t bytes);
};

/* What the inline functions below look at. */
struct memwatch {
	int64_t		 left;		/* bytes until the next sample */
	uint16_t	 head[MEMWATCH_BUCKETS];	/* 0: no block */
};

extern _Thread_local struct memwatch memwatch
    __attribute__((tls_model("initial-exec")));

/* Forget everything, and sample once in about `bytes`; NULL: no more. */
void	 memwatch_start(const struct memwatch_owner *owner, uint64_t bytes);

/* Bytes that watching takes, on the heap. */
size_t	 memwatch_memory(void);

/* What the inline functions do seldom. */
void	 memwatch_sample(const void *at, size_t size);
void	 memwatch_forget(const void *at);

static inline size_t
memwatch_bucket(const void *at)
{
	return (size_t)((uintptr_t)at / 16 * 0x9e3779b97f4a7c15ull >> 52) &
	    (MEMWATCH_BUCKETS - 1);
}

static inline void
memwatch_made(const void *at, size_t size)
{
	if (__builtin_expect((memwatch.left -= (int64_t)size) < 0, 0))
		memwatch_sample(at, size);
}

static inline void
memwatch_gone(const void *at)
{
	if (__builtin_expect(memwatch.head[memwatch_bucket(at)] != 0, 0))
		memwatch_forget(at);
}

#endif
