/*
 * jsonrpc - JSON-RPC 2.0 over a stream, or in frames
 *
 * The usual request is read by one pass of the reader, straight from the ring.
 * Only when it turns out to be incomplete does json_frame_find look for its
 * end, once over each byte, and the reader waits for that.  A text that is
 * wrong and never ends is noticed because the reader looks again whenever
 * twice as much is there.
 *
 * What is in a frame is whole from the beginning, and consumed whole.
 */
#include <string.h>

#include "bounds.h"
#include "clock.h"
#include "worker/agent.h"
#include "worker/answer.h"
#include "worker/batch.h"
#include "worker/binary.h"
#include "worker/dispatch.h"
#include "worker/envelope.h"
#include "worker/frame.h"
#include "worker/garbage.h"
#include "worker/jsonrpc.h"
#include "worker/tally.h"
#include "worker/tracing.h"
#include "worker/wire.h"

#define TOO_LARGE	\
	"Parse error: JSON message too large (32 MiB is the limit)"
#define TRAILING	"something follows the value in its frame"

/* What is in the ring and not consumed; or the body of a frame. */
struct rest {
	const char	*at;
	size_t		 len;
	size_t		 lead;		/* bytes before, from rx_head */
	size_t		 frame;		/* bytes with the head; 0: no frame */
};

static struct rest
rest_from(struct conn *c, uint64_t pos)
{
	struct rest rest = { .len = c->row->rx_tail - pos };

	if (rest.len > 0)
		rest.at = wire_received(c, pos);
	return rest;
}

static size_t
count_spaces(const char *at, size_t len)
{
	size_t n = 0;

	while (n < len && (at[n] == '\n' || at[n] == ' ' || at[n] == '\r' ||
	    at[n] == '\t'))
		n++;
	return n;
}

static void
forget_frame(struct conn *c)
{
	c->partial.frame = (struct json_frame){ 0 };
	c->partial.tried = 0;
}

static enum serve
fault(struct conn *c, struct conn_cut *next, enum err err, const char *why)
{
	struct plan plan = { .next = conn_cut_copy(next) };

	return answer_fault(c, &plan, err, why) == OK ? SERVE_ON : SERVE_CLOSE;
}

/* The value that begins at the head is no JSON: say so and skip it. */
static enum serve
reject(struct conn *c, const struct rest *rest, const char *why)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));

	if (rest->frame > 0) {
		next.rx_head += rest->frame;
		return fault(c, &next, ERR_PARSE, why);
	}
	next.flags |= CUT_SKIPPING;
	forget_frame(c);
	garbage_begin(&c->partial.frame);
	return fault(c, &next, ERR_PARSE, why);
}

static enum serve
skip_garbage(struct conn *c)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	struct rest rest = rest_from(c, next.rx_head);
	size_t skipped;

	if (rest.len == 0)
		return SERVE_MORE;
	/* Where its end is was said by a head that cannot be true. */
	skipped = rest.len;
	if (frame_head(c) == 0 &&
	    garbage_skip(&c->partial.frame, rest.at, rest.len, &skipped)) {
		next.flags &= ~CUT_SKIPPING;
		forget_frame(c);
	}
	next.rx_head += skipped;
	conn_commit(c->row, &next);
	return SERVE_ON;
}

/* The value at the head is not complete.  Too large to wait for? */
static enum serve
wait_for_more(struct conn *c, const struct rest *rest)
{
	if (rest->frame > 0)
		return reject(c, rest, "the text ends inside a value");
	c->partial.tried = (uint32_t)rest->len;
	if (rest->len <= BOUND_REQUEST)
		return SERVE_MORE;
	return reject(c, rest, TOO_LARGE);
}

/* Is it worth reading from the start again? */
static bool
may_be_complete(struct conn *c, const struct rest *rest)
{
	if (c->partial.tried == 0)
		return true;
	if (json_frame_find(&c->partial.frame, rest->at, rest->len))
		return true;
	return rest->len >= 2 * (size_t)c->partial.tried;
}

static void
join_trace(struct conn *c, const struct envelope *e, struct plan *plan)
{
	const struct tracing_said said = { e->traceparent, e->tracestate };

	plan->trace = tracing_text(c->worker, said.parent);
	if (plan->trace != NULL)
		tracing_join(c->worker, &said);
}

