/*
 * launch - how long a server takes from exec to its first good reply
 */
#ifndef BENCH_LIB_LAUNCH_H
#define BENCH_LIB_LAUNCH_H

#include <stdint.h>

#include "bench/lib/plan.h"

/*
 * Run the plan's command, ask its first request until the answer is good,
 * then end it with SIGTERM and wait for it.  Nanoseconds from before the
 * fork; 0 when there was no good reply within ten seconds.
 */
uint64_t launch(const struct plan *p);

#endif
