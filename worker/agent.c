/*
 * agent - one MCP message, from its bytes to its answer
 */
#include <string.h>

#include "worker/agent.h"
#include "worker/agent_method.h"
#include "worker/agent_part.h"
#include "worker/bridged.h"
#include "worker/method/tool.h"
#include "worker/stream.h"

static void
begin(struct agent *a, struct conn *c, const struct agent_input *in)
{
	a->conn = c;
	a->carrier = &in->carrier;
	a->era = (struct mcp_era){ 0 };
	a->plan = (struct plan){ .next = conn_cut_copy(&in->next),
	    .element = in->element, .last = in->last,
	    .http = { .status = 200, .close = in->close,
	    .stream = c->row->door == DOOR_HTTP && stream_is_open(c) } };
	dispatch_begin(c, &a->call, &a->out, &a->plan);
}

static enum serve
served(enum err err)
{
	return err == OK ? SERVE_ON : SERVE_CLOSE;
}

/* Nothing is to be said: 202 over HTTP, nothing at all on a stream. */
static enum serve
accept_quietly(struct agent *a)
{
	if (a->conn->row->door != DOOR_HTTP || a->plan.element) {
		a->plan.silent = true;
		return served(answer_end(a->conn, &a->plan, &a->call, OK));
	}
	a->plan.http.status = 202;
	a->plan.http.empty = true;
	return served(answer_empty(a->conn, &a->plan));
}

static enum serve
refuse(struct agent *a)
{
	if (a->message.kind == MCP_NOTIFICATION && a->message.why == NULL &&
	    (a->fault.status < 400 || a->plan.element))
		return accept_quietly(a);
	a->plan.fault = &a->fault;
	a->plan.http.status = (uint16_t)a->fault.status;
	return served(answer_fault(a->conn, &a->plan, ERR_REQUEST,
	    a->fault.why));
}

/* What the id of a legacy session says; none is left as none. */
static enum err
find_session(struct agent *a)
{
	const struct slice *id = &a->carrier->session;
	struct agents *agents = a->conn->worker->segment->agents;

	if (id->at == NULL ||
	    !session_read(agents->key, id->at, id->len, &a->era.session) ||
	    !agents_ended(agents, a->era.session.number))
		return OK;
	return fault_set(&a->fault, MCP_BAD_REQUEST, 404,
	    "this session has ended; call initialize");
}

/* Read it and find out what it is; not OK: the fault says what is wrong. */
static enum err
judge(struct agent *a)
{
	enum err err;

	if ((err = find_session(a)) != OK)
		return err;
	return era_judge(&a->message, a->carrier, a->call.mem, &a->era,
	    &a->fault);
}

static void
plan_for(struct agent *a)
{
	static const enum style styles[MCP_METHOD_COUNT] = {
		[MCP_tools_call] = STYLE_CALL, [MCP_resources_read] = STYLE_READ
	};

	a->plan.modern = a->era.modern;
	if (a->message.method < MCP_METHOD_COUNT)
		a->plan.style = styles[a->message.method];
	a->call.agent = a->era.modern ? AGENT_MODERN : AGENT_LEGACY;
	answer_begin(a->conn, &a->out, &a->plan);
}

static enum serve
answer(struct agent *a)
{
	enum err err;

	plan_for(a);
	err = agent_method(a);
	if (err == WAIT)
		return SERVE_WAIT;
	if (err == MOVE)
		return SERVE_MOVE;
	if (err == ERR_REQUEST && a->fault.number != 0)
		return refuse(a);
	return served(answer_end(a->conn, &a->plan, &a->call, err));
}

/* Only one revision has batches, and in them no initialize. */
static enum err
check_element(struct agent *a)
{
	if (!a->plan.element || (a->era.version == MCP_2025_03_26 &&
	    a->message.method != MCP_initialize))
		return OK;
	return fault_set(&a->fault, MCP_BAD_REQUEST, 400, "in a batch there "
	    "are only messages of 2025-03-26, and no initialize");
}

