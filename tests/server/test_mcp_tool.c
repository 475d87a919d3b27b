/*
 * test_mcp_tool - the tools of agents, over HTTP and over lines
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

static struct server s;
static struct mcp over[2];	/* HTTP, and a line */

static void
setup(void)
{
	s = server_start("workers=2");
	over[MCP_HTTP] = mcp_open(&s, MCP_HTTP);
	over[MCP_LINE] = mcp_open(&s, MCP_LINE);
}

/* The test has gone well. */
static void
finish(void)
{
	mcp_close(&over[MCP_HTTP]);
	mcp_close(&over[MCP_LINE]);
	server_stop(&s);
}

TestSuite(mcp_tool, .init = setup, .fini = harness_fini);

#define BOTH(m)	(m = &over[MCP_HTTP]; m <= &over[MCP_LINE]; m++)

/* A model with a cube of 8 voxels. */
static void
make_cube(struct mcp *m, const char *name)
{
	mcp_worked(mcp_callf(m, "voxel_open", "{\"name\":\"%s\","
	    "\"template\":\"cube\",\"size\":[4,4,4]}", name));
}

Test(mcp_tool, list_tells_the_models)
{
	const char *reply;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	for BOTH(m) {
		reply = mcp_call(m, "voxel_list", "{}");
		mcp_worked(reply);
		expect(reply, "result.structuredContent.models.0.name",
		    "\"boat\"");
		mcp_refused(mcp_call(m, "voxel_list",
		    "{\"cursor\":\"none\"}"), "no page");
	}
	finish();
}

Test(mcp_tool, open_makes_a_model_once_whoever_asks)
{
	const char *reply;
	struct mcp *m;

	for BOTH(m) {
		reply = mcp_call(m, "voxel_open", "{\"name\":\"boat\","
		    "\"template\":\"cube\",\"size\":[4,4,4]}");
		mcp_worked(reply);
		expect(reply, "result.structuredContent.created",
		    m->way == MCP_HTTP ? "true" : "false");
		expect(reply, "result.structuredContent.revision", "1");
		expect(reply, "result.structuredContent.voxels", "8");
		mcp_worked(mcp_call(m, "voxel_open", "{}"));
		mcp_refused(mcp_call(m, "voxel_open",
		    "{\"name\":\"b\",\"template\":\"fox\"}"),
		    "empty, cube or sphere");
	}
	finish();
}

Test(mcp_tool, failed_open_leaves_no_model)
{
	struct mcp *m;

	for BOTH(m)
		mcp_refused(mcp_call(m, "voxel_open", "{\"name\":\"ghost\","
		    "\"path\":\"none.gox\"}"), "No such file");
	expect_none(mcp_call(&over[MCP_LINE], "voxel_list", "{}"),
	    "result.structuredContent.models.0");
	finish();
}

Test(mcp_tool, inspect_answers_also_in_a_job)
{
	const char *reply;
	struct client c;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.procedural_shape", "{\"project\":\"boat\","
	    "\"shape_type\":\"sphere\",\"size_x\":200,\"size_y\":200,"
	    "\"size_z\":200,\"color\":\"#e0a030\"}");
	for BOTH(m) {
		reply = mcp_call(m, "voxel_inspect", "{\"model\":\"boat\"}");
		mcp_worked(reply);
		expect(reply, "result.structuredContent.revision", "2");
		reply = mcp_call(m, "voxel_inspect", "{\"model\":\"boat\","
		    "\"what\":\"slice\",\"format\":\"rle\"}");
		mcp_worked(reply);
		expect_some(reply, "result.structuredContent.nextCursor");
		mcp_refused(mcp_call(m, "voxel_inspect", "{}"),
		    "parameter 'model' is missing");
		mcp_refused(mcp_call(m, "voxel_inspect",
		    "{\"model\":\"none\"}"), "none");
	}
	client_close(&c);
	finish();
}

