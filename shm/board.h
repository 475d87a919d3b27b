/*
 * board - what each worker is doing, has done, and how long it took
 *
 * One row a worker and one for the master.  A row has one writer and is never
 * cleared while the server lives: a worker that dies leaves its counts to its
 * replacement, so sums never fall.  Readers take no lock; a word is a word.
 *
 * Latencies go into log-linear buckets: 8 to each power of two, from 1 ns to
 * over an hour, 7 to 12 % apart.
 */
#ifndef SHM_BOARD_H
#define SHM_BOARD_H

#include <stdint.h>

#include "bounds.h"
#include "err.h"
#include "shm/conns.h"

#define BOARD_METHODS	256	/* rows for methods; tbl/methods.h has fewer */
#define BOARD_BUCKETS	336	/* 42 powers of two, 8 each */
#define BOARD_MASTER	BOUND_WORKERS	/* the master's row */
/* In the master's row, which runs no methods: how long recoveries took. */
#define BOARD_RECOVERY	0
#define BOARD_ROWS	(BOUND_WORKERS + 1)

enum counter {
#define COUNTER(id, doc) COUNT_##id,
#include "tbl/counters.h"
	COUNTER_COUNT
};

struct board_method {
	uint64_t	 calls;
	uint64_t	 errors;
	uint64_t	 ns;		/* in all */
	uint64_t	 ns_max;
	uint64_t	 bucket[BOARD_BUCKETS];
};

struct board_row {
	uint64_t	 counter[COUNTER_COUNT];
	uint64_t	 error[ERR_COUNT];	/* replies by kind of error */
	uint64_t	 cpu_ns;		/* of the workers of this row */
	struct board_method method[BOARD_METHODS];
	/* Calls by method and door: done, and failed. */
	uint64_t	 request[BOARD_METHODS][DOOR_COUNT][2];
};

/* What is shared. */
struct board {
	struct board_row row[BOARD_ROWS];
	struct board_method commit;	/* of the store; the keeper's */
};

/* The bucket of a latency, and the lowest latency of a bucket. */
uint32_t	board_bucket(uint64_t ns);
uint64_t	board_bucket_ns(uint32_t bucket);

void		board_time(struct board_method *m, uint64_t ns, enum err err);

/* Add one histogram to another. */
void		board_add(struct board_method *sum,
		    const struct board_method *m);

/* Over all rows, the master's too. */
uint64_t	board_sum(const struct board *b, enum counter counter);
/* Over the rows of that many workers. */
void		board_sum_method(const struct board *b, uint32_t workers,
		    uint32_t method, struct board_method *sum);
/* Over all methods of one row. */
void		board_sum_row(const struct board_row *row,
		    struct board_method *sum);
/* The latency below which `share` (0..1) of the calls lie; 0 without calls. */
uint64_t	board_quantile(const struct board_method *m, double share);

#endif
