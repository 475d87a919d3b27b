/*
 * What agents read, are told to begin with, and are helped to write.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

TestSuite(mcp_resource, .fini = harness_fini);

#define RENDER	"voxel://model/A%20%2F%20b/render/iso"

static const char *
read_resource(struct mcp *m, const char *uri)
{
	char params[512];

	snprintf(params, sizeof params, "\"uri\":\"%s\"", uri);
	return mcp_request(m, "resources/read", uri, params);
}

static void
make_model(const struct server *s)
{
	struct client c = client_open(s, DOOR_UNIX);

	call(&c, "goxel.create_project", "{\"name\":\"A / b\"}");
	call(&c, "goxel.fill_box", "{\"project\":\"A / b\",\"min\":[0,0,0],"
	    "\"max\":[3,3,3],\"color\":\"#ff0000\"}");
	client_close(&c);
}

static void
read_all(const struct server *s, enum mcp_way way)
{
	struct mcp m = mcp_open(s, way);
	const char *reply;

	reply = mcp_request(&m, "resources/list", NULL, "");
	expect_text(reply, "voxel://model/A%20%2F%20b");
	expect_text(reply, "voxel://docs/guide");
	expect(reply, "result.ttlMs", "0");
	reply = read_resource(&m, "voxel://model/A%20%2F%20b");
	expect_text(reply, "\\\"voxels\\\":64");
	expect(reply, "result.contents.0.uri", "\"voxel://model/A%20%2F%20b\"");
	reply = read_resource(&m, RENDER);
	expect(reply, "result.contents.0.mimeType", "\"image/png\"");
	expect_text(reply, "\"blob\":\"iVBOR");
	reply = read_resource(&m, "voxel://model/none");
	expect(reply, "error.code", "-32602");
	expect(reply, "error.data.uri", "\"voxel://model/none\"");
	mcp_close(&m);
}

Test(mcp_resource, models_and_pictures_are_read_over_http)
{
	struct server s = server_start("workers=3");

	make_model(&s);
	read_all(&s, MCP_HTTP);
	server_stop(&s);
}

Test(mcp_resource, and_over_lines)
{
	struct server s = server_start("workers=3");

	make_model(&s);
	read_all(&s, MCP_LINE);
	server_stop(&s);
}

Test(mcp_resource, layers_are_completed_where_the_model_is)
{
	struct server s = server_start("workers=3");
	struct mcp m;
	const char *reply;

	make_model(&s);
	m = mcp_open(&s, MCP_HTTP);
	reply = mcp_request(&m, "completion/complete", NULL,
	    "\"ref\":{\"type\":\"ref/resource\",\"uri\":"
	    "\"voxel://model/{model}/layer/{layer}\"},\"argument\":{\"name\":"
	    "\"layer\",\"value\":\"\"},\"context\":{\"arguments\":{\"model\":"
	    "\"A / b\"}}");
	expect(reply, "result.completion.total", "1");
	reply = mcp_request(&m, "prompts/get", "refine_model",
	    "\"name\":\"refine_model\",\"arguments\":{\"model\":\"A / b\"}");
	expect_text(reply, "the voxel model A / b: make it look better");
	mcp_close(&m);
	server_stop(&s);
}
