/*
 * test_metrics - whose counts are on the page, and why it is not ready
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "worker/metrics.h"
#include "worker/scrape.h"

static struct segment segment;
static struct config config;
static struct worker worker = { .segment = &segment, .config = &config };
static struct buf page;

static void
start(void)
{
	cr_assert_eq(segment_make(&segment, 10), OK);
	buf_init(&page, 1 << 20);
}

static void
finish(void)
{
	buf_fini(&page);
	segment_close(&segment);
}

TestSuite(metrics, .init = start, .fini = finish, .timeout = 10);

static void
tells(const char *line)
{
	buf_reset(&page);
	metrics_put(&worker, &page, false);
	buf_add(&page, "", 1);
	cr_assert_not_null(strstr(page.bytes, line), "no %s", line);
}

Test(metrics, counts_of_the_dead_and_of_the_master_are_in_the_sum)
{
	struct board *b = segment.board;

	segment.workers[0].generation = 7;
	segment.workers[2].generation = 1;
	b->row[0].counter[COUNT_edits] = 1;
	b->row[2].counter[COUNT_edits] = 20;
	b->row[BOARD_MASTER].counter[COUNT_edits] = 300;
	tells("\ngoxeld_edits_total 321\n");
	atomic_store(&segment.workers[0].state, WORKER_NONE);
	tells("\ngoxeld_edits_total 321\n");
}

Test(metrics, each_counter_stands_there_by_one_name)
{
#define COUNTER(id, doc) #id,
	static const char *const names[] = {
#include "tbl/counters.h"
	};
	static const char *const renamed[] = { "requests", "errors",
	    "bytes_in", "bytes_out", "deaths_killed", "deaths_crashed",
	    "deaths_exited" };
	char line[100];
	size_t i, j;

	for (i = 0; i < COUNTER_COUNT; i++) {
		snprintf(line, sizeof line, "\ngoxeld_%s_total 0\n",
		    names[i]);
		for (j = 0; j < 7 && strcmp(names[i], renamed[j]) != 0; j++)
			;
		if (j == 7)
			tells(line);
	}
	tells("\ngoxeld_replies_total 0\n");
	tells("\ngoxeld_received_bytes_total 0\n");
	tells("\ngoxeld_worker_restarts_total{cause=\"killed\"} 0\n");
}

Test(metrics, calls_are_summed_over_workers_by_method_and_door)
{
	struct board *b = segment.board;
	char line[200];

	segment.workers[0].generation = segment.workers[1].generation = 1;
	b->row[0].request[1][DOOR_HTTP][0] = 2;
	b->row[1].request[1][DOOR_HTTP][0] = 3;
	b->row[1].request[1][DOOR_JSON][1] = 4;
	board_time(&b->row[0].method[1], 1000, OK);
	board_time(&b->row[1].method[1], 1000, OK);
	snprintf(line, sizeof line, "{method=\"%s\",door=\"http\","
	    "outcome=\"ok\"} 5\n", methods[1].name);
	tells(line);
	snprintf(line, sizeof line, "{method=\"%s\",door=\"json\","
	    "outcome=\"error\"} 4\n", methods[1].name);
	tells(line);
	snprintf(line, sizeof line, "_seconds_count{method=\"%s\"} 2\n",
	    methods[1].name);
	tells(line);
}

Test(metrics, nobody_serving_and_no_keeper_are_told_in_words)
{
	cr_assert_str_eq(scrape_trouble(&segment), "no worker serves");
	segment.workers[1].generation = 1;
	atomic_store(&segment.workers[1].state, WORKER_DRAINING);
	cr_assert_str_eq(scrape_trouble(&segment), "no worker serves");
	atomic_store(&segment.workers[1].state, WORKER_READY);
	cr_assert_null(scrape_trouble(&segment));
	segment.keeping->on = 1;
	cr_assert_not_null(strstr(scrape_trouble(&segment), "keeper"));
	tells("\ngoxeld_ready 0\n");
	atomic_store(&segment.keeping->pid, 1);
	cr_assert_null(scrape_trouble(&segment));
}

/* Of what waits while nothing is kept, nobody is to be woken. */
Test(metrics, lag_is_what_the_journal_has_not)
{
	struct project_row *p = &segment.projects->row[0];

	atomic_store(&segment.projects->count, 1);
	p->used = 1;
	atomic_store(&p->log_tail, 100);
	atomic_store(&p->log_stored, 70);
	tells("\ngoxeld_journal_lag_bytes 0\n");
	segment.keeping->on = 1;
	tells("\ngoxeld_journal_lag_bytes 30\n");
}
