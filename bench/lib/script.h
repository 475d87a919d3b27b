/*
 * script - the requests that a load sends, over and over
 *
 * Requests stand one after another and are sent round-robin.  The first of
 * them are repeated at the end, so that a batch of `depth` requests is one
 * contiguous run of bytes wherever in the round it begins.
 */
#ifndef BENCH_LIB_SCRIPT_H
#define BENCH_LIB_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

struct script {
	struct buf	bytes;		/* the requests */
	struct buf	starts;		/* size_t: where each begins, and end */
	unsigned	count;		/* requests, before the repetition */
	unsigned	depth;		/* requests in a batch */
};

void	 script_init(struct script *s);
void	 script_fini(struct script *s);

/* Append one request. */
void	 script_add(struct script *s, const void *bytes, size_t len);

/* Append each line of a file, newline included; false with errno. */
bool	 script_add_file(struct script *s, const char *path);

/* Append a JSON-RPC call, newline included. */
void	 script_add_call(struct script *s, const char *method,
	    const char *params);

/* Append a Redis command: get, set or ping; false if it is another. */
bool	 script_add_redis(struct script *s, const char *verb);

/* After the last request: make batches of `depth` contiguous. */
void	 script_close(struct script *s, unsigned depth);

/* Request `at` (< count). */
const char *script_request(const struct script *s, unsigned at, size_t *len);

/* The batch whose first request is `at` (< count). */
const char *script_batch(const struct script *s, unsigned at, size_t *len);

#endif