Test(mcp_tool, render_sends_a_picture_and_a_link)
{
	const char *reply;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	for BOTH(m) {
		reply = mcp_call(m, "voxel_render", "{\"model\":\"boat\"}");
		mcp_worked(reply);
		expect(reply, "result.content.1.type", "\"image\"");
		expect(reply, "result.content.1.mimeType", "\"image/png\"");
		expect(reply, "result.content.2.uri",
		    "\"voxel://model/boat/render/iso\"");
		mcp_refused(mcp_call(m, "voxel_render", "{\"model\":\"boat\","
		    "\"size\":5000}"), "128 to 1024");
	}
	finish();
}

Test(mcp_tool, check_finds_faults)
{
	const char *reply;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	for BOTH(m) {
		reply = mcp_call(m, "voxel_check", "{\"model\":\"boat\"}");
		mcp_worked(reply);
		expect(reply, "result.structuredContent.ok", "true");
		mcp_refused(mcp_call(m, "voxel_check", "{\"model\":\"boat\","
		    "\"checks\":[\"beauty\"]}"), "there is no 'beauty'");
	}
	finish();
}

Test(mcp_tool, saved_file_is_imported_and_opened_again)
{
	const char *reply;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	for BOTH(m) {
		/* Over TCP a path is one below files_root. */
		const char *path = m->way == MCP_HTTP ? "h.gox" :
		    in_dir(&s, "l.gox");

		reply = mcp_callf(m, "voxel_save", "{\"model\":\"boat\","
		    "\"path\":\"%s\"}", path);
		mcp_worked(reply);
		mcp_refused(mcp_callf(m, "voxel_save", "{\"model\":\"boat\","
		    "\"path\":\"%s\"}", path), "give overwrite true");
		reply = mcp_callf(m, "voxel_import", "{\"model\":\"boat\","
		    "\"path\":\"%s\",\"at\":[9,9,%d]}", path, 9 * m->way);
		mcp_worked(reply);
		expect(reply, "result.structuredContent.revision",
		    m->way == MCP_HTTP ? "2" : "3");
		reply = mcp_callf(m, "voxel_open", "{\"path\":\"%s\"}", path);
		mcp_worked(reply);
		expect(reply, "result.structuredContent.voxels",
		    m->way == MCP_HTTP ? "8" : "16");
	}
	finish();
}

Test(mcp_tool, path_outside_of_the_root_is_refused_over_http)
{
	make_cube(&over[MCP_LINE], "boat");
	mcp_refused(mcp_call(&over[MCP_HTTP], "voxel_save",
	    "{\"model\":\"boat\",\"path\":\"../boat.gox\"}"),
	    "files_root");
	mcp_refused(mcp_call(&over[MCP_HTTP], "voxel_import",
	    "{\"model\":\"boat\",\"path\":\"/etc/passwd\"}"),
	    "files_root");
	finish();
}

Test(mcp_tool, export_is_told_by_its_uri)
{
	const char *reply;
	struct mcp *m;

	make_cube(&over[MCP_LINE], "boat");
	for BOTH(m) {
		reply = mcp_call(m, "voxel_export", "{\"model\":\"boat\","
		    "\"format\":\"glb\"}");
		mcp_worked(reply);
		expect(reply, "result.content.1.type", "\"resource_link\"");
		expect_text(reply, "\"uri\":\"voxel://export/");
		mcp_refused(mcp_call(m, "voxel_export",
		    "{\"model\":\"boat\",\"format\":\"doc\"}"), "gox, txt");
	}
	finish();
}

Test(mcp_tool, closed_model_is_opened_again_unless_discarded)
{
	const char *reply;
	struct mcp *m;

	for BOTH(m) {
		make_cube(m, "boat");
		mcp_worked(mcp_call(m, "voxel_close", "{\"model\":\"boat\"}"));
		reply = mcp_call(m, "voxel_open", "{\"name\":\"boat\"}");
		expect(reply, "result.structuredContent.voxels", "8");
		expect(reply, "result.structuredContent.created", "false");
		mcp_worked(mcp_call(m, "voxel_close",
		    "{\"model\":\"boat\",\"discard\":true}"));
		mcp_refused(mcp_call(m, "voxel_close",
		    "{\"model\":\"boat\"}"), "there is no model 'boat'");
	}
	finish();
}
