/*
 * test_do_brush - methods that draw along lines
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_brush);

static uint64_t
voxels(void)
{
	return volume_count(&caller.projects[0]->image->layers[0]->volume);
}

Test(do_brush, a_line_of_two_points_is_white_and_one_voxel_thick)
{
	expect(&caller, "goxel.brush", "{\"points\":[[0,0,0],[9,3,0]]}",
	    "{\"success\":true,\"voxels\":10}");
	expect(&caller, "goxel.get_voxel", "[9,3,0]", "{\"x\":9,\"y\":3,"
	    "\"z\":0,\"exists\":true,\"color\":[255,255,255,255]}");
}

Test(do_brush, a_path_that_crosses_itself_is_applied_once)
{
	expect(&caller, "goxel.brush", "{\"points\":[[0,0,0],{\"x\":9,"
	    "\"y\":0,\"z\":0},[0,0,0]],\"color\":\"#ff000080\","
	    "\"shape_type\":\"cube\",\"radius\":1.5,\"symmetry\":\"z\","
	    "\"origin\":[0,0,0.5]}", "{\"success\":true,\"voxels\":108}");
	expect(&caller, "goxel.get_voxel", "[5,0,0]", "{\"x\":5,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[255,0,0,128]}");
	cr_assert_eq(voxels(), 108);
}

Test(do_brush, brush_says_what_is_wrong)
{
	refuse(&caller, "goxel.brush", "{\"points\":[]}", ERR_PARAMS,
	    "points");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0]]}", ERR_PARAMS,
	    "points");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],\"radius\":0}",
	    ERR_PARAMS, "radius");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"shape_type\":\"cone\"}", ERR_PARAMS, "cone");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"smoothness\":-1}", ERR_PARAMS, "smoothness");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"mode\":\"replace\"}", ERR_PARAMS, "replace");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"layer_id\":7}", ERR_NO_LAYER, "7");
}

Test(do_brush, a_laser_drills_from_its_origin_on)
{
	caller_run(&caller, "goxel.fill_box", "{\"min\":[-10,-10,-10],"
	    "\"max\":[9,9,9],\"color\":\"#ffffff\"}");
	expect(&caller, "goxel.laser", "{\"origin\":[0,0,0],"
	    "\"direction\":[7,0,0],\"radius\":1}",
	    "{\"success\":true,\"removed\":40}");
	expect(&caller, "goxel.get_voxel", "[-1,0,0]", "{\"x\":-1,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[255,255,255,255]}");
	expect(&caller, "goxel.laser", "{\"origin\":[-20,-20,-20],"
	    "\"direction\":[1,1,1],\"length\":5}",
	    "{\"success\":true,\"removed\":0}");
}

Test(do_brush, laser_says_what_is_wrong)
{
	refuse(&caller, "goxel.laser", "[[0,0,0],[0,0,0]]", ERR_PARAMS,
	    "direction");
	refuse(&caller, "goxel.laser", "[[0,0,1e9],[0,0,1]]", ERR_PARAMS,
	    "origin");
	refuse(&caller, "goxel.laser", "[[0,0,0],[0,0,1],0.4]", ERR_PARAMS,
	    "radius");
	refuse(&caller, "goxel.laser", "{\"origin\":[0,0,0],"
	    "\"direction\":[0,0,1],\"length\":0}", ERR_PARAMS, "length");
	refuse(&caller, "goxel.laser", "{\"origin\":[0,0,0],"
	    "\"direction\":[0,0,1],\"radius\":1000}", ERR_TOO_BIG, "");
}

/* What a laser through a pixel of this camera takes out of a plate. */
static void
drill(const char *view, const char *reply)
{
	char params[256];

	caller_run(&caller, "goxel.fill_box", "{\"min\":[-10,-10,0],"
	    "\"max\":[9,9,3],\"color\":\"#ffffff\"}");
	snprintf(params, sizeof params, "{\"x\":25,\"y\":25,\"width\":51,"
	    "\"height\":51,\"radius\":1,%s}", view);
	expect(&caller, "goxel.laser", params, reply);
}

