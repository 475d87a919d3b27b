#include <criterion/criterion.h>
#include <string.h>

#include "worker/mcp/era.h"

#define VERSION	"io.modelcontextprotocol/protocolVersion"
#define CAPS	"io.modelcontextprotocol/clientCapabilities"
#define META(version)	"{\"" VERSION "\":\"" version "\",\"" CAPS "\":{}}"
#define CALL(meta)							\
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","	\
	"\"params\":{\"name\":\"build\",\"_meta\":" meta "}}"

static struct mem mem;
static struct mcp_era era;
static struct mcp_fault fault;

static struct slice
text(const char *s)
{
	return (struct slice){ s, s == NULL ? 0 : strlen(s) };
}

/* Headers: version, method, name. */
static enum err
judge(const char *message, const char *version, const char *method,
    const char *name)
{
	struct mcp_carrier carrier = { .http = true, .agreed = -1,
	    .version = text(version), .method = text(method),
	    .name = text(name) };
	struct mcp_message m;
	struct json j;

	if (mem.base == NULL)
		mem_init(&mem, 1 << 16, 1 << 20);
	mem_reset(&mem);
	json_open(&j, message, strlen(message));
	cr_assert_eq(message_read(&m, &j), OK);
	era = (struct mcp_era){ 0 };
	return era_judge(&m, &carrier, &mem, &era, &fault);
}

static void
expect(int number, int status)
{
	cr_assert_eq(fault.number, number, "%d: %s", fault.number, fault.why);
	cr_assert_eq(fault.status, status, "%d: %s", fault.status, fault.why);
}

Test(era, message_that_names_the_new_revision_is_modern)
{
	cr_assert_eq(judge(CALL(META("2026-07-28")), "2026-07-28",
	    "tools/call", "build"), OK, "%s", fault.why);
	cr_assert(era.modern);
	cr_assert_eq(era.version, MCP_2026_07_28);
}

Test(era, message_without_anything_is_of_the_oldest_revision)
{
	cr_assert_eq(judge("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"tools/list\"}", NULL, NULL, NULL), OK);
	cr_assert_not(era.modern);
	cr_assert(era.bare);
	cr_assert_eq(era.version, MCP_2025_03_26);
}

Test(era, headers_that_are_missing_or_differ_are_refused)
{
	static const struct { const char *version, *method, *name; } rows[] = {
		{ NULL, "tools/call", "build" },
		{ "2026-07-29", "tools/call", "build" },
		{ "2026-07-28", NULL, "build" },
		{ "2026-07-28", "Tools/call", "build" },
		{ "2026-07-28", "tools/call", NULL },
		{ "2026-07-28", "tools/call", "Build" },
		{ "2026-07-28", "tools/call", "=?base64?YnVpbG?=" },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_assert_eq(judge(CALL(META("2026-07-28")), rows[i].version,
		    rows[i].method, rows[i].name), ERR_REQUEST, "%zu", i);
		expect(MCP_HEADER_MISMATCH, 400);
	}
	cr_assert_eq(judge(CALL(META("2026-07-28")), "2026-07-28",
	    "tools/call", "=?base64?YnVpbGQ=?="), OK, "%s", fault.why);
}

Test(era, meta_without_a_member_is_refused)
{
	judge(CALL("{}"), "2026-07-28", "tools/call", "build");
	expect(MCP_BAD_PARAMS, 400);
	judge(CALL("{\"" VERSION "\":\"2026-07-28\"}"), "2026-07-28",
	    "tools/call", "build");
	expect(MCP_BAD_PARAMS, 400);
	judge(CALL("{\"" VERSION "\":\"2026-07-28\",\"" CAPS "\":[]}"),
	    "2026-07-28", "tools/call", "build");
	expect(MCP_BAD_PARAMS, 400);
}

Test(era, revision_that_is_not_served_is_named_with_those_that_are)
{
	judge(CALL(META("v999.0.0")), "v999.0.0", "tools/call", "build");
	expect(MCP_NO_VERSION, 400);
	cr_assert_str_eq(fault.data, "{\"supported\":[\"2026-07-28\","
	    "\"2025-11-25\",\"2025-06-18\",\"2025-03-26\"],"
	    "\"requested\":\"v999.0.0\"}");
}

Test(era, methods_of_the_other_era_are_not_found)
{
	judge("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\","
	    "\"params\":{\"_meta\":" META("2026-07-28") "}}", "2026-07-28",
	    "ping", NULL);
	expect(MCP_NO_METHOD, 404);
	judge("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"subscriptions/listen\"}", "2025-11-25", NULL, NULL);
	expect(MCP_NO_METHOD, 200);
}

Test(era, unknown_legacy_revision_in_a_header_is_refused)
{
	judge("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
	    "1999-01-01", NULL, NULL);
	expect(MCP_BAD_REQUEST, 400);
}

Test(era, capabilities_are_read_from_their_keys)
{
	struct slice object = text("{\"sampling\":{},\"roots\":{},"
	    "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");

	cr_assert_eq(era_capabilities(&object), MCP_CLIENT_SAMPLING |
	    MCP_CLIENT_ROOTS | MCP_CLIENT_TASKS);
}
