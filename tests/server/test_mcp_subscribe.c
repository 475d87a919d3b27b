/*
 * What agents are told of changes, in both eras, and through deaths.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

TestSuite(mcp_subscribe, .fini = harness_fini);

#define META	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"     \
	"\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}"
#define LISTEN	"{\"jsonrpc\":\"2.0\",\"id\":\"L1\",\"method\":"	      \
	"\"subscriptions/listen\",\"params\":{\"notifications\":{"	      \
	"\"toolsListChanged\":true,\"resourcesListChanged\":true,"	      \
	"\"resourceSubscriptions\":[\"voxel://model/m\",\"no://uri\"]},"      \
	META "}}"
#define UPDATED	"notifications/resources/updated"
#define CHANGED	"notifications/resources/list_changed"

static struct server s;
static struct client editor;

static void
begin(void)
{
	s = server_start("workers=3");
	editor = client_open(&s, DOOR_UNIX);
	call(&editor, "goxel.create_project", "{\"name\":\"m\"}");
}

static void
end(void)
{
	client_close(&editor);
	server_stop(&s);
}

static void
edit(void)
{
	static int x;

	expect(callf(&editor, "goxel.add_voxel", "{\"project\":\"m\",\"x\":%d,"
	    "\"y\":0,\"z\":0,\"color\":[1,2,3,255]}", ++x), "result.success",
	    "true");
}

static void
post(struct client *c, const char *headers, const char *body)
{
	char head[1024];

	snprintf(head, sizeof head, "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\n"
	    "Accept: application/json, text/event-stream\r\n"
	    "%sContent-Length: %zu\r\n\r\n", headers, strlen(body));
	client_say(c, head);
	client_say(c, body);
}

/* The next line with this in it. */
static const char *
await_line(struct client *c, const char *words)
{
	const char *line;

	do
		line = client_line(c);
	while (strstr(line, words) == NULL);
	return line;
}

static struct client
listen_http(void)
{
	struct client c = client_open(&s, DOOR_TCP);

	post(&c, "MCP-Protocol-Version: 2026-07-28\r\n"
	    "Mcp-Method: subscriptions/listen\r\n", LISTEN);
	return c;
}

Test(mcp_subscribe, listen_says_what_it_tells_and_tells_it)
{
	struct client c;
	const char *line;

	begin();
	c = listen_http();
	line = await_line(&c, "acknowledged");
	expect_text(line, "\"notifications\":{\"resourcesListChanged\":true,"
	    "\"resourceSubscriptions\":[\"voxel://model/m\"]}");
	expect_text(line, "\"io.modelcontextprotocol/subscriptionId\":\"L1\"");
	edit();
	line = await_line(&c, UPDATED);
	expect_text(line, "\"uri\":\"voxel://model/m\"");
	expect_text(line, "\"io.modelcontextprotocol/subscriptionId\":\"L1\"");
	call(&editor, "goxel.create_project", "{\"name\":\"other\"}");
	await_line(&c, CHANGED);
	client_close(&c);
	end();
}

Test(mcp_subscribe, stream_goes_on_when_workers_die)
{
	pid_t pids[WORKERS_MAX];
	struct client c;
	unsigned i;

	begin();
	c = listen_http();
	await_line(&c, "acknowledged");
	for (i = 0; i < 6; i++) {
		cr_assert_eq(worker_pids(&s, pids), 3);
		kill_worker(&s, pids[i % 3]);
		await_workers(&s, 3, pids[i % 3]);
		edit();
		await_line(&c, UPDATED);
	}
	client_close(&c);
	end();
}

Test(mcp_subscribe, nothing_is_told_that_was_not_asked_for)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":"
	    "\"subscriptions/listen\",\"params\":{\"notifications\":{},"
	    META "}}\n");
	expect_text(client_line(&c), "\"notifications\":{}");
	edit();
	call(&editor, "goxel.create_project", "{\"name\":\"other\"}");
	edit();
	client_is_silent(&c);
	client_close(&c);
	end();
}

Test(mcp_subscribe, line_is_told_between_replies_until_it_cancels)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, LISTEN "\n");
	expect_text(client_line(&c), "acknowledged");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	edit();
	expect_text(client_line(&c), UPDATED);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"method\":"
	    "\"notifications/cancelled\",\"params\":{\"requestId\":\"L1\","
	    META "}}\n");
	client_is_silent(&c);
	edit();
	client_is_silent(&c);
	client_close(&c);
	end();
}

/*
 * Sessions
 */

static char session[128];	/* the header */

static void
open_session(void)
{
	struct client c = client_open(&s, DOOR_TCP);
	const char *line;

	post(&c, "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
	    "\"params\":{\"protocolVersion\":\"2025-11-25\","
	    "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\","
	    "\"version\":\"1\"}}}");
	line = await_line(&c, "Mcp-Session-Id:");
	snprintf(session, sizeof session, "%s\n", line);
	line = await_line(&c, "\r");
	client_close(&c);
}

static void
subscribe(void)
{
	struct client c = client_open(&s, DOOR_TCP);

	post(&c, session, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":"
	    "\"resources/subscribe\",\"params\":{\"uri\":"
	    "\"voxel://model/m\"}}");
	await_line(&c, "200 OK");
	await_line(&c, "\r");
	client_close(&c);
}

static struct client
get_stream(const char *last)
{
	struct client c = client_open(&s, DOOR_TCP);

	client_say(&c, "GET /mcp HTTP/1.1\r\nHost: localhost\r\n"
	    "Accept: text/event-stream\r\n");
	client_say(&c, session);
	client_say(&c, last);
	client_say(&c, "\r\n");
	await_line(&c, "200 OK");
	await_line(&c, "retry: 1000");
	return c;
}

Test(mcp_subscribe, session_is_told_on_its_stream_and_catches_up)
{
	struct client c;

	begin();
	open_session();
	subscribe();
	c = get_stream("");
	edit();
	cr_assert_str_eq(await_line(&c, "id: "), "id: 1");
	await_line(&c, UPDATED);
	/* The client had lost that, and says so. */
	client_close(&c);
	c = get_stream("Last-Event-ID: 0\r\n");
	cr_assert_str_eq(await_line(&c, "id: 2"), "id: 2");
	await_line(&c, UPDATED);
	client_close(&c);
	/* What happens while nobody listens is told to the next. */
	edit();
	c = get_stream("Last-Event-ID: 2\r\n");
	await_line(&c, "id: 3");
	client_close(&c);
	end();
}

Test(mcp_subscribe, end_of_a_session_ends_its_stream)
{
	struct client c, other;
	char head[256];

	begin();
	open_session();
	c = get_stream("");
	other = client_open(&s, DOOR_TCP);
	snprintf(head, sizeof head, "DELETE /mcp HTTP/1.1\r\n"
	    "Host: localhost\r\n%s\r\n", session);
	client_say(&other, head);
	await_line(&other, "204");
	/* The last chunk. */
	cr_assert_str_eq(await_line(&c, "0"), "0\r");
	client_close(&other);
	client_close(&c);
	end();
}
