/*
 * agent_method - what each method of MCP does
 */
#include <string.h>

#include "worker/agent_method.h"
#include "worker/agent_part.h"
#include "worker/agent_task.h"
#include "worker/agent_work.h"
#include "worker/cancel.h"
#include "worker/fixture.h"
#include "worker/inquiry.h"
#include "worker/method/tool.h"
#include "worker/mcp_progress.h"

typedef enum err method_handler(struct agent *a);

enum err
agent_bad_params(struct agent *a, const char *why)
{
	return fault_set(&a->fault, MCP_BAD_PARAMS, a->era.modern ? 400 : 200,
	    "%s", why);
}

void
agent_put_end(struct agent *a)
{
	tool_put_end(&a->out, a->era.modern);
}

void
agent_put_caching(struct agent *a, uint32_t ms, const char *scope)
{
	if (!a->era.modern)
		return;
	json_put_key(&a->out, "ttlMs");
	json_put_int(&a->out, ms);
	json_put_key(&a->out, "cacheScope");
	json_put_text(&a->out, scope);
}

enum err
agent_put_list(struct agent *a, enum mcp_list_id id)
{
	const struct mcp_list *list = lists_get(id);

	/* All on one page: no cursor is ever given out. */
	if (a->message.params.cursor.at != NULL)
		return agent_bad_params(a, "there is no page of this cursor");
	json_put_object(&a->out);
	json_put_raw(&a->out, list->json, list->len);
	agent_put_caching(a, AGENT_KEEP_MS, "public");
	agent_put_end(a);
	return OK;
}

static enum err
serve_ping(struct agent *a)
{
	json_put_object(&a->out);
	agent_put_end(a);
	return OK;
}

static enum err
serve_discover(struct agent *a)
{
	return agent_put_list(a, LIST_DISCOVER);
}

static enum err
serve_tools_list(struct agent *a)
{
	return agent_put_list(a, LIST_TOOLS);
}

/* The revision of a client, or the newest of the legacy ones: an error here
 * would be the end for clients that know another. */
static enum mcp_version
agree(struct agent *a)
{
	const char *asked = message_text(&a->message.params.version,
	    a->call.mem);
	int version = asked == NULL ? -1 : era_version(asked, strlen(asked));

	return version >= 0 && version < MCP_2026_07_28 ?
	    (enum mcp_version)version : MCP_2025_11_25;
}

static enum err
serve_initialize(struct agent *a)
{
	const struct mcp_list *list = lists_get(LIST_INITIALIZE);
	enum mcp_version version = agree(a);
	struct conn *c = a->conn;

	worker_count(c->worker, COUNT_sessions_begun, 1);
	if (c->row->door == DOOR_HTTP) {
		session_make(c->worker->segment->agents->key, version,
		    era_capabilities(&a->message.params.capabilities),
		    a->session);
		a->plan.http.session = a->session;
		answer_begin(c, &a->out, &a->plan);
	} else {
		c->row->agreed = (uint8_t)(version + 1);
	}
	json_put_object(&a->out);
	json_put_key(&a->out, "protocolVersion");
	json_put_text(&a->out, era_name(version));
	json_put_raw(&a->out, list->json, list->len);
	agent_put_end(a);
	return OK;
}

/* The arguments, into the struct of the method. */
static enum err
decode(struct agent *a, const struct slice *arguments)
{
	struct call *call = &a->call;
	const struct tool *tool = tool_find(call->method->name);
	struct json j;
	enum err err;

	if (arguments->at == NULL) {
		err = method_decode(call, NULL);
	} else {
		j = message_json(arguments);
		err = method_decode(call, &j);
	}
	if (err == OK && tool != NULL && tool_takes_model(tool) &&
	    call->project == NULL)
		return fail(call, ERR_PARAMS, "parameter 'model' is missing; "
		    "voxel_list tells the models, voxel_open makes one");
	return err == ERR_PARSE ? fail(call, ERR_PARAMS,
	    "arguments must be an object") : err;
}

