/*
 * test_do_component - the parts of a layer that hang together
 */
#include "tests/unit/caller.h"

static struct caller caller;

/* Eight voxels, two, and one. */
static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[2,2,0],\"max\":[3,2,0],\"color\":[0,5,0]}");
	caller_run(&caller, "goxel.add_voxel", "[0,0,40,0,255,0]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_component, .init = setup, .fini = teardown);

static uint64_t
voxels(void)
{
	return volume_count(&caller.projects[0]->image->layers[0]->volume);
}

Test(do_component, lists_parts_largest_first)
{
	expect(&caller, "goxel.list_components", NULL, "{\"count\":3,"
	    "\"components\":[{\"voxels\":8,\"min\":[0,0,0],\"max\":[2,2,2],"
	    "\"first\":[0,0,0]},{\"voxels\":2,\"min\":[2,2,0],"
	    "\"max\":[4,3,1],\"first\":[2,2,0]},{\"voxels\":1,"
	    "\"min\":[0,0,40],\"max\":[1,1,41],\"first\":[0,0,40]}],"
	    "\"truncated\":false}");
	expect(&caller, "goxel.list_components", "{\"limit\":1}",
	    "{\"count\":3,\"components\":[{\"voxels\":8,\"min\":[0,0,0],"
	    "\"max\":[2,2,2],\"first\":[0,0,0]}],\"truncated\":true}");
	refuse(&caller, "goxel.list_components", "{\"limit\":-1}",
	    ERR_PARAMS, "'limit'");
	refuse(&caller, "goxel.list_components", "{\"layer_id\":9}",
	    ERR_NO_LAYER, "no layer 9");
}

Test(do_component, single_voxels_go_by_default)
{
	expect(&caller, "goxel.keep_components", NULL, "{\"success\":true,"
	    "\"layer_id\":1,\"voxels_removed\":1}");
	cr_assert_eq(voxels(), 10);
	caller_run(&caller, "goxel.undo", NULL);
	cr_assert_eq(voxels(), 11);
}

Test(do_component, keeps_the_largest_or_what_is_large_enough)
{
	expect(&caller, "goxel.keep_components", "{\"min_voxels\":3}",
	    "{\"success\":true,\"layer_id\":1,\"voxels_removed\":3}");
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.keep_components", "{\"largest\":2}",
	    "{\"success\":true,\"layer_id\":1,\"voxels_removed\":1}");
	expect(&caller, "goxel.keep_components", "{\"largest\":2}",
	    "{\"success\":true,\"layer_id\":1,\"voxels_removed\":0}");
	refuse(&caller, "goxel.keep_components", "{\"largest\":0}",
	    ERR_PARAMS, "'largest'");
	refuse(&caller, "goxel.keep_components", "{\"min_voxels\":-1}",
	    ERR_PARAMS, "'min_voxels'");
	refuse(&caller, "goxel.keep_components", "{\"layer_id\":9}",
	    ERR_NO_LAYER, "no layer 9");
}
