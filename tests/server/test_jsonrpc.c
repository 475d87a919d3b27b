/*
 * JSON-RPC 2.0, clause by clause.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

TestSuite(jsonrpc, .fini = harness_fini);

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
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	server_stop(&s);
}

/* The reply to these bytes. */
static const char *
reply_to(const char *text)
{
	client_say(&c, text);
	return client_line(&c);
}

/* Nothing is sent back for these bytes. */
static void
no_reply_to(const char *text)
{
	client_say(&c, text);
	client_is_silent(&c);
}

static void
id_comes_back(const char *id)
{
	char request[2048], wanted[1200];

	snprintf(request, sizeof request,
	    "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}\n", id);
	snprintf(wanted, sizeof wanted, "\"id\":%s", id);
	expect_text(reply_to(request), wanted);
	snprintf(request, sizeof request,
	    "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"none\"}\n", id);
	expect_text(reply_to(request), wanted);
}

Test(jsonrpc, integer_ids_come_back_exactly)
{
	begin();
	id_comes_back("0");
	id_comes_back("1");
	id_comes_back("-1");
	id_comes_back("9007199254740993");
	id_comes_back("9223372036854775807");
	id_comes_back("-9223372036854775808");
	end();
}

Test(jsonrpc, string_ids_come_back_exactly)
{
	begin();
	id_comes_back("\"\"");
	id_comes_back("\"a\"");
	id_comes_back("\"9223372036854775808\"");
	expect(reply_to("{\"jsonrpc\":\"2.0\",\"id\":\"q\\\" b\\\\ s\\/ n\\n "
	    "u\\u00e9 p\\ud83d\\ude00\",\"method\":\"ping\"}"), "id",
	    "\"q\\\" b\\\\ s/ n\\n u\xc3\xa9 p\xf0\x9f\x98\x80\"");
	end();
}

Test(jsonrpc, long_string_id_comes_back_whole)
{
	char id[1003];

	memset(id, 'x', sizeof id);
	id[0] = id[1001] = '"';
	id[1002] = '\0';
	begin();
	id_comes_back(id);
	end();
}

Test(jsonrpc, null_id_is_a_request_and_comes_back)
{
	begin();
	id_comes_back("null");
	end();
}

Test(jsonrpc, ids_of_other_types_are_refused)
{
	static const char *const ids[] = { "true", "false", "[1]", "{}" };
	char request[128];
	size_t i;

	begin();
	for (i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		snprintf(request, sizeof request, "{\"jsonrpc\":\"2.0\","
		    "\"id\":%s,\"method\":\"ping\"}\n", ids[i]);
		expect_error(reply_to(request), -32600);
	}
	end();
}

Test(jsonrpc, reply_holds_its_three_members_and_no_more)
{
	const char *reply;

	begin();
	reply = reply_to("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"echo\","
	    "\"params\":{\"a\":[1,2.5,null,true]}}");
	cr_assert_str_eq(reply, "{\"jsonrpc\":\"2.0\",\"result\":"
	    "{\"a\":[1,2.5,null,true]},\"id\":5}", "%s", reply);
	end();
}

Test(jsonrpc, notification_gets_no_reply_but_is_carried_out)
{
	begin();
	call(&c, "goxel.create_project", "[\"n\"]");
	no_reply_to("{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}");
	no_reply_to("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\","
	    "\"params\":[1,2,3,255,0,0]}");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists", "true");
	end();
}

Test(jsonrpc, notification_that_fails_gets_no_reply_either)
{
	begin();
	no_reply_to("{\"jsonrpc\":\"2.0\",\"method\":\"no.such\"}");
	no_reply_to("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.fill_box\","
	    "\"params\":{}}");
	end();
}

Test(jsonrpc, garbage_is_a_parse_error_with_id_null)
{
	static const char *const garbage[] = {
		"{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1,}\n",
		"{\"jsonrpc\":\"2.0\",\"method\":ping,\"id\":1}\n",
		"{'jsonrpc':'2.0'}\n", "{]\n", "[1,2\n}\n", "{\"a\" 1}\n",
		"{\"a\":01}\n", "{\"a\":\"\\x\"}\n", "{\"a\":\"\t\"}\n",
		"{\"a\":tru}\n", "{\"a\":1.}\n", "[,]\n",
	};
	const char *reply;
	size_t i;

	begin();
	for (i = 0; i < sizeof garbage / sizeof garbage[0]; i++) {
		reply = reply_to(garbage[i]);
		expect_error(reply, -32700);
		expect(reply, "id", "null");
		client_is_silent(&c);
	}
	end();
}

Test(jsonrpc, invalid_utf8_is_a_parse_error)
{
	static const char *const bad[] = { "\xff", "\xc0\xaf", "\xe0\x80\x80",
	    "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3", "\x80" };
	char request[128];
	size_t i;

	begin();
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(request, sizeof request, "{\"jsonrpc\":\"2.0\","
		    "\"id\":1,\"method\":\"echo\",\"params\":[\"%s\"]}\n",
		    bad[i]);
		expect_error(reply_to(request), -32700);
	}
	end();
}

