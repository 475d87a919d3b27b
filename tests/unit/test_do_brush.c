/*
 * test_do_brush - methods that draw along lines
 */
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
