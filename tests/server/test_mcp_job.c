/*
 * Requests of agents that take long: how far they are, and that they end when
 * nobody wants them any more.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(mcp_job, .fini = harness_fini);

#define META	"\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"," \
	"\"io.modelcontextprotocol/clientCapabilities\":{}"
#define TOKEN	"\"progressToken\":\"t\""
/* Percent between two words of progress. */
#define STEP_MOST	40
/* About a second, on a quiet machine. */
#define RENDER(meta)							      \
	"{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{" \
	"\"name\":\"voxel_render\",\"arguments\":{\"model\":\"m\",\"size\":"  \
	"1024,\"views\":[\"iso\",\"front\",\"back\",\"left\",\"right\","      \
	"\"top\",\"bottom\",\"iso\",\"default\"]},\"_meta\":{" meta "}}}"
#define CANCEL	"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"," \
	"\"params\":{\"requestId\":5}}"
#define MODERN	"MCP-Protocol-Version: 2026-07-28\r\n"			      \
	"Mcp-Method: tools/call\r\nMcp-Name: voxel_render\r\n"
#define INITIALIZE							      \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{" \
	"\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"	      \
	"\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}"

static struct server s;
static struct client editor;

static void
begin_with(const char *settings)
{
	s = server_start("%s", settings);
	editor = client_open(&s, DOOR_UNIX);
	call(&editor, "goxel.create_project", "{\"name\":\"m\"}");
	expect(call(&editor, "goxel.procedural_shape", "{\"shape_type\":"
	    "\"sphere\",\"size_x\":600,\"size_y\":600,\"size_z\":600,"
	    "\"color\":\"#e0a030\"}"), "result.success", "true");
}

static void
begin(void)
{
	begin_with("workers=2");
}

static void
end(void)
{
	client_close(&editor);
	server_stop(&s);
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

static const char *
await_line(struct client *c, const char *words)
{
	const char *line;

	do
		line = client_line(c);
	while (strstr(line, words) == NULL);
	return line;
}

/* The progress that the next message tells, or -1: it is another. */
static int
progress(const char *line)
{
	const char *at = strstr(line, "\"progress\":");

	return at == NULL ? -1 : atoi(at + sizeof "\"progress\":" - 1);
}

static void
await_no_jobs(void)
{
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		if (strstr(call(&editor, "goxel.list_jobs", NULL),
		    "\"count\":0") != NULL)
			return;
		usleep(1000);
	}
	cr_assert_fail("the job does not end");
}

/* Progress, once more than before, and the result, once. */
static void
tells_progress(struct client *c, const char *before)
{
	const char *line;
	int now, last = -1;

	do {
		line = await_line(c, before);
		if ((now = progress(line)) < 0)
			continue;
		cr_assert_gt(now, last, "%s", line);
		/* Another worker begins anew, and nobody notices. */
		if (last == -1)
			kill_worker(&s, project_worker(&s, "m"));
		last = now;
	} while (now >= 0);
	cr_assert_geq(last, 0, "no progress was told");
	expect_text(line, "\"id\":5");
	expect_text(line, "structuredContent");
}

Test(mcp_job, progress_is_told_over_http_through_a_death)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_TCP);
	post(&c, MODERN, RENDER(META "," TOKEN));
	await_line(&c, "text/event-stream");
	tells_progress(&c, "data: {");
	client_close(&c);
	end();
}

Test(mcp_job, progress_is_told_on_lines_through_a_death)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, RENDER(META "," TOKEN) "\n");
	tells_progress(&c, "{");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	end();
}

/* A model whose export takes most of a second, and a client that is told, by
 * the work and not by a few stages.  How often depends on how quick it is. */
Test(mcp_job, export_tells_how_far_it_is_all_the_time_and_its_end)
{
	int now, last = -1, values = 0;
	const char *line;
	struct client c;

	begin();
	expect(call(&editor, "goxel.procedural_shape", "{\"shape_type\":"
	    "\"sphere\",\"size_x\":700,\"size_y\":700,\"size_z\":700,"
	    "\"color\":\"#e0a030\"}"), "result.success", "true");
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":"
	    "\"tools/call\",\"params\":{\"name\":\"voxel_export\","
	    "\"arguments\":{\"model\":\"m\",\"format\":\"obj\"},\"_meta\":{"
	    META "," TOKEN "}}}\n");
	while ((now = progress(line = client_line(&c))) >= 0) {
		cr_assert_gt(now, last, "%s", line);
		cr_assert(values == 0 || now <= last + STEP_MOST, "%s", line);
		last = now;
		values++;
	}
	expect_text(line, "structuredContent");
	cr_assert_eq(last, 100);
	cr_assert_geq(values, 4, "%d", values);
	client_close(&c);
	end();
}

Test(mcp_job, without_a_token_the_reply_is_no_stream)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_TCP);
	post(&c, MODERN, RENDER(META));
	await_line(&c, "application/json");
	await_line(&c, "\r");
	client_close(&c);
	end();
}

Test(mcp_job, cancelled_line_gets_no_reply)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, INITIALIZE "\n");
	await_line(&c, "serverInfo");
	client_say(&c, RENDER(TOKEN) "\n");
	await_line(&c, "progress");
	client_say(&c, CANCEL "\n");
	client_is_silent(&c);
	expect(call(&editor, "goxel.list_jobs", NULL), "result.count", "0");
	client_close(&c);
	end();
}

static void
await_listed(const char *words)
{
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		if (strstr(call(&editor, "goxel.list_jobs", NULL), words) !=
		    NULL)
			return;
		usleep(1000);
	}
	cr_assert_fail("no job with %s", words);
}

Test(mcp_job, line_is_cancelled_while_it_waits_for_its_turn)
{
	struct client c, first;

	begin_with("workers=2 jobs=1");
	first = client_open(&s, DOOR_UNIX);
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, INITIALIZE "\n");
	await_line(&c, "serverInfo");
	client_say(&first, RENDER(META) "\n");
	await_listed("\"running\"");
	client_say(&c, RENDER(TOKEN) "\n");
	await_listed("\"waiting\"");
	client_say(&c, CANCEL "\n");
	await_listed("\"count\":1");
	client_is_silent(&c);
	await_line(&first, "structuredContent");
	client_close(&first);
	client_close(&c);
	end();
}

Test(mcp_job, session_cancels_from_another_connection)
{
	struct client c, other;
	char session[128];

	begin();
	c = client_open(&s, DOOR_TCP);
	other = client_open(&s, DOOR_TCP);
	post(&other, "", INITIALIZE);
	snprintf(session, sizeof session, "%s\n",
	    await_line(&other, "Mcp-Session-Id:"));
	await_line(&other, "\r");
	post(&c, session, RENDER(TOKEN));
	await_line(&c, "progress");
	post(&other, session, CANCEL);
	await_line(&other, "202");
	expect_text(await_line(&c, "\"id\":5"), "the job was cancelled");
	client_close(&other);
	client_close(&c);
	end();
}

Test(mcp_job, modern_client_that_leaves_ends_its_job)
{
	struct client c;

	begin();
	c = client_open(&s, DOOR_TCP);
	post(&c, MODERN, RENDER(META "," TOKEN));
	await_line(&c, "progress");
	client_close(&c);
	await_no_jobs();
	/* Such a job is no failure, and nobody was answered. */
	cr_assert_eq(counter(&s, "jobs_failed"), 0);
	end();
}
