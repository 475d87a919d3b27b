/*
 * mem - the request region, and the heap that never says no
 *
 * Past the kept chunk, memory comes in further chunks of the same size, or of
 * the size of what was asked for when that is more.  Bytes are taken from the
 * newest; what is left in an older one waits for the reset.
 *
 * An empty heap is the one thing below floor 6 that ends the process: nobody
 * can go on without memory, and a worker that dies is replaced.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "log.h"
#include "mem.h"
#include "memwatch.h"

#define ALIGN	((size_t)16)		/* bytes; what malloc promises too */
#define HUGE_PAGE	((size_t)2 << 20)	/* bytes */

struct mem_chunk {
	struct mem_chunk	*next;
	size_t			 used;	/* bytes of data */
	size_t			 size;	/* bytes of data */
	_Alignas(16) char	 data[];
};

static size_t
round_up(size_t size)
{
	return (size + ALIGN - 1) & ~(ALIGN - 1);
}

static struct mem_chunk *
add_chunk(struct mem *m, size_t need)
{
	size_t left = m->limit - m->total;
	size_t size = need > m->size ? need : m->size;
	struct mem_chunk *chunk;

	if (need > left)
		return NULL;
	if (size > left)
		size = left;
	chunk = xmalloc(sizeof(*chunk) + size);
	chunk->next = m->more;
	chunk->used = 0;
	chunk->size = size;
	m->more = chunk;
	m->total += size;
	return chunk;
}

static void *
take_more(struct mem *m, size_t size)
{
	struct mem_chunk *chunk = m->more;
	char *at;

	if (chunk == NULL || size > chunk->size - chunk->used)
		chunk = add_chunk(m, size);
	if (chunk == NULL)
		return NULL;
	at = chunk->data + chunk->used;
	chunk->used += size;
	return at;
}

void
mem_init(struct mem *m, size_t size, size_t limit)
{
	size = round_up(size);
	*m = (struct mem){ .size = size, .limit = limit & ~(ALIGN - 1) };
	m->base = xmalloc(size);
}

void
mem_fini(struct mem *m)
{
	mem_reset(m);
	free(m->base);
	*m = (struct mem){ 0 };
}

void
mem_reset(struct mem *m)
{
	struct mem_chunk *chunk;

	while ((chunk = m->more) != NULL) {
		m->more = chunk->next;
		free(chunk);
	}
	m->total = 0;
	m->used = 0;
}

void *
mem_take(struct mem *m, size_t size)
{
	char *at;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = round_up(size);
	if (size > m->size - m->used)
		return take_more(m, size);
	at = m->base + m->used;
	m->used += size;
	return at;
}

char *
mem_text(struct mem *m, const char *bytes, size_t len)
{
	char *text = len < SIZE_MAX / 2 ? mem_take(m, len + 1) : NULL;

	if (text == NULL)
		return NULL;
	if (len > 0)
		memcpy(text, bytes, len);
	text[len] = '\0';
	return text;
}

void *
xmalloc(size_t size)
{
	return xrealloc(NULL, size);
}

void *
xcalloc(size_t count, size_t size)
{
	void *new = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (new == NULL)
		fatal("out of heap: %zu times %zu bytes refused", count, size);
	memwatch_made(new, count * size);
	return new;
}

void *
xrealloc(void *old, size_t size)
{
	void *new;

	memwatch_gone(old);
	new = realloc(old, size > 0 ? size : 1);
	if (new == NULL)
		fatal("out of heap: %zu bytes refused", size);
	memwatch_made(new, size);
	return new;
}

char *
xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}

/* A table of a size worth it is a whole number of huge pages. */
static size_t
map_size(size_t size)
{
	return size < HUGE_PAGE ? size :
	    (size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
}

void *
xmap(size_t size)
{
	void *table = mmap(NULL, map_size(size), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (table == MAP_FAILED)
		fatal("out of memory: %zu bytes refused", size);
	(void)madvise(table, map_size(size), MADV_HUGEPAGE);
	memwatch_made(table, size);
	return table;
}

void
xunmap(void *table, size_t size)
{
	if (table == NULL)
		return;
	memwatch_gone(table);
	(void)munmap(table, map_size(size));
}
