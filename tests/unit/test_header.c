#include <criterion/criterion.h>
#include <string.h>

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
