#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/http.h"
#include "worker/mcp/header.h"

#define META	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":" \
		"\"2026-07-28\"}"
#define MESSAGE(method, params)						\
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" method "\","	\
	"\"params\":{" params META "}}"

static struct mem mem;
static struct mcp_fault fault;

static void
start(void)
{
	mem_init(&mem, 1 << 16, 1 << 20);
}

static void
finish(void)
{
	mem_fini(&mem);
}

TestSuite(header, .init = start, .fini = finish);

static struct slice
text(const char *s)
{
	return (struct slice){ s, s == NULL ? 0 : strlen(s) };
}

static const char *
read_header(const char *value)
{
	struct slice s = text(value);

	return header_text(&s, &mem);
}

static enum err
check(const char *message, const char *method, const char *name)
{
	struct mcp_carrier carrier = { .http = true,
	    .version = text("2026-07-28"), .method = text(method),
	    .name = text(name) };
	struct mcp_message m;
	struct json j;

	json_open(&j, message, strlen(message));
	cr_assert_eq(message_read(&m, &j), OK);
	return header_check(&m, &carrier, &mem, &fault);
}

Test(header, value_is_plain_or_in_base64)
{
	cr_assert_str_eq(read_header("plain"), "plain");
	cr_assert_str_eq(read_header(""), "");
	cr_assert_str_eq(read_header("=?base64?w6Q=?="), "\xc3\xa4");
	cr_assert_str_eq(read_header("=?base64?" "?="), "");
	cr_assert_str_eq(read_header("=?base64?w6Q="), "=?base64?w6Q=");
	cr_assert_str_eq(read_header("=?BASE64?w6Q=?="), "=?BASE64?w6Q=?=");
}

Test(header, value_that_cannot_be_decoded_is_none)
{
	cr_assert_null(read_header("=?base64?w6?="));
	cr_assert_null(read_header("=?base64?w*==?="));
	cr_assert_null(read_header("=?base64?YQBi?="), "it has a NUL");
}

Test(header, name_is_that_of_the_method_s_own_member)
{
	static const struct {
		const char *message, *method, *name;
	} rows[] = {
		{ MESSAGE("tools/call", "\"name\":\"b\","), "tools/call",
		    "b" },
		{ MESSAGE("resources/read", "\"uri\":\"voxel://a\","),
		    "resources/read", "voxel://a" },
		{ MESSAGE("tasks/get", "\"taskId\":\"t\","), "tasks/get",
		    "t" },
		{ MESSAGE("tools/list", "\"name\":\"b\","), "tools/list",
		    NULL },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_expect_eq(check(rows[i].message, rows[i].method,
		    rows[i].name), OK, "%s: %s", rows[i].message, fault.why);
		if (rows[i].name == NULL)
			continue;
		cr_expect_neq(check(rows[i].message, rows[i].method, "other"),
		    OK);
		cr_expect_eq(fault.number, MCP_HEADER_MISMATCH);
		cr_expect_eq(fault.status, 400);
		cr_expect_neq(check(rows[i].message, rows[i].method, NULL),
		    OK);
	}
}

Test(header, value_of_a_header_may_have_any_length)
{
	static char name[9000];

	memset(name, 'a', sizeof name - 1);
	cr_assert_neq(check(MESSAGE("tools/call", "\"name\":\"b\","),
	    "tools/call", name), OK);
	cr_assert_lt(strlen(fault.why), MCP_WHY);
}

/*
 * Mcp-Param-*
 */

/* A request with this header line is checked against an argument. */
static enum err
check_param(const char *line, const char *said)
{
	struct http_reader reader = { 0 };
	struct http_head head = { 0 };
	struct mcp_carrier carrier = { .http = true, .head = &head };
	char text[256];

	fault = (struct mcp_fault){ 0 };
	snprintf(text, sizeof text, "POST /mcp HTTP/1.1\r\nHost: a\r\n%s%s\r\n",
	    line, *line != '\0' ? "\r\n" : "");
	cr_assert_eq(http_read_head(&reader, text, strlen(text), &head), OK);
	carrier.bytes = text;
	return header_check_param(&carrier, "Region", said, &mem, &fault);
}

static void
param_is_refused(const char *line, const char *said)
{
	cr_assert_eq(check_param(line, said), ERR_REQUEST, "%s", line);
	cr_assert_eq(fault.number, MCP_HEADER_MISMATCH);
	cr_assert_eq(fault.status, 400);
}

Test(header, parameter_that_repeats_its_argument_is_taken)
{
	cr_assert_eq(check_param("Mcp-Param-Region: north", "north"), OK);
	cr_assert_eq(check_param("mcp-param-region:  north ", "north"), OK);
	cr_assert_eq(check_param("", NULL), OK);
}

Test(header, parameter_in_base64_is_decoded_before)
{
	cr_assert_eq(check_param("Mcp-Param-Region: =?base64?SGVsbG8=?=",
	    "Hello"),
	    OK);
	param_is_refused("Mcp-Param-Region: =?base64?SGVsbG8?=", "Hello");
	param_is_refused("Mcp-Param-Region: =?base64?SGVs!!!bG8=?=", "Hello");
}

Test(header, base64_without_both_ends_is_taken_by_its_letters)
{
	cr_assert_eq(check_param("Mcp-Param-Region: SGVsbG8=", "SGVsbG8="), OK);
	cr_assert_eq(check_param("Mcp-Param-Region: =?base64?SGVsbG8=",
	    "=?base64?SGVsbG8="), OK);
}

Test(header, parameter_and_argument_come_together_or_not_at_all)
{
	param_is_refused("", "north");
	param_is_refused("Mcp-Param-Region: north", NULL);
	param_is_refused("Mcp-Param-Region: north", "south");
	param_is_refused("Mcp-Param-Other: north", "north");
}
