/*
 * hang - the watchdog: a worker that does not come back from a request
 *
 * A worker shows itself once a second and at each request.  One that has not
 * for longer than request_limit is killed, and the request it was in counts as
 * one that kills; but not one that only got no processor, on a busy machine.
 * One that is running is asked for its stack first.
 */
#ifndef MASTER_HANG_H
#define MASTER_HANG_H

#include "master/master.h"

/* Once a second. */
void	 hang_look(struct seat *s);

#endif
