/*
 * The doors: how bytes on a connection become requests, however they are cut.
 */
#include <sys/socket.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(door, .fini = harness_fini, .timeout = 60);

#define PING(id)	"{\"jsonrpc\":\"2.0\",\"id\":" #id "," \
			    "\"method\":\"ping\"}"

/* Run a claim over each door of a server of its own. */
static void
over_each_door(void (*claim)(struct server *, struct client *))
{
	struct server s = server_start("workers=2");
	struct client c;
	enum door door;

	for (door = DOOR_UNIX; door <= DOOR_TCP; door++) {
		c = client_open(&s, door);
		claim(&s, &c);
		client_close(&c);
	}
	server_stop(&s);
}

static void
ping_is_answered(struct server *s, struct client *c)
{
	(void)s;
	expect(call(c, "ping", "{}"), "result.pong", "true");
	expect(call(c, "ping", NULL), "jsonrpc", "\"2.0\"");
}

Test(door, ping_is_answered_over_each_door)
{
	over_each_door(ping_is_answered);
}

static void
no_newline_is_needed(struct server *s, struct client *c)
{
	(void)s;
	client_say(c, PING(1));
	expect(client_line(c), "id", "1");
	client_say(c, PING(2) PING(3));
	expect(client_line(c), "id", "2");
	expect(client_line(c), "id", "3");
}

Test(door, request_without_newline_is_answered)
{
	over_each_door(no_newline_is_needed);
}

static void
white_space_is_skipped(struct server *s, struct client *c)
{
	(void)s;
	client_say(c, "\r\n \t\n" PING(1) "\r\n\r\n   " PING(2) " \n");
	expect(client_line(c), "id", "1");
	expect(client_line(c), "id", "2");
	client_say(c, "{\n  \"method\" : \"ping\",\n\t\"id\" : 3 ,\r\n"
	    "  \"jsonrpc\" : \"2.0\"\n}\n");
	expect(client_line(c), "id", "3");
	client_is_silent(c);
}

Test(door, white_space_between_and_inside_requests_means_nothing)
{
	over_each_door(white_space_is_skipped);
}

static void
every_byte_may_come_alone(struct server *s, struct client *c)
{
	static const char request[] = "{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"}{\","
	    "\"method\":\"echo\",\"params\":{\"t\":\"\\u00e9 \xc3\xa9 ]}\"}}\n";
	size_t i;

	(void)s;
	for (i = 0; i < sizeof request - 1; i++)
		client_send(c, request + i, 1);
	expect(client_line(c), "result.t", "\"\xc3\xa9 \xc3\xa9 ]}\"");
}

Test(door, request_may_arrive_byte_by_byte)
{
	over_each_door(every_byte_may_come_alone);
}

static void
any_split_is_the_same(struct server *s, struct client *c)
{
	static const char request[] = "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"echo\",\"params\":[\"\\\\\",{\"\xc3\xa4\":[]}]}";
	size_t i;

	(void)s;
	for (i = 1; i < sizeof request - 1; i++) {
		client_send(c, request, i);
		usleep(200);
		client_send(c, request + i, sizeof request - 1 - i);
		expect(client_line(c), "result",
		    "[\"\\\\\",{\"\xc3\xa4\":[]}]");
	}
}

Test(door, request_split_at_any_byte_is_answered)
{
	over_each_door(any_split_is_the_same);
}

static void
order_is_kept(struct server *s, struct client *c)
{
	char request[128], id[16];
	int i;

	(void)s;
	for (i = 0; i < 2000; i++) {
		snprintf(request, sizeof request, "{\"jsonrpc\":\"2.0\","
		    "\"id\":%d,\"method\":\"echo\",\"params\":[%d]}\n", i, i);
		client_say(c, request);
	}
	for (i = 0; i < 2000; i++) {
		snprintf(id, sizeof id, "%d", i);
		expect(client_line(c), "id", id);
	}
	client_is_silent(c);
}

Test(door, pipelined_requests_are_answered_in_order)
{
	over_each_door(order_is_kept);
}

Test(door, client_that_stops_sending_still_gets_its_replies)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);

	client_say(&c, PING(1) PING(2));
	shutdown(c.fd, SHUT_WR);
	expect(client_line(&c), "id", "1");
	expect(client_line(&c), "id", "2");
	client_ends(&c);
	client_close(&c);
	server_stop(&s);
}

Test(door, client_that_leaves_without_reading_harms_nobody)
{
	struct server s = server_start("workers=1");
	struct client other = client_open(&s, DOOR_UNIX), c;
	int i;

	for (i = 0; i < 50; i++) {
		c = client_open(&s, i & 1 ? DOOR_TCP : DOOR_UNIX);
		client_say(&c, PING(1) PING(2) "{\"jsonrpc\"");
		client_close(&c);
	}
	expect(call(&other, "ping", NULL), "result.pong", "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&other);
	server_stop(&s);
}

Test(door, many_connections_are_served_at_once)
{
	enum { CLIENTS = 300 };
	static struct client clients[CLIENTS];
	struct server s = server_start("workers=4");
	int i;

	for (i = 0; i < CLIENTS; i++)
		clients[i] = client_open(&s, i & 1 ? DOOR_TCP : DOOR_UNIX);
	for (i = 0; i < CLIENTS; i++)
		client_say(&clients[i], PING(7));
	for (i = 0; i < CLIENTS; i++)
		expect(client_line(&clients[i]), "id", "7");
	for (i = 0; i < CLIENTS; i++)
		client_close(&clients[i]);
	server_stop(&s);
}

Test(door, connections_spread_over_the_workers)
{
	enum { CLIENTS = 16 };
	struct client clients[CLIENTS];
	struct server s = server_start("workers=4");
	unsigned i;

	await_ready(&s, 4);
	for (i = 0; i < CLIENTS; i++) {
		clients[i] = client_open(&s, DOOR_UNIX);
		call(&clients[i], "ping", NULL);
	}
	cr_assert(strstr(stats(&s, "show workers json"),
	    "\"connections\":0") == NULL, "a worker has nothing to do: %s",
	    stats(&s, "show workers"));
	for (i = 0; i < CLIENTS; i++)
		client_close(&clients[i]);
	server_stop(&s);
}

Test(door, workers_may_accept_themselves)
{
	struct server s = server_start("workers=2 accept=reuseport");
	struct client c;
	int i;

	for (i = 0; i < 20; i++) {
		c = client_open(&s, i & 1 ? DOOR_TCP : DOOR_UNIX);
		expect(call(&c, "ping", NULL), "result.pong", "true");
		client_close(&c);
	}
	server_stop(&s);
}
