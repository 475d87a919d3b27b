/*
 * roster - what handlers may ask of the jobs of all workers
 */
#ifndef WORKER_ROSTER_H
#define WORKER_ROSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "worker/method/method.h"

/* The next that runs or waits after *cursor (0 at first), or false. */
bool	 roster_next(struct call *call, uint32_t *cursor,
	    struct running_facts *facts);

/* End it: its worker does, within a tenth of a second.  ERR_NO_JOB. */
enum err roster_cancel(struct call *call, uint64_t id);

#endif
