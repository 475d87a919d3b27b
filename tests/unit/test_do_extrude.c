/*
 * test_do_extrude - the method that pushes a piece of surface out or in
 */
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[3,3,3],\"color\":\"#808080\"}");
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,3],"
	    "\"max\":[1,3,3],\"color\":\"#888888\"}");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_extrude, .init = setup, .fini = teardown);

Test(do_extrude, one_layer_upwards_of_any_colour_is_the_default)
{
	expect(&caller, "goxel.extrude", "[0,0,3]",
	    "{\"success\":true,\"voxels\":16}");
	expect(&caller, "goxel.get_voxel", "[1,3,4]", "{\"x\":1,\"y\":3,"
	    "\"z\":4,\"exists\":true,\"color\":[136,136,136,255]}");
}

Test(do_extrude, threshold_normal_and_delta_are_heeded)
{
	expect(&caller, "goxel.extrude", "[0,0,3,\"+z\",3,7]",
	    "{\"success\":true,\"voxels\":24}");
	expect(&caller, "goxel.extrude", "[0,0,0,\"-y\",-1]",
	    "{\"success\":true,\"voxels\":22}");
	expect(&caller, "goxel.extrude", "[3,1,1,\"x\",1,8]",
	    "{\"success\":true,\"voxels\":12}");
}

Test(do_extrude, says_what_is_wrong)
{
	refuse(&caller, "goxel.extrude", "[1,1,1]", ERR_NO_VOXEL, "1,1,1");
	refuse(&caller, "goxel.extrude", "[0,0,3,\"up\"]", ERR_PARAMS,
	    "normal");
	refuse(&caller, "goxel.extrude", "[0,0,3,\"z\",1,256]", ERR_PARAMS,
	    "threshold");
	refuse(&caller, "goxel.extrude", "[0,0,3,\"z\",1,0,7]", ERR_NO_LAYER,
	    "7");
}
