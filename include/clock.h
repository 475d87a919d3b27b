/*
 * clock - the time, in the units the server counts in
 *
 * Only floors 0, 1, 2 and 6 read a clock; the engine is given the time.
 */
#ifndef INCLUDE_CLOCK_H
#define INCLUDE_CLOCK_H

#include <stdint.h>

uint64_t	clock_ns(void);		/* monotonic, nanoseconds */
/* clock_ns as it was at the kernel's last tick, 1 to 10 ms ago: an eighth of
 * the cost. */
uint64_t	clock_tick_ns(void);
uint64_t	clock_ms(void);		/* monotonic, milliseconds */
int64_t		clock_unix(void);	/* wall clock, seconds since 1970 */
uint64_t	clock_unix_ns(void);	/* the same in nanoseconds */

/* CPU time this process has used, nanoseconds. */
uint64_t	clock_cpu_ns(void);

#endif
