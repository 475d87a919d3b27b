/*
 * The methods that are about the server, a project or one voxel, in every
 * documented form.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(method, .fini = harness_fini);

static void
begin(void)
{
	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
}

static void
begin_project(void)
{
	begin();
	expect(call(&c, "goxel.create_project", "[\"test\"]"),
	    "result.success", "true");
}

/* The colour at one place, written as JSON; "none" when there is no voxel. */
static void
voxel_is(const char *place, const char *color)
{
	const char *reply = call(&c, "goxel.get_voxel", place);

	if (strcmp(color, "none") == 0) {
		expect(reply, "result.exists", "false");
		expect(reply, "result.color", "[0,0,0,0]");
		return;
	}
	expect(reply, "result.exists", "true");
	expect(reply, "result.color", color);
}

/* ---- the server ---- */

Test(method, list_methods_counts_and_describes)
{
	const char *reply;

	begin();
	reply = call(&c, "list_methods", NULL);
	expect(reply, "result.methods.0.method", "\"echo\"");
	expect_some(reply, "result.methods.27.description");
	cr_assert_gt(number_at(reply, "result.count"), 27);
	end();
}

Test(method, discover_describes_each_listed_method)
{
	const cJSON *each, *other;
	const char *name;
	cJSON *list, *document;
	bool found;

	begin();
	list = cJSON_Parse(call(&c, "list_methods", NULL));
	document = cJSON_Parse(call(&c, "rpc.discover", NULL));
	cr_assert_not_null(document);
	cJSON_ArrayForEach(each, cJSON_GetObjectItem(
	    cJSON_GetObjectItem(list, "result"), "methods")) {
		name = cJSON_GetObjectItem(each, "method")->valuestring;
		found = false;
		cJSON_ArrayForEach(other, cJSON_GetObjectItem(
		    cJSON_GetObjectItem(document, "result"), "methods"))
			found |= strcmp(name, cJSON_GetObjectItem(other,
			    "name")->valuestring) == 0;
		cr_assert(found, "rpc.discover does not know %s", name);
	}
	cJSON_Delete(list);
	cJSON_Delete(document);
	expect_some(call(&c, "rpc.discover", NULL), "result.openrpc");
	expect_some(call(&c, "rpc.discover", NULL), "result.info.version");
	end();
}

Test(method, ping_tells_the_time)
{
	double told;

	begin();
	told = number_at(call(&c, "ping", NULL), "result.timestamp");
	cr_assert_float_eq(told, (double)time(NULL), 5);
	end();
}

Test(method, version_names_the_protocol)
{
	const char *reply;

	begin();
	reply = call(&c, "version", NULL);
	expect(reply, "result.version", "\"" GOXELD_VERSION "\"");
	expect(reply, "result.type", "\"daemon\"");
	expect(reply, "result.protocol", "\"JSON-RPC 2.0\"");
	end();
}

Test(method, status_says_running)
{
	const char *reply;

	begin();
	reply = call(&c, "status", NULL);
	expect(reply, "result.status", "\"running\"");
	expect(reply, "result.goxel_initialized", "true");
	expect_some(reply, "result.hostname");
	expect_some(reply, "result.current_time");
	expect_some(reply, "result.uptime_seconds");
	cr_assert_gt(number_at(reply, "result.pid"), 1);
	end();
}

Test(method, echo_returns_what_it_was_given)
{
	begin();
	expect(call(&c, "echo", "[1,\"a\",null,{\"b\":[]}]"), "result",
	    "[1,\"a\",null,{\"b\":[]}]");
	expect(call(&c, "echo", "{\"k\":-1.5e3}"), "result.k", "-1500");
	expect(call(&c, "echo", NULL), "result", "{}");
	end();
}

/* ---- projects ---- */

Test(method, create_project_echoes_name_and_size)
{
	const char *reply;

	begin();
	reply = call(&c, "goxel.create_project", "[\"p\",10,20,30]");
	expect(reply, "result.name", "\"p\"");
	expect(reply, "result.width", "10");
	expect(reply, "result.height", "20");
	expect(reply, "result.depth", "30");
	reply = call(&c, "goxel.create_project",
	    "{\"name\":\"q\",\"depth\":7}");
	expect(reply, "result.width", "64");
	expect(reply, "result.depth", "7");
	reply = call(&c, "goxel.create_project", NULL);
	expect(reply, "result.name", "\"New Project\"");
	end();
}

