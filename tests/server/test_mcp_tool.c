/*
 * test_mcp_tool - the tools of agents, over HTTP and over lines
 */
#include <criterion/criterion.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

TestSuite(mcp_tool, .fini = harness_fini);

Test(mcp_tool, list_answers_over_http_and_over_lines)
{
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	enum mcp_way way;
	const char *reply;
	struct mcp m;

	call(&c, "goxel.create_project", "{\"name\":\"boat\"}");
	for (way = MCP_HTTP; way <= MCP_LINE; way++) {
		m = mcp_open(&s, way);
		reply = mcp_call(&m, "voxel_list", "{}");
		mcp_worked(reply);
		expect(reply, "result.structuredContent.models.0.name",
		    "\"boat\"");
		mcp_refused(mcp_call(&m, "voxel_list",
		    "{\"cursor\":\"none\"}"), "no page");
		mcp_close(&m);
	}
	client_close(&c);
	server_stop(&s);
}