static void
plan_for(struct conn *c, struct plan *plan, const struct envelope *e)
{
	join_trace(c, e, plan);
	plan->id = e->id;
	plan->id_len = e->id_len;
	plan->silent = e->notification;
	if (e->tool)
		plan->style = STYLE_TOOL;
}

/* Bytes from rx_head to the end of what was read up to `at`. */
static size_t
used_to(const struct rest *rest, const char *at)
{
	return rest->frame > 0 ? rest->frame : (size_t)(at - rest->at);
}

/* In a frame, nothing may follow a value. */
static bool
ends_frame(const struct rest *rest, const char *at)
{
	size_t left = rest->len - (size_t)(at - rest->at);

	return rest->frame == 0 || count_spaces(at, left) == left;
}

/* Run one decoded request; its plan says what becomes real with its reply. */
static enum serve
carry_out(struct conn *c, struct call *call, const struct envelope *e,
    struct plan *plan)
{
	enum err err = dispatch(c, call, e->err, plan);

	if (err == MOVE)
		return SERVE_MOVE;
	if (err == WAIT)
		return SERVE_WAIT;
	return answer_end(c, plan, call, err) == OK ? SERVE_ON : SERVE_CLOSE;
}

/* A message of MCP: a request of its methods, or, once initialize was there,
 * an answer to a request of ours. */
static bool
is_agents(const struct conn *c, const struct envelope *e)
{
	if (e->tool)
		return false;
	return e->name != NULL ? agent_owns(c, e->name, e->name_len) :
	    c->row->agreed != 0;
}

static enum serve
serve_agent(struct conn *c, const struct rest *rest, const char *end)
{
	struct agent_input in = { .text = rest->at,
	    .len = (size_t)(end - rest->at),
	    .next = conn_cut_copy(conn_cut(c->row)),
	    .carrier.agreed = (int)c->row->agreed - 1 };

	in.next.flags = 0;	/* of this request alone */
	in.next.rx_head += used_to(rest, end);
	return agent_serve(c, &in);
}

static enum serve
serve_request(struct conn *c, const struct rest *rest)
{
	struct plan plan = { .next = conn_cut_copy(conn_cut(c->row)) };
	struct call call;
	struct envelope e;
	struct json_out out;
	struct json j;
	enum serve serve;

	dispatch_begin(c, &call, &out, &plan);
	json_open(&j, rest->at, rest->len);
	switch (envelope_read(&e, &call, &j)) {
	case OK:
		break;
	case ERR_EMPTY:
		return wait_for_more(c, rest);
	default:
		return reject(c, rest, j.why);
	}
	if ((size_t)(j.at - rest->at) > BOUND_REQUEST)
		return reject(c, rest, TOO_LARGE);
	if (!ends_frame(rest, j.at))
		return reject(c, rest, TRAILING);
	forget_frame(c);
	if (is_agents(c, &e))
		return serve_agent(c, rest, j.at);
	plan_for(c, &plan, &e);
	if (e.tool)
		answer_begin(c, &out, &plan);
	plan.next.rx_head += used_to(rest, j.at);
	serve = carry_out(c, &call, &e, &plan);
	dispatch_end(c);
	return serve;
}

static enum serve
begin_batch(struct conn *c, const struct rest *rest)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	struct json j;
	uint64_t count;
	enum err err = batch_survey(rest->at, rest->len, &count, &j);

	if (err == ERR_EMPTY)
		return wait_for_more(c, rest);
	if (err != OK)
		return reject(c, rest, j.why);
	if ((size_t)(j.at - rest->at) > BOUND_REQUEST)
		return reject(c, rest, TOO_LARGE);
	if (!ends_frame(rest, j.at))
		return reject(c, rest, TRAILING);
	forget_frame(c);
	worker_count(c->worker, COUNT_batches, 1);
	if (count == 0 || count > BOUND_BATCH) {
		next.rx_head += used_to(rest, j.at);
		return fault(c, &next, ERR_REQUEST, count == 0 ?
		    "a batch must hold at least one request" :
		    "a batch holds more than 10000 requests");
	}
	next.batch = (uint32_t)rest->lead + 1;
	next.tx_hold = next.tx_tail;
	if (answer_batch(c, &next.tx_tail) != OK)
		return SERVE_CLOSE;
	conn_commit(c->row, &next);
	return SERVE_ON;
}

