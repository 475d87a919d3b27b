/*
 * test_take_agent - boxes, views and words as agents give them
 */
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[255,0,0]}"), OK);
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(take_agent, .init = setup, .fini = teardown);

static void
tells(const char *method, const char *params, const char *words)
{
	cr_assert_eq(caller_run(&caller, method, params), OK, "%s",
	    caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, words), "%.300s",
	    caller.reply.bytes);
}

Test(take_agent, box_is_six_numbers_of_any_two_opposite_corners)
{
	const char *wanted = "\"box\":[1,2,3,4,5,6]";

	tells("voxel_inspect", "{\"what\":\"region\",\"box\":[1,2,3,4,5,6]}",
	    wanted);
	tells("voxel_inspect", "{\"what\":\"region\",\"box\":[4,2,6,1,5,3]}",
	    wanted);
	tells("voxel_inspect", "{\"what\":\"region\",\"box\":{\"min\":[1,2,3],"
	    "\"max\":[4,5,6]}}", wanted);
}

Test(take_agent, box_of_other_lengths_is_refused)
{
	refuse(&caller, "voxel_inspect", "{\"box\":[1,2,3,4,5]}", ERR_PARAMS,
	    "[x0,y0,z0,x1,y1,z1]");
	refuse(&caller, "voxel_inspect", "{\"box\":[1,2,3,4,5,6,7]}",
	    ERR_PARAMS, "[x0,y0,z0,x1,y1,z1]");
	refuse(&caller, "voxel_inspect", "{\"box\":[[1,2,3],[4,5,6]]}",
	    ERR_PARAMS, "[x0,y0,z0,x1,y1,z1]");
}

Test(take_agent, views_are_names_and_angles_as_text)
{
	tells("voxel_render", "{\"views\":[\"30,20\",\"top\",\"-45,10,2\"],"
	    "\"size\":128}", "\"views\":[\"30, 20\",\"top\",\"-45, 10\"]");
	refuse(&caller, "voxel_render", "{\"views\":[\"30,20,1,9\"]}",
	    ERR_PARAMS, "'30,20,1,9' is no view");
	refuse(&caller, "voxel_render", "{\"views\":[\"30\"]}", ERR_PARAMS,
	    "'30' is no view");
}
