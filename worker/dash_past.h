/*
 * dash_past - the notes of the last 15 minutes, as the dashboard reads them
 *
 * All of them go column by column, which is short and what charts want; one
 * alone has the same names with one value each.  Times stand in `when`, unix
 * seconds; `span_ms` is how long a note's growth took.
 */
#ifndef WORKER_DASH_PAST_H
#define WORKER_DASH_PAST_H

#include "base/json.h"
#include "shm/history.h"

/* The members of an open object. */
void	 dash_past_put(struct json_out *out, const struct history *h);
void	 dash_past_put_note(struct json_out *out, const struct history *h,
	    uint64_t number);

#endif
