/*
 * histogram - how often each latency was seen
 *
 * Log-linear: below HISTOGRAM_STEPS a value has a bucket of its own, above it
 * every doubling is cut into HISTOGRAM_STEPS equal buckets, so that a value
 * read back is wrong by less than 1 % wherever it lies.  The largest value is
 * kept exactly.  A zeroed struct is an empty histogram.
 */
#ifndef BENCH_LIB_HISTOGRAM_H
#define BENCH_LIB_HISTOGRAM_H

#include <stdint.h>

#define HISTOGRAM_STEPS		64
#define HISTOGRAM_BUCKETS	(59 * HISTOGRAM_STEPS)	/* any 64-bit value */

struct histogram {
	uint64_t	bucket[HISTOGRAM_BUCKETS];
	uint64_t	count;		/* of all buckets */
	uint64_t	max;
};

/* `value` was seen `times` times. */
void	 histogram_add(struct histogram *h, uint64_t value, uint64_t times);

/* Add what `other` has seen. */
void	 histogram_merge(struct histogram *h, const struct histogram *other);

/* The value that the `share` (0 to 1) of all seen do not pass; 0 if empty. */
uint64_t histogram_quantile(const struct histogram *h, double share);

#endif
