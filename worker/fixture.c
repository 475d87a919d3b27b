/*
 * fixture - what the tools, prompts and resources of the conformance suite do
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "worker/agent_part.h"
#include "worker/fixture.h"
#include "worker/fixture_input.h"
#include "worker/fixture_reconnect.h"
#include "worker/fixture_task.h"
#include "worker/inquiry.h"
#include "worker/mcp/header.h"
#include "worker/method/tool.h"
#include "worker/stream.h"

#define PACE_MS	50		/* between two messages */
#define STEPS	3		/* messages of those that send some */
#define LINE	1024		/* bytes of a result's text */

/* A picture of one point, and a sound of eight samples. */
#define PNG								\
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4"	\
	"sMAAAAQUAbHhh8ukAAAAAElFTkSuQmCC"
#define WAV								\
	"UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACA"	\
	"gICAgICAgA=="

#define TEXT_BLOCK(text)	"{\"type\":\"text\",\"text\":\"" text "\"}"
#define DATA_BLOCK(type, mime, data)					\
	"{\"type\":\"" type "\",\"data\":\"" data "\","			\
	"\"mimeType\":\"" mime "\"}"
#define RESOURCE_BLOCK(uri, mime, text)					\
	"{\"type\":\"resource\",\"resource\":{\"uri\":\"" uri "\","	\
	"\"mimeType\":\"" mime "\",\"text\":\"" text "\"}}"
#define USER(block)	"{\"role\":\"user\",\"content\":" block "}"

/* Results that are always the same: the blocks of a tool's content, the
 * messages of a prompt. */
static const char *const constants[FIXTURE_COUNT] = {
	[FIXTURE_test_simple_text] =
	    TEXT_BLOCK("This is a simple text response for testing."),
	[FIXTURE_test_image_content] = DATA_BLOCK("image", "image/png", PNG),
	[FIXTURE_test_audio_content] = DATA_BLOCK("audio", "audio/wav", WAV),
	[FIXTURE_test_embedded_resource] =
	    RESOURCE_BLOCK("test://embedded-resource", "text/plain",
	    "This is an embedded resource content."),
	[FIXTURE_test_multiple_content_types] =
	    TEXT_BLOCK("Multiple content types test:") ","
	    DATA_BLOCK("image", "image/png", PNG) ","
	    RESOURCE_BLOCK("test://mixed-content-resource",
	    "application/json",
	    "{\\\"test\\\":\\\"data\\\",\\\"value\\\":123}"),
	[FIXTURE_test_streaming_elicitation] =
	    TEXT_BLOCK("Nothing was asked."),
	[FIXTURE_json_schema_2020_12_tool] = TEXT_BLOCK("Called."),
	[FIXTURE_test_simple_prompt] =
	    USER(TEXT_BLOCK("This is a simple prompt for testing.")),
	[FIXTURE_test_prompt_with_image] =
	    USER(DATA_BLOCK("image", "image/png", PNG)) ","
	    USER(TEXT_BLOCK("Please analyze the image above.")),
};

bool
fixture_is_on(const struct agent *a)
{
	return a->conn->worker->config->mcp_fixtures;
}

static enum err
put_constant(struct agent *a, const char *key, const char *members)
{
	json_put_object(&a->out);
	json_put_key(&a->out, key);
	json_put_array(&a->out);
	json_put_raw(&a->out, members, strlen(members));
	json_put_array_end(&a->out);
	tool_put_end(&a->out, a->era.modern);
	return OK;
}

enum err
fixture_say(struct agent *a, const char *format, ...)
{
	char text[LINE];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	json_put_object(&a->out);
	json_put_key(&a->out, "content");
	json_put_array(&a->out);
	json_put_object(&a->out);
	json_put_key(&a->out, "type");
	json_put_text(&a->out, "text");
	json_put_key(&a->out, "text");
	json_put_text(&a->out, text);
	json_put_object_end(&a->out);
	json_put_array_end(&a->out);
	tool_put_end(&a->out, a->era.modern);
	return OK;
}

