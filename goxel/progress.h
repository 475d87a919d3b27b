/*
 * progress - how far long work is, told while it goes on
 *
 * Who wants to know gives a word; the work stores into it, now and then, how
 * many percent are done: one relaxed store and a division a tile, a line or a
 * slice, which no measurement finds.  Nobody has to want it: of NULL, or
 * without a word, nothing is told.
 *
 * Work that consists of parts gives each its share:
 *
 *	struct progress half = progress_share(p, 0, 1, 2);
 */
#ifndef GOXEL_PROGRESS_H
#define GOXEL_PROGRESS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "goxel/vec.h"

#define PROGRESS_WHOLE	1000000u	/* of which from and to are parts */
#define PROGRESS_PERCENT (PROGRESS_WHOLE / 100)

struct progress {
	_Atomic uint32_t *percent;
	uint32_t	 from, to;	/* this work's share of the whole */
};

/* So much of the work is done; more than the whole counts as that. */
static inline void
progress_at(const struct progress *p, uint64_t done, uint64_t of)
{
	if (p == NULL || p->percent == NULL || of == 0)
		return;
	if (done > of)
		done = of;
	atomic_store_explicit(p->percent, (p->from +
	    (uint32_t)((p->to - p->from) * done / of)) / PROGRESS_PERCENT,
	    memory_order_relaxed);
}

/* The share of the parts from one to before another, of so many. */
static inline struct progress
progress_share(const struct progress *p, uint64_t from, uint64_t to,
    uint64_t of)
{
	uint64_t whole;

	if (p == NULL || p->percent == NULL || of == 0)
		return (struct progress){ NULL, 0, 0 };
	whole = p->to - p->from;
	return (struct progress){ p->percent,
	    p->from + (uint32_t)(whole * from / of),
	    p->from + (uint32_t)(whole * to / of) };
}

/* Work that goes through a box in order of z, then of y, is at `at`. */
static inline void
progress_place(const struct progress *p, const struct box *box,
    const struct pos *at)
{
	uint64_t width = (uint64_t)(box->hi.at[1] - box->lo.at[1]);
	int64_t row = at->at[1] - box->lo.at[1];
	int64_t layer = at->at[2] - box->lo.at[2];

	if (p != NULL && p->percent != NULL && layer >= 0)
		progress_at(p, (uint64_t)layer * width +
		    (row > 0 ? (uint64_t)row : 0), width *
		    (uint64_t)(box->hi.at[2] - box->lo.at[2]));
}

#endif