static enum serve
carry_out(struct agent *a)
{
	enum serve serve;

	if (judge(a) != OK || check_element(a) != OK)
		return refuse(a);
	if (a->message.kind == MCP_RESPONSE)
		return agent_response(a), accept_quietly(a);
	if (a->message.kind == MCP_NOTIFICATION &&
	    a->message.method == MCP_bridge && !a->plan.element)
		return bridged_take(a);
	if (a->message.kind == MCP_NOTIFICATION)
		return agent_notification(a), accept_quietly(a);
	serve = answer(a);
	dispatch_end(a->conn);
	return serve;
}

bool
agent_ends(const struct agent_input *in, const char *at)
{
	const char *end = in->text + in->len;

	while (at < end && memchr(" \t\r\n", *at, 4) != NULL)
		at++;
	return at == end;
}

/* A body is one message; on a stream, and in a batch, others follow. */
static bool
is_alone(const struct agent *a, const struct agent_input *in, const char *at)
{
	return a->conn->row->door != DOOR_HTTP || in->element ||
	    agent_ends(in, at);
}

enum serve
agent_serve(struct conn *c, const struct agent_input *in)
{
	struct agent a;
	struct json j;

	a.fault = (struct mcp_fault){ 0 };
	begin(&a, c, in);
	json_open(&j, in->text, in->len);
	switch (message_read(&a.message, &j)) {
	case OK:
		if (is_alone(&a, in, j.at))
			break;
		a.message.why = "something follows the message";
		fault_set(&a.fault, MCP_BAD_JSON, 400, "Parse error: %s",
		    a.message.why);
		return refuse(&a);
	case ERR_REQUEST:
		fault_set(&a.fault, MCP_BAD_REQUEST, 400, "%s",
		    a.message.why);
		a.plan.id = a.message.id.at;
		a.plan.id_len = (uint32_t)a.message.id.len;
		return refuse(&a);
	case ERR_EMPTY:
		if (c->row->door != DOOR_HTTP)
			return SERVE_MORE;
		/* FALLTHROUGH */
	default:
		a.message.why = j.why != NULL ? j.why :
		    "the text ends inside a value";
		fault_set(&a.fault, MCP_BAD_JSON, 400, "Parse error: %s",
		    a.message.why);
		return refuse(&a);
	}
	a.plan.id = a.message.id.at;
	a.plan.id_len = (uint32_t)a.message.id.len;
	return carry_out(&a);
}

enum serve
agent_end_session(struct conn *c, const struct agent_input *in)
{
	struct agents *agents = c->worker->segment->agents;
	struct agent a;

	a.message = (struct mcp_message){ .kind = MCP_REQUEST };
	a.fault = (struct mcp_fault){ 0 };
	begin(&a, c, in);
	if (find_session(&a) != OK)
		return refuse(&a);
	if (a.era.session.number == 0) {
		fault_set(&a.fault, MCP_BAD_REQUEST,
		    in->carrier.session.at == NULL ? 400 : 404,
		    "DELETE ends the session that Mcp-Session-Id names");
		return refuse(&a);
	}
	agents_end(agents, a.era.session.number);
	worker_count(c->worker, COUNT_sessions_ended, 1);
	a.plan.http.status = 204;
	a.plan.http.empty = true;
	return served(answer_empty(c, &a.plan));
}

/* What a GET has to bring. */
static enum err
check_stream(struct agent *a)
{
	enum err err = find_session(a);

	if (err != OK)
		return err;
	if (a->era.session.number == 0)
		return fault_set(&a->fault, MCP_BAD_REQUEST,
		    a->carrier->session.at == NULL ? 400 : 404,
		    "GET opens the stream of the session that Mcp-Session-Id "
		    "names");
	return OK;
}

enum serve
agent_open_stream(struct conn *c, const struct agent_input *in)
{
	struct agent a;
	enum err err;

	a.message = (struct mcp_message){ .kind = MCP_REQUEST };
	a.fault = (struct mcp_fault){ 0 };
	begin(&a, c, in);
	err = check_stream(&a);
	if (err == OK)
		err = agent_stream(&a);
	if (err == WAIT)
		return SERVE_WAIT;
	if (stream_is_open(c))
		return served(stream_end(c, &in->next));
	return err == ERR_REQUEST ? refuse(&a) : SERVE_CLOSE;
}

bool
agent_owns(const struct conn *c, const char *method, size_t len)
{
	enum mcp_method m = message_method(method, len);

	return m == MCP_ping ? c->row->agreed != 0 : m != MCP_UNKNOWN;
}