Test(method, create_project_again_starts_afresh_and_undo_brings_it_back)
{
	begin_project();
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0]");
	call(&c, "goxel.create_project", "[\"test\"]");
	voxel_is("[1,2,3]", "none");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	voxel_is("[1,2,3]", "[255,0,0,255]");
	end();
}

Test(method, without_a_project_edits_fail_and_status_is_empty)
{
	const char *reply;

	begin();
	expect_error(call(&c, "goxel.add_voxel", "[0,0,0]"), -1004);
	expect_error(call(&c, "goxel.get_voxel", "[0,0,0]"), -1006);
	expect_some(call(&c, "goxel.get_voxels_region",
	    "{\"min\":[0,0,0],\"max\":[1,1,1]}"), "error.code");
	reply = call(&c, "goxel.get_status", NULL);
	expect(reply, "result.layer_count", "0");
	expect(reply, "result.width", "0");
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "0");
	end();
}

Test(method, projects_are_separate_and_named_ones_reachable)
{
	begin();
	call(&c, "goxel.create_project", "[\"a\"]");
	call(&c, "goxel.add_voxel", "[0,0,0,1,1,1]");
	call(&c, "goxel.create_project", "[\"b\"]");
	voxel_is("[0,0,0]", "none");
	expect(call(&c, "goxel.get_voxel", "{\"x\":0,\"y\":0,\"z\":0,"
	    "\"project\":\"a\"}"), "result.exists", "true");
	expect(call(&c, "goxel.open_project", "[\"a\"]"), "result.name",
	    "\"a\"");
	voxel_is("[0,0,0]", "[1,1,1,255]");
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "2");
	end();
}

Test(method, new_connection_works_on_the_servers_current_project)
{
	struct client other;

	begin_project();
	call(&c, "goxel.add_voxel", "[5,5,5,9,8,7]");
	other = client_open(&s, DOOR_TCP);
	expect(call(&other, "goxel.get_voxel", "[5,5,5]"), "result.color",
	    "[9,8,7,255]");
	client_close(&other);
	end();
}

Test(method, open_project_refuses_what_is_not_there)
{
	begin();
	expect_error(call(&c, "goxel.open_project", "[\"none\"]"), -1030);
	expect_error(call(&c, "goxel.open_project", NULL), -32602);
	end();
}

Test(method, closed_project_stays_stored)
{
	begin_project();
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
	expect(call(&c, "goxel.close_project", "[\"test\"]"), "result.name",
	    "\"test\"");
	expect_error(call(&c, "goxel.get_voxel", "[1,2,3]"), -1006);
	expect(call(&c, "goxel.list_projects", NULL), "result.projects.0.open",
	    "false");
	expect(call(&c, "goxel.open_project", "[\"test\"]"),
	    "result.revision", "2");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	end();
}

Test(method, closed_project_is_gone_where_nothing_is_stored)
{
	pair_open("data_dir=off");
	call(&c, "goxel.close_project", "[\"test\"]");
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "0");
	expect_error(call(&c, "goxel.open_project", "[\"test\"]"), -1030);
	end();
}

Test(method, deleted_project_is_gone)
{
	begin_project();
	expect(call(&c, "goxel.delete_project", "[\"test\"]"), "result.name",
	    "\"test\"");
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "0");
	expect_error(call(&c, "goxel.open_project", "[\"test\"]"), -1030);
	end();
}

Test(method, every_connection_reaches_every_project)
{
	enum { PROJECTS = 8 };
	struct client clients[PROJECTS];
	int i, j;

	s = server_start("workers=4");
	for (i = 0; i < PROJECTS; i++) {
		clients[i] = client_open(&s, i & 1 ? DOOR_TCP : DOOR_UNIX);
		callf(&clients[i], "goxel.create_project", "[\"p%d\"]", i);
		callf(&clients[i], "goxel.add_voxel", "[0,0,0,%d,0,0]", i + 1);
	}
	for (i = 0; i < PROJECTS; i++)
		for (j = 0; j < PROJECTS; j++)
			cr_assert_eq(number_at(callf(&clients[i],
			    "goxel.get_voxel", "{\"x\":0,\"y\":0,\"z\":0,"
			    "\"project\":\"p%d\"}", j), "result.color.0"),
			    j + 1);
	for (i = 0; i < PROJECTS; i++)
		client_close(&clients[i]);
	server_stop(&s);
}

