/*
 * mcp_progress - how far a request of MCP is, while its client waits
 *
 * notifications/progress with the token of the request.  How much was told
 * last is the step of the stream (stream.h), so that it never falls, also when
 * the worker dies and another one begins the job anew.
 */
#ifndef WORKER_MCP_PROGRESS_H
#define WORKER_MCP_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "worker/conn.h"

#define PROGRESS_TOKEN	256		/* bytes of a token, JSON */

/*
 * Tell it, if it is more than was told; the reply becomes a stream.  ERR_IO:
 * the connection cannot go on.
 */
enum err mcp_progress_tell(struct conn *c, const char *token, uint32_t percent);

#endif
