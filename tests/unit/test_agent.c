#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/station.h"
#include "worker/agent.h"
#include "worker/mcp/lists.h"

static struct station s;

static void
start(void)
{
	lists_init(false);
	station_open(&s, TRANSPORT_UNIX);
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(agent, .init = start, .fini = finish, .timeout = 60);

#define REQUEST(method, params)						\
	"{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\"" method "\","	\
	"\"params\":" params "}"
#define INITIALIZE(version)						\
	REQUEST("initialize", "{\"protocolVersion\":\"" version "\"}")
#define PING	REQUEST("ping", "{}")
#define PONG	"{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":\"i\"}"

/* Over HTTP, with more headers. */
static const char *
post(const char *begin, const char *headers, const char *text)
{
	char request[2048];

	s.row->door = DOOR_HTTP;
	snprintf(request, sizeof request, "%s /mcp HTTP/1.1\r\nHost: a\r\n"
	    "Content-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n"
	    "%s", begin, headers, strlen(text), text);
	return station_ask(&s, request);
}

static void
expect(const char *text)
{
	cr_assert_not_null(strstr(s.heard, text), "no %s in %s", text,
	    s.heard);
}

Test(agent, stream_belongs_to_mcp_from_initialize_on)
{
	cr_assert_not(agent_owns(&s.conn, "ping", 4));
	cr_assert(agent_owns(&s.conn, "initialize", 10));
	cr_assert_not(agent_owns(&s.conn, "goxel.add_voxel", 15));
	station_ask(&s, INITIALIZE("2025-06-18"));
	expect("\"protocolVersion\":\"2025-06-18\"");
	cr_assert(agent_owns(&s.conn, "ping", 4));
	cr_assert_str_eq(station_ask(&s, PING), PONG "\n");
}

Test(agent, unknown_revision_is_answered_with_one_of_ours)
{
	station_ask(&s, INITIALIZE("1999-01-01"));
	expect("\"protocolVersion\":\"2025-11-25\"");
	station_ask(&s, INITIALIZE("2026-07-28"));
	expect("\"protocolVersion\":\"2025-11-25\"");
	station_ask(&s, REQUEST("initialize", "{}"));
	expect("\"protocolVersion\":\"2025-11-25\"");
}

/* The header line of the session that initialize made. */
static const char *
open_session(void)
{
	static char line[128];
	const char *at;

	post("POST", "", INITIALIZE("2025-11-25"));
	at = strstr(s.heard, "Mcp-Session-Id: ");
	cr_assert_not_null(at, "%s", s.heard);
	snprintf(line, sizeof line, "%.*s\r\n", (int)strcspn(at, "\r"), at);
	return line;
}

Test(agent, session_is_ended_once_and_then_gone)
{
	const char *session = open_session();

	post("POST", session, PING);
	expect("HTTP/1.1 200 ");
	post("DELETE", session, "");
	expect("HTTP/1.1 204 ");
	post("POST", session, PING);
	expect("HTTP/1.1 404 ");
	post("DELETE", session, "");
	expect("HTTP/1.1 404 ");
	post("DELETE", "", "");
	expect("HTTP/1.1 400 ");
	post("POST", "Mcp-Session-Id: mine\r\n", PING);
	expect("HTTP/1.1 404 ");
}

Test(agent, notifications_and_answers_are_accepted_without_a_word)
{
	post("POST", "", "{\"jsonrpc\":\"2.0\","
	    "\"method\":\"notifications/initialized\"}");
	expect("HTTP/1.1 202 ");
	expect("Content-Length:          0\r\n\r\n");
	post("POST", "", "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
	expect("HTTP/1.1 202 ");
}

Test(agent, what_is_no_message_is_an_error_with_its_id)
{
	post("POST", "", "{\"jsonrpc\":\"2.0\",\"id\":");
	expect("HTTP/1.1 400 ");
	expect("-32700");
	post("POST", "", "{\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"ping\"}");
	expect("HTTP/1.1 400 ");
	expect("-32600");
	expect("\"id\":5}");
	post("POST", "", PING PING);
	expect("HTTP/1.1 400 ");
	expect("-32700");
}

Test(agent, body_ends_with_white_space_alone)
{
	struct agent_input in = { .text = "{} \r\n\t", .len = 6 };

	cr_assert(agent_ends(&in, in.text + 2));
	cr_assert(agent_ends(&in, in.text + 6));
	in.text = "{} x";
	in.len = 4;
	cr_assert_not(agent_ends(&in, in.text + 2));
}
