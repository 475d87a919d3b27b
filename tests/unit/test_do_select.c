/*
 * test_do_select - methods that select
 */
#include <stdio.h>

#include "tests/unit/caller.h"

static struct caller caller;

/* A red box of 4 x 4 x 4 from the origin, and a blue voxel beside it. */
static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[3,3,3],\"color\":\"#ff0000\"}");
	caller_run(&caller, "goxel.add_voxel", "[4,0,0,0,0,255]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_select, .init = setup, .fini = teardown);

static void
selects(const char *method, const char *params, int count)
{
	char want[60];

	snprintf(want, sizeof want, "{\"success\":true,\"selected\":%d}",
	    count);
	expect(&caller, method, params, want);
}

Test(do_select, a_box_includes_both_corners)
{
	selects("goxel.select_box", "[[2,2,2],[4,4,4]]", 27);
	expect(&caller, "goxel.get_selection", NULL, "{\"selected\":27,"
	    "\"voxels\":8,\"min\":[2,2,2],\"max\":[5,5,5],\"copied\":0}");
	selects("goxel.select_box",
	    "{\"min\":[5,4,4],\"max\":[5,4,4],\"mode\":\"add\"}", 28);
	selects("goxel.select_box",
	    "{\"min\":[2,2,2],\"max\":[4,4,2],\"mode\":\"subtract\"}", 19);
	selects("goxel.select_box",
	    "{\"min\":[2,2,3],\"max\":[2,2,3],\"mode\":\"intersect\"}", 1);
	selects("goxel.clear_selection", NULL, 0);
	expect(&caller, "goxel.get_selection", NULL,
	    "{\"selected\":0,\"voxels\":0,\"copied\":0}");
}

Test(do_select, what_makes_no_sense_is_refused)
{
	refuse(&caller, "goxel.select_box", "[[1,0,0],[0,0,0]]", ERR_PARAMS,
	    "'min' must not be above 'max': 1 > 0 along x");
	refuse(&caller, "goxel.select_box", "{\"min\":[0,0,0],\"max\":[0,0,0],"
	    "\"mode\":\"xor\"}", ERR_PARAMS, "'mode' must be one of set, add,");
	refuse(&caller, "goxel.select_color", "[\"#ffffff\",256]", ERR_PARAMS,
	    "'tolerance' must be from 0 to 255, not 256");
	refuse(&caller, "goxel.select_color", "[\"#ffffff\",0,9]",
	    ERR_NO_LAYER, "no layer 9");
	refuse(&caller, "goxel.select_connected", "[9,9,9]", ERR_NO_VOXEL,
	    "no voxel at 9,9,9");
	refuse(&caller, "goxel.select_connected", "{\"against\":\"me\"}",
	    ERR_PARAMS, "must be neighbour or seed, not 'me'");
}

Test(do_select, a_colour_with_tolerance)
{
	selects("goxel.select_color", "[\"#ff0000\"]", 64);
	selects("goxel.select_color", "[\"#fe0100\"]", 0);
	selects("goxel.select_color", "[\"#fe0100\",1]", 64);
	selects("goxel.select_color", "[\"#fe0100\",255]", 65);
}

Test(do_select, what_is_connected)
{
	selects("goxel.select_connected", NULL, 64);
	selects("goxel.select_connected", "[4,0,0]", 1);
	selects("goxel.select_connected", "[4,0,0,255]", 65);
	selects("goxel.select_connected",
	    "{\"x\":4,\"tolerance\":255,\"against\":\"seed\"}", 65);
}

Test(do_select, the_others)
{
	selects("goxel.select_box", "[[0,0,0],[9,9,1]]", 200);
	selects("goxel.select_invert", NULL, 32);
}

Test(do_select, a_whole_picture_holds_everything)
{
	static const char *const presets[] = { "front", "back", "left",
	    "right", "top", "bottom", "isometric", "default" };
	char params[100];
	size_t i;

	for (i = 0; i < sizeof presets / sizeof *presets; i++) {
		snprintf(params, sizeof params,
		    "[0,0,512,512,512,512,\"%s\"]", presets[i]);
		selects("goxel.select_view", params, 65);
	}
}

/* From the front, +x is to the right and +z up; the box is 5 wide, 4 high. */
Test(do_select, a_part_of_a_picture)
{
	selects("goxel.select_view",
	    "{\"left\":0,\"top\":0,\"right\":512,\"bottom\":256,"
	    "\"camera_preset\":\"front\"}", 32);
	selects("goxel.select_view",
	    "{\"left\":240,\"top\":0,\"right\":512,\"bottom\":512,"
	    "\"camera_preset\":\"front\",\"mode\":\"intersect\"}", 16);
	expect(&caller, "goxel.get_selection", NULL, "{\"selected\":16,"
	    "\"voxels\":16,\"min\":[2,0,2],\"max\":[4,4,4],\"copied\":0}");
	refuse(&caller, "goxel.select_view", "[0,0,513,1]", ERR_PARAMS,
	    "all within 512x512 pixels");
	refuse(&caller, "goxel.select_view", "[4,0,4,1]", ERR_PARAMS,
	    "left below right");
	refuse(&caller, "goxel.select_view", "[0,0,1,1,8193,1]", ERR_PARAMS,
	    "from 1 to 8192");
	selects("goxel.select_view", "[8191,8191,8192,8192,8192,8192]", 0);
}

Test(do_select, selecting_is_a_step_that_can_be_taken_back)
{
	selects("goxel.select_color", "[\"#0000ff\"]", 1);
	selects("goxel.select_color", "[\"#ff0000\"]", 64);
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_selection", NULL, "{\"selected\":1,"
	    "\"voxels\":1,\"min\":[4,0,0],\"max\":[5,1,1],\"copied\":0}");
}
