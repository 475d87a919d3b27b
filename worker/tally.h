/*
 * tally - quick requests of one pipeline share a reading of the clock
 *
 * A reading costs a twelfth of the quickest request.  So one after which more
 * follows, and which is of the same kind as the one before it, quick and well
 * ended, is not timed by itself: up to TALLY_MOST are booked together, each
 * with its share of the time.  What they took beyond the usual is booked as
 * the last one's, and then the next is timed alone: one that is slow among
 * quick ones stays one that is slow.
 *
 * Counts and sums are exact.  The clock's last tick, which is nearly free to
 * ask for, ends a sharing at the request in which it came, so that the slow
 * log tells of the right one.  The access log and traces want each one's time:
 * with them nothing is shared.
 *
 * They are booked before any of their replies is sent, but not before it is
 * committed: of those that a worker dies in the middle of, none is booked.
 */
#ifndef WORKER_TALLY_H
#define WORKER_TALLY_H

#include "clock.h"
#include "worker/conn.h"
#include "worker/worker.h"

#define TALLY_MOST	16	/* requests to a reading */
#define TALLY_QUICK_NS	2000	/* what takes longer is timed by itself */

/* Will the request that ended well, of this method, be booked with the next?
 * Then it is counted here; now_ns stays where it is. */
static inline bool
tally_joins(struct worker *w, uint32_t method)
{
	struct worker_tally *t = &w->laps.tally;

	if (!t->open || t->method != method || t->usual_ns > TALLY_QUICK_NS ||
	    t->count + 1 == TALLY_MOST || clock_tick_ns() > w->now_ns)
		return false;
	t->count++;
	return true;
}

/* A loop begins: is sharing allowed, by the settings? */
void	 tally_open(struct worker *w);

/* A request of this method ended, `ns` after now_ns: book those before it that
 * joined; what is left is its own. */
uint64_t tally_end(struct conn *c, uint32_t method, uint64_t ns);

/* Book what joined and is not booked: nothing more comes, or something else.
 * Sets now_ns. */
void	 tally_close(struct conn *c);

/* Costs that decide on checkpoints and shadows: of edits on the connection's
 * project. */
void	 tally_cost(struct conn *c, uint64_t ns);

#endif
