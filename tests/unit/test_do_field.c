/*
 * test_do_field - fill what an expression says
 */
#include "tests/unit/caller.h"

CALLER_SUITE(do_field);

#define BOX	"\"min\":[0,0,0],\"max\":[7,7,7]"

Test(do_field, what_is_told_stands_and_is_one_step)
{
	expect(&caller, "goxel.fill_field", "{" BOX ",\"expression\":"
	    "\"z < 2\",\"color\":\"rgb(x, y, 255)\"}", "{\"success\":true,"
	    "\"layer_id\":1,\"voxels\":128}");
	expect(&caller, "goxel.get_voxel", "[7,3,1]", "{\"x\":7,\"y\":3,"
	    "\"z\":1,\"exists\":true,\"color\":[7,3,255,255]}");
	expect(&caller, "goxel.fill_field", "{" BOX ",\"expression\":"
	    "\"x < 4\",\"mode\":\"sub\"}", "{\"success\":true,"
	    "\"layer_id\":1,\"voxels\":256}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[4,0,0],\"max\":[8,8,2],\"dimensions\":[4,8,2]}");
	caller_run(&caller, "goxel.undo", NULL);
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
}

Test(do_field, what_is_wrong_is_named)
{
	refuse(&caller, "goxel.fill_field", "{" BOX ",\"expression\":\"x +\"}",
	    ERR_PARAMS, "'expression', line 1, column 4: expected a number");
	refuse(&caller, "goxel.fill_field", "{" BOX ",\"expression\":\"1\","
	    "\"color\":\"rgb(1)\"}", ERR_PARAMS,
	    "'color', line 1, column 6: expected ','");
	refuse(&caller, "goxel.fill_field", "{" BOX ",\"expression\":\"1\","
	    "\"mode\":\"replace\"}", ERR_PARAMS, "replace");
	refuse(&caller, "goxel.fill_field", "{" BOX ",\"expression\":\"1\","
	    "\"layer_id\":3}", ERR_NO_LAYER, "no layer 3");
	refuse(&caller, "goxel.fill_field", "[[0,0,1],[1,1,0],\"1\"]",
	    ERR_PARAMS, "along z");
	refuse(&caller, "goxel.fill_field", "[[0,0,0],[1048576,0,0],\"1\"]",
	    ERR_PARAMS, "1048575");
	refuse(&caller, "goxel.fill_field", "[[0,0,0],[255,255,256],\"1\"]",
	    ERR_TOO_BIG, "at most 16777216");
}