const char *
fixture_argument(struct agent *a, const char *key)
{
	struct slice value = message_member(&a->message.params.arguments,
	    key);

	return message_text(&value, a->call.mem);
}

enum err
fixture_needs(struct agent *a, const char *capabilities)
{
	size_t size = strlen(capabilities) + 32;
	char *data = mem_take(a->call.mem, size);

	fault_set(&a->fault, MCP_NO_CAPABILITY, 400, "the client has not "
	    "declared a capability that this needs");
	if (data != NULL)
		text_format(data, size, "{\"requiredCapabilities\":%s}",
		    capabilities);
	a->fault.data = data;
	return ERR_REQUEST;
}

/*
 * Several messages
 */

static bool
takes_messages(const struct agent *a)
{
	return a->conn->row->door != DOOR_HTTP || a->carrier->streams;
}

/* Send a notification, and go on in a while. */
static enum err
notify(struct agent *a, const char *format, ...)
{
	char text[LINE];
	va_list list;
	int len;

	va_start(list, format);
	len = vsnprintf(text, sizeof text, format, list);
	va_end(list);
	if (len < 0 || (size_t)len >= sizeof text ||
	    stream_send(a->conn, text, (size_t)len) != OK)
		return fail(&a->call, ERR_FULL, "no room for a message");
	return stream_sleep(a->conn, PACE_MS);
}

static enum err
log_in_steps(struct agent *a)
{
	static const char *const words[STEPS] = { "Tool execution started",
	    "Tool processing data", "Tool execution completed" };
	unsigned step = stream_step(a->conn);

	if (step >= STEPS || !takes_messages(a))
		return fixture_say(a, "Tool with logging executed");
	return notify(a, "{\"jsonrpc\":\"2.0\",\"method\":"
	    "\"notifications/message\",\"params\":{\"level\":\"info\","
	    "\"data\":\"%s\"}}", words[step]);
}

static enum err
log_if_wanted(struct agent *a)
{
	const char *level = message_text(&a->message.meta.level, a->call.mem);

	if (a->era.modern && (level == NULL ||
	    (strcmp(level, "debug") != 0 && strcmp(level, "info") != 0)))
		return fixture_say(a, "Nothing was logged");
	return log_in_steps(a);
}

static enum err
tell_progress(struct agent *a)
{
	const struct slice *token = &a->message.meta.progress;
	unsigned step = stream_step(a->conn);

	if (step >= STEPS || token->at == NULL || token->len > LINE / 2 ||
	    !takes_messages(a))
		return fixture_say(a, "Tool with progress executed");
	return notify(a, "{\"jsonrpc\":\"2.0\",\"method\":"
	    "\"notifications/progress\",\"params\":{\"progressToken\":%.*s,"
	    "\"progress\":%u,\"total\":100}}", (int)token->len, token->at,
	    50 * step);
}

/*
 * Requests to the client
 */

/* A JSON text with a string where %s stands, or NULL. */
static const char *
with_text(struct agent *a, const char *before, const char *text,
    const char *after)
{
	struct json_out out;
	struct buf json;
	char *copy;

	buf_init(&json, ANSWER_MAX);
	json_out_open(&out, &json);
	json_put_raw(&out, before, strlen(before));
	out.comma = false;
	json_put_text(&out, text);
	buf_add_text(&json, after);
	copy = json.failed ? NULL :
	    mem_text(a->call.mem, json.bytes, json.len);
	buf_fini(&json);
	return copy;
}

static enum err
lacks(struct agent *a, const char *what)
{
	return fail(&a->call, ERR_REQUEST, "the client did not declare the "
	    "capability %s", what);
}

