/*
 * mem - the request region: memory that lives until the reply
 *
 * Allocation is a pointer bump in one chunk that is kept from request to
 * request.  What does not fit gets chunks of its own, up to the limit; they
 * are freed by the reset after the reply.  Nothing is freed singly.
 */
#ifndef INCLUDE_MEM_H
#define INCLUDE_MEM_H

#include <stddef.h>

struct mem_chunk;

struct mem {
	char			*base;	/* the kept chunk */
	size_t			 used;	/* bytes of it */
	size_t			 size;	/* bytes of it */
	struct mem_chunk	*more;	/* freed at reset */
	size_t			 total;	/* bytes in `more` */
	size_t			 limit;	/* bytes in `more`, at most */
};

/* A region whose kept chunk has `size` bytes.  Dies when the heap is empty. */
void	 mem_init(struct mem *m, size_t size, size_t limit);
void	 mem_fini(struct mem *m);
void	 mem_reset(struct mem *m);

/* `size` bytes, not cleared, aligned to 16; NULL past the limit. */
void	*mem_take(struct mem *m, size_t size);

/* A copy of `len` bytes with a NUL after them; NULL past the limit. */
char	*mem_text(struct mem *m, const char *bytes, size_t len);

/* The heap for what outlives a request: die, and say so, when it is empty. */
void	*xmalloc(size_t size);
void	*xcalloc(size_t count, size_t size);
void	*xrealloc(void *old, size_t size);
char	*xstrdup(const char *text);

/* Zeroed memory for a large table, in huge pages where the system grants
 * them: entering small ones one by one can cost as much as using them. */
void	*xmap(size_t size);
void	 xunmap(void *table, size_t size);

#endif
