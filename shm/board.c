/*
 * board - what each worker is doing, has done, and how long it took
 */
#include <string.h>

#include "shm/board.h"

#define STEP_BITS	3		/* buckets to a power of two: 2^3 */
#define STEPS		(1u << STEP_BITS)

uint32_t
board_bucket(uint64_t ns)
{
	unsigned power;
	uint32_t bucket;

	if (ns < STEPS)
		return (uint32_t)ns;
	power = 63 - (unsigned)__builtin_clzll(ns);
	bucket = (power - STEP_BITS + 1) * STEPS +
	    (uint32_t)((ns >> (power - STEP_BITS)) & (STEPS - 1));
	return bucket < BOARD_BUCKETS ? bucket : BOARD_BUCKETS - 1;
}

uint64_t
board_bucket_ns(uint32_t bucket)
{
	uint32_t power = bucket / STEPS;

	if (power == 0)
		return bucket;
	return (uint64_t)(STEPS + bucket % STEPS) << (power - 1);
}

void
board_time(struct board_method *m, uint64_t ns, enum err err)
{
	m->calls++;
	m->ns += ns;
	m->bucket[board_bucket(ns)]++;
	if (ns > m->ns_max)
		m->ns_max = ns;
	if (err != OK)
		m->errors++;
}

uint64_t
board_sum(const struct board *b, enum counter counter)
{
	uint64_t sum = 0;
	uint32_t row;

	for (row = 0; row < BOARD_ROWS; row++)
		sum += b->row[row].counter[counter];
	return sum;
}

void
board_add(struct board_method *sum, const struct board_method *m)
{
	uint32_t bucket;

	sum->calls += m->calls;
	sum->errors += m->errors;
	sum->ns += m->ns;
	if (m->ns_max > sum->ns_max)
		sum->ns_max = m->ns_max;
	if (m->calls == 0)
		return;
	for (bucket = 0; bucket < BOARD_BUCKETS; bucket++)
		sum->bucket[bucket] += m->bucket[bucket];
}

void
board_sum_method(const struct board *b, uint32_t workers, uint32_t method,
    struct board_method *sum)
{
	uint32_t row;

	memset(sum, 0, sizeof *sum);
	for (row = 0; row < workers; row++)
		board_add(sum, &b->row[row].method[method]);
}

void
board_sum_row(const struct board_row *row, struct board_method *sum)
{
	uint32_t method;

	memset(sum, 0, sizeof *sum);
	for (method = 0; method < BOARD_METHODS; method++)
		board_add(sum, &row->method[method]);
}

uint64_t
board_quantile(const struct board_method *m, double share)
{
	uint64_t seen = 0;
	uint32_t bucket;

	for (bucket = 0; bucket < BOARD_BUCKETS; bucket++) {
		seen += m->bucket[bucket];
		if (seen > 0 && (double)seen >= share * (double)m->calls)
			return board_bucket_ns(bucket);
	}
	return 0;
}
