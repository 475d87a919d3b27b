/*
 * tally - quick requests of one pipeline share a reading of the clock
 */
#include <string.h>

#include "variant.h"
#include "worker/filing.h"
#include "worker/holding.h"
#include "worker/method/method.h"
#include "worker/shadow.h"
#include "worker/tally.h"

#define SLOW_MS		10	/* at least two ticks of any kernel's clock */
#define UNKNOWN		UINT64_MAX

void
tally_open(struct worker *w)
{
	w->laps.tally = (struct worker_tally){ .usual_ns = UNKNOWN,
	    .open = w->config->slow_request >= SLOW_MS &&
	    w->laps.tracing == NULL &&
	    strcmp(w->config->access_log, "off") == 0 };
}

static void
book(struct conn *c, uint32_t method, uint64_t ns, uint32_t count)
{
	struct board_row *b = c->worker->board;

	if (!VARIANT_COUNTS)
		return;
	board_times(&b->method[method], ns, count);
	b->request[method][c->row->door % DOOR_COUNT][0] += count;
}

uint64_t
tally_end(struct conn *c, uint32_t method, uint64_t ns)
{
	struct worker_tally *t = &c->worker->laps.tally;
	uint64_t each = ns / (t->count + 1);

	if (t->count == 0 || t->usual_ns == UNKNOWN) {
		t->usual_ns = each;
	} else if (each > 2 * t->usual_ns) {
		each = t->usual_ns;
		t->usual_ns = UNKNOWN;
	} else {
		t->usual_ns = each;
	}
	if (t->count > 0)
		book(c, t->method, each, t->count);
	ns -= each * t->count;
	t->count = 0;
	t->method = method;
	return ns;
}

void
tally_cost(struct conn *c, uint64_t ns)
{
	if (c->serving == NULL)
		return;
	c->serving->cost_ns += ns;
	filing_cost(c->serving, ns);
	shadow_follow(c->worker, ns);
}

void
tally_close(struct conn *c)
{
	struct worker *w = c->worker;
	struct worker_tally *t = &w->laps.tally;
	uint64_t now, ns;

	if (t->count == 0)
		return;
	now = clock_ns();
	ns = now - w->now_ns;
	if (methods[t->method].flags & EDITS)
		tally_cost(c, ns);
	t->count--;
	book(c, t->method, tally_end(c, t->method, ns), 1);
	w->now_ns = now;
}
