/*
 * HTTP as clients see it: what is answered, with which status, and whether
 * the connection goes on; MCP itself is another matter.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "tests/server/pair.h"
#include "tests/server/web.h"

TestSuite(http_door, .fini = harness_fini);

#define PING(id)							\
	"{\"jsonrpc\":\"2.0\",\"id\":" #id ",\"method\":\"ping\"}"
#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static void
begin(const char *settings, enum door door)
{
	s = server_start("%s", settings);
	c = client_open(&s, door);
}

static void
come_back(enum door door)
{
	client_close(&c);
	c = client_open(&s, door);
}

static void
expect_pong(const struct web_reply *r, const char *id)
{
	web_expect(r, 200);
	expect(r->body, "id", id);
	expect(r->body, "result", "{}");
}

static void
pipeline(enum door door)
{
	char id[16], body[128];
	struct buf all;
	int i;

	buf_init(&all, 1u << 20);
	for (i = 0; i < 100; i++) {
		snprintf(body, sizeof body, "{\"jsonrpc\":\"2.0\",\"id\":%d,"
		    "\"method\":\"ping\"}", i);
		buf_add_format(&all, WEB_POST "Content-Length: %zu\r\n\r\n%s",
		    strlen(body), body);
	}
	client_send(&c, all.bytes, all.len);
	buf_fini(&all);
	for (i = 0; i < 100; i++) {
		snprintf(id, sizeof id, "%d", i);
		expect_pong(web_hear(&c), id);
	}
	(void)door;
}

Test(http_door, hundred_requests_in_one_write_are_answered_in_order)
{
	enum door door;

	begin("workers=2", DOOR_UNIX);
	for (door = DOOR_UNIX; door <= DOOR_TCP; door++) {
		come_back(door);
		pipeline(door);
	}
	end();
}

Test(http_door, connection_stays_or_ends_as_was_asked)
{
	static const struct {
		const char *begin, *connection;
		bool stays;
	} rows[] = {
		{ "POST /mcp HTTP/1.1\r\n", "", true },
		{ "POST /mcp HTTP/1.1\r\n", "Connection: close\r\n", false },
		{ "POST /mcp HTTP/1.0\r\n", "", false },
		{ "POST /mcp HTTP/1.0\r\n", "Connection: keep-alive\r\n",
		    true },
	};
	char text[512];
	size_t i;

	begin("workers=1", DOOR_TCP);
	for (i = 0; i < COUNT(rows); i++) {
		come_back(DOOR_TCP);
		snprintf(text, sizeof text, "%s" WEB_HOST WEB_TYPE "%s"
		    "Content-Length: %zu\r\n\r\n" PING(1), rows[i].begin,
		    rows[i].connection, sizeof PING(1) - 1);
		expect_pong(web_ask(&c, text), "1");
		if (rows[i].stays)
			expect_pong(web_ask(&c, text), "1");
		else
			client_ends(&c);
	}
	end();
}

Test(http_door, chunks_cut_anywhere_are_one_body)
{
	static const char text[] = WEB_POST
	    "Transfer-Encoding: chunked\r\n\r\n"
	    "10;a=b\r\n{\"jsonrpc\":\"2.0\"\r\n"
	    "13\r\n,\"id\":1,\"method\":\"p\r\n"
	    "5\r\ning\"}\r\n0\r\nX-Sum: 1\r\n\r\n";
	size_t i;

	begin("workers=1", DOOR_TCP);
	for (i = 1; i < sizeof text - 1; i++) {
		client_send(&c, text, i);
		usleep(200);
		client_send(&c, text + i, sizeof text - 1 - i);
		expect_pong(web_hear(&c), "1");
	}
	end();
}

Test(http_door, client_that_waits_is_told_once_to_go_on)
{
	static const char head[] = WEB_POST "Expect: 100-continue\r\n"
	    "Content-Length: 40\r\n\r\n";

	begin("workers=1", DOOR_TCP);
	client_say(&c, head);
	cr_assert_str_eq(client_line(&c), "HTTP/1.1 100 Continue\r");
	cr_assert_str_eq(client_line(&c), "\r");
	kill_worker(&s, serving_worker(&s));
	await_ready(&s, 1);
	client_say(&c, PING(1));
	/* The harness would pass over a second 100. */
	cr_assert_str_eq(client_line(&c), "HTTP/1.1 200 OK\r");
	end();
}

