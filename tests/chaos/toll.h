/*
 * toll - what the run cost: everything that is counted, and the table of it
 *
 * A fault is a dropped connection, a reply that never came, came twice or
 * out of order, or says something else than it must, or a voxel or revision
 * that is wrong at the end.  The first few of them are told as they happen.
 *
 * A pause belongs to a kill: the longest time that any connection had to wait
 * for its next reply around it.
 */
#ifndef TESTS_CHAOS_TOLL_H
#define TESTS_CHAOS_TOLL_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/lib/histogram.h"

enum fault {
	FAULT_DROPPED, FAULT_LOST, FAULT_DOUBLED, FAULT_WRONG,
	FAULT_VOXELS, FAULT_REVISIONS, FAULTS
};

enum tally {
	TALLY_KILLS, TALLY_STOPS, TALLY_RELOADS, TALLY_UPGRADES,
	TALLY_KEEPERS, TALLY_MOVES, TALLY_POISONS, TALLY_SHADOWS,
	TALLY_REQUESTS, TALLY_EDITS, TALLY_NOTIFICATIONS, TALLY_BATCHES,
	TALLY_CHURNS, TALLY_COMPARED, TALLIES
};

#define TOLL_CODES	16	/* kinds of error told apart */
#define TOLL_KILLS	65536	/* kills whose pauses are kept */

struct toll_code {
	int		 code;
	uint64_t	 count;
};

struct toll_kill {
	uint64_t	 at_ns;
	uint64_t	 pause_ns;
};

struct toll {
	uint64_t	 fault[FAULTS];
	uint64_t	 tally[TALLIES];
	struct toll_code code[TOLL_CODES];	/* errors nobody expected */
	struct histogram latency;		/* of replies, ns */
	struct toll_kill *kill;
	unsigned	 kills;
	double		 seconds;
	bool		 quiet;		/* tell no fault in words */
};

void	 toll_init(struct toll *t);
void	 toll_fini(struct toll *t);

/* Count a fault, and tell it if there have been few. */
void	 toll_fault(struct toll *t, enum fault fault, const char *format, ...)
	    __attribute__((format(printf, 3, 4)));
void	 toll_error(struct toll *t, int code);

/* A worker was killed now. */
void	 toll_kill(struct toll *t, uint64_t now_ns);
/* A connection waited from `since_ns` until now. */
void	 toll_wait(struct toll *t, uint64_t since_ns, uint64_t now_ns);

/* All faults together. */
uint64_t toll_sum(const struct toll *t);

void	 toll_print(const struct toll *t);

/* One line of the table, as toll_print makes them. */
void	 toll_line(const char *name, uint64_t value);

#endif
