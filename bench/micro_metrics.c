/*
 * micro_metrics - what a page of metrics costs the worker that writes it
 *
 * The board is filled as if every worker had run every method, through every
 * door, at latencies all over the buckets; connections are open and projects
 * loaded.  Beside it stands the least that a page of as many lines can cost:
 * as many calls of printf() with a name and a number.  And `show workers`,
 * which is the master's.  Medians of CPU time.
 *
 *	micro_metrics [WORKERS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "clock.h"
#include "log.h"
#include "master/command.h"
#include "worker/method/method.h"
#include "worker/metrics.h"

#define ROUNDS	101
#define CONNS	10000
#define PAGE	(16u << 20)	/* bytes, at most */
#define MOST_MS	5.0		/* that a page may cost */
#define SHOW_MS	1.0		/* and `show workers` */

static struct segment segment;
static struct config config;

static void
fill_row(uint32_t row)
{
	struct board_row *b = &segment.board->row[row];
	uint32_t method, n;

	segment.workers[row].generation = 1;
	atomic_store(&segment.workers[row].state, WORKER_READY);
	for (method = 0; method < METHOD_COUNT; method++)
		for (n = 0; n < 200; n++) {
			board_time(&b->method[method], 1000ull << n % 24,
			    OK);
			b->request[method][1 + n % (DOOR_COUNT - 1)][n % 2]++;
		}
}

static void
fill(uint32_t workers)
{
	uint32_t i;

	config.workers = workers;
	if (segment_make(&segment, CONNS) != OK)
		fatal("no shared memory");
	for (i = 0; i < workers; i++)
		fill_row(i);
	for (i = 0; i < CONNS; i++)
		conns_claim(&segment.conns, TRANSPORT_UNIX, 1);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double ms[ROUNDS])
{
	qsort(ms, ROUNDS, sizeof *ms, compare);
	return ms[ROUNDS / 2];
}

static double
time_page(struct buf *out, bool open)
{
	struct worker w = { .segment = &segment, .config = &config };
	double ms[ROUNDS];
	uint64_t start;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		buf_reset(out);
		start = clock_cpu_ns();
		metrics_put(&w, out, open);
		ms[round] = (double)(clock_cpu_ns() - start) / 1e6;
	}
	return median(ms);
}

static double
time_printf(unsigned lines)
{
	char line[256];
	double ms[ROUNDS];
	uint64_t start;
	unsigned i;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		start = clock_cpu_ns();
		for (i = 0; i < lines; i++) {
			snprintf(line, sizeof line, "%s{method=\"%s\"} %llu\n",
			    "goxeld_request_duration_seconds_bucket",
			    methods[i % METHOD_COUNT].name, 123456789ull * i);
			__asm__ volatile("" : : "r"(line) : "memory");
		}
		ms[round] = (double)(clock_cpu_ns() - start) / 1e6;
	}
	return median(ms);
}

static double
time_show(struct buf *out, uint32_t workers)
{
	static struct master m;
	double ms[ROUNDS];
	uint64_t start;
	uint32_t row;
	int round;

	m.segment = segment;
	m.seats = workers;
	for (row = 0; row < workers; row++) {
		m.seat[row].master = &m;
		m.seat[row].row = row;
		m.seat[row].state = SEAT_READY;
	}
	for (round = 0; round < ROUNDS; round++) {
		buf_reset(out);
		start = clock_cpu_ns();
		command_run(&m, MAY_ALL, "show workers", out);
		ms[round] = (double)(clock_cpu_ns() - start) / 1e6;
	}
	return median(ms);
}

static unsigned
count_lines(const struct buf *page)
{
	unsigned lines = 0;
	size_t i;

	for (i = 0; i < page->len; i++)
		lines += page->bytes[i] == '\n';
	return lines;
}

int
main(int argc, char **argv)
{
	uint32_t workers = argc > 1 ? (uint32_t)atoi(argv[1]) : 16;
	double text, open, plain, show;
	struct buf page;
	unsigned lines;

	buf_init(&page, PAGE);
	fill(workers);
	open = time_page(&page, true);
	text = time_page(&page, false);
	lines = count_lines(&page);
	plain = time_printf(lines);
	printf("%u workers, %d methods, %d connections: %zu KiB, %u lines\n",
	    workers, (int)METHOD_COUNT, CONNS, page.len >> 10, lines);
	printf("text %.2f ms, OpenMetrics %.2f ms, as many printf %.2f ms: "
	    "%.1fx\n", text, open, plain, text / plain);
	show = time_show(&page, workers);
	printf("show workers %.3f ms: %u lines\n", show, count_lines(&page));
	return text > MOST_MS || show > SHOW_MS || page.failed;
}
