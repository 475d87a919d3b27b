/*
 * lap - the time of one layer of a request, now and then
 *
 * What is not taken costs a decrement.  Inline, because each request passes
 * here six times.
 */
#ifndef WORKER_LAP_H
#define WORKER_LAP_H

#include "clock.h"
#include "worker/conn.h"
#include "worker/worker.h"

/* Each layer's time is taken once in so many times. */
extern const uint32_t lap_each[LAYER_COUNT];

/* The clock, or 0: it is not taken this time.  A bridge's requests are few. */
static inline uint64_t
lap_begin(struct conn *c, enum request_layer layer)
{
	struct worker_laps *laps = &c->worker->laps;

	if (laps->left[layer] > 0 && !c->row->bridged) {
		laps->left[layer]--;
		return 0;
	}
	if (!c->row->bridged)
		laps->left[layer] = lap_each[layer] - 1;
	return clock_ns();
}

static inline void
lap_count(struct conn *c, enum request_layer layer, uint64_t ns)
{
	struct worker *w = c->worker;

	board_time(&w->segment->layers->row[w->heritage->row]
	    [c->row->bridged ? PATH_BRIDGE : PATH_DIRECT][layer], ns, OK);
}

static inline void
lap_end(struct conn *c, enum request_layer layer, uint64_t began)
{
	if (began != 0)
		lap_count(c, layer, clock_ns() - began);
}

/* A worker has the connection for the first time. */
static inline void
lap_arrived(struct conn_row *row)
{
	if (row->arrival.accepted_ns != 0)
		row->arrival.took_ns = clock_ns() - row->arrival.accepted_ns;
	row->arrival.accepted_ns = 0;
}

/* That is counted when it has asked something: only then is it known to be a
 * bridge's. */
static inline void
lap_asked(struct conn *c)
{
	if (c->row->arrival.took_ns == 0 || c->row->rx_tail == 0)
		return;
	lap_count(c, LAYER_accept, c->row->arrival.took_ns);
	c->row->arrival.took_ns = 0;
}

/* The connection's request begins to wait, or need not wait any more. */
static inline void
lap_waits(struct conn *c)
{
	if (c->partial.since == 0)
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
