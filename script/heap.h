/*
 * heap - the memory and the life of one JavaScript engine
 *
 * Everything the engine allocates is counted.  Past the limit it is refused,
 * and the engine, once it has collected its garbage in vain, throws an error
 * that a script may catch.
 */
#ifndef SCRIPT_HEAP_H
#define SCRIPT_HEAP_H

#include <duktape.h>
#include <stdbool.h>
#include <stddef.h>

struct heap {
	size_t	 used;		/* bytes, with what counting them costs */
	size_t	 limit;
	bool	 refused;	/* something, at least once */
	void	*owner;		/* for functions the script calls */
};

/* NULL when not even the engine itself fits. */
duk_context	*heap_open(struct heap *heap, size_t limit, void *owner);
void		 heap_close(duk_context *ctx);

/* The owner, from inside a function that the script calls. */
void		*heap_owner(duk_context *ctx);

#endif
