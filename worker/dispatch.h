/*
 * dispatch - from a decoded request to the handler
 *
 * Marks the request as running, so that a death can be blamed on it; finds its
 * project, or sends the connection to where it lives; runs the handler here,
 * or in a job; and counts.
 */
#ifndef WORKER_DISPATCH_H
#define WORKER_DISPATCH_H

#include "worker/answer.h"
#include "worker/conn.h"
#include "worker/method/method.h"

/* An empty call on this connection, writing into the worker's reply, which is
 * to look as the plan says. */
void	 dispatch_begin(struct conn *c, struct call *call,
	    struct json_out *out, const struct plan *plan);

/*
 * Run it.  `err` is what is wrong with the request already.  OK and failures
 * are to be answered now; WAIT: the job answers, by the plan; MOVE: it runs
 * where its project is.
 */
enum err dispatch(struct conn *c, struct call *call, enum err err,
    const struct plan *plan);

/* The request is answered, or left: nothing is running, its memory is free. */
void	 dispatch_end(struct conn *c);

/* On a request, without what it waited for; parsing is a part of it, 0 where
 * it was not taken because it was short. */
struct spent { uint64_t ns, parse_ns; };

/* The common end of a call here and of one in a job: count, publish, and note
 * it if it was slow.  Before its reply is committed. */
void	 dispatch_account(struct conn *c, const struct method *method,
	    const struct plan *plan, struct spent spent, enum err err);

#endif
