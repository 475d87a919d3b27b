/*
 * dash_now - the server as it stands, as the dashboard reads it
 *
 * Read from shared memory and the settings alone, by any worker for all.
 */
#ifndef WORKER_DASH_NOW_H
#define WORKER_DASH_NOW_H

#include "base/json.h"
#include "worker/worker.h"

/* One object. */
void	 dash_now_put(struct json_out *out, const struct worker *w);

#endif
