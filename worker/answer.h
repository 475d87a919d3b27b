/*
 * answer - from a decoded request to the bytes of its reply
 *
 * A plan says what the reply is to look like and what state of the connection
 * it makes real; it outlives the request when a job is started.
 */
#ifndef WORKER_ANSWER_H
#define WORKER_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "shm/conns.h"
#include "worker/conn.h"
#include "worker/envelope.h"
#include "worker/mcp/fault.h"
#include "worker/method/method.h"

/* What stands around a result. */
enum style {
	STYLE_RPC,	/* JSON-RPC 2.0 */
	STYLE_TOOL,	/* the old daemon's MCP */
	STYLE_BARE,	/* nothing: the reply's head tells what it is */
	/* JSON-RPC 2.0 of MCP, which has errors of its own. */
	STYLE_CALL,	/* tools/call: a failure is a result too */
	STYLE_READ	/* resources/read: there is no such resource */
};

/* The frame of a reply over HTTP; worker/http_frame.h. */
struct http_frame {
	uint16_t	 status;
	bool		 close;		/* the connection ends with it */
	bool		 empty;		/* it has no body */
	bool		 stream;	/* it is the last event of one */
	const char	*session;	/* header Mcp-Session-Id, or NULL */
	const char	*type;		/* of a page; NULL: JSON */
	const char	*more;		/* static header lines, or NULL */
	const char	*trace;		/* header traceparent, or NULL */
};

struct plan {
	struct conn_cut	 next;		/* the connection, once answered */
	/* JSON text; in the ring, or owned by a job. */
	const char	*id;
	uint32_t	 id_len;
	enum style	 style;
	bool		 silent;	/* a notification */
	bool		 element;	/* of a batch */
	bool		 last;		/* element of it */
	bool		 modern;	/* MCP: of 2026-07-28 or later */
	struct http_frame http;
	/* MCP: what tells this request from others (cancel.h); and the token
	 * that its progress is told with, JSON as the id. */
	uint64_t	 tag;
	const char	*token;
	uint32_t	 token_len;
	/* What a client that traces finds its request by, or NULL: a member
	 * of the reply, or, with MCP, of its result's _meta. */
	const char	*trace;
	bool		 in_meta;
	/* MCP: the error to answer with; else the call's. */
	const struct mcp_fault *fault;
};

/* Before anything is run there must be room to answer; if not, c->wait says
 * what is waited for. */
bool	 answer_has_room(struct conn *c);

/* Start the reply in worker.reply; `out` is where the handler writes. */
void	 answer_begin(struct conn *c, struct json_out *out,
	    const struct plan *plan);

/* Bytes of a reply that stand before the result's own. */
size_t	 answer_lead(struct conn *c, const struct plan *plan);

/* Start the reply with what a job wrote behind its lead. */
void	 answer_resume(struct conn *c, const struct plan *plan,
	    const char *bytes, size_t len);

/* In a batch of a connection with frames: make room for the head of the frame
 * behind *tail, which moves, for all its replies. */
enum err answer_batch(struct conn *c, uint64_t *tail);

/*
 * End the reply - a result, or the failure `err` of `call` - and commit it
 * with the plan's cut.  ERR_IO when the connection cannot go on.
 */
enum err answer_end(struct conn *c, struct plan *plan,
    const struct call *call, enum err err);

/* Answer an HTTP request with its status and no body. */
enum err answer_empty(struct conn *c, struct plan *plan);

/*
 * Answer an HTTP request with a page: all of it goes into worker.reply
 * between the two.  Of one that is `bare` (HEAD) the head alone is sent.
 * It is counted as no request: nothing was asked of a project.
 */
struct buf *answer_page(struct conn *c, const struct plan *plan);
enum err answer_page_end(struct conn *c, struct plan *plan, bool bare);

/* The same for a request that never became a call. */
enum err answer_fault(struct conn *c, struct plan *plan, enum err err,
    const char *why);

#endif
