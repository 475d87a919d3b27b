/*
 * test_do_reduce - a layer at a smaller scale
 */
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[-8,0,0],\"max\":[7,7,7],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.add_voxel", "[40,0,0,0,255,0]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_reduce, .init = setup, .fini = teardown);

Test(do_reduce, makes_a_layer_at_half_size)
{
	expect(&caller, "goxel.reduce_layer", NULL, "{\"success\":true,"
	    "\"layer_id\":2,\"voxels\":128}");
	cr_assert_str_eq(caller.projects[0]->image->layers[1]->name,
	    "Layer.1 1:2");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[-4,0,0],\"max\":[4,4,4],\"dimensions\":[8,4,4]}");
	caller_run(&caller, "goxel.undo", NULL);
	cr_assert_eq(caller.projects[0]->image->layer_count, 1);
}

Test(do_reduce, takes_scale_layer_name_and_share)
{
	expect(&caller, "goxel.reduce_layer", "[8,1,\"tiny\",0]",
	    "{\"success\":true,\"layer_id\":2,\"voxels\":3}");
	cr_assert_str_eq(caller.projects[0]->image->layers[1]->name, "tiny");
	refuse(&caller, "goxel.reduce_layer", "[3]", ERR_PARAMS, "'factor'");
	refuse(&caller, "goxel.reduce_layer", "{\"percent\":101}",
	    ERR_PARAMS, "'percent'");
	refuse(&caller, "goxel.reduce_layer", "[2,9]", ERR_NO_LAYER,
	    "no layer 9");
}