Test(do_brush, a_laser_goes_through_a_pixel_and_the_whole_layer)
{
	drill("\"camera\":{\"position\":[0,0,5000],\"target\":[0,0,0],"
	    "\"up\":[0,1,0]}", "{\"success\":true,\"removed\":16}");
	drill("\"camera_preset\":\"top\"",
	    "{\"success\":true,\"removed\":16}");
	drill("\"camera\":{\"position\":[0,0,2],\"target\":[0,0,0],"
	    "\"up\":[0,1,0]}", "{\"success\":true,\"removed\":8}");
	drill("\"camera\":{\"position\":[0,0,2],\"target\":[0,0,9],"
	    "\"up\":[0,1,0]},\"smoothness\":0.001",
	    "{\"success\":true,\"removed\":8}");
	drill("\"camera\":{\"position\":[0,0,-1],\"target\":[0,0,-9],"
	    "\"up\":[0,1,0]}", "{\"success\":true,\"removed\":0}");
}

Test(do_brush, a_laser_takes_what_a_pick_sees)
{
	const char *pixel = "{\"x\":20,\"y\":27,\"width\":50,\"height\":50}";
	const char *at;
	struct pos voxel;

	caller_run(&caller, "goxel.fill_box", "{\"min\":[-10,-10,0],"
	    "\"max\":[9,9,3],\"color\":\"#ffffff\"}");
	caller_run(&caller, "goxel.pick_voxel", pixel);
	at = strstr(caller.reply.bytes, "\"voxel\":[");
	cr_assert_not_null(at, "%s", caller.reply.bytes);
	cr_assert_eq(sscanf(at + 9, "%d,%d,%d", &voxel.at[0], &voxel.at[1],
	    &voxel.at[2]), 3);
	caller_run(&caller, "goxel.laser", "{\"x\":20,\"y\":27,"
	    "\"width\":50,\"height\":50,\"radius\":1}");
	cr_assert(!rgba_exists(volume_get(&caller.projects[0]->image->
	    layers[0]->volume, &voxel)), "%s", caller.reply.bytes);
}

Test(do_brush, a_laser_is_of_a_pixel_or_of_a_point)
{
	refuse(&caller, "goxel.laser", "{}", ERR_PARAMS, "'x' and 'y'");
	refuse(&caller, "goxel.laser", "{\"origin\":[0,0,0]}", ERR_PARAMS,
	    "'x' and 'y'");
	refuse(&caller, "goxel.laser", "{\"x\":1,\"origin\":[0,0,0]}",
	    ERR_PARAMS, "without 'origin'");
	refuse(&caller, "goxel.laser", "{\"x\":512}", ERR_PARAMS,
	    "outside of the picture");
	refuse(&caller, "goxel.laser", "{\"x\":0,\"width\":8193}",
	    ERR_PARAMS, "width");
}

Test(do_brush, points_are_moved_onto_a_plane)
{
	expect(&caller, "goxel.brush", "{\"points\":[[0,0,7],[9,0,-3]],"
	    "\"plane_normal\":[0,0,1],\"plane_point\":[5,5,2]}",
	    "{\"success\":true,\"voxels\":10}");
	expect(&caller, "goxel.get_voxel", "[9,0,2]", "{\"x\":9,\"y\":0,"
	    "\"z\":2,\"exists\":true,\"color\":[255,255,255,255]}");
	/* 10 times (1,1,1) / 3 away from where x + y + z is 1.5. */
	expect(&caller, "goxel.brush", "{\"points\":[[10,0,0]],"
	    "\"plane_normal\":[1,1,1],\"plane_point\":[0.5,0.5,0.5]}",
	    "{\"success\":true,\"voxels\":1}");
	expect(&caller, "goxel.get_voxel", "[7,-3,-3]", "{\"x\":7,\"y\":-3,"
	    "\"z\":-3,\"exists\":true,\"color\":[255,255,255,255]}");
}

Test(do_brush, a_plane_that_cannot_be_is_refused)
{
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"plane_normal\":[0,0,0]}", ERR_PARAMS, "plane_normal");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"plane_point\":[0,0,0]}", ERR_PARAMS, "plane_normal");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"plane_normal\":[0,0,1],\"plane_point\":[0,0,1048577]}",
	    ERR_PARAMS, "plane_point");
	refuse(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"plane_normal\":[0,0,1],\"plane_point\":[0,0,1048576]}",
	    ERR_BOUNDS, "out of bounds");
	expect(&caller, "goxel.brush", "{\"points\":[[0,0,0]],"
	    "\"plane_normal\":[0,0,1],\"plane_point\":[0,0,-1048576]}",
	    "{\"success\":true,\"voxels\":1}");
}
