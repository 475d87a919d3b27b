/*
 * Both sides of every limit a client can meet, and large replies.
 */
#include <sys/socket.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "mem.h"
#include "tests/server/harness.h"

TestSuite(limits, .fini = harness_fini);

static struct server s;
static struct client c;

static void
begin(void)
{
	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
}

static void
end(void)
{
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

/* `count` times one character, NUL-terminated; to be freed. */
static char *
many(char character, size_t count)
{
	char *text = xmalloc(count + 1);

	memset(text, character, count);
	text[count] = '\0';
	return text;
}

/* ---- nesting: the request object is the first level ---- */

static const char *
nested(size_t levels)
{
	char *open = many('[', levels - 1), *close = many(']', levels - 1);

	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\","
	    "\"params\":");
	client_say(&c, open);
	client_say(&c, close);
	client_say(&c, "}\n");
	free(open);
	free(close);
	return client_line(&c);
}

Test(limits, nesting_at_the_limit_is_read)
{
	begin();
	expect_some(nested(BOUND_DEPTH), "result");
	end();
}

Test(limits, nesting_beyond_the_limit_is_refused)
{
	begin();
	expect_error(nested(BOUND_DEPTH + 1), -32700);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}

Test(limits, a_million_brackets_are_refused_once)
{
	begin();
	expect_error(nested(1000000), -32700);
	client_is_silent(&c);
	end();
}

/* ---- strings ---- */

static const char *
with_string(size_t size)
{
	char *text = many('s', size);

	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\","
	    "\"params\":[\"");
	client_say(&c, text);
	client_say(&c, "\"]}\n");
	free(text);
	return client_line(&c);
}

Test(limits, string_at_the_limit_is_read)
{
	const char *reply;

	begin();
	reply = with_string(BOUND_STRING);
	expect_some(reply, "result.0");
	cr_assert_gt(strlen(reply), BOUND_STRING);
	end();
}

Test(limits, string_beyond_the_limit_is_refused)
{
	begin();
	expect_some(with_string(BOUND_STRING + 1), "error.code");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}

/* ---- batches ---- */

static const char *
batch_of(size_t count)
{
	size_t i;

	client_say(&c, "[");
	for (i = 0; i < count; i++)
		client_say(&c, i == 0 ?
		    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}" :
		    ",{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
	client_say(&c, "]\n");
	return client_line(&c);
}

Test(limits, batch_at_the_limit_is_answered)
{
	const char *reply;

	begin();
	reply = batch_of(BOUND_BATCH);
	expect(reply, "9999.id", "7");
	expect_none(reply, "10000");
	end();
}

Test(limits, batch_beyond_the_limit_is_refused_by_one_error)
{
	const char *reply;

	begin();
	reply = batch_of(BOUND_BATCH + 1);
	expect_some(reply, "error.code");
	expect(reply, "id", "null");
	client_is_silent(&c);
	end();
}

/* ---- requests ---- */

/* Send one echo of `size` bytes in all, made of short strings. */
static const char *
request_of(size_t size)
{
	static const char head[] = "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"echo\",\"params\":[\"";
	static const char tail[] = "\"]}";
	char *text = many('r', size);
	size_t i;

	for (i = 1000; i + 1000 < size; i += 1000)
		memcpy(text + i, "\",\"", 3);
	memcpy(text, head, sizeof head - 1);
	memcpy(text + size - (sizeof tail - 1), tail, sizeof tail - 1);
	client_send(&c, text, size);
	client_say(&c, "\n");
	free(text);
	return client_line(&c);
}

Test(limits, request_at_the_limit_is_answered)
{
	const char *reply;

	begin();
	reply = request_of(BOUND_REQUEST);
	expect_some(reply, "result");
	cr_assert_gt(strlen(reply), BOUND_REQUEST - 100);
	end();
}

Test(limits, request_beyond_the_limit_is_refused_and_the_connection_usable)
{
	const char *reply;

	begin();
	reply = request_of(BOUND_REQUEST + 1);
	expect_some(reply, "error.code");
	expect(reply, "id", "null");
	client_is_silent(&c);
	end();
}

/* ---- names, layers ---- */

Test(limits, name_at_the_limit_is_taken_and_beyond_refused)
{
	char *name = many('n', BOUND_NAME + 1);

	begin();
	expect_some(callf(&c, "goxel.create_project", "[\"%s\"]", name),
	    "error.code");
	expect(callf(&c, "goxel.create_project", "[\"%s\"]", name + 1),
	    "result.success", "true");
	free(name);
	end();
}

Test(limits, layers_at_the_limit_are_made_and_one_beyond_refused)
{
	int i;

	begin();
	call(&c, "goxel.create_project", NULL);
	for (i = 1; i < BOUND_LAYERS; i++)
		expect(call(&c, "goxel.create_layer", "[\"l\"]"),
		    "result.success", "true");
	expect_some(call(&c, "goxel.create_layer", "[\"l\"]"), "error.code");
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1024");
	end();
}

