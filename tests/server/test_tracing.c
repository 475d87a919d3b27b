/*
 * Traces: what a client says of its own is gone on with at every door, what
 * is sent is what should be, and nobody's death loses what was to be sent.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/collector.h"
#include "tests/server/framing.h"
#include "tests/server/harness.h"
#include "tests/server/web.h"

#define PARENT		"00f067aa0ba902b7"
#define SPAN		"-" PARENT "-"
#define TRACEPARENT	55		/* bytes */

static struct server s;
static struct collector c;

TestSuite(tracing, .fini = harness_fini);

/* A server that traces one in `sample`, and is slow to call one slow. */
static void
begin(unsigned sample)
{
	collector_open(&c);
	s = server_start("workers=2 slow_request=60000 trace_sample=%u "
	    "trace_endpoint=http://127.0.0.1:%d/v1/traces", sample, c.port);
}

static void
end(void)
{
	server_stop(&s);
	collector_check(&c);
	collector_close(&c);
}

/* The trace of this number. */
static const char *
trace_id(unsigned number)
{
	static char text[64];

	snprintf(text, sizeof text, "4bf92f3577b34da6a3ce929d%08x", number);
	return text;
}

/* A request to say, of that trace. */
static const char *
request(unsigned number, const char *flags, const char *method)
{
	static char text[512];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
	    "\"traceparent\":\"00-%s" SPAN "%s\","
	    "\"tracestate\":\"vendor=1,other=2\",\"method\":\"%s\"}", number,
	    trace_id(number), flags, method);
	return text;
}

/* What was returned is another span of the same trace. */
static void
check_returned(const char *said, unsigned number, const char *flags)
{
	cr_assert_not_null(said);
	cr_assert_eq(strlen(said), TRACEPARENT, "'%s'", said);
	cr_assert_eq(strncmp(said, "00-", 3), 0);
	cr_assert_eq(strncmp(said + 3, trace_id(number), 32), 0, "%s", said);
	cr_assert_neq(strncmp(said + 36, PARENT, 16), 0);
	cr_assert_str_eq(said + 53, flags);
}

/* It came to the collector as the client's child, with its layers. */
static const cJSON *
check_sent(unsigned number, const char *name)
{
	const cJSON *r = collector_request(&c, trace_id(number));

	cr_assert_str_eq(span_text(r, "name"), name);
	cr_assert_str_eq(span_text(r, "parentSpanId"), PARENT);
	cr_assert_str_eq(span_attribute(r, "rpc.system"), "jsonrpc");
	cr_assert_str_eq(span_attribute(r, "rpc.method"), name);
	cr_assert_not_null(span_attribute(r, "process.pid"));
	cr_assert_not_null(collector_child(&c, r, "parse"));
	cr_assert_not_null(collector_child(&c, r, "commit"));
	cr_assert_not_null(collector_child(&c, r, "write"));
	return r;
}

static void
ask_framed(enum framing framing, unsigned number, const char *door)
{
	struct client client = client_open(&s, DOOR_TCP);
	const char *message = request(number, "01", "ping"), *reply;
	const cJSON *r;

	framing_greet(&client, framing);
	framing_say(&client, framing, number, message, strlen(message));
	reply = framing_hear(&client, framing, number);
	check_returned(text_at(reply, "traceparent"), number, "01");
	r = check_sent(number, "ping");
	cr_assert_str_eq(span_attribute(r, "goxeld.door"), door);
	cr_assert_str_eq(span_text(r, "traceState"), "vendor=1,other=2");
	cr_assert_not_null(collector_child(&c, r, "execute"));
	client_close(&client);
}

Test(tracing, streams_and_frames_of_json_go_on_with_the_clients_trace)
{
	begin(0);
	ask_framed(FRAMING_LINE, 1, "json");
	ask_framed(FRAMING_BARE, 2, "json");
	ask_framed(FRAMING_HEADER, 3, "header");
	ask_framed(FRAMING_MCPT, 4, "mcpt");
	ask_framed(FRAMING_MCPB, 5, "mcpb");
	end();
}

