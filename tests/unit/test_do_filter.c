/*
 * test_do_filter - methods that recolour or rearrange what is there
 */
#include "tests/unit/caller.h"

static struct caller caller;

/* Red from 0 to 3 along x, blue at 4. */
static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[3,0,0],\"color\":\"#ff0000\"}");
	caller_run(&caller, "goxel.add_voxel", "[4,0,0,0,0,255]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_filter, .init = setup, .fini = teardown);

static void
is(int32_t x, uint8_t r, uint8_t g, uint8_t b)
{
	struct pos pos = { { x, 0, 0 } };
	struct rgba color = volume_get(
	    &caller.projects[0]->image->layers[0]->volume, &pos);

	cr_assert(rgba_same(color, (struct rgba){ { r, g, b, 255 } }),
	    "%d: %d %d %d", x, color.c[0], color.c[1], color.c[2]);
}

Test(do_filter, hue_goes_around)
{
	expect(&caller, "goxel.adjust_colors", "[120]",
	    "{\"success\":true,\"voxels\":5}");
	is(0, 0, 255, 0);
	is(4, 255, 0, 0);
	refuse(&caller, "goxel.adjust_colors", "[361]", ERR_PARAMS,
	    "'hue' must be from -360 to 360, not 361");
	refuse(&caller, "goxel.adjust_colors", "[0,-101]", ERR_PARAMS,
	    "'saturation' must be from -100 to 100");
}

Test(do_filter, a_colour_is_replaced_in_a_box_or_the_selection)
{
	expect(&caller, "goxel.replace_color", "{\"from\":\"#fe0000\","
	    "\"to\":\"#00ff00\",\"tolerance\":1,\"min\":[0,0,0],"
	    "\"max\":[1,0,0]}", "{\"success\":true,\"voxels\":2}");
	is(1, 0, 255, 0);
	is(2, 255, 0, 0);
	refuse(&caller, "goxel.replace_color", "{\"from\":\"#fe0000\","
	    "\"to\":\"#00ff00\",\"selected\":true}", ERR_EMPTY,
	    "nothing is selected");
	caller_run(&caller, "goxel.select_box", "[[3,0,0],[9,9,9]]");
	expect(&caller, "goxel.replace_color", "{\"from\":\"#ff0000\","
	    "\"to\":\"#ffffff\",\"selected\":true}",
	    "{\"success\":true,\"voxels\":2}");
	is(2, 255, 0, 0);
	is(3, 255, 255, 255);
	refuse(&caller, "goxel.replace_color", "{\"from\":\"#fe0000\","
	    "\"to\":\"#00ff00\",\"min\":[0,0,0]}", ERR_PARAMS,
	    "needs both 'min' and 'max'");
}

Test(do_filter, a_mirror_stands_in_the_middle_of_what_is_there)
{
	expect(&caller, "goxel.mirror", NULL, "{\"success\":true,"
	    "\"voxels\":5,\"min\":[0,0,0],\"max\":[5,1,1]}");
	is(0, 0, 0, 255);
	is(4, 255, 0, 0);
	expect(&caller, "goxel.mirror", "[\"x\",\"low\"]", "{\"success\":true,"
	    "\"voxels\":2,\"min\":[0,0,0],\"max\":[5,1,1]}");
	is(4, 0, 0, 255);
	is(2, 255, 0, 0);
	refuse(&caller, "goxel.mirror", "[\"w\"]", ERR_PARAMS, "x, y or z");
	refuse(&caller, "goxel.mirror", "[\"x\",\"both\"]", ERR_PARAMS,
	    "low or high");
}

Test(do_filter, what_leaves_the_box_comes_in_again)
{
	expect(&caller, "goxel.wrap", "[[1,0,0]]", "{\"success\":true,"
	    "\"voxels\":5,\"min\":[0,0,0],\"max\":[5,1,1]}");
	is(0, 0, 0, 255);
	is(1, 255, 0, 0);
	caller_run(&caller, "goxel.select_box", "[[0,0,0],[1,0,0]]");
	expect(&caller, "goxel.wrap", "{\"offset\":[1,0,0],"
	    "\"selected\":true,\"all_layers\":true}", "{\"success\":true,"
	    "\"voxels\":2,\"min\":[0,0,0],\"max\":[2,1,1]}");
	is(1, 0, 0, 255);
	caller_run(&caller, "goxel.create_layer", NULL);
	refuse(&caller, "goxel.wrap", "[[1,0,0]]", ERR_EMPTY,
	    "there is no voxel");
}
