/*
 * probe - requests sent one at a time, by a caller who waits
 */
#ifndef BENCH_LIB_PROBE_H
#define BENCH_LIB_PROBE_H

#include <stdbool.h>
#include <stdio.h>

#include "bench/lib/plan.h"

/*
 * Send the first `count` requests of the plan, each after the reply to the
 * one before; replies go to `out`, unless it is NULL.  False when one is an
 * error, or does not come within ten seconds.
 */
bool	 probe(int fd, const struct plan *p, unsigned count, FILE *out);

#endif
