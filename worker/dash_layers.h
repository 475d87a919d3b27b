/*
 * dash_layers - where the time of requests went, as the dashboard reads it
 *
 * A row a layer of each path, in an order that stays; all notes go column by
 * column, and of a layer that nothing passed the columns are empty.
 */
#ifndef WORKER_DASH_LAYERS_H
#define WORKER_DASH_LAYERS_H

#include "base/json.h"
#include "shm/history.h"

/* The member `layers` of an open object, of some notes or of one. */
void	 dash_layers_put(struct json_out *out, const struct history_note *note,
	    uint32_t count);
void	 dash_layers_put_note(struct json_out *out,
	    const struct history_note *note);

#endif
