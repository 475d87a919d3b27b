/*
 * mcp - an agent's host in small: calls of tools over HTTP and over lines
 *
 * It speaks the modern era, in which each request stands for itself, and
 * never anything that a real client would not say: POST /mcp with the headers
 * of the message, or the same message as a line of a Unix socket.  An answer
 * that comes as a stream of events is its last event.
 *
 * A reply is the whole message, for claim.h: "result.structuredContent.model".
 */
#ifndef TESTS_SERVER_MCP_H
#define TESTS_SERVER_MCP_H

#include "buf.h"
#include "tests/server/talk.h"

struct server;

enum mcp_way { MCP_HTTP, MCP_LINE };

struct mcp {
	struct client	 client;
	enum mcp_way	 way;
	unsigned	 id;		/* of the last request */
	int		 status;	/* HTTP, of the last reply */
	struct buf	 reply;
};

struct mcp mcp_open(const struct server *s, enum mcp_way way);
void	 mcp_close(struct mcp *m);

/* Call a tool with arguments, a JSON object.  The reply lasts until the next
 * of its client; so does that of the others. */
const char *mcp_call(struct mcp *m, const char *tool, const char *arguments);
/* The same with arguments as printf would write them. */
const char *mcp_callf(struct mcp *m, const char *tool, const char *arguments,
	    ...) __attribute__((format(printf, 3, 4)));

/* Any method.  `params` are members of its params, "\"uri\":\"...\"", or "";
 * `name` is what the header Mcp-Name has to say, or NULL. */
const char *mcp_request(struct mcp *m, const char *method, const char *name,
	    const char *params);

/* It went well, or it was refused by a result whose text says this. */
void	 mcp_worked(const char *reply);
void	 mcp_refused(const char *reply, const char *words);

#endif
