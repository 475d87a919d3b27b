/*
 * micro_dash - what the dashboard costs the master and a worker
 *
 * Every worker has run every method at latencies all over the buckets.  A note
 * is taken with all of them having answered since the last, and with none;
 * beside it stands the least that can cost, a sum over as many words.  Then
 * what an event and the whole of 15 minutes cost the worker that tells them.
 * Medians of CPU time.
 *
 *	micro_dash [WORKERS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "buf.h"
#include "clock.h"
#include "log.h"
#include "master/sample.h"
#include "worker/dash_now.h"
#include "worker/dash_past.h"
#include "worker/method/method.h"

#define ROUNDS	(HISTORY_SECONDS + 101)
#define PAGE	(16u << 20)	/* bytes, at most */

static struct config config;
static struct heritage heritage;

static void
answer(struct master *m)
{
	uint32_t row, method;

	for (row = 0; row < m->seats; row++)
		for (method = 0; method < METHOD_COUNT; method++)
			board_time(&m->segment.board->row[row].method[method],
			    1000ull << (row + method) % 24, OK);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double us[ROUNDS])
{
	qsort(us, ROUNDS, sizeof *us, compare);
	return us[ROUNDS / 2];
}

static double
time_notes(struct master *m, bool busy)
{
	static double us[ROUNDS];
	uint64_t start;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		if (busy)
			answer(m);
		start = clock_cpu_ns();
		sample_take(m);
		us[round] = (double)(clock_cpu_ns() - start) / 1e3;
	}
	return median(us);
}

static uint64_t
sum_words(const struct board_row *row)
{
	uint64_t sum = 0;
	uint32_t method, each;

	for (method = 0; method < METHOD_COUNT; method++)
		for (each = 0; each < BOARD_BUCKETS; each++)
			sum += row->method[method].bucket[each];
	return sum;
}

static double
time_sums(const struct master *m)
{
	static double us[ROUNDS];
	uint64_t start, sum;
	uint32_t row;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		start = clock_cpu_ns();
		for (sum = row = 0; row < m->seats; row++)
			sum += sum_words(&m->segment.board->row[row]);
		us[round] = (double)(clock_cpu_ns() - start) / 1e3;
		__asm__ volatile("" : : "r"(sum));
	}
	return median(us);
}

static double
time_json(const struct worker *w, bool all, size_t *bytes)
{
	static double us[ROUNDS];
	struct json_out out;
	struct buf text;
	uint64_t start;
	int round;

	buf_init(&text, PAGE);
	for (round = 0; round < ROUNDS; round++) {
		buf_reset(&text);
		start = clock_cpu_ns();
		json_out_open(&out, &text);
		if (all)
			dash_past_put(&out, w->segment->history);
		dash_now_put(&out, w);
		us[round] = (double)(clock_cpu_ns() - start) / 1e3;
	}
	*bytes = text.len;
	buf_fini(&text);
	return median(us);
}

int
main(int argc, char **argv)
{
	static struct master m;
	struct worker w = { .segment = &m.segment, .config = &config,
	    .heritage = &heritage };
	double least, time;
	uint32_t row;
	size_t bytes;

	m.seats = argc > 1 ? (uint32_t)atoi(argv[1]) : 16;
	if (m.seats > BOUND_WORKERS || segment_make(&m.segment, 1000) != OK)
		fatal("at most %d workers, and shared memory", BOUND_WORKERS);
	for (row = 0; row < m.seats; row++)
		m.seat[row].pid = getpid();
	rings_open(&w.rings, m.segment.fd, m.segment.rings_start,
	    m.segment.holders, 0);
	answer(&m);
	least = time_sums(&m);
	printf("%u workers, %d methods, medians of CPU time\n", m.seats,
	    (int)METHOD_COUNT);
	printf("%-34s %8.1f us\n", "sum over the words", least);
	time = time_notes(&m, true);
	printf("%-34s %8.1f us  %.2f of the sum\n", "a note, all have answered",
	    time, time / least);
	time = time_notes(&m, false);
	printf("%-34s %8.1f us\n", "a note, nobody has", time);
	time = time_json(&w, false, &bytes);
	printf("%-34s %8.1f us  %zu bytes\n", "the present", time, bytes);
	time = time_json(&w, true, &bytes);
	printf("%-34s %8.1f us  %zu bytes\n", "15 minutes and the present",
	    time, bytes);
	return 0;
}