Test(method, stale_revision_is_refused)
{
	double revision;

	begin_project();
	call(&c, "goxel.add_voxel", "[0,0,0,1,1,1]");
	revision = number_at(call(&c, "goxel.get_status", NULL),
	    "result.revision");
	expect(callf(&c, "goxel.add_voxel", "{\"x\":1,\"y\":0,\"z\":0,"
	    "\"expect_revision\":%.0f}", revision), "result.success", "true");
	expect_error(callf(&c, "goxel.add_voxel", "{\"x\":2,\"y\":0,\"z\":0,"
	    "\"expect_revision\":%.0f}", revision), -1035);
	voxel_is("[2,0,0]", "none");
	end();
}

/* ---- voxels ---- */

Test(method, add_voxel_takes_every_form_of_colour)
{
	static const struct {
		const char *params, *color;
	} forms[] = {
		{ "[0,0,0,10,20,30]", "[10,20,30,255]" },
		{ "[0,0,0,10,20,30,40]", "[10,20,30,40]" },
		{ "[0,0,0,300,20,30]", "[255,20,30,255]" },
		{ "[0,0,0,0.5,1.0,0.0]", "[127,255,0,255]" },
		{ "[0,0,0]", "[0,0,0,255]" },
		{ "[0,0,0,\"#0a141e\"]", "[10,20,30,255]" },
		{ "[0,0,0,\"#0A141E28\"]", "[10,20,30,40]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"color\":[10,20,30]}",
		    "[10,20,30,255]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"color\":[10,20,30,40]}",
		    "[10,20,30,40]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"color\":\"#0a141e\"}",
		    "[10,20,30,255]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"color\":{\"r\":10,\"g\":20,"
		    "\"b\":30}}", "[10,20,30,255]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"color\":{\"r\":10,\"g\":20,"
		    "\"b\":30,\"a\":40}}", "[10,20,30,40]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"r\":10,\"g\":20,\"b\":30,"
		    "\"a\":40}", "[10,20,30,40]" },
		{ "{\"x\":0,\"y\":0,\"z\":0,\"r\":10,\"g\":20,\"b\":30,"
		    "\"color\":\"#ff0000\"}", "[255,0,0,255]" },
		{ "{\"x\":0,\"y\":0,\"z\":0}", "[255,255,255,255]" },
	};
	size_t i;

	begin_project();
	for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		call(&c, "goxel.remove_voxel", "[0,0,0]");
		expect(call(&c, "goxel.add_voxel", forms[i].params),
		    "result.color", forms[i].color);
		voxel_is("[0,0,0]", forms[i].color);
	}
	end();
}

Test(method, add_voxel_says_what_is_wrong_with_a_colour)
{
	const char *reply;

	begin_project();
	reply = call(&c, "goxel.add_voxel", "[0,0,0,\"#12\"]");
	expect_error(reply, -32602);
	expect_text(reply, "Invalid hex color in array");
	reply = call(&c, "goxel.add_voxel",
	    "{\"x\":0,\"y\":0,\"z\":0,\"color\":\"red\"}");
	expect_error(reply, -32602);
	expect_text(reply, "Invalid hex color format");
	reply = call(&c, "goxel.add_voxel",
	    "{\"x\":0,\"y\":0,\"z\":0,\"color\":{\"r\":1}}");
	expect_error(reply, -32602);
	expect_text(reply, "Color object missing r, g, b fields");
	voxel_is("[0,0,0]", "none");
	end();
}