/* An element that is a message of MCP. */
static enum serve
serve_agent_element(struct conn *c, const struct rest *rest, const char *end,
    const struct plan *plan)
{
	struct agent_input in = { .text = rest->at,
	    .len = (size_t)(end - rest->at), .element = true,
	    .last = plan->last, .next = conn_cut_copy(&plan->next),
	    .carrier.agreed = (int)c->row->agreed - 1 };

	return agent_serve(c, &in);
}

static enum serve
serve_element(struct conn *c)
{
	struct plan plan = { .next = conn_cut_copy(conn_cut(c->row)),
	    .element = true };
	struct rest rest = rest_from(c, plan.next.rx_head + plan.next.batch);
	struct call call;
	struct envelope e;
	struct json_out out;
	struct frame frame;
	struct json j;
	enum serve serve;
	size_t end;

	dispatch_begin(c, &call, &out, &plan);
	json_open(&j, rest.at, rest.len);
	/* The batch was surveyed, so this cannot fail but by a damaged ring. */
	if (envelope_read(&e, &call, &j) != OK)
		return SERVE_CLOSE;
	plan_for(c, &plan, &e);
	if (e.tool)
		answer_begin(c, &out, &plan);
	end = batch_next(rest.at, rest.len, (size_t)(j.at - rest.at),
	    &plan.last);
	if (plan.last && frame_read(c, &frame) == OK)
		plan.next.rx_head += frame.lead + frame.len;
	else if (plan.last)
		plan.next.rx_head += plan.next.batch + end;
	else
		plan.next.batch += (uint32_t)end;
	serve = is_agents(c, &e) ?
	    serve_agent_element(c, &rest, j.at, &plan) :
	    carry_out(c, &call, &e, &plan);
	dispatch_end(c);
	return serve;
}

static enum serve
serve_json(struct conn *c, const struct rest *rest)
{
	if (rest->at[0] == '{')
		return serve_request(c, rest);
	if (rest->at[0] == '[')
		return begin_batch(c, rest);
	return reject(c, rest, "a request must be an object or an array");
}

static enum serve
serve_value(struct conn *c)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	struct rest rest = rest_from(c, next.rx_head);
	size_t spaces = count_spaces(rest.at, rest.len);

	if (spaces > 0) {
		next.rx_head += spaces;
		conn_commit(c->row, &next);
		forget_frame(c);
		rest.at += spaces;
		rest.len -= spaces;
	}
	if (rest.len == 0 || !may_be_complete(c, &rest))
		return rest.len > BOUND_REQUEST ?
		    wait_for_more(c, &rest) : SERVE_MORE;
	return serve_json(c, &rest);
}

/* A frame's head tells of more than may be.  What it says is not believed, so
 * that nothing on this connection can be found any more. */
static enum serve
refuse_frame(struct conn *c)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));

	next.flags |= CUT_SKIPPING;
	return fault(c, &next, ERR_PARSE, TOO_LARGE);
}

static enum serve
serve_frame(struct conn *c)
{
	struct rest rest;
	struct frame f;
	size_t spaces;
	enum err err;

	if ((err = frame_read(c, &f)) != OK)
		return err == ERR_EMPTY ? SERVE_MORE : refuse_frame(c);
	if (f.kind != FRAME_JSON)
		return binary_serve(c, &f);
	spaces = count_spaces(f.body, f.len);
	rest = (struct rest){ f.body + spaces, f.len - spaces,
	    f.lead + spaces, f.lead + f.len };
	return rest.len == 0 ? reject(c, &rest, "the frame is empty") :
	    serve_json(c, &rest);
}

static enum serve
serve_all(struct conn *c)
{
	const struct conn_cut *cut;
	enum serve serve = SERVE_ON;

	while (serve == SERVE_ON) {
		cut = conn_cut(c->row);
		if (c->row->rx_tail == cut->rx_head)
			return SERVE_MORE;
		if (!answer_has_room(c))
			return SERVE_WAIT;
		if (cut->batch != 0)
			serve = serve_element(c);
		else if (cut->flags & CUT_SKIPPING)
			serve = skip_garbage(c);
		else if (frame_head(c) > 0)
			serve = serve_frame(c);
		else
			serve = serve_value(c);
	}
	return serve;
}

enum serve
jsonrpc_serve(struct conn *c)
{
	enum serve serve = serve_all(c);

	tally_close(c);
	return serve;
}
