/*
 * test_do_batch - many operations in one step
 */
#include "tests/unit/caller.h"

CALLER_SUITE(do_batch);

Test(do_batch, all_of_it_is_one_step)
{
	expect(&caller, "goxel.batch_operations", "{\"operations\":["
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":2,\"z\":3,\"r\":9,\"g\":8,"
	    "\"b\":7},"
	    "{\"type\":\"add_voxel\",\"position\":[4,5,6],"
	    "\"color\":\"#010203\"},"
	    "{\"type\":\"paint_voxel\",\"x\":1,\"y\":2,\"z\":3,"
	    "\"color\":[1,1,1]},"
	    "{\"type\":\"remove_voxel\",\"x\":4,\"y\":5,\"z\":6}]}",
	    "{\"success\":true,\"total_operations\":4,"
	    "\"successful_operations\":4}");
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[1,1,1,255]}");
	expect(&caller, "goxel.get_voxel", "[4,5,6]", "{\"x\":4,\"y\":5,"
	    "\"z\":6,\"exists\":false,\"color\":[0,0,0,0]}");
	cr_assert_eq(caller_run(&caller, "goxel.undo", NULL), OK);
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":false,\"color\":[0,0,0,0]}");
}

Test(do_batch, what_cannot_be_done_is_not_counted)
{
	expect(&caller, "goxel.batch_operations", "{\"operations\":["
	    "{\"type\":\"paint_voxel\",\"x\":1,\"y\":2,\"z\":3},"
	    "{\"type\":\"dance\",\"x\":1,\"y\":2,\"z\":3},"
	    "{\"x\":1,\"y\":2,\"z\":3}, 7, [1,[2]], null,"
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":2},"
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":2,\"z\":9999999},"
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":2,\"z\":3,"
	    "\"layer_id\":44},"
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":2,\"z\":3}]}",
	    "{\"success\":true,\"total_operations\":10,"
	    "\"successful_operations\":1}");
}

Test(do_batch, layers_may_change_in_between)
{
	caller_run(&caller, "goxel.create_layer", "[\"two\"]");
	expect(&caller, "goxel.batch_operations", "{\"operations\":["
	    "{\"type\":\"add_voxel\",\"x\":1,\"y\":0,\"z\":0},"
	    "{\"type\":\"add_voxel\",\"x\":2,\"y\":0,\"z\":0,"
	    "\"layer_id\":2},"
	    "{\"type\":\"add_voxel\",\"x\":3,\"y\":0,\"z\":0}]}",
	    "{\"success\":true,\"total_operations\":3,"
	    "\"successful_operations\":3}");
	expect(&caller, "goxel.get_bounding_box", "{\"layer_id\":1}",
	    "{\"empty\":false,\"min\":[1,0,0],\"max\":[4,1,1],"
	    "\"dimensions\":[3,1,1]}");
	expect(&caller, "goxel.get_bounding_box", "{\"layer_id\":2}",
	    "{\"empty\":false,\"min\":[2,0,0],\"max\":[3,1,1],"
	    "\"dimensions\":[1,1,1]}");
}

Test(do_batch, an_empty_one_changes_nothing)
{
	uint64_t revision = caller.projects[caller.current]->revision;

	expect(&caller, "goxel.batch_operations", "{\"operations\":[]}",
	    "{\"success\":true,\"total_operations\":0,"
	    "\"successful_operations\":0}");
	cr_assert_eq(caller.projects[caller.current]->revision, revision);
}

Test(do_batch, operations_must_be_an_array)
{
	refuse(&caller, "goxel.batch_operations", "{}", ERR_PARAMS,
	    "Must specify operations array");
	refuse(&caller, "goxel.batch_operations", "{\"operations\":{}}",
	    ERR_PARAMS, "Must specify operations array");
	cr_assert_eq(caller_run(&caller, "goxel.batch_operations",
	    "{\"operations\":[{\"type\":"), ERR_PARSE);
}
