/*
 * http_batch - an array of MCP messages in the body of a request
 *
 * Revision 2025-03-26 has them, later ones do not.  Each element is one
 * commit, as in a batch on a stream; nothing is sent before the last is
 * answered, and then one head stands before all.
 */
#ifndef WORKER_HTTP_BATCH_H
#define WORKER_HTTP_BATCH_H

#include "worker/agent.h"
#include "worker/conn.h"

/* The body is an array: begin, or refuse it whole. */
enum serve http_batch_begin(struct conn *c, const struct agent_input *in);

/* It has begun: answer its next element. */
enum serve http_batch_go_on(struct conn *c, const struct agent_input *in);

#endif
