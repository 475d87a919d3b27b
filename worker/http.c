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
#include "worker/http_batch.h"
#include "worker/wire.h"

#define ALLOW	"Allow: GET, POST, DELETE, OPTIONS\r\n"
#define PREFLIGHT							\
	"Access-Control-Allow-Methods: POST, GET, DELETE, OPTIONS\r\n"	\
	"Access-Control-Allow-Headers: Content-Type, Accept, "		\
	"Authorization, Mcp-Session-Id, Mcp-Protocol-Version, "		\
	"Mcp-Method, Mcp-Name, Last-Event-ID\r\n"			\
	"Access-Control-Max-Age: 600\r\n"

/* How far the request at rx_head is read. */
struct http_state {
	uint64_t	 at;		/* rx_head */
	struct http_reader reader;
	struct http_head head;
	struct buf	 body;		/* joined of chunks */
	bool		 joined;	/* it is */
	bool		 readable;	/* by scripts of its Origin */
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
	s->joined = s->readable = false;
	return s;
}

struct slice
http_origin(struct conn *c)
{
	const struct http_state *s = c->partial.http;
	uint64_t at = conn_cut(c->row)->rx_head;
	struct http_span span;

	if (s == NULL || !s->readable || s->at != at)
		return (struct slice){ 0 };
	span = s->head.header[HTTP_ORIGIN];
	return (struct slice){ wire_received(c, at) + span.at, span.len };
}

/* What a status has to say in headers. */
static const char *
lines_of(int status)
{
	switch (status) {
	case 401:
		return "WWW-Authenticate: Bearer realm=\"goxeld\"\r\n";
	case 405:
		return ALLOW;
	default:
		return NULL;
	}
}

/* Say what is wrong, in the words of JSON-RPC, as MCP wants it. */
static enum serve
refuse(struct conn *c, struct conn_cut next, bool close, int status,
    const char *why)
{
	struct mcp_fault fault;
	struct plan plan = { .fault = &fault,
	    .http = { .status = (uint16_t)status, .close = close,
	    .more = lines_of(status) } };

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

/* Nothing but a head; of HEAD it is all there is to say. */
static enum serve
answer_head(struct conn *c, const struct request *r, int status,
    const char *more)
{
	struct plan plan = { .next = conn_cut_copy(&r->in.next),
	    .http = { .status = (uint16_t)status, .close = r->in.close,
	    .empty = true, .more = more } };

	return answer_empty(c, &plan) == OK ? SERVE_ON : SERVE_CLOSE;
}

static enum serve
refuse_request(struct conn *c, const struct request *r, int status,
    const char *why)
{
	if (r->head->method == HTTP_HEAD)
		return answer_head(c, r, status, lines_of(status));
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

static bool
is_plain(struct slice encoding)
{
	return encoding.at == NULL ||
	    http_same(encoding.at, encoding.len, "identity");
}

static bool
is_array(const struct agent_input *in)
{
	size_t i = 0;

	while (i < in->len && memchr(" \t\r\n", in->text[i], 4) != NULL)
		i++;
	return i < in->len && in->text[i] == '[';
}

static enum serve
serve_post(struct conn *c, struct request *r)
{
	struct slice type = header(r, HTTP_CONTENT_TYPE);

	if (!is_plain(header(r, HTTP_CONTENT_ENCODING)))
		return refuse_request(c, r, 415,
		    "Content-Encoding must be identity");
	if (type.at == NULL ||
	    !http_is_type(type.at, type.len, "application/json"))
		return refuse_request(c, r, 415,
		    "Content-Type must be application/json");
	if (http_accepts(r->head, r->bytes, "application/json") ==
	    HTTP_REFUSED)
		return refuse_request(c, r, 406,
		    "Accept must allow application/json");
	return is_array(&r->in) ? http_batch_begin(c, &r->in) :
	    agent_serve(c, &r->in);
}

/* A page that asks whether its script may is told what it may (CORS). */
static enum serve
serve_options(struct conn *c, struct request *r)
{
	return answer_head(c, r, 204, http_origin(c).len > 0 ?
	    ALLOW PREFLIGHT : ALLOW);
}

static enum serve
serve_mcp(struct conn *c, struct request *r)
{
	switch (r->head->method) {
	case HTTP_GET:
		if (r->in.carrier.streams && r->in.carrier.session.at != NULL)
			return agent_open_stream(c, &r->in);
		return refuse_request(c, r, 405, "GET is for the stream of a "
		    "session: it needs Mcp-Session-Id and Accept: "
		    "text/event-stream");
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
	if (r->head->method == HTTP_OPTIONS && is_path(r, "*"))
		return serve_options(c, r);
	if (is_path(r, "/mcp") || is_path(r, "/mcp/"))
		return serve_mcp(c, r);
	return refuse_request(c, r, 404, "there is nothing here; MCP is at "
	    "/mcp");
}

static void
fill_carrier(struct mcp_carrier *carrier, const struct request *r)
{
	*carrier = (struct mcp_carrier){ .http = true, .agreed = -1,
	    .head = r->head, .bytes = r->bytes,
	    .version = header(r, HTTP_MCP_PROTOCOL_VERSION),
	    .method = header(r, HTTP_MCP_METHOD),
	    .name = header(r, HTTP_MCP_NAME),
	    .session = header(r, HTTP_MCP_SESSION_ID),
	    .last_event = header(r, HTTP_LAST_EVENT_ID),
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
	if (!s->joined && http_unchunk(r->head, r->bytes, reader->seen,
	    &s->body) != OK)
		return ERR_TOO_BIG;
	s->joined = true;
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
	s->readable = guard_shows(c, &s->head, bytes);
	/* Whoever began it was let in. */
	return conn_cut(c->row)->batch != 0 ? http_batch_go_on(c, &r.in) :
	    route(c, &r);
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
