/*
 * scrape - what is looked up once for a page of metrics
 */
#include <string.h>

#include "clock.h"
#include "worker/scrape.h"

const char *
scrape_trouble(const struct segment *segment)
{
	const struct keeping *k = segment->keeping;
	uint32_t row, ready = 0;
	uint32_t rows = workers_used(segment->workers);

	for (row = 0; row < rows; row++)
		ready += atomic_load(&segment->workers[row].state) ==
		    WORKER_READY;
	if (ready == 0)
		return "no worker serves";
	return k->on && atomic_load(&k->pid) == 0 ? "the keeper, which has "
	    "the store, does not run" : NULL;
}

static void
look_at_workers(struct scrape *s)
{
	const struct worker_row *w;
	uint32_t row;

	for (row = 0; row < s->rows; row++) {
		w = &s->segment->workers[row];
		s->ready += atomic_load(&w->state) == WORKER_READY;
		s->in_flight += w->executing.conn != 0;
		s->jobs_running += atomic_load(&w->jobs);
		s->jobs_waiting += atomic_load(&w->jobs_waiting);
	}
	s->in_flight += s->jobs_running;
}

static void
look_at_projects(struct scrape *s)
{
	const struct projects *all = s->segment->projects;
	const struct keeping *k = s->segment->keeping;
	uint32_t row, count = atomic_load(&all->count);
	const struct project_row *p;
	uint64_t tail, stored;

	for (row = 0; row < count && row < BOUND_PROJECTS; row++) {
		p = &all->row[row];
		if (!p->used)
			continue;
		/* What is stored, first: it never passes the other. */
		stored = atomic_load(&p->log_stored);
		tail = atomic_load(&p->log_tail);
		s->projects[atomic_load(&p->stored) != 0]++;
		s->log_tail += tail;
		if (k->on && tail > stored)
			s->log_lag += tail - stored;
	}
	if (s->log_lag > 0)
		s->journal_idle = (double)(clock_ms() -
		    atomic_load(&k->last_ms)) / 1e3;
}

static void
look_at_conns(struct scrape *s)
{
	const struct conns *conns = &s->segment->conns;
	const struct conn_row *row;
	uint32_t i, state;

	for (i = 0; i < conns->count; i++) {
		row = &conns->row[i];
		state = atomic_load_explicit(&row->state,
		    memory_order_relaxed);
		if (state != CONN_FREE)
			s->conns[row->transport % SCRAPE_TRANSPORTS]
			    [state % SCRAPE_STATES]++;
	}
}

static void
look_at_requests(struct scrape *s)
{
	const uint64_t *from;
	uint64_t *sum = &s->request[0][0][0];
	size_t i, words = sizeof s->request / sizeof *sum;
	uint32_t row;

	for (row = 0; row < s->rows; row++) {
		from = &s->segment->board->row[row].request[0][0][0];
		for (i = 0; i < words; i++)
			sum[i] += from[i];
	}
}

void
scrape_take(struct scrape *s, const struct worker *w)
{
	memset(s, 0, sizeof *s);
	s->worker = w;
	s->segment = w->segment;
	s->trouble = scrape_trouble(s->segment);
	s->rows = workers_used(s->segment->workers);
	look_at_workers(s);
	look_at_projects(s);
	look_at_conns(s);
	look_at_requests(s);
}

uint64_t
scrape_counter(const struct scrape *s, enum counter counter)
{
	const struct board *b = s->segment->board;
	uint64_t sum = b->row[BOARD_MASTER].counter[counter];
	uint32_t row;

	for (row = 0; row < s->rows; row++)
		sum += b->row[row].counter[counter];
	return sum;
}

uint64_t
scrape_error(const struct scrape *s, int err)
{
	uint64_t sum = 0;
	uint32_t row;

	for (row = 0; row < s->rows; row++)
		sum += s->segment->board->row[row].error[err];
	return sum;
}

static uint64_t
sum_of(const uint64_t request[DOOR_COUNT][2])
{
	uint64_t sum = 0;
	int door;

	for (door = 0; door < DOOR_COUNT; door++)
		sum += request[door][0] + request[door][1];
	return sum;
}

uint64_t
scrape_calls(const struct scrape *s, uint32_t method)
{
	return sum_of(s->request[method]);
}

void
scrape_latency(const struct scrape *s, uint32_t method,
    struct board_method *sum)
{
	const struct board_row *b;
	uint32_t row, bucket;

	memset(sum, 0, sizeof *sum);
	for (row = 0; row < s->rows; row++) {
		b = &s->segment->board->row[row];
		if (sum_of(b->request[method]) == 0)
			continue;
		sum->ns += b->method[method].ns;
		for (bucket = 0; bucket < BOARD_BUCKETS; bucket++)
			sum->bucket[bucket] += b->method[method].bucket[bucket];
	}
}
