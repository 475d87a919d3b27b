/*
 * worker/http.c and worker/http_batch.c over a worker without its loop: what
 * is answered whatever the pieces, and what of it another worker would find.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/station.h"
#include "worker/http.h"
#include "worker/mcp/lists.h"
#include "worker/mcp/session.h"

static struct station s;

static void
start(void)
{
	lists_init(false);
	station_open(&s, TRANSPORT_UNIX);
	s.row->door = DOOR_HTTP;
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(http_worker, .init = start, .fini = finish, .timeout = 60);

#define POST	"POST /mcp HTTP/1.1\r\nHost: a\r\n"			\
		"Content-Type: application/json\r\n"
#define PING	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"
#define PONG	"{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}"
#define SIZED	"Content-Length: 40\r\n\r\n"

static int
status(const char *reply)
{
	int number = 0;

	sscanf(reply, "HTTP/1.1 %d ", &number);
	return number;
}

static const char *
body(const char *reply)
{
	const char *end = strstr(reply, "\r\n\r\n");

	return end == NULL ? "" : end + 4;
}

/* Another worker takes the row over: all that was not in it is forgotten. */
static void
take_over(void)
{
	http_forget(&s.conn);
	s.conn.partial = (struct conn_partial){ .tried = 0 };
}

Test(http_worker, request_is_answered_however_it_is_cut)
{
	static const char text[] = POST SIZED PING;
	size_t i;

	for (i = 1; i < sizeof text - 1; i++) {
		station_say(&s, text, i);
		if (i % 2)
			take_over();
		station_say(&s, text + i, sizeof text - 1 - i);
		cr_assert_str_eq(body(station_hear(&s)), PONG);
	}
	cr_assert_eq(conn_cut(s.row)->rx_head, s.row->rx_tail);
}

Test(http_worker, continue_is_said_once_whoever_serves)
{
	const char *heard = station_ask(&s, POST
	    "Expect: 100-continue\r\n" SIZED);

	cr_assert_str_eq(heard, "HTTP/1.1 100 Continue\r\n\r\n");
	take_over();
	station_say(&s, PING, 10);
	cr_assert_str_eq(station_hear(&s), "");
	station_say(&s, &PING[10], sizeof PING - 11);
	cr_assert_eq(status(station_hear(&s)), 200);
	cr_assert_eq(conn_cut(s.row)->flags, 0);
}

Test(http_worker, nothing_behind_the_last_request_is_looked_at)
{
	cr_assert_eq(status(station_ask(&s, POST "Connection: close\r\n"
	    SIZED PING)), 200);
	cr_assert(conn_cut(s.row)->flags & CUT_CLOSING);
	cr_assert_str_eq(station_ask(&s, POST SIZED PING), "");
}

Test(http_worker, refused_head_takes_everything_with_it)
{
	cr_assert_eq(status(station_ask(&s, "GET / HTTP/3.0\r\n" POST SIZED
	    PING)), 505);
	cr_assert(conn_cut(s.row)->flags & CUT_CLOSING);
	cr_assert_eq(conn_cut(s.row)->rx_head, s.row->rx_tail);
}

Test(http_worker, origin_is_known_while_its_request_is)
{
	char text[512];

	cr_assert_eq(http_origin(&s.conn).len, 0);
	snprintf(text, sizeof text, POST "Origin: http://localhost\r\n"
	    "Content-Length: 40\r\n\r\n%s", PING);
	cr_assert_not_null(strstr(station_ask(&s, text),
	    "Access-Control-Allow-Origin: http://localhost\r\n"));
	cr_assert_eq(http_origin(&s.conn).len, 0);
	cr_assert_null(strstr(station_ask(&s, POST SIZED PING),
	    "Access-Control"));
}

/* A batch of a session of 2025-03-26. */
static void
ask_batch(const char *text)
{
	char request[1024], id[SESSION_ID + 1];

	session_make(s.segment.agents->key, MCP_2025_03_26, 0, id);
	snprintf(request, sizeof request, POST "Mcp-Session-Id: %s\r\n"
	    "Content-Length: %zu\r\n\r\n%s", id, strlen(text), text);
	station_ask(&s, request);
}

Test(http_worker, batch_is_one_reply_and_leaves_nothing)
{
	ask_batch("[" PING " ,7, " PING "]");
	cr_assert_eq(status(s.heard), 200);
	cr_assert_eq(strncmp(body(s.heard), "[" PONG ",{", sizeof PONG + 2),
	    0, "%s", s.heard);
	cr_assert_eq(conn_cut(s.row)->batch, 0);
	cr_assert_eq(conn_cut(s.row)->flags, 0);
	cr_assert_eq(conn_cut(s.row)->rx_head, s.row->rx_tail);
}

Test(http_worker, batch_without_replies_is_accepted)
{
	ask_batch("[{\"jsonrpc\":\"2.0\",\"method\":\"a\"}]");
	cr_assert_eq(status(s.heard), 202);
	cr_assert_str_eq(body(s.heard), "");
	cr_assert_eq(conn_cut(s.row)->batch, 0);
}
