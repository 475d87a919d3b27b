/*
 * request_state - what a client carries from one round of a request to the next
 *
 * A modern request that needs input is answered with what is asked for and
 * with a state, and comes again with both (SEP-2322).  Nobody keeps it here in
 * between.  The state is, in base64 (the URL alphabet), signed:
 *
 *	when it expires, in seconds since 1970; the round it was made in;
 *	the first 16 bytes of HMAC-SHA256 of that and of what it is for
 *
 * so it is good for the same method, name and arguments alone.
 */
#ifndef WORKER_MCP_REQUEST_STATE_H
#define WORKER_MCP_REQUEST_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "mem.h"
#include "worker/mcp/message.h"
#include "worker/mcp/session.h"

#define REQUEST_STATE		44	/* characters, and a NUL behind them */
#define REQUEST_STATE_S		600	/* it is good for so long */

/* Make one.  False: the request is larger than its memory. */
bool	 request_state_make(const uint8_t key[SESSION_KEY],
	    const struct mcp_message *m, struct mem *mem, unsigned round,
	    char out[REQUEST_STATE + 1]);

/* The round of the state that came with a message.  False: it is none of
 * ours, another request's, or too old. */
bool	 request_state_read(const uint8_t key[SESSION_KEY],
	    const struct mcp_message *m, struct mem *mem, unsigned *round);

#endif
