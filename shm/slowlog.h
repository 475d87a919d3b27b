/*
 * slowlog - the last requests that took long, or that failed inside
 *
 * A ring that all workers add to; as events.h, an entry carries its number
 * once it is whole.  `clear slowlog` forgets what was before by its number, so
 * that nobody has to be asked to stand aside.
 */
#ifndef SHM_SLOWLOG_H
#define SHM_SLOWLOG_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"

#define SLOWLOG	128

struct slow_entry {
	_Atomic uint64_t number;	/* from 1; 0: being written */
	int64_t		 when;		/* unix seconds; its end */
	uint32_t	 conn;
	uint32_t	 worker;	/* row */
	uint32_t	 method;	/* enum method_id */
	uint32_t	 err;		/* enum err */
	uint32_t	 path;		/* enum layer_path */
	/* In all; reading and parsing it, waiting for a job's turn, and doing
	 * it are parts of that. */
	uint64_t	 ns, parse_ns, wait_ns, execute_ns;
	uint64_t	 bytes_in, bytes_out;
	char		 project[BOUND_NAME + 1];	/* "": of none */
};

/* What is shared. */
struct slowlog {
	_Atomic uint64_t count;		/* ever */
	_Atomic uint64_t cleared;	/* none up to here is shown */
	struct slow_entry entry[SLOWLOG];
};

/* All of `entry` but its number. */
void	 slowlog_add(struct slowlog *log, const struct slow_entry *entry);

/* A copy of a number's entry; false: it is gone, or not whole. */
bool	 slowlog_read(const struct slowlog *log, uint64_t number,
	    struct slow_entry *out);

/* The numbers that may be there are those from the first to `count`. */
uint64_t slowlog_first(const struct slowlog *log);

void	 slowlog_clear(struct slowlog *log);

#endif
