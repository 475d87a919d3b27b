/*
 * histogram - how often each latency was seen
 *
 * The bucket of a value is its exponent times HISTOGRAM_STEPS plus the six
 * bits below its leading one.
 */
#include "bench/lib/histogram.h"

#define STEP_BITS	6		/* HISTOGRAM_STEPS is 1 << STEP_BITS */

static unsigned
bucket_of(uint64_t value)
{
	unsigned shift;

	if (value < HISTOGRAM_STEPS)
		return (unsigned)value;
	shift = 63 - STEP_BITS - (unsigned)__builtin_clzll(value);
	return shift * HISTOGRAM_STEPS + (unsigned)(value >> shift);
}

/* The middle of a bucket. */
static uint64_t
value_of(unsigned bucket)
{
	unsigned shift;
	uint64_t low;

	if (bucket < 2 * HISTOGRAM_STEPS)
		return bucket;
	shift = bucket / HISTOGRAM_STEPS - 1;
	low = (uint64_t)(bucket - shift * HISTOGRAM_STEPS) << shift;
	return low + ((uint64_t)1 << shift) / 2;
}

void
histogram_add(struct histogram *h, uint64_t value, uint64_t times)
{
	h->bucket[bucket_of(value)] += times;
	h->count += times;
	if (value > h->max)
		h->max = value;
}

void
histogram_merge(struct histogram *h, const struct histogram *other)
{
	unsigned i;

	for (i = 0; i < HISTOGRAM_BUCKETS; i++)
		h->bucket[i] += other->bucket[i];
	h->count += other->count;
	if (other->max > h->max)
		h->max = other->max;
}

uint64_t
histogram_quantile(const struct histogram *h, double share)
{
	uint64_t seen = 0, wanted = (uint64_t)(share * (double)h->count);
	unsigned i;

	if (h->count == 0)
		return 0;
	for (i = 0; i < HISTOGRAM_BUCKETS - 1; i++) {
		seen += h->bucket[i];
		if (seen > wanted)
			break;
	}
	/* The middle of the last bucket may lie past what was seen. */
	return value_of(i) < h->max ? value_of(i) : h->max;
}