static enum err
ask_model(struct agent *a)
{
	const char *prompt = fixture_argument(a, "prompt"), *params, *text;
	struct slice answer, content, words;
	enum err err;

	if (!(a->era.client & MCP_CLIENT_SAMPLING))
		return lacks(a, "sampling");
	if (prompt == NULL || (params = with_text(a, "{\"messages\":[{"
	    "\"role\":\"user\",\"content\":{\"type\":\"text\",\"text\":",
	    prompt, "}}],\"maxTokens\":100}")) == NULL)
		return fail(&a->call, ERR_PARAMS, "'prompt' must be a text");
	err = inquiry_ask(a, "sampling/createMessage", params, &answer);
	if (err != OK)
		return err;
	content = message_member(&answer, "content");
	words = message_member(&content, "text");
	text = message_text(&words, a->call.mem);
	return fixture_say(a, "LLM response: %s", text != NULL ? text : "");
}

static enum err
ask_user(struct agent *a, const char *params, const char *words)
{
	struct slice answer;
	enum err err;

	if (!(a->era.client & MCP_CLIENT_ELICITATION))
		return lacks(a, "elicitation");
	err = inquiry_ask(a, "elicitation/create", params, &answer);
	return err != OK ? err :
	    fixture_say(a, "%s: %s", words, answer.at);
}

static enum err
ask_message(struct agent *a)
{
	const char *message = fixture_argument(a, "message"), *params;

	if (message == NULL || (params = with_text(a, "{\"message\":",
	    message, ",\"requestedSchema\":{\"type\":\"object\","
	    "\"properties\":{\"username\":{\"type\":\"string\"},"
	    "\"email\":{\"type\":\"string\"}},"
	    "\"required\":[\"username\",\"email\"]}}")) == NULL)
		return fail(&a->call, ERR_PARAMS, "'message' must be a text");
	return ask_user(a, params, "User response");
}

static enum err
ask_with_defaults(struct agent *a)
{
	return ask_user(a, "{\"message\":\"Please review these values\","
	    "\"requestedSchema\":{\"type\":\"object\",\"properties\":{"
	    "\"name\":{\"type\":\"string\",\"default\":\"John Doe\"},"
	    "\"age\":{\"type\":\"integer\",\"default\":30},"
	    "\"score\":{\"type\":\"number\",\"default\":95.5},"
	    "\"status\":{\"type\":\"string\",\"enum\":[\"active\","
	    "\"inactive\",\"pending\"],\"default\":\"active\"},"
	    "\"verified\":{\"type\":\"boolean\",\"default\":true}}}}",
	    "Elicitation completed");
}

#define TITLED(word)							\
	"[{\"const\":\"value1\",\"title\":\"First " word "\"},"		\
	"{\"const\":\"value2\",\"title\":\"Second " word "\"},"		\
	"{\"const\":\"value3\",\"title\":\"Third " word "\"}]"
#define OPTIONS	"[\"option1\",\"option2\",\"option3\"]"

static enum err
ask_with_choices(struct agent *a)
{
	return ask_user(a, "{\"message\":\"Please choose\","
	    "\"requestedSchema\":{\"type\":\"object\",\"properties\":{"
	    "\"untitledSingle\":{\"type\":\"string\",\"enum\":" OPTIONS "},"
	    "\"titledSingle\":{\"type\":\"string\",\"oneOf\":"
	    TITLED("Option") "},"
	    "\"legacyEnum\":{\"type\":\"string\",\"enum\":[\"opt1\",\"opt2\","
	    "\"opt3\"],\"enumNames\":[\"Option One\",\"Option Two\","
	    "\"Option Three\"]},"
	    "\"untitledMulti\":{\"type\":\"array\",\"items\":"
	    "{\"type\":\"string\",\"enum\":" OPTIONS "}},"
	    "\"titledMulti\":{\"type\":\"array\",\"items\":{\"anyOf\":"
	    TITLED("Choice") "}}}}}", "Elicitation completed");
}

/*
 * The others
 */

static enum err
fail_always(struct agent *a)
{
	return fail(&a->call, ERR_INTERNAL,
	    "This tool intentionally returns an error for testing");
}

