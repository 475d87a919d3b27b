/*
 * test_do_selection - methods that work by what is selected
 */
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[3,3,3],\"color\":\"#ff0000\"}");
	caller_run(&caller, "goxel.select_box", "[[2,0,0],[5,3,3]]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_selection, .init = setup, .fini = teardown);

static uint64_t
voxels(uint32_t layer)
{
	return volume_count(&image_layer(caller.projects[0]->image,
	    layer)->volume);
}

Test(do_selection, fills_and_paints)
{
	expect(&caller, "goxel.fill_selection", "[\"#00ff00\",\"paint\"]",
	    "{\"success\":true,\"selected\":64,\"layer_id\":1}");
	cr_assert_eq(voxels(1), 64);
	expect(&caller, "goxel.fill_selection", "[\"#0000ff\"]",
	    "{\"success\":true,\"selected\":64,\"layer_id\":1}");
	cr_assert_eq(voxels(1), 96);
	expect(&caller, "goxel.get_voxel", "[2,0,0]", "{\"x\":2,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[0,0,255,255]}");
	expect(&caller, "goxel.get_voxel", "[1,0,0]", "{\"x\":1,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[255,0,0,255]}");
	refuse(&caller, "goxel.fill_selection", "[\"#0000ff\",\"max\"]",
	    ERR_PARAMS, "'mode' must not be max here");
}

Test(do_selection, deletes)
{
	expect(&caller, "goxel.delete_selection", NULL,
	    "{\"success\":true,\"selected\":64,\"layer_id\":1}");
	cr_assert_eq(voxels(1), 32);
}

Test(do_selection, cuts_to_a_new_layer)
{
	expect(&caller, "goxel.cut_selection", NULL, "{\"success\":true,"
	    "\"voxels\":32,\"layer_id\":2,\"name\":\"Selection\"}");
	cr_assert_eq(voxels(1), 32);
	cr_assert_eq(voxels(2), 32);
	expect(&caller, "goxel.cut_selection", "{\"name\":\"A\","
	    "\"keep\":true}", "{\"success\":true,"
	    "\"voxels\":32,\"layer_id\":3,\"name\":\"A\"}");
	cr_assert_eq(voxels(2), 32);
}

Test(do_selection, copies_and_pastes)
{
	refuse(&caller, "goxel.paste", NULL, ERR_EMPTY, "nothing was copied");
	expect(&caller, "goxel.copy_selection", NULL,
	    "{\"success\":true,\"voxels\":32}");
	expect(&caller, "goxel.paste", "[[2,0,0]]", "{\"success\":true,"
	    "\"voxels\":32,\"layer_id\":2,\"name\":\"Copy\"}");
	expect(&caller, "goxel.get_bounding_box", "{\"layer_id\":2}",
	    "{\"empty\":false,\"min\":[4,0,0],\"max\":[6,4,4],"
	    "\"dimensions\":[2,4,4]}");
	expect(&caller, "goxel.paste", "[[2,0,0],1]", "{\"success\":true,"
	    "\"voxels\":32,\"layer_id\":1,\"name\":\"Layer.1\"}");
	cr_assert_eq(voxels(1), 96);
	expect(&caller, "goxel.copy_selection", "[true,1]",
	    "{\"success\":true,\"voxels\":64}");
	cr_assert_eq(voxels(1), 32);
	refuse(&caller, "goxel.paste", "{\"mode\":\"replace\"}", ERR_PARAMS,
	    "'mode' must not be replace here");
}

Test(do_selection, needs_one)
{
	caller_run(&caller, "goxel.clear_selection", NULL);
	refuse(&caller, "goxel.fill_selection", "[\"#0000ff\"]", ERR_EMPTY,
	    "nothing is selected");
	refuse(&caller, "goxel.delete_selection", NULL, ERR_EMPTY,
	    "nothing is selected");
	refuse(&caller, "goxel.cut_selection", NULL, ERR_EMPTY,
	    "nothing is selected");
	refuse(&caller, "goxel.copy_selection", NULL, ERR_EMPTY,
	    "nothing is selected");
	refuse(&caller, "goxel.delete_selection", "[9]", ERR_NO_LAYER,
	    "no layer 9");
}
