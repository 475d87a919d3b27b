/*
 * http - HTTP/1.1 on a connection's ring
 */
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "bounds.h"
#include "mem.h"
#include "worker/admin.h"
#include "worker/agent.h"
#include "worker/guard.h"
#include "worker/http.h"
#include "worker/wire.h"

/* How far the request at rx_head is read. */
struct http_state {
	uint64_t	 at;		/* rx_head */
	struct http_reader reader;
	struct http_head head;
	struct buf	 body;		/* joined of chunks */
};

/* A whole request. */
struct request {
	const struct http_head *head;
	const char	*bytes;
	struct agent_input in;
};

static struct http_state *
state_of(struct conn *c)
{
	uint64_t at = conn_cut(c->row)->rx_head;

	struct http_state *s = c->partial.http;

	if (s != NULL && s->at == at)
		return s;
	if (s == NULL) {
		s = c->partial.http = xcalloc(1, sizeof *s);
		buf_init(&s->body, BOUND_REQUEST);
	}
	buf_trim(&s->body, 0);
	s->at = at;
	s->reader = (struct http_reader){ 0 };
	return s;
}

/* Say what is wrong, in the words of JSON-RPC, as MCP wants it. */
static enum serve
refuse(struct conn *c, struct conn_cut next, bool close, int status,
    const char *why)
{
	struct mcp_fault fault;
	struct plan plan = { .fault = &fault,
	    .http = { .status = (uint16_t)status, .close = close } };

	fault_set(&fault, MCP_BAD_REQUEST, status, "%s", why);
	if (close)
		next.flags |= CUT_CLOSING;
	plan.next = conn_cut_copy(&next);
	return answer_fault(c, &plan, ERR_REQUEST, why) == OK ? SERVE_ON :
	    SERVE_CLOSE;
}

/* What it says cannot be believed, so nobody knows where the next begins. */
static enum serve
refuse_head(struct conn *c, const struct http_reader *r)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	const struct http_fault_row *why = http_fault(r);

	next.rx_head = c->row->rx_tail;
	return refuse(c, next, true, why->status, why->text);
}

static enum serve
refuse_request(struct conn *c, const struct request *r, int status,
    const char *why)
{
	return refuse(c, r->in.next, r->in.close, status, why);
}

/* The client waits with the body until it is told to send it. */
static enum serve
say_continue(struct conn *c)
{
	static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));

	next.flags |= CUT_CONTINUED;
	if (wire_append(c, &next.tx_tail, text, sizeof text - 1) != OK)
		return SERVE_CLOSE;
	conn_commit(c->row, &next);
	return SERVE_MORE;
}

static struct slice
header(const struct request *r, enum http_header id)
{
	struct http_span span = r->head->header[id];

	return (struct slice){ span.at == 0 ? NULL : r->bytes + span.at,
	    span.len };
}

static bool
is_path(const struct request *r, const char *path)
{
	struct http_span span = r->head->path;

	return span.len == strlen(path) &&
	    memcmp(r->bytes + span.at, path, span.len) == 0;
}

static enum serve
serve_post(struct conn *c, struct request *r)
{
	struct slice type = header(r, HTTP_CONTENT_TYPE);

	if (type.at == NULL ||
	    !http_is_type(type.at, type.len, "application/json"))
		return refuse_request(c, r, 415,
		    "Content-Type must be application/json");
	if (http_accepts(r->head, r->bytes, "application/json") ==
	    HTTP_REFUSED)
		return refuse_request(c, r, 406,
		    "Accept must allow application/json");
	return agent_serve(c, &r->in);
}

static enum serve
serve_options(struct conn *c, struct request *r)
{
	struct plan plan = { .next = conn_cut_copy(&r->in.next),
	    .http = { .status = 204, .close = r->in.close, .empty = true } };

	return answer_empty(c, &plan) == OK ? SERVE_ON : SERVE_CLOSE;
}

