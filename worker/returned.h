/*
 * returned - what a client that traces is told of its request's span
 *
 * A member "traceparent" beside the id of the reply to a request that had one
 * there; with MCP, whose replies have no other members, one of the result's
 * _meta.
 */
#ifndef WORKER_RETURNED_H
#define WORKER_RETURNED_H

#include "buf.h"
#include "worker/answer.h"

#define RETURNED_MOST	128		/* bytes that it takes */

/* Both only where plan->trace is not NULL. */

/* Behind the other members, before the bracket that closes the reply. */
void	 returned_put(struct buf *reply, const struct plan *plan);

/* The result is what the reply ends with. */
void	 returned_put_meta(struct buf *reply, const struct plan *plan);

#endif
