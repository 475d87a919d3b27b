/*
 * agent_method - what each method of MCP does
 */
#ifndef WORKER_AGENT_METHOD_H
#define WORKER_AGENT_METHOD_H

#include "worker/agent.h"

/*
 * Carry a request out.  OK: its result is in a->out.  ERR_REQUEST with
 * a->fault: that is the answer.  WAIT and MOVE as from dispatch; anything else
 * is the failure of a->call.
 */
enum err agent_method(struct agent *a);

/* A notification of the client, or its answer to a request of ours. */
void	 agent_notification(struct agent *a);
void	 agent_response(struct agent *a);

#endif
