/*
 * Layers rearranged, clones, shapes and boxes, seen through requests.
 */
#include <criterion/criterion.h>

#include "tests/server/pair.h"

TestSuite(stack, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[3,0,0],"
	    "\"color\":\"#ff0000\"}");
}

static void
bounds_are(int layer, const char *min, const char *max)
{
	const char *reply = callf(&c, "goxel.get_layer", "[%d]", layer);

	expect(reply, "result.bounds.min", min);
	expect(reply, "result.bounds.max", max);
}

static void
undo(void)
{
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
}

Test(stack, reorder_layer_changes_the_list)
{
	begin();
	call(&c, "goxel.create_layer", "[\"top\"]");
	expect(call(&c, "goxel.reorder_layer", "[2,0]"), "result.index", "0");
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.0.name",
	    "\"top\"");
	undo();
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.1.name",
	    "\"top\"");
	end();
}

Test(stack, set_layer_mode_is_listed)
{
	begin();
	call(&c, "goxel.set_layer_mode", "[1,\"sub\"]");
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.0.mode",
	    "\"sub\"");
	expect_error(call(&c, "goxel.set_layer_mode", "[1,\"add\"]"), -32602);
	end();
}

Test(stack, duplicate_layer_is_independent)
{
	begin();
	expect(call(&c, "goxel.duplicate_layer", "[1]"), "result.layer_id",
	    "2");
	call(&c, "goxel.remove_voxel", "[0,0,0,1]");
	bounds_are(1, "[1,0,0]", "[3,0,0]");
	bounds_are(2, "[0,0,0]", "[3,0,0]");
	end();
}

Test(stack, clone_layer_follows_until_uncloned)
{
	begin();
	call(&c, "goxel.clone_layer", "{\"layer_id\":1,\"move\":[0,0,9]}");
	bounds_are(2, "[0,0,9]", "[3,0,9]");
	call(&c, "goxel.remove_voxel", "[0,0,0,1]");
	bounds_are(2, "[1,0,9]", "[3,0,9]");
	call(&c, "goxel.unclone_layer", "[2]");
	call(&c, "goxel.remove_voxel", "[1,0,0,1]");
	bounds_are(2, "[1,0,9]", "[3,0,9]");
	end();
}

Test(stack, transform_layer_turns_a_clone)
{
	begin();
	call(&c, "goxel.clone_layer", "[1]");
	call(&c, "goxel.transform_layer", "{\"layer_id\":2,\"angle\":90,"
	    "\"about\":[0,0,0]}");
	bounds_are(2, "[-1,0,0]", "[-1,3,0]");
	undo();
	bounds_are(2, "[0,0,0]", "[3,0,0]");
	expect_error(call(&c, "goxel.transform_layer", "{\"layer_id\":1}"),
	    -32602);
	end();
}

Test(stack, create_shape_layer_shows_a_shape)
{
	begin();
	expect(call(&c, "goxel.create_shape_layer", "{\"shape_type\":"
	    "\"sphere\",\"min\":[0,0,0],\"max\":[7,7,7],\"color\":\"#00ff00\","
	    "\"name\":\"ball\"}"), "result.name", "\"ball\"");
	expect(call(&c, "goxel.get_layer", "{\"name\":\"ball\"}"),
	    "result.kind", "\"shape\"");
	bounds_are(2, "[0,0,0]", "[7,7,7]");
	end();
}

Test(stack, merge_down_and_merge_visible_leave_one)
{
	begin();
	call(&c, "goxel.create_layer", "[\"b\"]");
	call(&c, "goxel.add_voxel", "[9,9,9,1,1,1]");
	call(&c, "goxel.create_layer", "[\"c\"]");
	call(&c, "goxel.add_voxel", "[8,9,9,1,1,1]");
	expect(call(&c, "goxel.merge_down", "{}"), "result.layer_id", "2");
	bounds_are(2, "[8,9,9]", "[9,9,9]");
	expect(call(&c, "goxel.merge_visible", NULL), "result.layer_id", "1");
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1");
	bounds_are(1, "[0,0,0]", "[9,9,9]");
	end();
}

Test(stack, crop_layer_keeps_what_is_inside)
{
	begin();
	expect(call(&c, "goxel.crop_layer", "{\"min\":[0,0,0],"
	    "\"max\":[1,9,9]}"), "result.voxels_removed", "2");
	bounds_are(1, "[0,0,0]", "[1,0,0]");
	undo();
	call(&c, "goxel.set_layer_box", "{\"min\":[1,0,0],\"max\":[2,0,0]}");
	expect(call(&c, "goxel.crop_layer", "{\"to\":\"layer\"}"),
	    "result.voxels_removed", "2");
	bounds_are(1, "[1,0,0]", "[2,0,0]");
	end();
}

Test(stack, set_project_box_is_the_projects_size)
{
	begin();
	expect(call(&c, "goxel.set_project_box", "{\"min\":[0,0,0],"
	    "\"max\":[99,49,9]}"), "result.max", "[99,49,9]");
	expect(call(&c, "goxel.get_status", NULL), "result.width", "100");
	expect(call(&c, "goxel.set_project_box", "{}"), "result.max",
	    "[3,0,0]");
	end();
}

Test(stack, all_of_it_survives_the_worker)
{
	begin();
	call(&c, "goxel.clone_layer", "{\"layer_id\":1,\"move\":[0,0,9]}");
	call(&c, "goxel.set_layer_mode", "[2,\"max\"]");
	call(&c, "goxel.create_shape_layer", "{\"min\":[0,0,0],"
	    "\"max\":[1,1,1]}");
	call(&c, "goxel.reorder_layer", "[3,0]");
	call(&c, "goxel.close_project", "[\"test\"]");
	call(&c, "goxel.open_project", "[\"test\"]");
	call(&c, "goxel.remove_voxel", "[0,0,0,1]");
	bounds_are(2, "[1,0,9]", "[3,0,9]");
	expect(call(&c, "goxel.get_layer", "[2]"), "result.mode", "\"max\"");
	expect(call(&c, "goxel.get_layer", "[3]"), "result.index", "0");
	end();
}
