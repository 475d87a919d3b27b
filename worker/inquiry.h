/*
 * inquiry - a request of ours to the client, in the middle of one of its own
 *
 * Of the legacy era, over HTTP: the request goes out as an event of the reply
 * in pieces; the client answers by a POST on any connection, to any worker,
 * which leaves the answer in shared memory (shm/answers.h).  The id says which
 * step of which connection asks, and is signed for the session, so that nobody
 * answers for another.
 */
#ifndef WORKER_INQUIRY_H
#define WORKER_INQUIRY_H

#include "worker/agent.h"

/*
 * Ask, at the request's first step, and wait.  WAIT: call this again when the
 * handler runs anew.  OK: *answer is the result, in the request's memory.
 * Anything else is the failure of a->call, which says why.
 */
enum err inquiry_ask(struct agent *a, const char *method, const char *params,
    struct slice *answer);

/* What tells the current request of a connection from all others. */
uint64_t inquiry_key(const struct conn *c);

/* A response came: keep it for who asked, if we did. */
void	 inquiry_answer(struct agent *a);

#endif
