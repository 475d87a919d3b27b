/*
 * heap - the memory and the life of one JavaScript engine
 *
 * Each piece has its size in front of it.
 */
#include <stdlib.h>

#include "script/heap.h"

#define HEAD	16	/* bytes: a size, and the alignment of what follows */

static void *
piece_of(void *block)
{
	return (char *)block - HEAD;
}

static size_t
size_of(void *block)
{
	return block == NULL ? 0 : *(size_t *)piece_of(block);
}

static void
give_back(void *owner, void *block)
{
	struct heap *heap = owner;

	if (block == NULL)
		return;
	heap->used -= size_of(block) + HEAD;
	free(piece_of(block));
}

/* Also what is there grown or shrunk. */
static void *
resize(void *owner, void *block, duk_size_t size)
{
	struct heap *heap = owner;
	size_t before = block == NULL ? 0 : size_of(block) + HEAD;
	size_t *piece;

	if (size == 0) {
		give_back(heap, block);
		return NULL;
	}
	if (size > heap->limit || heap->used - before + size + HEAD >
	    heap->limit) {
		heap->refused = true;
		return NULL;
	}
	piece = realloc(block == NULL ? NULL : piece_of(block), size + HEAD);
	if (piece == NULL)
		return NULL;
	heap->used += size + HEAD - before;
	*piece = size;
	return (char *)piece + HEAD;
}

static void *
allocate(void *owner, duk_size_t size)
{
	return resize(owner, NULL, size);
}

/* Only what happens outside of every protected call gets here. */
static void
die(void *owner, const char *why)
{
	(void)owner, (void)why;
	abort();
}

duk_context *
heap_open(struct heap *heap, size_t limit, void *owner)
{
	*heap = (struct heap){ .limit = limit, .owner = owner };
	return duk_create_heap(allocate, resize, give_back, heap, die);
}

void
heap_close(duk_context *ctx)
{
	if (ctx != NULL)
		duk_destroy_heap(ctx);
}

void *
heap_owner(duk_context *ctx)
{
	duk_memory_functions functions;

	duk_get_memory_functions(ctx, &functions);
	return ((const struct heap *)functions.udata)->owner;
}
