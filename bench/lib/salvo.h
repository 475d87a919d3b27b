/*
 * salvo - the requests that a load sends, over and over
 *
 * Requests stand one after another and are sent round-robin.  The first of
 * them are repeated at the end, so that a batch of `depth` requests is one
 * contiguous run of bytes wherever in the round it begins.
 */
#ifndef BENCH_LIB_SALVO_H
#define BENCH_LIB_SALVO_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

struct salvo {
	struct buf	bytes;		/* the requests */
	struct buf	starts;		/* size_t: where each begins, and end */
	unsigned	count;		/* requests, before the repetition */
	unsigned	depth;		/* requests in a batch */
};

void	 salvo_init(struct salvo *s);
void	 salvo_fini(struct salvo *s);

/* Append one request. */
void	 salvo_add(struct salvo *s, const void *bytes, size_t len);

/* Append each line of a file, newline included; false with errno. */
bool	 salvo_add_file(struct salvo *s, const char *path);

/* Append a JSON-RPC call, newline included. */
void	 salvo_add_call(struct salvo *s, const char *method,
	    const char *params);

/* Append a Redis command: get, set or ping; false if it is another. */
bool	 salvo_add_redis(struct salvo *s, const char *verb);

/* After the last request: make batches of `depth` contiguous. */
void	 salvo_close(struct salvo *s, unsigned depth);

/* Request `at` (< count). */
const char *salvo_request(const struct salvo *s, unsigned at, size_t *len);

/* The batch whose first request is `at` (< count). */
const char *salvo_batch(const struct salvo *s, unsigned at, size_t *len);

#endif
