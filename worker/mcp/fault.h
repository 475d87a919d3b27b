/*
 * fault - the errors of MCP: numbers of its own, and a status of HTTP
 */
#ifndef WORKER_MCP_FAULT_H
#define WORKER_MCP_FAULT_H

#include <stdbool.h>

#include "base/json.h"
#include "err.h"

#define MCP_BAD_JSON		(-32700)
#define MCP_BAD_REQUEST		(-32600)
#define MCP_NO_METHOD		(-32601)
#define MCP_BAD_PARAMS		(-32602)
/* Of the modern era: headers and message differ (SEP-2243); a capability that
 * the client has not; a revision that the server has not. */
#define MCP_HEADER_MISMATCH	(-32020)
#define MCP_NO_CAPABILITY	(-32021)
#define MCP_NO_VERSION		(-32022)
/* Of the legacy era: there is no such resource. */
#define MCP_NO_RESOURCE		(-32002)

#define MCP_WHY		256

struct mcp_fault {
	int	 number;
	int	 status;		/* of HTTP */
	char	 why[MCP_WHY];
	/* JSON, in the request's memory, or NULL. */
	const char *data;
};

/* Fill it in; returns ERR_REQUEST. */
enum err fault_set(struct mcp_fault *fault, int number, int status,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The error object of a JSON-RPC reply. */
void	 fault_put(struct json_out *out, const struct mcp_fault *fault);

/* That of resources/read, when there is nothing at `uri`. */
void	 fault_put_unread(struct json_out *out, const char *uri,
	    const char *why, bool modern);

#endif
