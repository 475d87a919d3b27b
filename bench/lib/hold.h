/*
 * hold - what idle connections cost a server in memory
 */
#ifndef BENCH_LIB_HOLD_H
#define BENCH_LIB_HOLD_H

#include <stdint.h>

#include "bench/lib/plan.h"

struct held {
	uint64_t	before;		/* PSS with one connection, bytes */
	uint64_t	after;		/* with all of them */
};

/*
 * Open the plan's `idle` connections, ask one request on each, leave them
 * alone for its seconds and look at its herd.  Fatal when one fails.
 */
void	 hold(const struct plan *p, struct held *held);

#endif
