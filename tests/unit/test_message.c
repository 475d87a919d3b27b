#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "worker/mcp/message.h"

static enum err
read_text(struct mcp_message *m, const char *text)
{
	struct json j;

	json_open(&j, text, strlen(text));
	return message_read(m, &j);
}

static void
expect_slice(const struct slice *s, const char *text)
{
	cr_assert_eq(s->len, strlen(text), "%.*s, not %s", (int)s->len, s->at,
	    text);
	cr_assert(memcmp(s->at, text, s->len) == 0, "%.*s, not %s",
	    (int)s->len, s->at, text);
}

Test(message, request_is_taken_apart_in_any_order_of_keys)
{
	struct mcp_message m;

	cr_assert_eq(read_text(&m, "{\"params\":{\"arguments\":{\"a\":[1,"
	    "{}]},\"_meta\":{\"progressToken\":7,\"io.modelcontextprotocol/"
	    "protocolVersion\":\"2026-07-28\"},\"name\":\"x\"},\"id\":-3,"
	    "\"method\":\"tools/call\",\"jsonrpc\":\"2.0\"}"), OK);
	cr_assert_eq(m.kind, MCP_REQUEST);
	cr_assert_eq(m.method, MCP_tools_call);
	expect_slice(&m.id, "-3");
	expect_slice(&m.params.arguments, "{\"a\":[1,{}]}");
	expect_slice(&m.params.name, "\"x\"");
	expect_slice(&m.meta.progress, "7");
	expect_slice(&m.meta.version, "\"2026-07-28\"");
	cr_assert_null(m.params.cursor.at);
}

Test(message, values_of_every_kind_are_kept_whole)
{
	static const char *const values[] = { "true", "false", "null", "1.5",
	    "\"\\u00e9\"", "[]", "{\"x\":[[]]}", "\"\"" };
	char text[200];
	struct mcp_message m;
	size_t i;

	for (i = 0; i < sizeof values / sizeof values[0]; i++) {
		snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"method\":"
		    "\"x\",\"params\":{\"cursor\": %s }}", values[i]);
		cr_assert_eq(read_text(&m, text), OK, "%s", text);
		expect_slice(&m.params.cursor, values[i]);
	}
}

Test(message, kinds_are_told_by_id_and_method)
{
	struct mcp_message m;

	read_text(&m, "{\"jsonrpc\":\"2.0\",\"method\":"
	    "\"notifications/cancelled\",\"params\":{\"requestId\":\"q\"}}");
	cr_assert_eq(m.kind, MCP_NOTIFICATION);
	expect_slice(&m.params.request_id, "\"q\"");
	read_text(&m, "{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"result\":{}}");
	cr_assert_eq(m.kind, MCP_RESPONSE);
	expect_slice(&m.result, "{}");
	read_text(&m, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}");
	cr_assert_eq(m.kind, MCP_REQUEST);
	cr_assert_eq(m.method, MCP_UNKNOWN);
}

Test(message, what_is_no_message_says_why)
{
	static const struct { const char *text, *why; } rows[] = {
		{ "[]", "object" },
		{ "{\"method\":\"ping\",\"id\":1}", "jsonrpc" },
		{ "{\"jsonrpc\":\"1.0\",\"method\":\"ping\"}", "jsonrpc" },
		{ "{\"jsonrpc\":\"2.0\",\"method\":7}", "method" },
		{ "{\"jsonrpc\":\"2.0\",\"id\":1}", "method" },
		{ "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":null}",
		    "id" },
		{ "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1.5}",
		    "id" },
		{ "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":[1]}",
		    "params" },
	};
	struct mcp_message m;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_assert_eq(read_text(&m, rows[i].text), ERR_REQUEST, "%s",
		    rows[i].text);
		cr_assert_not_null(strstr(m.why, rows[i].why), "%s", m.why);
	}
}

Test(message, text_that_ends_early_or_is_no_json_is_told_apart)
{
	const char *text = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"tools/call\",\"params\":{\"_meta\":{\"progressToken\":\"x\"},"
	    "\"name\":\"y\"},\"result\":[true]}";
	struct mcp_message m;
	struct json j;
	size_t len;

	for (len = 0; len < strlen(text); len++) {
		json_open(&j, text, len);
		cr_assert_eq(message_read(&m, &j), ERR_EMPTY, "%zu", len);
	}
	cr_assert_eq(read_text(&m, text), OK);
	cr_assert_eq(read_text(&m, "{\"jsonrpc\":\"2.0\",}"), ERR_PARSE);
	cr_assert_eq(read_text(&m, "{\"params\":{\"_meta\":{\"a\" 1}}}"),
	    ERR_PARSE);
}

Test(message, id_of_1024_bytes_is_the_longest)
{
	char text[1200], id[1100];
	struct mcp_message m;

	memset(id, 'i', sizeof id);
	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"method\":\"p\","
	    "\"id\":\"%.1024s\"}", id);
	cr_assert_eq(read_text(&m, text), OK);
	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"method\":\"p\","
	    "\"id\":\"%.1025s\"}", id);
	cr_assert_eq(read_text(&m, text), ERR_REQUEST);
}

Test(message, members_are_found_in_objects_only)
{
	struct slice object = { "{\"a\":{\"b\":1},\"c\":2}", 19 };
	struct slice none = { NULL, 0 }, list = { "[1]", 3 }, found;

	found = message_member(&object, "c");
	expect_slice(&found, "2");
	cr_assert_null(message_member(&object, "b").at);
	cr_assert_null(message_member(&none, "a").at);
	cr_assert_null(message_member(&list, "a").at);
}
