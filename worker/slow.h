/*
 * slow - which requests the slow log is to tell of
 *
 * Those that took as long as setting slow_request says, waiting included, and
 * whatever the time those that failed inside: errors -32603 and -1050.
 */
#ifndef WORKER_SLOW_H
#define WORKER_SLOW_H

#include "worker/dispatch.h"

static inline bool
slow_is(const struct conn *c, uint64_t ns, enum err err)
{
	return ns + c->partial.waited >=
	    (uint64_t)c->worker->config->slow_request * 1000000 ||
	    err == ERR_INTERNAL || err == ERR_CRASHED;
}

/* Bytes of a request that is not committed; of a batch's element, its own. */
uint64_t slow_bytes(const struct conn *c, const struct plan *plan);

void	 slow_note(const struct conn *c, const struct method *method,
	    const struct plan *plan, struct spent spent, enum err err);

#endif
