/*
 * Arrays of MCP messages: over HTTP, and on a stream.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"
#include "tests/server/web.h"

TestSuite(http_batch, .fini = harness_fini);

#define PING(id)							\
	"{\"jsonrpc\":\"2.0\",\"id\":" #id ",\"method\":\"ping\"}"
#define NOTE								\
	"{\"jsonrpc\":\"2.0\","					\
	"\"method\":\"notifications/initialized\"}"
#define INITIALIZE(version)						\
	"{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\","	\
	"\"params\":{\"protocolVersion\":\"" version "\","		\
	"\"capabilities\":{},\"clientInfo\":{\"name\":\"t\","		\
	"\"version\":\"1\"}}}"
#define LIST(id)							\
	"{\"jsonrpc\":\"2.0\",\"id\":" #id ","				\
	"\"method\":\"tools/call\",\"params\":{"			\
	"\"name\":\"voxel_list\",\"arguments\":{}}}"

static char session[256];

static void
agree(const char *initialize)
{
	const struct web_reply *r = web_call(&c, "", initialize);

	web_expect(r, 200);
	snprintf(session, sizeof session, "Mcp-Session-Id: %s\r\n",
	    web_header(r, "Mcp-Session-Id"));
}

static void
begin(const char *initialize)
{
	s = server_start("workers=1 restart_delay_max=0");
	c = client_open(&s, DOOR_TCP);
	agree(initialize);
}

Test(http_batch, old_session_is_answered_by_an_array)
{
	const struct web_reply *r;

	begin(INITIALIZE("2025-03-26"));
	r = web_call(&c, session, " [" PING(1) " ,\n" NOTE "," LIST(2) ","
	    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"none\"},7,"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"none\"} ] ");
	web_expect(r, 200);
	cr_expect_str_eq(web_header(r, "Content-Type"), "application/json");
	expect(r->body, "0", "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}");
	expect(r->body, "1.id", "2");
	expect_some(r->body, "1.result.structuredContent");
	expect(r->body, "2.id", "3");
	expect(r->body, "2.error.code", "-32601");
	expect(r->body, "3.error.code", "-32600");
	expect(r->body, "3.id", "null");
	expect_none(r->body, "4");
	web_expect(web_call(&c, session, PING(9)), 200);
	end();
}

Test(http_batch, notifications_alone_are_accepted)
{
	const struct web_reply *r;

	begin(INITIALIZE("2025-03-26"));
	r = web_call(&c, session, "[" NOTE "," NOTE "]");
	web_expect(r, 202);
	cr_expect_eq(r->len, 0);
	web_expect(web_call(&c, session, PING(9)), 200);
	end();
}

Test(http_batch, other_clients_are_refused)
{
	const struct web_reply *r;

	begin(INITIALIZE("2025-06-18"));
	r = web_call(&c, session, "[" PING(1) "]");
	web_expect(r, 400);
	expect(r->body, "error.code", "-32600");
	r = web_call(&c, "", "[" PING(1) "]");
	web_expect(r, 400);
	expect(r->body, "error.code", "-32600");
	r = web_call(&c, "MCP-Protocol-Version: 2026-07-28\r\n",
	    "[" PING(1) "]");
	web_expect(r, 400);
	end();
}

Test(http_batch, batch_that_is_none_is_refused_whole)
{
	static const struct {
		const char *text, *code;
	} rows[] = {
		{ "[]", "-32600" }, { "[" PING(1) ",]", "-32700" },
		{ "[" PING(1), "-32700" }, { "[" PING(1) "}", "-32700" },
	};
	const struct web_reply *r;
	size_t i;

	begin(INITIALIZE("2025-03-26"));
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		r = web_call(&c, session, rows[i].text);
		cr_expect_eq(r->status, 400, "%s", rows[i].text);
		expect(r->body, "error.code", rows[i].code);
	}
	r = web_call(&c, session, "[" PING(1) ","
	    INITIALIZE("2025-03-26") "]");
	web_expect(r, 200);
	expect(r->body, "0.id", "1");
	expect(r->body, "1.error.code", "-32600");
	end();
}

static char *
many(unsigned count)
{
	static struct buf text;
	unsigned i;

	if (text.limit == 0)
		buf_init(&text, 4u << 20);
	buf_reset(&text);
	for (i = 0; i < count; i++)
		buf_add_format(&text, "%s{\"jsonrpc\":\"2.0\",\"id\":%u,"
		    "\"method\":\"ping\"}", i == 0 ? "[" : ",", i);
	buf_add(&text, "]", 2);
	return text.bytes;
}

Test(http_batch, limit_of_elements_is_that_of_every_batch)
{
	const struct web_reply *r;

	begin(INITIALIZE("2025-03-26"));
	r = web_call(&c, session, many(10000));
	web_expect(r, 200);
	expect(r->body, "9999.id", "9999");
	expect_none(r->body, "10000");
	web_expect(web_call(&c, session, many(10001)), 400);
	end();
}

Test(http_batch, chunks_pages_and_an_end_are_as_of_one_message)
{
	const struct web_reply *r;
	char head[1024];

	begin(INITIALIZE("2025-03-26"));
	snprintf(head, sizeof head, WEB_POST "%sConnection: close\r\n"
	    "Origin: http://localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "29\r\n[" PING(1) "\r\n2a\r\n," PING(2) "]\r\n0\r\n\r\n", session);
	r = web_ask(&c, head);
	web_expect(r, 200);
	expect(r->body, "1.id", "2");
	cr_expect_str_eq(web_header(r, "Connection"), "close");
	cr_expect_str_eq(web_header(r, "Access-Control-Allow-Origin"),
	    "http://localhost");
	client_ends(&c);
	end();
}

Test(http_batch, death_within_a_batch_is_not_noticed)
{
	const struct web_reply *r;
	unsigned round;

	begin(INITIALIZE("2025-03-26"));
	for (round = 0; round < 5; round++) {
		web_post(&c, session, many(10000));
		usleep(1000 * round);
		kill_worker(&s, serving_worker(&s));
		r = web_hear(&c);
		web_expect(r, 200);
		expect(r->body, "0.id", "0");
		expect(r->body, "9999.id", "9999");
		expect_none(r->body, "10000");
		await_ready(&s, 1);
	}
	end();
}

Test(http_batch, stream_that_agreed_on_it_has_batches_too)
{
	const char *line;

	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	client_say(&c, INITIALIZE("2025-03-26") "\n");
	expect(client_line(&c), "result.protocolVersion", "\"2025-03-26\"");
	client_say(&c, "[" PING(1) "," NOTE "," LIST(2) "]\n");
	line = client_line(&c);
	expect(line, "0", "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}");
	expect_some(line, "1.result.structuredContent");
	expect_none(line, "2");
	client_say(&c, INITIALIZE("2025-06-18") "\n");
	expect(client_line(&c), "result.protocolVersion", "\"2025-06-18\"");
	client_say(&c, "[" PING(1) "]\n");
	expect(client_line(&c), "0.error.code", "-32600");
	client_say(&c, "[" NOTE "]\n" PING(4));
	expect(client_line(&c), "id", "4");
	end();
}
