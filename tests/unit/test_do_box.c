/*
 * test_do_box - methods about the boxes of layers and of the project
 */
#include <stdio.h>

#include "bounds.h"
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[19,19,19],\"color\":\"#ff0000\"}");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_box, .init = setup, .fini = teardown);

static void
removed(const char *params, const char *count)
{
	char want[200];

	snprintf(want, sizeof want, "{\"success\":true,\"layer_id\":1,"
	    "\"name\":\"Layer.1\",\"voxels_removed\":%s}", count);
	expect(&caller, "goxel.crop_layer", params, want);
}

Test(do_box, crop_to_corners_keeps_both)
{
	removed("{\"min\":[0,0,0],\"max\":[19,19,18]}", "400");
	removed("{\"min\":[0,0,0],\"max\":[0,0,0]}", "7599");
}

Test(do_box, crop_without_a_box_takes_the_layers_then_the_projects)
{
	caller_run(&caller, "goxel.set_project_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9]}");
	caller_run(&caller, "goxel.set_layer_box", "{\"min\":[0,0,0],"
	    "\"max\":[19,19,9]}");
	removed("{}", "4000");
	removed("{\"to\":\"project\"}", "3000");
	caller_run(&caller, "goxel.set_layer_box", "{}");
	removed("{}", "0");
}

Test(do_box, crop_says_what_is_wrong)
{
	refuse(&caller, "goxel.crop_layer", "{\"to\":\"layer\"}", ERR_EMPTY,
	    "no box");
	refuse(&caller, "goxel.crop_layer", "{\"to\":\"moon\"}", ERR_PARAMS,
	    "moon");
	refuse(&caller, "goxel.crop_layer", "{\"min\":[0,0,0]}", ERR_PARAMS,
	    "together");
	refuse(&caller, "goxel.crop_layer", "{\"min\":[1,0,0],"
	    "\"max\":[0,0,0]}", ERR_PARAMS, "above");
	refuse(&caller, "goxel.crop_layer", "[4]", ERR_NO_LAYER, "layer 4");
}

Test(do_box, layer_tells_its_box)
{
	caller_run(&caller, "goxel.set_layer_box", "{\"min\":[-1,-2,-3],"
	    "\"max\":[4,5,6]}");
	caller_run(&caller, "goxel.get_layer", "{}");
	cr_assert_not_null(strstr(caller.reply.bytes,
	    "\"box\":{\"min\":[-1,-2,-3],\"max\":[4,5,6]}"));
	refuse(&caller, "goxel.set_layer_box", "{\"max\":[1,0,0]}",
	    ERR_PARAMS, "together");
}

Test(do_box, projects_box_fits_around_layers_and_their_boxes)
{
	expect(&caller, "goxel.set_project_box", "{}", "{\"success\":true,"
	    "\"min\":[0,0,0],\"max\":[19,19,19]}");
	caller_run(&caller, "goxel.set_layer_box", "{\"min\":[-5,0,0],"
	    "\"max\":[4,5,30]}");
	expect(&caller, "goxel.set_project_box", "{}", "{\"success\":true,"
	    "\"min\":[-5,0,0],\"max\":[19,19,30]}");
	caller_run(&caller, "goxel.get_status", NULL);
	cr_assert_not_null(strstr(caller.reply.bytes,
	    "\"width\":25,\"height\":20,\"depth\":31"));
	caller_run(&caller, "goxel.create_project", "[\"P\"]");
	refuse(&caller, "goxel.set_project_box", "{}", ERR_EMPTY, "voxels");
}

Test(do_box, projects_box_fits_around_whole_shapes_that_it_cut)
{
	caller_run(&caller, "goxel.create_project", "[\"P\"]");
	caller_run(&caller, "goxel.create_shape_layer", "{\"min\":[14,0,0],"
	    "\"max\":[40,3,3]}");
	expect(&caller, "goxel.set_project_box", "{}", "{\"success\":true,"
	    "\"min\":[14,0,0],\"max\":[40,3,3]}");
}
