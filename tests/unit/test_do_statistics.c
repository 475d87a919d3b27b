/*
 * test_do_statistics - how much there is
 */
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_statistics);

Test(do_statistics, nothing_has_no_faces_and_no_box)
{
	expect(&caller, "goxel.get_statistics", NULL, "{\"voxels\":0,"
	    "\"faces\":0,\"surface_area\":0,\"faces_by_side\":{\"left\":0,"
	    "\"right\":0,\"front\":0,\"back\":0,\"bottom\":0,\"top\":0},"
	    "\"layers\":[{\"id\":1,\"name\":\"Layer.1\",\"voxels\":0,"
	    "\"faces\":0,\"surface_area\":0,\"faces_by_side\":{\"left\":0,"
	    "\"right\":0,\"front\":0,\"back\":0,\"bottom\":0,\"top\":0}}]}");
}

Test(do_statistics, layers_are_counted_alone_and_together)
{
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[19,29,39],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.create_layer", "[\"two\"]");
	caller_run(&caller, "goxel.add_voxel", "[20,0,0,0,255,0]");
	expect(&caller, "goxel.get_statistics", NULL, "{\"voxels\":24001,"
	    "\"faces\":5204,\"surface_area\":5204,\"faces_by_side\":{"
	    "\"left\":1200,\"right\":1200,\"front\":801,\"back\":801,"
	    "\"bottom\":601,\"top\":601},\"bbox\":{\"min\":[0,0,0],"
	    "\"max\":[21,30,40]},\"layers\":[{\"id\":1,\"name\":\"Layer.1\","
	    "\"voxels\":24000,\"faces\":5200,\"surface_area\":5200,"
	    "\"faces_by_side\":{\"left\":1200,\"right\":1200,\"front\":800,"
	    "\"back\":800,\"bottom\":600,\"top\":600},\"bbox\":{\"min\":"
	    "[0,0,0],\"max\":[20,30,40]}},{\"id\":2,\"name\":\"two\","
	    "\"voxels\":1,\"faces\":6,\"surface_area\":6,\"faces_by_side\":{"
	    "\"left\":1,\"right\":1,\"front\":1,\"back\":1,\"bottom\":1,"
	    "\"top\":1},\"bbox\":{\"min\":[20,0,0],\"max\":[21,1,1]}}]}");
}
