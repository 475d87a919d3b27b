/*
 * envelope - what stands around a JSON-RPC 2.0 request
 *
 * Read in one pass together with the parameters, in whatever order the keys
 * come.  https://www.jsonrpc.org/specification, sections 4 and 5.  A request
 * of the old daemon's MCP, {"tool": name, "arguments": params}, is one too.
 */
#ifndef WORKER_ENVELOPE_H
#define WORKER_ENVELOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "err.h"
#include "worker/mcp/message.h"
#include "worker/method/method.h"

#define ENVELOPE_ID	1024		/* bytes of an id's text */

struct envelope {
	const char	*id;		/* its JSON as it stands, or NULL */
	uint32_t	 id_len;
	bool		 tool;		/* {"tool": ...}, not JSON-RPC */
	bool		 notification;	/* has no id: no reply */
	bool		 versioned;	/* jsonrpc is "2.0" */
	bool		 decoded;	/* the parameters are in the call */
	bool		 has_params;
	const char	*name;		/* of the method, as it stands */
	uint32_t	 name_len;
	/* What is said of a trace, without quotes; at is NULL: nothing. */
	struct slice	 traceparent, tracestate;
	/* Before their value, if decoded later. */
	struct json	 params;
	enum err	 err;		/* what is wrong with the request */
};

/*
 * Read one value, the next of `j`: OK when it is a whole JSON value, whether
 * or not it is a request (e->err, call->why).  ERR_EMPTY when the input ends
 * inside it, ERR_PARSE with j->why when it is no JSON.
 */
enum err envelope_read(struct envelope *e, struct call *call, struct json *j);

#endif
