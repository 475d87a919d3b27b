/*
 * message - one MCP message: a JSON-RPC request, notification or response
 *
 * Read in one pass.  Members of params are kept where they stand, as JSON
 * text; who needs one decodes it.  Nothing is copied, and nothing is judged
 * but the shape of the message: which revision of the protocol it belongs to,
 * and whether its parameters are right, is said elsewhere (era.h, and each
 * method's own code).
 */
#ifndef WORKER_MCP_MESSAGE_H
#define WORKER_MCP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "err.h"
#include "mem.h"

#define MESSAGE_ID	1024		/* bytes of an id's text */

enum mcp_method {
#define MCP_METHOD(id, ...)	MCP_##id,
#include "tbl/mcp_methods.h"
	MCP_METHOD_COUNT,
	MCP_UNKNOWN = MCP_METHOD_COUNT
};

#define MCP_LEGACY	1u
#define MCP_MODERN	2u

struct mcp_method_row {
	const char	*name;
	unsigned	 eras;		/* bits MCP_LEGACY, MCP_MODERN */
	const char	*header;	/* tbl/mcp_methods.h */
};

extern const struct mcp_method_row mcp_methods[];

enum mcp_kind { MCP_REQUEST, MCP_NOTIFICATION, MCP_RESPONSE };

/* A JSON value as it stands in the message; at is NULL when it is absent. */
struct slice {
	const char	*at;
	size_t		 len;
};

/* The members of params that are looked at; X-macro of C name and key. */
#define MESSAGE_PARAMS(X)						\
	X(name, "name")			X(uri, "uri")			\
	X(arguments, "arguments")	X(cursor, "cursor")		\
	X(task_id, "taskId")		X(level, "level")		\
	X(ref, "ref")			X(argument, "argument")		\
	X(context, "context")		X(request_id, "requestId")	\
	X(version, "protocolVersion")	X(capabilities, "capabilities")	\
	X(client, "clientInfo")		X(notifications, "notifications") \
	X(state, "requestState")	X(inputs, "inputResponses")

/* And those of params._meta. */
#define MESSAGE_META(X)							\
	X(version, "io.modelcontextprotocol/protocolVersion")		\
	X(capabilities, "io.modelcontextprotocol/clientCapabilities")	\
	X(client, "io.modelcontextprotocol/clientInfo")			\
	X(level, "io.modelcontextprotocol/logLevel")			\
	X(progress, "progressToken")					\
	X(traceparent, "traceparent")	X(tracestate, "tracestate")

struct mcp_message {
	enum mcp_kind	 kind;
	enum mcp_method	 method;
	struct slice	 id;		/* with its quotes, if it has some */
	struct slice	 name;		/* the method's, without quotes */
	struct slice	 result, error;	/* of a response */
	bool		 has_meta;	/* params._meta is an object */
#define MESSAGE_MEMBER(id, key)	struct slice id;
	struct { MESSAGE_PARAMS(MESSAGE_MEMBER) } params;
	struct { MESSAGE_META(MESSAGE_MEMBER) } meta;
#undef MESSAGE_MEMBER
	const char	*why;		/* of ERR_REQUEST */
};

/*
 * Read one value, the next of `j`.  ERR_EMPTY when the input ends inside it;
 * ERR_PARSE, with j->why, when it is no JSON; ERR_REQUEST, with m->why, when
 * it is no JSON-RPC 2.0 message, and then m->id is its id, if that is one.
 */
enum err message_read(struct mcp_message *m, struct json *j);

/* The method of a name, or MCP_UNKNOWN. */
enum mcp_method message_method(const char *name, size_t len);

/* The characters of a slice that is a JSON string, NUL-terminated, in `mem`;
 * NULL when it is absent, no string, has a NUL inside, or finds no room. */
const char *message_text(const struct slice *s, struct mem *mem);

/* Start reading a slice that is there. */
static inline struct json
message_json(const struct slice *s)
{
	struct json j;

	json_open(&j, s->at, s->len);
	return j;
}

/* In the object of a slice: the value of a key of plain ASCII, or one with at
 * NULL when there is none or the slice is no object. */
struct slice message_member(const struct slice *object, const char *key);

#endif