Test(limits, connections_beyond_the_limit_wait_for_their_turn)
{
	struct client two, three;

	s = server_start("workers=1 connections=2");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "ping", NULL);
	two = client_open(&s, DOOR_UNIX);
	call(&two, "ping", NULL);
	three = client_open(&s, DOOR_UNIX);
	client_say(&three, "{\"jsonrpc\":\"2.0\",\"id\":3,"
	    "\"method\":\"ping\"}");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&two);
	expect(client_line(&three), "id", "3");
	client_close(&three);
	end();
}

/* ---- replies ---- */

#define SIDE_X	128
#define SIDE_Y	125
#define SIDE_Z	125
#define VOXELS	(SIDE_X * SIDE_Y * SIDE_Z)	/* two million */

/* Ask for that many voxels, over 100 MB of them, and do not read yet. */
static void
ask_for_much(void)
{
	call(&c, "goxel.create_project", NULL);
	callf(&c, "goxel.fill_box", "{\"min\":[1000,1000,1000],"
	    "\"max\":[%d,%d,%d],\"color\":[200,150,100,255]}",
	    1000 + SIDE_X - 1, 1000 + SIDE_Y - 1, 1000 + SIDE_Z - 1);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.get_voxels_region\",\"params\":{\"min\":[0,0,0],"
	    "\"max\":[9999,9999,9999],\"limit\":0}}");
}

/* By memchr: strstr looks at all that follows each time under a sanitizer. */
static size_t
count_voxels(const char *text, size_t len)
{
	static const char head[] = "{\"x\":";
	const char *end = text + len;
	size_t count = 0;

	while ((text = memchr(text, '{', (size_t)(end - text))) != NULL) {
		count += strncmp(text, head, sizeof head - 1) == 0;
		text++;
	}
	return count;
}

Test(limits, reply_of_100_mb_arrives_whole_while_others_are_served)
{
	struct client other;
	uint64_t began_ms, longest_ms = 0;
	const char *reply;
	size_t len, read = 0;
	char byte[1 << 20];
	ssize_t n;

	begin();
	other = client_open(&s, DOOR_TCP);
	ask_for_much();
	recv(c.fd, byte, 1, MSG_PEEK);
	while (read < 30u << 20) {
		n = recv(c.fd, buf_room(&c.in, sizeof byte), sizeof byte, 0);
		cr_assert_gt(n, 0, "%s", strerror(errno));
		c.in.len += (size_t)n;
		read += (size_t)n;
		began_ms = clock_ms();
		expect(call(&other, "ping", NULL), "result.pong", "true");
		if (clock_ms() - began_ms > longest_ms)
			longest_ms = clock_ms() - began_ms;
	}
	cr_assert_lt(longest_ms, 500 * SLOW, "a ping took %ju ms",
	    (uintmax_t)longest_ms);
	reply = client_line_size(&c, &len);
	cr_assert_gt(len, 100000000u);
	cr_assert_eq(count_voxels(reply, len), VOXELS);
	cr_assert_str_eq(reply + len - 8, ",\"id\":1}");
	client_is_silent(&c);
	client_close(&other);
	end();
}

Test(limits, reply_beyond_the_limit_is_an_error)
{
	begin();
	call(&c, "goxel.create_project", NULL);
	call(&c, "goxel.fill_box", "{\"min\":[1000,1000,1000],"
	    "\"max\":[1159,1159,1159],\"color\":[200,150,100,255]}");
	expect_some(call(&c, "goxel.get_voxels_region", "{\"min\":[0,0,0],"
	    "\"max\":[9999,9999,9999],\"limit\":0}"), "error.code");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}

Test(limits, replies_not_read_hold_up_only_their_connection)
{
	struct client other;
	int i;

	begin();
	other = client_open(&s, DOOR_UNIX);
	ask_for_much();
	for (i = 0; i < 100; i++)
		expect(call(&other, "ping", NULL), "result.pong", "true");
	client_close(&other);
	client_close(&c);
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}

Test(limits, half_a_request_that_stands_still_ends_its_connection)
{
	uint64_t began_ms;

	s = server_start("workers=1 first_request_timeout=1");
	c = client_open(&s, DOOR_TCP);
	client_say(&c, "{\"jsonrpc\":\"2.0\",");
	began_ms = clock_ms();
	client_ends(&c);
	cr_assert_gt(clock_ms() - began_ms, 800);
	end();
}

Test(limits, idle_connection_is_left_alone)
{
	s = server_start("workers=1 first_request_timeout=1");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "ping", NULL);
	usleep(1500000);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}
