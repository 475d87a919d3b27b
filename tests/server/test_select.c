/*
 * Selecting, and what works by what is selected, seen through requests.
 */
#include <criterion/criterion.h>

#include "tests/server/pair.h"

TestSuite(select, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,10],\"max\":[9,9,10],"
	    "\"color\":\"#0000ff\"}");
}

static void
selects(const char *method, const char *params, const char *count)
{
	const char *reply = call(&c, method, params);

	expect(reply, "result.success", "true");
	expect(reply, "result.selected", count);
}

Test(select, by_box_colour_connection_view_and_inversion)
{
	begin();
	selects("goxel.select_box", "[[0,0,0],[9,9,4]]", "500");
	selects("goxel.select_color",
	    "{\"color\":\"#0000ff\",\"mode\":\"add\"}", "600");
	selects("goxel.select_invert", NULL, "500");
	selects("goxel.select_connected", "[0,0,10]", "100");
	selects("goxel.select_view", "[0,0,512,512,512,512,\"top\"]", "1100");
	selects("goxel.clear_selection", NULL, "0");
	end();
}

Test(select, fills_deletes_cuts_and_pastes)
{
	const char *reply;

	begin();
	selects("goxel.select_color", "[\"#0000ff\"]", "100");
	selects("goxel.fill_selection", "[\"#00ff00\",\"paint\"]", "100");
	reply = call(&c, "goxel.cut_selection", "[\"Roof\"]");
	expect(reply, "result.voxels", "100");
	expect(reply, "result.name", "\"Roof\"");
	expect(call(&c, "goxel.copy_selection", "{\"layer_id\":2}"),
	    "result.voxels", "100");
	expect(call(&c, "goxel.paste", "[[0,0,5]]"), "result.layer_id", "3");
	reply = call(&c, "goxel.get_voxel", "[0,0,15]");
	expect(reply, "result.color", "[0,255,0,255]");
	selects("goxel.delete_selection", "[2]", "100");
	expect(call(&c, "goxel.get_voxel", "[0,0,10,2]"), "result.exists",
	    "false");
	end();
}

Test(select, what_is_selected_outlives_its_worker)
{
	begin();
	selects("goxel.select_box", "[[0,0,0],[9,9,4]]", "500");
	call(&c, "goxel.copy_selection", NULL);
	kill_worker(&s, serving_worker(&s));
	expect(call(&c, "goxel.get_selection", NULL), "result.selected",
	    "500");
	expect(call(&c, "goxel.paste", NULL), "result.voxels", "500");
	end();
}

Test(select, what_is_selected_outlives_the_server)
{
	begin();
	selects("goxel.select_box", "[[0,0,0],[9,9,4]]", "500");
	call(&c, "goxel.copy_selection", NULL);
	call(&c, "goxel.close_project", NULL);
	call(&c, "goxel.open_project", "[\"test\"]");
	expect(call(&c, "goxel.get_selection", NULL), "result.selected",
	    "500");
	call(&c, "goxel.clear_selection", NULL);
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_selection", NULL), "result.copied", "500");
	end();
}