Test(tracing, each_request_of_a_batch_has_its_own_trace)
{
	struct client client;
	char text[2048];
	size_t len;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	len = (size_t)snprintf(text, sizeof text, "[%s,",
	    request(1, "01", "ping"));
	snprintf(text + len, sizeof text - len, "%s]\n",
	    request(2, "01", "ping"));
	client_say(&client, text);
	snprintf(text, sizeof text, "%s", client_line(&client));
	check_returned(text_at(text, "0.traceparent"), 1, "01");
	check_returned(text_at(text, "1.traceparent"), 2, "01");
	check_sent(1, "ping");
	check_sent(2, "ping");
	client_close(&client);
	end();
}

Test(tracing, old_mcp_is_answered_with_its_span)
{
	struct client client;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	client_say(&client, "{\"tool\":\"ping\",\"traceparent\":"
	    "\"00-4bf92f3577b34da6a3ce929d00000001" SPAN "01\"}\n");
	check_returned(text_at(client_line(&client), "traceparent"), 1, "01");
	check_sent(1, "ping");
	client_close(&client);
	end();
}

#define HEADERS	"Accept: application/json\r\n" \
	"MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\n" \
	"Mcp-Name: voxel_list\r\n"
#define TOOL(meta)							\
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","	\
	"\"params\":{\"name\":\"voxel_list\",\"arguments\":{},"		\
	"\"_meta\":{" meta						\
	"\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","	\
	"\"io.modelcontextprotocol/clientCapabilities\":{}}}}"

Test(tracing, http_returns_the_header_and_what_meta_said)
{
	const struct web_reply *reply;
	struct client client;

	begin(0);
	client = client_open(&s, DOOR_TCP);
	reply = web_call(&client, HEADERS "Traceparent: "
	    "00-4bf92f3577b34da6a3ce929d00000001" SPAN "01\r\n"
	    "tracestate: vendor=1\r\nTraceState: other=2\r\n", TOOL(""));
	web_expect(reply, 200);
	check_returned(web_header(reply, "traceparent"), 1, "01");
	expect_none(reply->body, "result._meta.traceparent");
	cr_assert_str_eq(span_text(check_sent(1, "voxel_list"),
	    "traceState"), "vendor=1,other=2");
	/* The message is nearer than what carries it. */
	reply = web_call(&client, HEADERS "traceparent: "
	    "00-4bf92f3577b34da6a3ce929d00000009" SPAN "01\r\n",
	    TOOL("\"traceparent\":\"00-4bf92f3577b34da6a3ce929d00000002"
	    SPAN "01\","));
	web_expect(reply, 200);
	check_returned(web_header(reply, "traceparent"), 2, "01");
	check_returned(text_at(reply->body, "result._meta.traceparent"), 2,
	    "01");
	cr_assert_str_eq(span_attribute(check_sent(2, "voxel_list"),
	    "goxeld.door"), "http");
	client_close(&client);
	end();
}

Test(tracing, lines_of_mcp_return_it_in_the_results_meta)
{
	struct client client;
	const char *reply;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	client_say(&client, TOOL("\"traceparent\":"
	    "\"00-4bf92f3577b34da6a3ce929d00000001" SPAN "01\",") "\n");
	reply = client_line(&client);
	expect_none(reply, "traceparent");
	check_returned(text_at(reply, "result._meta.traceparent"), 1, "01");
	check_sent(1, "voxel_list");
	client_say(&client, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":"
	    "\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
	    "\"capabilities\":{},\"clientInfo\":{\"name\":\"x\","
	    "\"version\":\"1\"},\"_meta\":{\"traceparent\":"
	    "\"00-4bf92f3577b34da6a3ce929d00000002" SPAN "01\"}}}\n");
	reply = client_line(&client);
	check_returned(text_at(reply, "result._meta.traceparent"), 2, "01");
	check_sent(2, "initialize");
	client_close(&client);
	end();
}

static bool
has_job(const void *server)
{
	return number_at(stats(server, "show workers json"), "0.jobs") > 0;
}

/* Ask for a picture, as that trace. */
static void
render(struct client *client, unsigned number)
{
	char text[512];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":7,"
	    "\"method\":\"goxel.render_scene\",\"params\":{\"output_path\":"
	    "\"%s\",\"width\":2000,\"height\":2000},"
	    "\"traceparent\":\"00-%s" SPAN "01\"}\n",
	    in_dir(&s, "a.png"), trace_id(number));
	client_say(client, text);
}

