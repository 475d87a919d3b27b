/*
 * answer - from a decoded request to the bytes of its reply
 *
 * A plan says what the reply is to look like and what state of the connection
 * it makes real; it outlives the request when a job is started.
 */
#ifndef WORKER_ANSWER_H
#define WORKER_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "shm/conns.h"
#include "worker/conn.h"
#include "worker/envelope.h"
#include "worker/method/method.h"

/* What stands around a result. */
enum style {
	STYLE_RPC,	/* JSON-RPC 2.0 */
	STYLE_TOOL,	/* the old daemon's MCP */
	STYLE_BARE	/* nothing: the reply's head tells what it is */
};

struct plan {
	struct conn_cut	 next;		/* the connection, once answered */
	/* JSON text; in the ring, or owned by a job. */
	const char	*id;
	uint32_t	 id_len;
	enum style	 style;
	bool		 silent;	/* a notification */
	bool		 element;	/* of a batch */
	bool		 last;		/* element of it */
};

/* Start the reply in worker.reply; `out` is where the handler writes. */
void	 answer_begin(struct conn *c, struct json_out *out,
	    const struct plan *plan);

/* In a batch of a connection with frames: make room for the head of the frame
 * behind *tail, which moves, for all its replies. */
enum err answer_batch(struct conn *c, uint64_t *tail);

/*
 * End the reply - a result, or the failure `err` of `call` - and commit it
 * with the plan's cut.  ERR_IO when the connection cannot go on.
 */
enum err answer_end(struct conn *c, struct plan *plan,
    const struct call *call, enum err err);

/* The same for a request that never became a call. */
enum err answer_fault(struct conn *c, struct plan *plan, enum err err,
    const char *why);

#endif
