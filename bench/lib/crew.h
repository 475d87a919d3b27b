/*
 * crew - the threads that load a server
 *
 * Each thread has its own connections, epoll and histogram; they share the
 * plan and the phase, and are summed when they have stopped.
 *
 * Closed loop: a connection sends its next batch when it has all replies, and
 * latency counts from then.  Open loop (--rate): batches are due at fixed
 * times whatever the server does, connections take them in turn, and latency
 * counts from when the batch was due, so that a server that stalls is charged
 * for those who waited.
 */
#ifndef BENCH_LIB_CREW_H
#define BENCH_LIB_CREW_H

#include <stdint.h>

#include "bench/lib/histogram.h"
#include "bench/lib/plan.h"

enum phase { PHASE_WARM, PHASE_MEASURE, PHASE_STOP };

/* What was measured. */
struct tally {
	struct histogram latency;	/* ns, of every reply */
	uint64_t	 errors;	/* replies; the warm-up's too */
	uint64_t	 lost;		/* connections that the server ended */
};

struct hand;

struct crew {
	const struct plan *plan;
	struct hand	 *hands;
	_Atomic int	  phase;	/* enum phase */
};

/* Connect everything and start the threads; fatal when that fails. */
void	 crew_start(struct crew *c, const struct plan *plan);

void	 crew_set(struct crew *c, enum phase phase);

/* After PHASE_STOP: wait for the threads, sum, free all. */
void	 crew_finish(struct crew *c, struct tally *tally);

#endif
