/*
 * lap - the time of one layer of a request, now and then
 *
 * What is not taken costs a decrement.  Inline, because each request passes
 * here six times.
 */
#ifndef WORKER_LAP_H
#define WORKER_LAP_H

#include "clock.h"
#include "variant.h"
#include "worker/conn.h"
#include "worker/worker.h"

/* Each layer's time is taken once in so many times. */
extern const uint32_t lap_each[LAYER_COUNT];

/* The clock, or 0: it is not taken this time. */
static inline uint64_t
lap_begin(struct worker *w, enum request_layer layer)
{
	if (!VARIANT_COUNTS)
		return 0;
	if (w->laps.left[layer] > 0) {
		w->laps.left[layer]--;
		return 0;
	}
	w->laps.left[layer] = lap_each[layer] - 1;
	return clock_ns();
}

static inline void
lap_count(struct worker *w, enum request_layer layer, uint64_t ns)
{
	board_time(&w->segment->layers->row[w->heritage->row][layer], ns, OK);
}

static inline void
lap_end(struct worker *w, enum request_layer layer, uint64_t began)
{
	if (began != 0)
		lap_count(w, layer, clock_ns() - began);
}

/* The connection's request begins to wait, or need not wait any more. */
static inline void
lap_waits(struct conn *c)
{
	if (VARIANT_COUNTS && c->partial.since == 0)
		c->partial.since = c->worker->now_ns;
}

static inline void
lap_waited(struct conn *c)
{
	if (c->partial.since == 0)
		return;
	c->partial.waited += clock_ns() - c->partial.since;
	c->partial.since = 0;
}

#endif