Test(http_door, client_that_does_not_wait_is_not_told_to_go_on)
{
	begin("workers=1", DOOR_TCP);
	client_say(&c, WEB_POST "Expect: 100-continue\r\n"
	    "Content-Length: 40\r\n\r\n" PING(1));
	cr_assert_str_eq(client_line(&c), "HTTP/1.1 200 OK\r");
	end();
}

Test(http_door, wrong_method_is_told_the_right_ones)
{
	static const char *const methods[] = { "PUT", "PATCH" };
	const struct web_reply *r;
	char text[128];
	size_t i;

	begin("workers=1", DOOR_TCP);
	for (i = 0; i < COUNT(methods); i++) {
		snprintf(text, sizeof text, "%s /mcp HTTP/1.1\r\n" WEB_HOST
		    "\r\n", methods[i]);
		r = web_ask(&c, text);
		web_expect(r, 405);
		expect(r->body, "error.code", "-32600");
		cr_assert_not_null(strstr(web_header(r, "Allow"), "POST"));
	}
	expect_pong(web_call(&c, "", PING(2)), "2");
	end();
}

Test(http_door, body_is_one_message_and_nothing_else)
{
	const struct web_reply *r;

	begin("workers=1", DOOR_TCP);
	expect_pong(web_call(&c, "", " " PING(1) " \r\n"), "1");
	r = web_call(&c, "", PING(1) PING(2));
	web_expect(r, 400);
	expect(r->body, "error.code", "-32700");
	expect_pong(web_call(&c, "", PING(3)), "3");
	end();
}

Test(http_door, reply_to_head_has_no_body)
{
	const struct web_reply *r;

	begin("workers=1", DOOR_TCP);
	client_say(&c, "HEAD /mcp HTTP/1.1\r\n" WEB_HOST "\r\n");
	r = web_hear_head(&c);
	web_expect(r, 405);
	cr_assert_not_null(web_header(r, "Allow"));
	client_say(&c, "HEAD / HTTP/1.1\r\n" WEB_HOST "\r\n");
	web_expect(web_hear_head(&c), 404);
	expect_pong(web_call(&c, "", PING(2)), "2");
	end();
}

Test(http_door, options_are_told_without_a_body)
{
	const struct web_reply *r;

	begin("workers=1", DOOR_UNIX);
	r = web_ask(&c, "OPTIONS /mcp HTTP/1.1\r\n" WEB_HOST "\r\n");
	web_expect(r, 204);
	cr_assert_null(web_header(r, "Content-Length"));
	cr_assert_null(web_header(r, "Access-Control-Allow-Origin"));
	cr_assert_not_null(strstr(web_header(r, "Allow"), "POST"));
	web_expect(web_ask(&c, "OPTIONS * HTTP/1.1\r\n" WEB_HOST "\r\n"),
	    204);
	expect_pong(web_call(&c, "", PING(2)), "2");
	end();
}

Test(http_door, request_that_is_understood_is_refused_and_life_goes_on)
{
	static const struct {
		const char *head;
		int status;
	} rows[] = {
		{ "GET / HTTP/1.1\r\n" WEB_HOST "\r\n", 404 },
		{ "POST /mcpx HTTP/1.1\r\n" WEB_HOST WEB_TYPE
		    "Content-Length: 2\r\n\r\n{}", 404 },
		{ "POST /mcp HTTP/1.1\r\n" WEB_HOST
		    "Content-Length: 2\r\n\r\n{}", 415 },
		{ "POST /mcp HTTP/1.1\r\n" WEB_HOST
		    "Content-Type: text/plain\r\n"
		    "Content-Length: 2\r\n\r\n{}", 415 },
		{ WEB_POST "Content-Encoding: gzip\r\n"
		    "Content-Length: 2\r\n\r\n{}", 415 },
		{ WEB_POST "Accept: text/html\r\n"
		    "Content-Length: 2\r\n\r\n{}", 406 },
		{ WEB_POST "Content-Length: 2\r\n\r\n{}", 400 },
		{ WEB_POST "\r\n", 400 },
		{ WEB_POST "Content-Length: 4\r\n\r\n{}{}", 400 },
	};
	const struct web_reply *r;
	size_t i;

	begin("workers=1", DOOR_TCP);
	for (i = 0; i < COUNT(rows); i++) {
		r = web_ask(&c, rows[i].head);
		cr_expect_eq(r->status, rows[i].status, "%zu: %d %s", i,
		    r->status, r->body);
		expect_some(r->body, "error.message");
		cr_expect_str_eq(web_header(r, "Connection"), "keep-alive");
	}
	expect_pong(web_call(&c, "", PING(2)), "2");
	end();
}

