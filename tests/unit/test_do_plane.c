/*
 * test_do_plane - methods that cut along a plane
 */
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"color\":\"#ff0000\"}");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_plane, .init = setup, .fini = teardown);

Test(do_plane, what_the_normal_shows_to_is_removed_and_comes_back)
{
	expect(&caller, "goxel.cut_plane", "{\"normal\":[0,0,2],"
	    "\"origin\":[0,0,7]}", "{\"success\":true,\"removed\":300}");
	expect(&caller, "goxel.cut_plane", "{\"normal\":[0,0,-2],"
	    "\"origin\":[0,0,0.5]}", "{\"success\":true,\"removed\":0}");
	expect(&caller, "goxel.cut_plane", "{\"normal\":[1,-1,0]}",
	    "{\"success\":true,\"removed\":315}");
	caller_run(&caller, "goxel.undo", "{}");
	caller_run(&caller, "goxel.undo", "{}");
	caller_run(&caller, "goxel.undo", "{}");
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 1000);
}

Test(do_plane, a_plane_that_cannot_be_is_refused)
{
	refuse(&caller, "goxel.cut_plane", "{\"normal\":[0,0,0]}", ERR_PARAMS,
	    "normal");
	refuse(&caller, "goxel.cut_plane", "{\"normal\":[0,0,1],"
	    "\"origin\":[0,0,0.3]}", ERR_PARAMS, "origin");
	refuse(&caller, "goxel.cut_plane", "{\"normal\":[0,0,1],"
	    "\"origin\":[0,0,1048576.5]}", ERR_PARAMS, "origin");
	refuse(&caller, "goxel.cut_plane", "{\"normal\":[0,0,1],"
	    "\"layer_id\":7}", ERR_NO_LAYER, "7");
	expect(&caller, "goxel.cut_plane", "{\"normal\":[0,0,1],"
	    "\"origin\":[0,0,1048576]}", "{\"success\":true,\"removed\":0}");
}