Test(tracing, a_job_is_a_child_and_so_is_waiting_for_its_turn)
{
	struct client first, second;
	const cJSON *r;

	collector_open(&c);
	s = server_start("jobs=1 trace_endpoint=http://127.0.0.1:%d/v1/traces",
	    c.port);
	first = client_open(&s, DOOR_UNIX);
	second = client_open(&s, DOOR_UNIX);
	call(&first, "goxel.create_project", "[\"castle\"]");
	render(&first, 1);
	cr_assert(soon(has_job, &s, PATIENCE_MS), "no job runs");
	render(&second, 2);
	check_returned(text_at(client_line(&first), "traceparent"), 1, "01");
	check_returned(text_at(client_line(&second), "traceparent"), 2, "01");
	r = check_sent(1, "goxel.render_scene");
	cr_assert_not_null(collector_child(&c, r, "job"));
	cr_assert_null(collector_child(&c, r, "wait"));
	cr_assert_str_eq(span_attribute(r, "goxeld.project"), "castle");
	r = check_sent(2, "goxel.render_scene");
	cr_assert_not_null(collector_child(&c, r, "job"));
	cr_assert_not_null(collector_child(&c, r, "wait"));
	client_close(&first);
	client_close(&second);
	end();
}

Test(tracing, what_failed_is_sent_and_what_the_client_leaves_out_is_not)
{
	struct client client;
	const cJSON *r;
	unsigned i;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	for (i = 0; i < 50; i++)
		call(&client, "ping", NULL);
	client_say(&client, request(1, "00", "ping"));
	check_returned(text_at(client_line(&client), "traceparent"), 1, "00");
	client_say(&client, request(2, "00", "goxel.none"));
	check_returned(text_at(client_line(&client), "traceparent"), 2, "01");
	r = collector_request(&c, trace_id(2));
	cr_assert_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(
	    cJSON_GetObjectItem(r, "status"), "code")), 2);
	cr_assert_str_eq(span_attribute(r, "rpc.jsonrpc.error_code"),
	    "-32601");
	cr_assert_eq(collector_count(&c, "ping"), 0);
	client_close(&client);
	end();
}

Test(tracing, what_is_slow_is_sent)
{
	struct client client;

	collector_open(&c);
	s = server_start("slow_request=0 trace_sample=0 "
	    "trace_endpoint=http://127.0.0.1:%d/v1/traces", c.port);
	client = client_open(&s, DOOR_UNIX);
	client_say(&client, request(1, "00", "ping"));
	client_line(&client);
	check_sent(1, "ping");
	client_close(&client);
	end();
}

Test(tracing, one_in_so_many_of_its_own_is_sent)
{
	struct client client;
	unsigned i, sent;

	begin(10);
	client = client_open(&s, DOOR_UNIX);
	for (i = 0; i < 1000; i++)
		call(&client, "ping", NULL);
	client_say(&client, request(1, "01", "ping"));
	client_line(&client);
	check_sent(1, "ping");
	sent = collector_count(&c, "ping");
	/* 100 and a tenth of one; six deviations of it are 57. */
	cr_assert(sent > 40 && sent < 160, "%u", sent);
	client_close(&client);
	end();
}

Test(tracing, what_is_no_traceparent_begins_a_new_trace)
{
	struct client client;
	const char *said;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	client_say(&client, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\","
	    "\"traceparent\":\"00-4BF92F3577B34DA6A3CE929D00000001" SPAN
	    "01\"}\n");
	said = text_at(client_line(&client), "traceparent");
	cr_assert_eq(strlen(said), TRACEPARENT);
	cr_assert_null(strstr(said, "4bf92f3577b34da6"));
	cr_assert_str_eq(said + 53, "00");
	client_close(&client);
	end();
}