/* More than any head may be. */
static void
add_many(struct buf *b, unsigned count, size_t len)
{
	char value[8192];
	unsigned i;

	memset(value, 'a', sizeof value);
	for (i = 0; i < count; i++)
		buf_add_format(b, "X-%u: %.*s\r\n", i, (int)len, value);
}

/* It is answered, and the connection ends, though the client goes on. */
static void
expect_last_answer(const char *text, size_t len, int status)
{
	static char rest[64 << 10];
	const struct web_reply *r;

	memset(rest, 'x', sizeof rest);
	come_back(DOOR_TCP);
	client_send(&c, text, len);
	r = web_hear(&c);
	cr_expect_eq(r->status, status, "%d for: %.200s", r->status, text);
	cr_expect_str_eq(web_header(r, "Connection"), "close");
	expect_some(r->body, "error.message");
	client_ends(&c);
	come_back(DOOR_TCP);
	/* Everything at once: the answer must not be lost in a reset. */
	send(c.fd, text, len, MSG_NOSIGNAL);
	send(c.fd, rest, sizeof rest, MSG_NOSIGNAL);
	usleep(20000);
	/* After a reset it could not be sent. */
	cr_expect_eq(send(c.fd, rest, sizeof rest, MSG_NOSIGNAL), sizeof rest,
	    "%.60s", text);
	r = web_hear(&c);
	cr_expect_eq(r->status, status);
	cr_expect_eq(recv(c.fd, rest, sizeof rest, 0), 0, "a reset");
}

