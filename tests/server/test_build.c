/*
 * voxel_build, voxel_field and voxel_history, as agents call them.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

TestSuite(build, .fini = harness_fini);

static struct server s;
static struct client c;
static struct mcp m;

static void
begin(enum mcp_way way)
{
	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "goxel.create_project", "[\"boat\"]"),
	    "result.success", "true");
	m = mcp_open(&s, way);
}

static void
end(void)
{
	mcp_close(&m);
	client_close(&c);
	server_stop(&s);
}

#define CONTENT	"result.structuredContent."
#define CUBE	"{\"op\":\"box\",\"box\":[0,0,0,3,3,3]}"

/* How many voxels there are. */
static int
count(void)
{
	const char *reply = call(&c, "goxel.list_layers", NULL);

	return (int)number_at(reply, "result.layers.0.voxel_count");
}

static void
crash(void)
{
	enum mcp_way way = m.way;
	pid_t pid;

	mcp_close(&m);
	call(&c, "goxel.get_status", NULL);
	pid = serving_worker(&s);
	kill_worker(&s, pid);
	await_workers(&s, 2, pid);
	m = mcp_open(&s, way);
}

Test(build, answers_over_http_and_over_lines)
{
	enum mcp_way way;
	const char *reply;

	for (way = MCP_HTTP; way <= MCP_LINE; way++) {
		begin(way);
		reply = mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
		    "\"ops\":[" CUBE "]}");
		mcp_worked(reply);
		expect(reply, CONTENT "model", "\"boat\"");
		expect(reply, CONTENT "changed", "64");
		expect(reply, CONTENT "bbox", "[0,0,0,3,3,3]");
		mcp_refused(mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
		    "\"ops\":[" CUBE ",{\"op\":\"sphere\",\"center\":"
		    "[0,0,0]}]}"), "ops[1] (sphere): radius is missing");
		cr_assert_eq(count(), 64);
		end();
	}
}

Test(build, a_picture_of_the_result_comes_with_it)
{
	const char *reply;
	double revision;

	begin(MCP_HTTP);
	revision = number_at(call(&c, "goxel.get_status", NULL),
	    "result.revision");
	reply = mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"render\":{\"views\":[\"iso\"],\"size\":128},"
	    "\"ops\":[" CUBE "]}");
	mcp_worked(reply);
	expect(reply, CONTENT "changed", "64");
	expect(reply, "result.content.1.type", "\"image\"");
	expect(reply, "result.content.1.mimeType", "\"image/png\"");
	expect_some(reply, "result.content.1.data");
	cr_assert_eq(number_at(reply, CONTENT "revision"), revision + 1);
	cr_assert_eq(count(), 64);
	cr_assert_eq(number_at(call(&c, "goxel.get_status", NULL),
	    "result.revision"), revision + 1);
	mcp_worked(mcp_call(&m, "voxel_history", "{\"model\":\"boat\","
	    "\"action\":\"undo\"}"));
	cr_assert_eq(count(), 0);
	end();
}

Test(build, with_a_key_it_is_done_once)
{
	static const char *const again[] = {
		"{\"model\":\"boat\",\"request_key\":\"a\",\"ops\":["
		    "{\"op\":\"points\",\"points\":[[0,0,0]]},"
		    "{\"op\":\"move\",\"by\":[1,0,0]}]}",
		"{\"model\":\"boat\",\"request_key\":\"b\",\"render\":true,"
		    "\"ops\":[{\"op\":\"points\",\"points\":[[0,0,0]]},"
		    "{\"op\":\"move\",\"by\":[1,0,0]}]}",
	};
	double revision;
	size_t i;

	begin(MCP_HTTP);
	for (i = 0; i < 2; i++) {
		mcp_worked(mcp_call(&m, "voxel_build", again[i]));
		revision = number_at(call(&c, "goxel.get_status", NULL),
		    "result.revision");
		crash();
		expect_some(mcp_call(&m, "voxel_build", again[i]),
		    "result.content.0.text");
		cr_assert_eq(number_at(call(&c, "goxel.get_status", NULL),
		    "result.revision"), revision);
	}
	end();
}

Test(build, a_stale_revision_is_refused_with_and_without_a_picture)
{
	begin(MCP_HTTP);
	mcp_refused(mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"expect_revision\":99,\"ops\":[" CUBE "]}"), "not 99");
	mcp_refused(mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"expect_revision\":99,\"render\":true,\"ops\":[" CUBE "]}"),
	    "not 99");
	cr_assert_eq(count(), 0);
	end();
}

Test(build, a_checkpoint_outlives_the_worker)
{
	begin(MCP_HTTP);
	mcp_worked(mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"ops\":[" CUBE "]}"));
	mcp_worked(mcp_call(&m, "voxel_history", "{\"model\":\"boat\","
	    "\"action\":\"checkpoint\",\"name\":\"cube\"}"));
	mcp_worked(mcp_call(&m, "voxel_field", "{\"model\":\"boat\","
	    "\"box\":[0,0,0,9,9,9],\"expr\":\"r < 4\"}"));
	crash();
	cr_assert_gt(count(), 64);
	mcp_worked(mcp_call(&m, "voxel_history", "{\"model\":\"boat\","
	    "\"action\":\"goto\",\"name\":\"cube\"}"));
	cr_assert_eq(count(), 64);
	end();
}

/* What a short request makes has room, too. */
Test(build, small_ops_may_become_large_edits)
{
	char ops[2048] = "";
	int i;

	begin(MCP_LINE);
	mcp_worked(mcp_call(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"ops\":[" CUBE "]}"));
	for (i = 0; i < 30; i++)
		strcat(ops, "{\"op\":\"palette\",\"name\":\"RGB 332\","
		    "\"snap\":true},");
	strcat(ops, CUBE);
	mcp_worked(mcp_callf(&m, "voxel_build", "{\"model\":\"boat\","
	    "\"ops\":[%s]}", ops));
	cr_assert_eq(count(), 64);
	end();
}