static enum err
check_header(struct agent *a)
{
	const char *region = fixture_argument(a, "region");
	enum err err = OK;

	if (a->era.modern)
		err = header_check_param(a->carrier, "Region", region,
		    a->call.mem, &a->fault);
	return err != OK ? err : fixture_say(a, "region: %s",
	    region != NULL ? region : "none");
}

static enum err
need_sampling(struct agent *a)
{
	if (!(a->era.client & MCP_CLIENT_SAMPLING))
		return a->era.modern ? fixture_needs(a, "{\"sampling\":{}}") :
		    lacks(a, "sampling");
	return fixture_say(a, "The client has sampling.");
}

static enum err
change_tools(struct agent *a)
{
	atomic_fetch_add(&a->conn->worker->segment->agents->tools, 1);
	return fixture_say(a, "The list of tools has changed.");
}

static enum err
change_prompts(struct agent *a)
{
	atomic_fetch_add(&a->conn->worker->segment->agents->prompts, 1);
	return fixture_say(a, "The list of prompts has changed.");
}

static enum err
greet(struct agent *a)
{
	const char *name = fixture_argument(a, "name");

	return fixture_say(a, "Hello, %s!", name != NULL ? name : "World");
}

static enum err (*const runs[FIXTURE_COUNT])(struct agent *) = {
	[FIXTURE_test_error_handling] = fail_always,
	[FIXTURE_test_tool_with_logging] = log_in_steps,
	[FIXTURE_test_logging_tool] = log_if_wanted,
	[FIXTURE_test_tool_with_progress] = tell_progress,
	[FIXTURE_test_reconnection] = fixture_reconnect_call,
	[FIXTURE_test_sampling] = ask_model,
	[FIXTURE_test_elicitation] = ask_message,
	[FIXTURE_test_elicitation_sep1034_defaults] = ask_with_defaults,
	[FIXTURE_test_elicitation_sep1330_enums] = ask_with_choices,
	[FIXTURE_test_header_parameter] = check_header,
	[FIXTURE_test_missing_capability] = need_sampling,
	[FIXTURE_test_trigger_tool_change] = change_tools,
	[FIXTURE_test_trigger_prompt_change] = change_prompts,
	[FIXTURE_greet] = greet,
};

bool
fixture_call(struct agent *a, const char *name, enum err *err)
{
	enum fixture id = fixture_is_on(a) ? fixture_list_find(name) :
	    FIXTURE_COUNT;

	if (id == FIXTURE_COUNT || fixture_list_is_prompt(id))
		return false;
	if (runs[id] != NULL)
		*err = runs[id](a);
	else if (constants[id] != NULL)
		*err = put_constant(a, "content", constants[id]);
	else if (fixture_task_is(id))
		*err = fixture_task_call(a, id);
	else
		*err = fixture_input_call(a, id);
	return true;
}

/*
 * Prompts and resources
 */

static enum err
put_prompt(struct agent *a, const char *before, const char *text,
    const char *after)
{
	const char *messages = with_text(a, before, text, after);

	return messages == NULL ? fail(&a->call, ERR_TOO_BIG,
	    "an argument is too large") :
	    put_constant(a, "messages", messages);
}

static enum err
prompt_arguments(struct agent *a)
{
	const char *one = fixture_argument(a, "arg1");
	const char *two = fixture_argument(a, "arg2");
	char text[LINE];

	if (one == NULL || two == NULL)
		return fault_set(&a->fault, MCP_BAD_PARAMS,
		    a->era.modern ? 400 : 200, "arg1 and arg2 are required");
	text_format(text, sizeof text,
	    "Prompt with arguments: arg1='%s', arg2='%s'", one, two);
	return put_prompt(a, "{\"role\":\"user\",\"content\":"
	    "{\"type\":\"text\",\"text\":", text, "}}");
}

