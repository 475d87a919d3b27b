/*
 * http_batch - an array of MCP messages in the body of a request
 *
 * The cut's `batch` is the place of the next element in the body.
 */
#include "bounds.h"
#include "killpoint.h"
#include "worker/batch.h"
#include "worker/http_batch.h"

static enum serve
refuse(struct conn *c, const struct agent_input *in, int number,
    const char *why)
{
	struct mcp_fault fault;
	struct plan plan = { .next = conn_cut_copy(&in->next),
	    .fault = &fault, .http = { .status = 400, .close = in->close } };

	fault_set(&fault, number, 400, "%s", why);
	return answer_fault(c, &plan, ERR_REQUEST, why) == OK ? SERVE_ON :
	    SERVE_CLOSE;
}

/* The session has agreed on the one revision that has batches. */
static bool
has_agreed(const struct conn *c, const struct slice *id)
{
	const uint8_t *key = c->worker->segment->agents->key;
	struct session session;

	return id->at != NULL && session_read(key, id->at, id->len,
	    &session) && session.version == MCP_2025_03_26;
}

enum serve
http_batch_begin(struct conn *c, const struct agent_input *in)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	uint64_t count;
	struct json j;

	if (!has_agreed(c, &in->carrier.session))
		return refuse(c, in, MCP_BAD_REQUEST, "batches are only of "
		    "sessions of 2025-03-26; send one message a request");
	if (batch_survey(in->text, in->len, &count, &j) != OK ||
	    !agent_ends(in, j.at))
		return refuse(c, in, MCP_BAD_JSON, "Parse error: the batch "
		    "is no whole JSON array");
	if (count == 0 || count > BOUND_BATCH)
		return refuse(c, in, MCP_BAD_REQUEST, count == 0 ?
		    "a batch must hold at least one request" :
		    "a batch holds more than 10000 requests");
	worker_count(c->worker, COUNT_batches, 1);
	json_open(&j, in->text, in->len);
	json_next(&j);
	next.batch = (uint32_t)(j.at - in->text);
	next.tx_hold = next.tx_tail;
	if (answer_batch(c, &next.tx_tail) != OK)
		return SERVE_CLOSE;
	conn_commit(c->row, &next);
	KILLPOINT(http_batch_begun);
	return SERVE_ON;
}

enum serve
http_batch_go_on(struct conn *c, const struct agent_input *in)
{
	const struct conn_cut *cut = conn_cut(c->row);
	struct agent_input element = *in;
	size_t at = cut->batch, end;
	struct json j;

	/* It was surveyed, so this cannot fail but by a damaged ring. */
	if (at > in->len)
		return SERVE_CLOSE;
	json_open(&j, in->text + at, in->len - at);
	if (json_skip(&j, json_next(&j)) != OK)
		return SERVE_CLOSE;
	/* With what is behind it: a number ends where something else begins. */
	element.text = in->text + at;
	element.len = in->len - at;
	element.carrier.streams = false;
	element.element = true;
	end = batch_next(in->text, in->len, (size_t)(j.at - in->text),
	    &element.last);
	if (!element.last) {
		element.next = conn_cut_copy(cut);
		element.next.batch = (uint32_t)end;
	}
	element.next.flags |= cut->flags & CUT_ANSWERED;
	return agent_serve(c, &element);
}
