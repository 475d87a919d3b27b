/*
 * era - which revision of the protocol one message belongs to
 *
 * Modern (2026-07-28 and later): every request says everything itself, in
 * params._meta, and over HTTP some of it once more in headers.  Legacy (before
 * that): a session, or a stream, was opened by initialize.  Both live side by
 * side; the era is chosen anew for each message and never for a connection.
 *
 * What a transport knows comes in struct mcp_carrier; what is wrong goes out
 * in struct mcp_fault, a JSON-RPC error and the status of its HTTP reply.
 */
#ifndef WORKER_MCP_ERA_H
#define WORKER_MCP_ERA_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "mem.h"
#include "worker/mcp/fault.h"
#include "worker/mcp/message.h"
#include "worker/mcp/session.h"

struct http_head;

/* What came with the message, but not in it. */
struct mcp_carrier {
	bool		 http;
	/* Header values, outer blanks cut off; at NULL: absent. */
	struct slice	 version, method, name, session, last_event;
	bool		 streams;	/* takes text/event-stream */
	/* All the others, and the bytes they stand in; NULL: no HTTP. */
	const struct http_head *head;
	const char	*bytes;
	/* A stream without HTTP: what initialize agreed on, or -1. */
	int		 agreed;
};

struct mcp_era {
	enum mcp_version version;
	bool		 modern;
	bool		 bare;		/* legacy, and no session was named */
	unsigned	 client;	/* its capabilities, MCP_CLIENT_* */
	struct session	 session;	/* legacy over HTTP, unless bare */
};

/* The version of a name, or -1. */
int	 era_version(const char *name, size_t len);

/* The name of one: "2025-11-25". */
const char *era_name(enum mcp_version version);

/* What an object of client capabilities declares. */
unsigned era_capabilities(const struct slice *object);

/*
 * Judge a message that message_read found well-formed.  `era` is zeroed but
 * for its session: what session_read made of the carrier's.  Not OK: `fault`
 * is the answer, if the message is a request.  Whether the session has ended
 * is not looked at.
 */
enum err era_judge(const struct mcp_message *m,
    const struct mcp_carrier *carrier, struct mem *mem, struct mcp_era *era,
    struct mcp_fault *fault);

#endif
