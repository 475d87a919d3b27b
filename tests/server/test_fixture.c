/*
 * fixture - what the conformance suite asks for, while workers die
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

TestSuite(fixture, .fini = harness_fini);

#define WORKERS		2
#define META(capabilities)						\
	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"	\
	"\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":" \
	capabilities "}"
#define WITH_TASKS							\
	META("{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}")

Test(fixture, is_there_with_its_setting_alone)
{
	struct server s = server_start("workers=1");
	struct mcp m = mcp_open(&s, MCP_HTTP);

	expect_error(mcp_call(&m, "test_simple_text", "{}"), -32602);
	expect_error(mcp_request(&m, "tasks/get", "a", "\"taskId\":\"a\""),
	    -32021);
	cr_assert_null(strstr(mcp_request(&m, "tools/list", NULL, ""),
	    "test_simple_text"));
	mcp_close(&m);
	server_stop(&s);
	s = server_start("workers=1 mcp_fixtures=yes");
	m = mcp_open(&s, MCP_HTTP);
	expect(mcp_call(&m, "test_simple_text", "{}"),
	    "result.content.0.text",
	    "\"This is a simple text response for testing.\"");
	mcp_close(&m);
	server_stop(&s);
}

static void
kill_all(struct server *s)
{
	pid_t pids[WORKERS_MAX];
	unsigned i, count = worker_pids(s, pids);

	for (i = 0; i < count; i++)
		kill_worker(s, pids[i]);
	await_ready(s, WORKERS);
}

/* A modern request as a line. */
static const char *
ask(struct client *c, const char *method, const char *params,
    const char *value)
{
	char text[1024];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"%s\",\"params\":{%s%s%s," WITH_TASKS "}}\n", method,
	    params, value, *value != '\0' ? "\"" : "");
	client_say(c, text);
	return client_line(c);
}

Test(fixture, task_goes_on_though_every_worker_dies)
{
	struct server s = server_start("workers=2 mcp_fixtures=yes");
	struct client c = client_open(&s, DOOR_UNIX);
	const char *reply;
	char id[64];

	reply = ask(&c, "tools/call", "\"name\":\"multi_input\"", "");
	expect(reply, "result.resultType", "\"task\"");
	snprintf(id, sizeof id, "%s", text_at(reply, "result.taskId"));
	kill_all(&s);
	expect_some(ask(&c, "tasks/get", "\"taskId\":\"", id),
	    "result.inputRequests.first");
	ask(&c, "tasks/update", "\"inputResponses\":{\"first\":"
	    "{\"action\":\"accept\"}},\"taskId\":\"", id);
	kill_all(&s);
	reply = ask(&c, "tasks/get", "\"taskId\":\"", id);
	expect(reply, "result.status", "\"input_required\"");
	expect_none(reply, "result.inputRequests.first");
	ask(&c, "tasks/cancel", "\"taskId\":\"", id);
	kill_all(&s);
	expect(ask(&c, "tasks/get", "\"taskId\":\"", id), "result.status",
	    "\"cancelled\"");
	expect_error(ask(&c, "tasks/get", "\"taskId\":\"",
	    "00000000000000010000000000000001"), -32602);
	client_close(&c);
	server_stop(&s);
}

/*
 * A legacy session over HTTP
 */

static void
post(struct client *c, const char *session, const char *body)
{
	char text[2048];

	snprintf(text, sizeof text, "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\n"
	    "Accept: application/json, text/event-stream\r\n%s%s%s"
	    "Content-Length: %zu\r\n\r\n%s",
	    *session != '\0' ? "Mcp-Session-Id: " : "", session,
	    *session != '\0' ? "\r\n" : "", strlen(body), body);
	client_say(c, text);
}

/* What follows `start` on the next line that begins with it. */
static const char *
await_line(struct client *c, const char *start)
{
	const char *line;

	do
		line = client_line(c);
	while (strncmp(line, start, strlen(start)) != 0);
	return line + strlen(start);
}

static void
open_session(struct client *c, char session[64])
{
	post(c, "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
	    "\"params\":{\"protocolVersion\":\"2025-11-25\","
	    "\"capabilities\":{\"sampling\":{}},"
	    "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
	snprintf(session, 64, "%s", await_line(c, "Mcp-Session-Id: "));
	session[strcspn(session, "\r")] = '\0';
	client_close(c);
}

static void
answer(struct server *s, const char *session, const char *id,
    const char *words)
{
	struct client c = client_open(s, DOOR_TCP);
	char text[512];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":\"%s\","
	    "\"result\":{\"role\":\"assistant\",\"model\":\"m\",\"content\":"
	    "{\"type\":\"text\",\"text\":\"%s\"}}}", id, words);
	post(&c, session, text);
	await_line(&c, "HTTP/1.1 202");
	client_close(&c);
}

Test(fixture, answer_finds_who_asked_though_every_worker_dies)
{
	struct server s = server_start("workers=2 mcp_fixtures=yes");
	struct client c = client_open(&s, DOOR_TCP);
	char session[64], other[64], id[128];

	open_session(&c, session);
	c = client_open(&s, DOOR_TCP);
	open_session(&c, other);
	c = client_open(&s, DOOR_TCP);
	post(&c, session, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":"
	    "\"tools/call\",\"params\":{\"name\":\"test_sampling\","
	    "\"arguments\":{\"prompt\":\"say yes\"}}}");
	snprintf(id, sizeof id, "%s", text_at(await_line(&c, "data: {") - 1,
	    "id"));
	answer(&s, other, id, "no");
	kill_all(&s);
	answer(&s, session, id, "yes");
	kill_all(&s);
	expect(await_line(&c, "data: {") - 1, "result.content.0.text",
	    "\"LLM response: yes\"");
	client_close(&c);
	server_stop(&s);
}

static void
get(struct client *c, const char *session, const char *event)
{
	char text[512];

	snprintf(text, sizeof text, "GET /mcp HTTP/1.1\r\nHost: localhost\r\n"
	    "Accept: text/event-stream\r\nMcp-Session-Id: %s\r\n"
	    "Last-Event-ID: %s\r\n\r\n", session, event);
	client_say(c, text);
}

Test(fixture, call_is_answered_on_another_stream_of_another_worker)
{
	struct server s = server_start("workers=2 mcp_fixtures=yes");
	struct client c = client_open(&s, DOOR_TCP), other;
	char session[64], event[32];

	open_session(&c, session);
	c = client_open(&s, DOOR_TCP);
	post(&c, session, "{\"jsonrpc\":\"2.0\",\"id\":\"r\",\"method\":"
	    "\"tools/call\",\"params\":{\"name\":\"test_reconnection\"}}");
	snprintf(event, sizeof event, "%s", await_line(&c, "id: "));
	await_line(&c, "0\r");
	kill_all(&s);
	other = client_open(&s, DOOR_TCP);
	get(&other, session, event);
	expect(await_line(&other, "data: {") - 1, "id", "\"r\"");
	/* The first connection goes on. */
	post(&c, session, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":"
	    "\"ping\"}");
	await_line(&c, "HTTP/1.1 200");
	client_close(&other);
	client_close(&c);
	server_stop(&s);
}
