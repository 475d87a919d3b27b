#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/station.h"
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

TestSuite(agent_method, .init = start, .fini = finish, .timeout = 60);

#define META								\
	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"	\
	"\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}"

static void
ask(const char *method, const char *params)
{
	char text[1024];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"%s\",\"params\":{%s}}", method, params);
	station_ask(&s, text);
}

static void
expect(const char *text, bool there)
{
	cr_assert_eq(strstr(s.heard, text) != NULL, there, "%s: %s", text,
	    s.heard);
}

Test(agent_method, results_of_each_era_have_what_it_wants)
{
	ask("tools/list", META);
	expect("\"resultType\":\"complete\"", true);
	expect("\"ttlMs\":", true);
	expect("\"cacheScope\":\"public\"", true);
	ask("tools/list", "");
	expect("\"tools\":[", true);
	expect("resultType", false);
	expect("ttlMs", false);
}

Test(agent_method, methods_of_the_other_era_are_not_found)
{
	ask("server/discover", META);
	expect("\"supportedVersions\":[\"2026-07-28\"", true);
	ask("initialize", "\"protocolVersion\":\"2025-11-25\"," META);
	expect("-32601", true);
	ask("logging/setLevel", META);
	expect("-32601", true);
}

Test(agent_method, cursor_that_nobody_gave_out_is_refused)
{
	ask("tools/list", "\"cursor\":\"\"," META);
	expect("-32602", true);
}

Test(agent_method, tool_is_called_by_its_name)
{
	ask("tools/call", "\"name\":\"voxel_list\",\"arguments\":{}," META);
	expect("\"structuredContent\":{\"models\":[]", true);
	ask("tools/call", "\"name\":\"voxel_list\"," META);
	expect("\"structuredContent\":{\"models\":[]", true);
	ask("tools/call", "\"name\":\"goxel.add_voxel\"," META);
	expect("-32602", true);
	ask("tools/call", "\"name\":7," META);
	expect("-32602", true);
	ask("tools/call", META);
	expect("-32602", true);
}

Test(agent_method, wrong_arguments_are_told_to_the_model)
{
	ask("tools/call", "\"name\":\"voxel_list\",\"arguments\":"
	    "{\"query\":[]}," META);
	expect("\"isError\":true", true);
	expect("query", true);
	ask("tools/call", "\"name\":\"voxel_list\",\"arguments\":7," META);
	expect("\"isError\":true", true);
}