static enum err
prompt_resource(struct agent *a)
{
	const char *uri = fixture_argument(a, "resourceUri");

	if (uri == NULL)
		return fault_set(&a->fault, MCP_BAD_PARAMS,
		    a->era.modern ? 400 : 200, "resourceUri is required");
	return put_prompt(a, "{\"role\":\"user\",\"content\":{\"type\":"
	    "\"resource\",\"resource\":{\"uri\":", uri,
	    ",\"mimeType\":\"text/plain\","
	    "\"text\":\"Embedded resource content for testing.\"}}},"
	    USER(TEXT_BLOCK("Please process the embedded resource above.")));
}

static enum err
prompt_input(struct agent *a)
{
	const char *context;
	enum err err;
	bool done;

	err = fixture_input_gather(a, FIXTURE_test_input_required_result_prompt,
	    &done);
	if (err != OK || !done)
		return err;
	context = fixture_input_text(a, "user_context", "context");
	return put_prompt(a, "{\"role\":\"user\",\"content\":"
	    "{\"type\":\"text\",\"text\":", context != NULL ? context : "",
	    "}}");
}

bool
fixture_is_prompt(const struct agent *a, const char *name)
{
	enum fixture id = fixture_list_find(name);

	return fixture_is_on(a) && id != FIXTURE_COUNT &&
	    fixture_list_is_prompt(id);
}

bool
fixture_prompt(struct agent *a, const char *name, enum err *err)
{
	enum fixture id = fixture_list_find(name);

	if (!fixture_is_prompt(a, name))
		return false;
	if (id == FIXTURE_test_prompt_with_arguments)
		*err = prompt_arguments(a);
	else if (id == FIXTURE_test_prompt_with_embedded_resource)
		*err = prompt_resource(a);
	else if (id == FIXTURE_test_input_required_result_prompt)
		*err = prompt_input(a);
	else
		*err = put_constant(a, "messages", constants[id]);
	return true;
}

static void
put_contents(struct agent *a, const char *uri, const char *type,
    const char *key, const char *value)
{
	json_put_object(&a->out);
	json_put_key(&a->out, "contents");
	json_put_array(&a->out);
	json_put_object(&a->out);
	json_put_key(&a->out, "uri");
	json_put_text(&a->out, uri);
	json_put_key(&a->out, "mimeType");
	json_put_text(&a->out, type);
	json_put_key(&a->out, key);
	json_put_text(&a->out, value);
	json_put_object_end(&a->out);
	json_put_array_end(&a->out);
	agent_put_caching(a, AGENT_KEEP_MS, "public");
	tool_put_end(&a->out, a->era.modern);
}

/* test://template/{id}/data; an id of letters and digits. */
static bool
read_template(struct agent *a, const char *uri)
{
	static const char before[] = "test://template/";
	const char *id = uri + sizeof before - 1;
	char text[LINE];
	size_t len;

	if (strncmp(uri, before, sizeof before - 1) != 0)
		return false;
	len = strspn(id, "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (len == 0 || len > 64 || strcmp(id + len, "/data") != 0)
		return false;
	text_format(text, sizeof text, "{\"id\":\"%.*s\","
	    "\"templateTest\":true,\"data\":\"Data for ID: %.*s\"}",
	    (int)len, id, (int)len, id);
	put_contents(a, uri, "application/json", "text", text);
	return true;
}

bool
fixture_is_resource(const struct agent *a, const char *uri)
{
	return fixture_is_on(a) && fixture_list_has_resource(uri);
}

bool
fixture_read(struct agent *a, const char *uri, enum err *err)
{
	*err = OK;
	if (!fixture_is_on(a))
		return false;
	if (strcmp(uri, "test://static-text") == 0)
		put_contents(a, uri, "text/plain", "text",
		    "This is the content of the static text resource.");
	else if (strcmp(uri, "test://watched-resource") == 0)
		put_contents(a, uri, "text/plain", "text",
		    "This text is watched.");
	else if (strcmp(uri, "test://static-binary") == 0)
		put_contents(a, uri, "image/png", "blob", PNG);
	else
		return read_template(a, uri);
	return true;
}