Test(jsonrpc, lone_surrogates_are_a_parse_error)
{
	begin();
	expect_error(reply_to("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"echo\",\"params\":[\"\\ud800\"]}\n"), -32700);
	expect_error(reply_to("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"echo\",\"params\":[\"\\udc00x\"]}\n"), -32700);
	end();
}

Test(jsonrpc, json_that_is_no_request_is_an_invalid_request)
{
	static const char *const wrong_ones[] = {
		"{}", "{\"id\":1}", "{\"jsonrpc\":\"2.0\",\"id\":1}",
		"{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
		"{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
		"{\"id\":1,\"method\":\"ping\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\","
		    "\"params\":\"x\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\","
		    "\"params\":3}",
	};
	size_t i;

	begin();
	for (i = 0; i < sizeof wrong_ones / sizeof wrong_ones[0]; i++)
		expect_error(reply_to(wrong_ones[i]), -32600);
	end();
}

Test(jsonrpc, request_without_id_that_is_no_request_is_answered_with_id_null)
{
	const char *reply;

	begin();
	reply = reply_to("{\"jsonrpc\":\"2.0\",\"method\":1,"
	    "\"params\":\"bar\"}");
	expect_error(reply, -32600);
	expect(reply, "id", "null");
	end();
}

Test(jsonrpc, unknown_method_is_told_by_name)
{
	const char *reply;

	begin();
	reply = call(&c, "no.such", NULL);
	expect_error(reply, -32601);
	expect_text(reply, "no.such");
	expect_error(call(&c, "", NULL), -32601);
	expect_error(call(&c, "Ping", NULL), -32601);
	expect_error(call(&c, "rpc.none", NULL), -32601);
	end();
}

Test(jsonrpc, null_params_are_absent_params)
{
	begin();
	expect(reply_to("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\","
	    "\"params\":null}"), "result.pong", "true");
	end();
}

Test(jsonrpc, last_of_equal_keys_wins)
{
	begin();
	expect(reply_to("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,"
	    "\"method\":\"none\",\"method\":\"ping\"}"), "id", "2");
	end();
}

Test(jsonrpc, batch_is_answered_by_one_array_in_order)
{
	const char *reply;

	begin();
	reply = reply_to("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"id\":\"two\",\"method\":\"echo\","
	    "\"params\":[7]},"
	    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"none\"}]");
	expect(reply, "0.result.pong", "true");
	expect(reply, "1.id", "\"two\"");
	expect(reply, "1.result", "[7]");
	expect(reply, "2.error.code", "-32601");
	expect_none(reply, "3");
	client_is_silent(&c);
	end();
}

Test(jsonrpc, notifications_in_a_batch_get_no_reply)
{
	const char *reply;

	begin();
	reply = reply_to("[{\"jsonrpc\":\"2.0\",\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"none\"}]");
	expect(reply, "0.id", "1");
	expect_none(reply, "1");
	end();
}

Test(jsonrpc, batch_of_notifications_gets_no_reply_at_all)
{
	begin();
	no_reply_to("[{\"jsonrpc\":\"2.0\",\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}]\n");
	end();
}

Test(jsonrpc, empty_batch_is_one_invalid_request)
{
	const char *reply;

	begin();
	reply = reply_to("[]");
	expect_error(reply, -32600);
	expect(reply, "id", "null");
	reply = reply_to("[ \n ]\n");
	expect_error(reply, -32600);
	end();
}

Test(jsonrpc, elements_that_are_no_requests_are_answered_each)
{
	const char *reply;

	begin();
	reply = reply_to("[1,2,{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"ping\"},[],{}]");
	expect(reply, "0.error.code", "-32600");
	expect(reply, "0.id", "null");
	expect(reply, "1.error.code", "-32600");
	expect(reply, "2.id", "1");
	expect(reply, "3.error.code", "-32600");
	expect(reply, "4.error.code", "-32600");
	expect_none(reply, "5");
	end();
}

Test(jsonrpc, batch_that_is_not_json_is_one_parse_error)
{
	const char *reply;

	begin();
	reply = reply_to("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"method\"]\n");
	expect_error(reply, -32700);
	expect(reply, "id", "null");
	client_is_silent(&c);
	end();
}

Test(jsonrpc, batch_split_at_every_byte_is_answered_once)
{
	static const char batch[] = "[{\"jsonrpc\":\"2.0\",\"id\":\"]\","
	    "\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"id\":2,"
	    "\"method\":\"echo\",\"params\":[\"[\"]}]";
	const char *reply;
	size_t i;

	begin();
	for (i = 0; i < sizeof batch - 1; i++)
		client_send(&c, batch + i, 1);
	reply = client_line(&c);
	expect(reply, "0.id", "\"]\"");
	expect(reply, "1.result", "[\"[\"]");
	client_is_silent(&c);
	end();
}

Test(jsonrpc, edits_of_a_batch_see_each_other)
{
	const char *reply;

	begin();
	reply = reply_to("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.create_project\",\"params\":[\"b\"]},"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\",\"params\":"
	    "[4,5,6,1,2,3]},"
	    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"goxel.get_voxel\","
	    "\"params\":[4,5,6]}]\n");
	expect(reply, "0.result.success", "true");
	expect(reply, "1.result.color", "[1,2,3,255]");
	end();
}