/* Nothing can be waited for, so it is given thrice the time it takes. */
Test(tracing, off_it_sends_and_returns_nothing)
{
	struct client client;
	unsigned i;

	collector_open(&c);
	s = server_start("slow_request=0 trace_sample=1");
	client = client_open(&s, DOOR_UNIX);
	for (i = 1; i < 20; i++) {
		client_say(&client, request(i, "01", "goxel.none"));
		expect_none(client_line(&client), "traceparent");
	}
	usleep(600000);
	cr_assert_eq(c.posts, 0);
	cr_assert_eq(counter(&s, "spans_made"), 0);
	cr_assert_eq(number_at(stats(&s, "show traces json"), "tracer"), 0);
	client_close(&client);
	end();
}

static bool
has_tracer(const void *before)
{
	int pid = (int)number_at(stats(&s, "show traces json"), "tracer");

	return pid != 0 && pid != *(const int *)before;
}

static int
await_tracer(int before)
{
	cr_assert(soon(has_tracer, &before, PATIENCE_MS));
	return (int)number_at(stats(&s, "show traces json"), "tracer");
}

static bool
was_tried_twice(const void *unused)
{
	(void)unused;
	return c.posts >= 2;
}

Test(tracing, what_was_answered_survives_tracer_and_worker)
{
	struct client client;
	const cJSON *r;
	int tracer;
	unsigned i;

	begin(0);
	client = client_open(&s, DOOR_UNIX);
	call(&client, "goxel.create_project", "[\"castle\"]");
	tracer = await_tracer(0);
	c.status = 503;
	for (i = 1; i <= 20; i++) {
		client_say(&client, request(i, "01", "ping"));
		client_line(&client);
		if (i % 5 == 0)
			kill_worker(&s, project_worker(&s, "castle"));
	}
	/* It has some in hand, and waits to try again. */
	cr_assert(soon(was_tried_twice, NULL, PATIENCE_MS));
	kill(tracer, SIGKILL);
	await_tracer(tracer);
	cr_assert_eq(collector_count(&c, "ping"), 0);
	c.status = 200;
	/* What was answered last was published: a later one has come. */
	client_say(&client, request(21, "01", "ping"));
	client_line(&client);
	for (i = 1; i <= 21; i++) {
		if (i % 5 == 0)
			continue;
		r = collector_request(&c, trace_id(i));
		cr_assert_str_eq(span_text(r, "parentSpanId"), PARENT);
	}
	cr_assert_eq(counter(&s, "tracer_deaths"), 1);
	client_close(&client);
	end();
}

Test(tracing, a_refused_batch_is_given_up_and_counted)
{
	struct client client;

	begin(0);
	c.status = 400;
	client = client_open(&s, DOOR_UNIX);
	client_say(&client, request(1, "01", "ping"));
	client_line(&client);
	await_log(&s, "does not take them (400)");
	c.status = 200;
	client_say(&client, request(2, "01", "ping"));
	client_line(&client);
	check_sent(2, "ping");
	await_log(&s, "takes them again");
	cr_assert_geq(number_at(stats(&s, "show traces json"),
	    "spans_failed"), 5);
	cr_assert_eq(number_at(stats(&s, "show traces json"),
	    "requests_waiting"), 0);
	client_close(&client);
	end();
}

Test(tracing, a_reload_begins_and_ends_it)
{
	struct client client;
	char settings[256];

	collector_open(&c);
	s = server_start("workers=1");
	client = client_open(&s, DOOR_UNIX);
	snprintf(settings, sizeof settings, "workers 1\ntrace_endpoint "
	    "http://127.0.0.1:%d/v1/traces\ntrace_sample 0\n", c.port);
	server_settings(&s, settings);
	reload(&s);
	client_say(&client, request(1, "01", "ping"));
	client_line(&client);
	check_sent(1, "ping");
	server_settings(&s, "workers 1\n");
	reload(&s);
	client_say(&client, request(2, "01", "ping"));
	expect_none(client_line(&client), "traceparent");
	cr_assert_eq(number_at(stats(&s, "show traces json"), "tracer"), 0);
	client_close(&client);
	end();
}

Test(tracing, an_endpoint_that_is_none_stops_the_start)
{
	s = server_prepare("trace_endpoint=https://127.0.0.1:4318/v1/traces");
	server_spawn(&s, NULL);
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 1);
	expect_text(server_file(&s, s.errors), "trace_endpoint must be "
	    "http://HOST:PORT/PATH");
	server_forget(&s);
}
