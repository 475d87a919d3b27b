/*
 * test_do_program - draw what a program says
 */
#include "tests/unit/caller.h"

CALLER_SUITE(do_program);

Test(do_program, a_program_is_one_step_in_the_box_it_is_given)
{
	expect(&caller, "goxel.run_program",
	    "[\"shape main { cube[s 0.5] }\"]",
	    "{\"success\":true,\"layer_id\":1,\"voxels\":4096}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[-8,-8,8],\"max\":[8,8,24],"
	    "\"dimensions\":[16,16,16]}");
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.run_program", "{\"program\":\"shape a { } "
	    "shape b { cube }\",\"shape\":\"b\",\"min\":[4,4,4],"
	    "\"max\":[5,6,7],\"color\":\"#204060\"}",
	    "{\"success\":true,\"layer_id\":1,\"voxels\":24}");
	expect(&caller, "goxel.get_voxel", "[5,6,7]", "{\"x\":5,\"y\":6,"
	    "\"z\":7,\"exists\":true,\"color\":[32,64,96,255]}");
}

Test(do_program, what_is_wrong_is_named)
{
	refuse(&caller, "goxel.run_program", "[\"shape main {\\n cubes }\"]",
	    ERR_PARAMS, "line 2, column 2: expected the name of a shape");
	refuse(&caller, "goxel.run_program", "{\"program\":\"shape a { }\","
	    "\"shape\":\"b\"}", ERR_PARAMS, "no shape 'b'");
	refuse(&caller, "goxel.run_program", "[\"shape main($a) { }\"]",
	    ERR_PARAMS, "no shape 'main'");
	refuse(&caller, "goxel.run_program", "{\"program\":\"shape a { }\","
	    "\"max\":[0,0,-1]}", ERR_PARAMS, "'min'");
	refuse(&caller, "goxel.run_program", "{\"program\":\"shape a { }\","
	    "\"layer_id\":9}", ERR_NO_LAYER, "no layer 9");
	refuse(&caller, "goxel.run_program", "[\"shape a { a }\"]",
	    ERR_TOO_BIG, "");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
}
