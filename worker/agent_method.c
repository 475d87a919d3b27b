/*
 * agent_method - what each method of MCP does
 */
#include <string.h>

#include "worker/agent_method.h"
#include "worker/mcp/lists.h"
#include "worker/method/tool.h"

#define KEEP_MS	60000

typedef enum err method_handler(struct agent *a);

static enum err
bad_params(struct agent *a, const char *why)
{
	return fault_set(&a->fault, MCP_BAD_PARAMS, a->era.modern ? 400 : 200,
	    "%s", why);
}

static void
end_result(struct agent *a)
{
	tool_put_end(&a->out, a->era.modern);
}

/* What a client may keep, and for how long. */
static void
put_caching(struct agent *a, const char *scope)
{
	if (!a->era.modern)
		return;
	json_put_key(&a->out, "ttlMs");
	json_put_int(&a->out, KEEP_MS);
	json_put_key(&a->out, "cacheScope");
	json_put_text(&a->out, scope);
}

/* A list, as the whole result. */
static enum err
put_list(struct agent *a, enum mcp_list_id id)
{
	const struct mcp_list *list = lists_get(id);

	/* All on one page: no cursor is ever given out. */
	if (a->message.params.cursor.at != NULL)
		return bad_params(a, "there is no page of this cursor");
	json_put_object(&a->out);
	json_put_raw(&a->out, list->json, list->len);
	put_caching(a, "public");
	end_result(a);
	return OK;
}

static enum err
serve_ping(struct agent *a)
{
	json_put_object(&a->out);
	end_result(a);
	return OK;
}

static enum err
serve_discover(struct agent *a)
{
	return put_list(a, LIST_DISCOVER);
}

static enum err
serve_tools_list(struct agent *a)
{
	return put_list(a, LIST_TOOLS);
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
	end_result(a);
	return OK;
}

/* The arguments of a tool, into the struct of its method. */
static enum err
decode(struct agent *a)
{
	const struct slice *arguments = &a->message.params.arguments;
	struct call *call = &a->call;
	struct json j;
	enum err err;

	if (arguments->at == NULL) {
		err = method_decode(call, NULL);
	} else {
		j = message_json(arguments);
		err = method_decode(call, &j);
	}
	if (err == OK && tool_takes_model(tool_find(call->method->name)) &&
	    call->project == NULL)
		return fail(call, ERR_PARAMS, "parameter 'model' is missing; "
		    "voxel_list tells the models, voxel_open makes one");
	return err == ERR_PARSE ? fail(call, ERR_PARAMS,
	    "arguments must be an object") : err;
}

static enum err
serve_tools_call(struct agent *a)
{
	const char *name = message_text(&a->message.params.name, a->call.mem);
	const struct tool *tool;

	if (name == NULL)
		return bad_params(a, "params.name must be a tool's name");
	if ((tool = tool_find(name)) == NULL)
		return fault_set(&a->fault, MCP_BAD_PARAMS,
		    a->era.modern ? 400 : 200, "Unknown tool: %.80s; "
		    "tools/list tells what there is", name);
	a->call.method = tool->method;
	return dispatch(a->conn, &a->call, decode(a), &a->plan);
}

static method_handler *const handlers[MCP_METHOD_COUNT] = {
	[MCP_initialize] = serve_initialize,
	[MCP_ping] = serve_ping,
	[MCP_discover] = serve_discover,
	[MCP_tools_list] = serve_tools_list,
	[MCP_tools_call] = serve_tools_call,
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

void
agent_notification(struct agent *a)
{
	(void)a;
}

void
agent_response(struct agent *a)
{
	(void)a;
}