Test(http_door, what_two_readers_could_take_differently_ends_the_connection)
{
	static const struct {
		const char *text;
		int status;
	} rows[] = {
		{ WEB_POST "Content-Length: 5\r\n"
		    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
		{ WEB_POST "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
		    400 },
		{ WEB_POST "Content-Length: +5\r\n\r\n", 400 },
		{ WEB_POST "Content-Length: 5, 5\r\n\r\n", 400 },
		{ WEB_POST "Content-Length: 0x5\r\n\r\n", 400 },
		{ WEB_POST "X-A: b\r\n folded\r\n\r\n", 400 },
		{ "POST /mcp HTTP/1.1\nHost: localhost\n\n", 400 },
		{ WEB_POST "X-A: b\rX-B: c\r\n\r\n", 400 },
		{ WEB_POST "X-A : b\r\n\r\n", 400 },
		{ WEB_POST "Host: other\r\n\r\n", 400 },
		{ "POST /mcp HTTP/1.1\r\n\r\n", 400 },
		{ WEB_POST "Transfer-Encoding: gzip, chunked\r\n\r\n", 501 },
		{ WEB_POST "Transfer-Encoding: chunked\r\n\r\nfg\r\n", 400 },
		{ "POST /mcp HTTP/1.0\r\n" WEB_HOST
		    "Transfer-Encoding: chunked\r\n\r\n", 400 },
		{ "POST /mcp HTTP/2.0\r\n" WEB_HOST "\r\n", 505 },
		{ WEB_POST "Expect: tea\r\n\r\n", 417 },
	};
	size_t i;

	begin("workers=1", DOOR_TCP);
	for (i = 0; i < COUNT(rows); i++)
		expect_last_answer(rows[i].text, strlen(rows[i].text),
		    rows[i].status);
	end();
}

Test(http_door, what_is_too_long_ends_the_connection)
{
	char target[BOUND_HTTP_TARGET + 2];
	struct buf text;

	begin("workers=1", DOOR_TCP);
	buf_init(&text, 1u << 20);
	memset(target, 'a', sizeof target);
	buf_add_format(&text, "GET /%.*s HTTP/1.1\r\n", BOUND_HTTP_TARGET + 1,
	    target);
	expect_last_answer(text.bytes, text.len, 414);
	buf_reset(&text);
	buf_add_text(&text, WEB_POST);
	add_many(&text, 5, 8000);
	expect_last_answer(text.bytes, text.len, 431);
	buf_reset(&text);
	buf_add_text(&text, WEB_POST);
	add_many(&text, 99, 1);
	expect_last_answer(text.bytes, text.len, 431);
	buf_fini(&text);
	end();
}

/* A ping whose text has `size` bytes. */
static void
post_large(size_t size)
{
	static char blanks[1 << 20];
	char head[256];
	size_t left, part;

	memset(blanks, ' ', sizeof blanks);
	snprintf(head, sizeof head, WEB_POST "Content-Length: %zu\r\n\r\n"
	    PING(1), size);
	client_say(&c, head);
	for (left = size - (sizeof PING(1) - 1); left > 0; left -= part) {
		part = left < sizeof blanks ? left : sizeof blanks;
		client_send(&c, blanks, part);
	}
}

Test(http_door, body_of_the_limit_is_read)
{
	begin("workers=1", DOOR_TCP);
	post_large(BOUND_REQUEST - 1);
	expect_pong(web_hear(&c), "1");
	post_large(BOUND_REQUEST);
	expect_pong(web_hear(&c), "1");
	end();
}

Test(http_door, body_beyond_the_limit_is_refused_before_it_comes)
{
	char head[256];

	begin("workers=1", DOOR_TCP);
	snprintf(head, sizeof head, WEB_POST "Expect: 100-continue\r\n"
	    "Content-Length: %u\r\n\r\n", BOUND_REQUEST + 1);
	expect_last_answer(head, strlen(head), 413);
	end();
}

Test(http_door, refused_client_that_never_stops_is_left_in_the_end)
{
	static char rest[64 << 10];
	uint64_t began_ms;

	begin("workers=1", DOOR_TCP);
	client_say(&c, "GET / HTTP/9\r\n");
	web_expect(web_hear(&c), 400);
	began_ms = clock_ms();
	while (send(c.fd, rest, 64, MSG_NOSIGNAL) > 0) {
		cr_assert_lt(clock_ms() - began_ms, 4000 * SLOW);
		usleep(1000);
	}
	cr_assert_gt(clock_ms() - began_ms, 1500);
	come_back(DOOR_TCP);
	client_say(&c, "GET / HTTP/9\r\n");
	web_expect(web_hear(&c), 400);
	began_ms = clock_ms();
	while (send(c.fd, rest, sizeof rest, MSG_NOSIGNAL) > 0)
		;
	cr_assert_lt(clock_ms() - began_ms, 1500);
	come_back(DOOR_TCP);
	expect_pong(web_call(&c, "", PING(2)), "2");
	end();
}

Test(http_door, head_that_stands_still_ends_and_idle_connection_does_not)
{
	begin("workers=1 first_request_timeout=1", DOOR_TCP);
	expect_pong(web_call(&c, "", PING(1)), "1");
	usleep(2200000);
	expect_pong(web_call(&c, "", PING(2)), "2");
	client_say(&c, WEB_POST "Content-Len");
	client_ends(&c);
	end();
}

Test(http_door, death_between_any_two_bytes_is_not_noticed)
{
	static const char text[] = WEB_POST "Content-Length: 40\r\n\r\n"
	    PING(1);
	static const size_t cuts[] = { 2, 10, 60, sizeof text - 42,
	    sizeof text - 20, sizeof text - 2 };
	size_t i;

	begin("workers=1 restart_delay_max=0", DOOR_TCP);
	for (i = 0; i < COUNT(cuts); i++) {
		client_send(&c, text, cuts[i]);
		usleep(20000);
		kill_worker(&s, serving_worker(&s));
		client_send(&c, text + cuts[i], sizeof text - 1 - cuts[i]);
		expect_pong(web_hear(&c), "1");
	}
	end();
}