/* The token for its progress, of a client that can be told more than the
 * result; a string or a number. */
static void
take_token(struct agent *a)
{
	const struct slice *token = &a->message.meta.progress;

	if (token->at == NULL || token->len > PROGRESS_TOKEN ||
	    strchr("{[tfn", token->at[0]) != NULL)
		return;
	if (!a->carrier->streams && a->conn->row->door == DOOR_HTTP)
		return;
	a->plan.token = token->at;
	a->plan.token_len = (uint32_t)token->len;
}

static enum err
run_decoded(struct agent *a, enum err err)
{
	a->plan.tag = cancel_tag(a->conn, a->era.session.number,
	    &a->message.id);
	take_token(a);
	return dispatch(a->conn, &a->call, err, &a->plan);
}

enum err
agent_run(struct agent *a, const struct method *method,
    const struct slice *arguments)
{
	a->call.method = method;
	return run_decoded(a, decode(a, arguments));
}

/* Now, or as a task; what is wrong with the call itself is told at once. */
static enum err
run_tool(struct agent *a, const struct tool *tool)
{
	enum err err;

	a->call.method = tool->method;
	err = decode(a, &a->message.params.arguments);
	if (err == OK && agent_work_is(a, tool) && agent_work_begin(a, tool))
		return OK;
	return run_decoded(a, err);
}

static enum err
serve_tools_call(struct agent *a)
{
	const char *name = message_text(&a->message.params.name, a->call.mem);
	const struct tool *tool;
	enum err err;

	if (name == NULL)
		return agent_bad_params(a, "params.name must be a tool's name");
	if (fixture_call(a, name, &err))
		return err;
	if ((tool = tool_find(name)) == NULL)
		return fault_set(&a->fault, MCP_BAD_PARAMS,
		    a->era.modern ? 400 : 200, "Unknown tool: %.80s; "
		    "tools/list tells what there is", name);
	return run_tool(a, tool);
}

static method_handler *const handlers[MCP_METHOD_COUNT] = {
	[MCP_initialize] = serve_initialize,
	[MCP_ping] = serve_ping,
	[MCP_discover] = serve_discover,
	[MCP_tools_list] = serve_tools_list,
	[MCP_tools_call] = serve_tools_call,
	[MCP_resources_list] = agent_resources_list,
	[MCP_templates_list] = agent_templates_list,
	[MCP_resources_read] = agent_resources_read,
	[MCP_prompts_list] = agent_prompts_list,
	[MCP_prompts_get] = agent_prompts_get,
	[MCP_complete] = agent_complete,
	[MCP_resources_subscribe] = agent_subscribe,
	[MCP_resources_unsubscribe] = agent_unsubscribe,
	[MCP_set_level] = agent_set_level,
	[MCP_listen] = agent_listen,
	[MCP_task_get] = agent_task_get,
	[MCP_task_update] = agent_task_update,
	[MCP_task_cancel] = agent_task_cancel,
};

enum err
agent_method(struct agent *a)
{
	method_handler *run = handlers[a->message.method];

	if (run != NULL)
		return run(a);
	return fault_set(&a->fault, MCP_NO_METHOD, a->era.modern ? 404 : 200,
	    "Method not found: %s", mcp_methods[a->message.method].name);
}

static void
cancel(struct agent *a, const struct slice *id)
{
	struct conn *c = a->conn;

	if (c->row->door == DOOR_HTTP || !agent_unlisten(a, id))
		cancel_tagged(c->worker, cancel_tag(c, a->era.session.number,
		    id));
}

void
agent_notification(struct agent *a)
{
	const struct slice *id = &a->message.params.request_id;

	if (a->message.method == MCP_initialized)
		agent_follow(a);
	else if (a->message.method == MCP_cancelled && id->at != NULL)
		cancel(a, id);
}

void
agent_response(struct agent *a)
{
	inquiry_answer(a);
}
