/*
 * fixture_reconnect - a call that is answered on another stream (SEP-1699)
 *
 * Of the legacy era, over HTTP: the reply is an event with an id and nothing
 * else, then the stream ends.  The client comes again by GET with that id, to
 * any worker, and is answered there.  Which request it was stands in shared
 * memory (shm/answers.h) before the id is told.
 */
#ifndef WORKER_FIXTURE_RECONNECT_H
#define WORKER_FIXTURE_RECONNECT_H

#include "worker/fixture.h"

/* The call; a client that cannot come again is answered at once. */
enum err fixture_reconnect_call(struct agent *a);

/* A GET stream begins: answer what it comes back for, if it does. */
void	 fixture_reconnect_resume(struct agent *a);

#endif