static enum serve
serve_mcp(struct conn *c, struct request *r)
{
	switch (r->head->method) {
	case HTTP_POST:
		return serve_post(c, r);
	case HTTP_DELETE:
		return agent_end_session(c, &r->in);
	case HTTP_OPTIONS:
		return serve_options(c, r);
	default:
		return refuse_request(c, r, 405,
		    "this method is not allowed here; POST is");
	}
}

static enum serve
route(struct conn *c, struct request *r)
{
	const char *why;
	int status = guard_check(c, r->head, r->bytes, &why);

	if (status != 0)
		return refuse_request(c, r, status, why);
	if (c->row->transport == TRANSPORT_ADMIN)
		return admin_serve(c, r->head, r->bytes, &r->in);
	if (is_path(r, "/mcp") || is_path(r, "/mcp/"))
		return serve_mcp(c, r);
	return refuse_request(c, r, 404, "there is nothing here; MCP is at "
	    "/mcp");
}

static void
fill_carrier(struct mcp_carrier *carrier, const struct request *r)
{
	*carrier = (struct mcp_carrier){ .http = true, .agreed = -1,
	    .version = header(r, HTTP_MCP_PROTOCOL_VERSION),
	    .method = header(r, HTTP_MCP_METHOD),
	    .name = header(r, HTTP_MCP_NAME),
	    .session = header(r, HTTP_MCP_SESSION_ID),
	    .streams = http_accepts(r->head, r->bytes, "text/event-stream") ==
	    HTTP_LISTED };
}

/* Where the whole body is: in the ring, or joined of its chunks. */
static enum err
find_body(struct http_state *s, struct request *r)
{
	const struct http_reader *reader = &s->reader;

	r->in.text = r->bytes + r->head->size;
	r->in.len = reader->body_size;
	if (r->head->framing != HTTP_CHUNKED)
		return OK;
	buf_reset(&s->body);
	if (http_unchunk(r->head, r->bytes, reader->seen, &s->body) != OK)
		return ERR_TOO_BIG;
	r->in.text = s->body.bytes;
	r->in.len = s->body.len;
	return OK;
}

static enum serve
serve_whole(struct conn *c, struct http_state *s, const char *bytes)
{
	struct request r = { .head = &s->head, .bytes = bytes,
	    .in = { .next = conn_cut_copy(conn_cut(c->row)),
	    .close = !s->head.keep_alive } };

	r.in.next.rx_head += s->reader.seen;
	/* Of this request alone. */
	r.in.next.flags = 0;
	if (r.in.close)
		r.in.next.flags |= CUT_CLOSING;
	if (find_body(s, &r) != OK)
		return refuse_request(c, &r, 413, "the body is too large");
	fill_carrier(&r.in.carrier, &r);
	return route(c, &r);
}

static enum serve
serve_request(struct conn *c)
{
	const struct conn_cut *cut = conn_cut(c->row);
	size_t len = c->row->rx_tail - cut->rx_head;
	const char *bytes = wire_received(c, cut->rx_head);
	struct http_state *s = state_of(c);
	enum err err;

	err = http_read_head(&s->reader, bytes, len, &s->head);
	if (err == ERR_EMPTY)
		return SERVE_MORE;
	if (err == OK)
		err = http_read_body(&s->reader, &s->head, bytes, len,
		    BOUND_REQUEST);
	if (err == ERR_EMPTY)
		return s->head.expect_continue && len == s->head.size &&
		    !(cut->flags & CUT_CONTINUED) ? say_continue(c) :
		    SERVE_MORE;
	return err == OK ? serve_whole(c, s, bytes) :
	    refuse_head(c, &s->reader);
}

enum serve
http_serve(struct conn *c)
{
	enum serve serve = SERVE_ON;

	while (serve == SERVE_ON) {
		if (c->row->rx_tail == conn_cut(c->row)->rx_head ||
		    conn_cut(c->row)->flags & CUT_CLOSING)
			return SERVE_MORE;
		if (!answer_has_room(c))
			return SERVE_WAIT;
		serve = serve_request(c);
	}
	return serve;
}

void
http_forget(struct conn *c)
{
	if (c->partial.http == NULL)
		return;
	buf_fini(&c->partial.http->body);
	free(c->partial.http);
}