Test(method, add_voxel_writes_below_zero_and_far_away)
{
	begin_project();
	expect(call(&c, "goxel.add_voxel", "[-1,-17,-100000,1,2,3]"),
	    "result.z", "-100000");
	voxel_is("[-1,-17,-100000]", "[1,2,3,255]");
	call(&c, "goxel.add_voxel", "[1048575,-1048576,0,4,5,6]");
	voxel_is("[1048575,-1048576,0]", "[4,5,6,255]");
	expect_some(call(&c, "goxel.add_voxel", "[1048576,0,0,4,5,6]"),
	    "error.code");
	end();
}

Test(method, add_voxel_into_an_unknown_layer_goes_to_the_active_one)
{
	begin_project();
	expect(call(&c, "goxel.add_voxel", "[0,0,0,1,2,3,255,77]"),
	    "result.layer_id", "77");
	voxel_is("[0,0,0]", "[1,2,3,255]");
	end();
}

Test(method, remove_voxel_empties_a_place_even_an_empty_one)
{
	begin_project();
	call(&c, "goxel.add_voxel", "[1,1,1,1,2,3]");
	expect(call(&c, "goxel.remove_voxel", "[1,1,1]"), "result.success",
	    "true");
	voxel_is("[1,1,1]", "none");
	expect(call(&c, "goxel.remove_voxel", "{\"x\":9,\"y\":9,\"z\":9}"),
	    "result.success", "true");
	expect_error(call(&c, "goxel.remove_voxel", "[0,0,0,77]"), -1005);
	end();
}

Test(method, add_voxels_takes_a_list_and_counts_what_is_none)
{
	const char *reply;

	begin_project();
	reply = call(&c, "add_voxels", "{\"voxels\":[{\"x\":0,\"y\":0,\"z\":0,"
	    "\"r\":1,\"g\":2,\"b\":3},{\"x\":1,\"y\":0,\"z\":0,\"r\":4,"
	    "\"g\":5,\"b\":6,\"a\":7}]}");
	expect(reply, "result.success", "true");
	expect(reply, "result.added", "2");
	expect(reply, "result.failed", "0");
	voxel_is("[1,0,0]", "[4,5,6,7]");
	reply = call(&c, "add_voxels", "[[{\"x\":2,\"y\":0,\"z\":0,\"r\":1,"
	    "\"g\":1,\"b\":1},\"none\"]]");
	expect(reply, "result.success", "false");
	expect(reply, "result.added", "1");
	expect(reply, "result.failed", "1");
	expect_error(call(&c, "add_voxels", NULL), -32602);
	expect_error(call(&c, "add_voxels", "{\"voxels\":3}"), -32602);
	end();
}

Test(method, add_voxels_is_one_step_of_undo)
{
	begin_project();
	call(&c, "add_voxels", "{\"voxels\":[{\"x\":0,\"y\":0,\"z\":0,\"r\":1,"
	    "\"g\":2,\"b\":3},{\"x\":1,\"y\":0,\"z\":0,\"r\":4,\"g\":5,"
	    "\"b\":6}]}");
	call(&c, "goxel.undo", NULL);
	voxel_is("[0,0,0]", "none");
	voxel_is("[1,0,0]", "none");
	end();
}

Test(method, undo_and_redo_walk_the_history_both_ways)
{
	int i;

	begin_project();
	for (i = 1; i <= 5; i++)
		callf(&c, "goxel.add_voxel", "[0,0,0,%d,0,0]", i);
	voxel_is("[0,0,0]", "[5,0,0,255]");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.undo", NULL), "result.redo_steps", "2");
	voxel_is("[0,0,0]", "[3,0,0,255]");
	expect(call(&c, "goxel.redo", NULL), "result.redo_steps", "1");
	voxel_is("[0,0,0]", "[4,0,0,255]");
	call(&c, "goxel.add_voxel", "[0,0,0,9,0,0]");
	expect_error(call(&c, "goxel.redo", NULL), -1036);
	for (i = 0; i < 5; i++)
		call(&c, "goxel.undo", NULL);
	voxel_is("[0,0,0]", "none");
	end();
}

Test(method, undo_stops_where_the_project_began)
{
	begin_project();
	while (strstr(call(&c, "goxel.undo", NULL), "\"error\"") == NULL)
		;
	expect_error(call(&c, "goxel.undo", NULL), -1036);
	end();
}
