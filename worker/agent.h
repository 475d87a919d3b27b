/*
 * agent - one MCP message, from its bytes to its answer
 *
 * It comes in the body of an HTTP request or as a line of a stream.  A call of
 * a tool becomes a call of a method and goes the way of all of them; the rest
 * is answered here, most of it with bytes that were made before the first
 * request came (worker/mcp/lists.h).
 */
#ifndef WORKER_AGENT_H
#define WORKER_AGENT_H

#include "worker/answer.h"
#include "worker/conn.h"
#include "worker/dispatch.h"
#include "worker/mcp/era.h"

/* The message, and what came with it. */
struct agent_input {
	const char	*text;
	size_t		 len;
	struct conn_cut	 next;		/* the connection, once answered */
	bool		 close;		/* HTTP: it ends with the answer */
	bool		 element;	/* of a batch */
	bool		 last;		/* element of it */
	struct mcp_carrier carrier;
};

/* One that is being answered. */
struct agent {
	struct conn	*conn;
	const struct mcp_carrier *carrier;
	struct mcp_message message;
	struct mcp_era	 era;
	struct mcp_fault fault;
	struct plan	 plan;
	struct call	 call;
	struct json_out	 out;		/* the result */
	char		 session[SESSION_ID + 1];
};

/*
 * Answer it.  SERVE_MORE: the text ends inside the message, and nothing was
 * done; over HTTP that is answered as an error.
 */
enum serve agent_serve(struct conn *c, const struct agent_input *in);

/* Nothing but white space follows in its text. */
bool	 agent_ends(const struct agent_input *in, const char *at);

/* HTTP DELETE: end the session of a carrier. */
enum serve agent_end_session(struct conn *c, const struct agent_input *in);

/* HTTP GET: the stream of a session, on which it is told of changes. */
enum serve agent_open_stream(struct conn *c, const struct agent_input *in);

/* A stream of JSON: does a message with this method belong to MCP?  `ping` is
 * a method of ours too and belongs to it once initialize was there. */
bool	 agent_owns(const struct conn *c, const char *method, size_t len);

#endif
