/*
 * cancel - requests that their client wants no more
 *
 * A request of MCP that runs as a job has a tag, made of who asked and of its
 * id, beside the job in shared memory.  Whichever worker hears of the
 * cancellation turns the job to cancelled; the one that runs it ends it.
 */
#ifndef WORKER_CANCEL_H
#define WORKER_CANCEL_H

#include <stdbool.h>
#include <stdint.h>

#include "worker/conn.h"
#include "worker/mcp/message.h"

/* The tag of a request: of a session, or with 0 of this connection. */
uint64_t cancel_tag(const struct conn *c, uint64_t session,
	    const struct slice *id);

/* The same of the connection that is or was in this row. */
uint64_t cancel_tag_of(uint32_t conn, uint32_t generation,
	    const struct slice *id);

/* Cancel the job with this tag, wherever it runs, if it does. */
void	 cancel_tagged(const struct worker *w, uint64_t tag);

/*
 * A stream of JSON whose request is being carried out: is the cancellation of
 * it among what has come since?  Looks at what stands behind *from, and moves
 * that.
 */
bool	 cancel_overheard(struct conn *c, uint64_t tag, uint64_t *from);

#endif
