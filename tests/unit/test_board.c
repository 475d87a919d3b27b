/*
 * test_board - buckets, quantiles and sums
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "shm/board.h"

#define SAMPLES	5000

static struct board_method method;

static struct board *
new_board(void)
{
	return xcalloc(1, sizeof(struct board));
}

Test(board, every_bucket_begins_where_the_one_before_ends)
{
	uint32_t bucket;
	uint64_t ns;

	cr_assert_eq(board_bucket(0), 0);
	for (bucket = 1; bucket < BOARD_BUCKETS; bucket++) {
		ns = board_bucket_ns(bucket);
		cr_assert_gt(ns, board_bucket_ns(bucket - 1));
		cr_assert_eq(board_bucket(ns), bucket);
		cr_assert_eq(board_bucket(ns - 1), bucket - 1);
	}
}

Test(board, buckets_are_an_eighth_apart_or_closer)
{
	uint32_t bucket;
	uint64_t ns;

	for (bucket = 8; bucket + 1 < BOARD_BUCKETS; bucket++) {
		ns = board_bucket_ns(bucket);
		cr_assert_leq(board_bucket_ns(bucket + 1) - ns, ns / 8);
	}
}

Test(board, an_hour_has_a_bucket_and_all_beyond_the_last)
{
	cr_assert_lt(board_bucket(UINT64_C(3600000000000)),
	    BOARD_BUCKETS - 1);
	cr_assert_eq(board_bucket(UINT64_MAX), BOARD_BUCKETS - 1);
	board_time(&method, UINT64_MAX / 2, OK);
	cr_assert_eq(method.bucket[BOARD_BUCKETS - 1], 1);
}

Test(board, calls_errors_and_times_are_counted)
{
	board_time(&method, 100, OK);
	board_time(&method, 300, ERR_PARAMS);
	board_time(&method, 200, OK);
	cr_assert_eq(method.calls, 3);
	cr_assert_eq(method.errors, 1);
	cr_assert_eq(method.ns, 600);
	cr_assert_eq(method.ns_max, 300);
	cr_assert_eq(method.bucket[board_bucket(300)], 1);
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* From 1 ns to a second, as many in each power of two. */
static void
make_samples(uint64_t *samples)
{
	uint64_t x = 88172645463325252u;
	int i;

	for (i = 0; i < SAMPLES; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		samples[i] = (x >> 30) >> (x % 30);
	}
}

Test(board, quantiles_are_those_of_the_sorted_times)
{
	static const double shares[] = { 0, 0.001, 0.25, 0.5, 0.9, 0.99,
	    0.999, 1 };
	uint64_t samples[SAMPLES], exact;
	size_t i, rank;

	make_samples(samples);
	for (i = 0; i < SAMPLES; i++)
		board_time(&method, samples[i], OK);
	qsort(samples, SAMPLES, sizeof *samples, compare);
	for (i = 0; i < sizeof shares / sizeof shares[0]; i++) {
		for (rank = 1; (double)rank < shares[i] * SAMPLES; rank++)
			continue;
		exact = samples[rank - 1];
		cr_assert_eq(board_quantile(&method, shares[i]),
		    board_bucket_ns(board_bucket(exact)), "%g", shares[i]);
	}
}

Test(board, quantile_without_calls_is_0)
{
	cr_assert_eq(board_quantile(&method, 0.5), 0);
	cr_assert_eq(board_quantile(&method, 1), 0);
}

/* At 200,000 pings a second, six hours. */
Test(board, four_billion_calls_do_not_wrap_a_bucket)
{
	struct board *board = new_board();
	struct board_method *m = &board->row[0].method[3];
	uint32_t bucket = board_bucket(5000);

	m->calls = UINT32_MAX;
	m->bucket[bucket] = UINT32_MAX;
	board_time(m, 5000, OK);
	cr_assert_eq(board_quantile(m, 0.99), board_bucket_ns(bucket));
	board->row[1].method[3] = *m;
	board_sum_method(board, 2, 3, &method);
	cr_assert_eq(method.calls, UINT64_C(1) << 33);
	cr_assert_eq(board_quantile(&method, 0.99), board_bucket_ns(bucket));
	free(board);
}

Test(board, sum_adds_the_rows_of_all_workers_and_the_master)
{
	struct board *board = new_board();
	uint32_t row;

	for (row = 0; row < BOARD_ROWS; row++)
		board->row[row].counter[COUNT_edits] = row + 1;
	board->row[BOARD_MASTER].counter[COUNT_jobs] = 7;
	cr_assert_eq(board_sum(board, COUNT_edits), 65 * 66 / 2);
	cr_assert_eq(board_sum(board, COUNT_jobs), 7);
	cr_assert_eq(board_sum(board, COUNT_batches), 0);
	free(board);
}

Test(board, sum_of_a_method_is_as_if_one_worker_had_run_it)
{
	struct board *board = new_board();
	struct board_method sum, one = { 0 };
	uint64_t samples[SAMPLES];
	int i;

	make_samples(samples);
	memset(&sum, 0xee, sizeof sum);
	for (i = 0; i < SAMPLES; i++) {
		board_time(&one, samples[i], i % 10 == 0 ? ERR_BUSY : OK);
		board_time(&board->row[i % BOUND_WORKERS].method[5], samples[i],
		    i % 10 == 0 ? ERR_BUSY : OK);
		board_time(&board->row[i % BOARD_ROWS].method[4], 1, OK);
	}
	/* Not a method of the master's. */
	board_time(&board->row[BOARD_MASTER].method[5], 1, OK);
	board_sum_method(board, BOUND_WORKERS, 5, &sum);
	cr_assert_eq(memcmp(&sum, &one, sizeof sum), 0);
	free(board);
}

Test(board, sum_of_a_row_is_as_if_it_had_run_one_method)
{
	struct board *board = new_board();
	struct board_method sum, one = { 0 };
	uint64_t samples[SAMPLES];
	int i;

	make_samples(samples);
	memset(&sum, 0xee, sizeof sum);
	for (i = 0; i < SAMPLES; i++) {
		board_time(&one, samples[i], OK);
		board_time(&board->row[3].method[i % BOARD_METHODS],
		    samples[i], OK);
		board_time(&board->row[4].method[5], 1, OK);
	}
	board_sum_row(&board->row[3], &sum);
	cr_assert_eq(memcmp(&sum, &one, sizeof sum), 0);
	free(board);
}
