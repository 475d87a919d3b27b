/*
 * test_do_pick - what stands at the end of a ray
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/caller.h"

static struct caller caller;

/* A red plate under a green voxel on layer 2. */
static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[-40,-40,0],"
	    "\"max\":[39,39,0],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.create_layer", "[\"two\"]");
	caller_run(&caller, "goxel.add_voxel", "[3,-2,5,0,255,0]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_pick, .init = setup, .fini = teardown);

Test(do_pick, a_ray_meets_the_first_voxel_on_its_way)
{
	expect(&caller, "goxel.pick_voxel", "[[3.5,-1.5,20],[0,0,-2]]",
	    "{\"hit\":true,\"voxel\":[3,-2,5],\"color\":[0,255,0,255],"
	    "\"normal\":[0,0,1],\"neighbor\":[3,-2,6],"
	    "\"point\":[3.5,-1.5,6],\"distance\":14,"
	    "\"layer_id\":2,\"layer\":\"two\"}");
	expect(&caller, "goxel.pick_voxel", "[[3.5,9.5,-8],[0,0,1]]",
	    "{\"hit\":true,\"voxel\":[3,9,0],\"color\":[255,0,0,255],"
	    "\"normal\":[0,0,-1],\"neighbor\":[3,9,-1],"
	    "\"point\":[3.5,9.5,0],\"distance\":8,"
	    "\"layer_id\":1,\"layer\":\"Layer.1\"}");
}

Test(do_pick, what_is_hidden_or_on_another_layer_is_passed)
{
	expect(&caller, "goxel.pick_voxel",
	    "{\"origin\":[9.5,9.5,9],\"direction\":[0,0,-1],\"layer_id\":2}",
	    "{\"hit\":false}");
	caller_run(&caller, "goxel.set_layer_visibility", "[1,false]");
	expect(&caller, "goxel.pick_voxel", "[[9.5,9.5,9],[0,0,-1]]",
	    "{\"hit\":false}");
}

Test(do_pick, max_distance_includes_its_end)
{
	caller_run(&caller, "goxel.pick_voxel", "{\"origin\":[9.5,9.5,9],"
	    "\"direction\":[0,0,-1],\"max_distance\":8}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"hit\":true"));
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[9.5,9.5,9],"
	    "\"direction\":[0,0,-1],\"max_distance\":7.9}",
	    "{\"hit\":false}");
}

Test(do_pick, a_pixel_of_a_view_is_a_ray)
{
	caller_run(&caller, "goxel.pick_voxel", "{\"x\":50,\"y\":50,"
	    "\"width\":100,\"height\":100,\"camera_preset\":\"top\"}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"normal\":[0,0,1]"),
	    "%s", caller.reply.bytes);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"voxel\":[0,-1,0]"),
	    "%s", caller.reply.bytes);
	caller_run(&caller, "goxel.pick_voxel", "{\"x\":50,\"y\":50,"
	    "\"width\":100,\"height\":100,\"camera\":{\"position\":[3.5,-50,"
	    "5.5],\"target\":[3.5,0,5.5]}}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"voxel\":[3,-2,5],"
	    "\"color\":[0,255,0,255],\"normal\":[0,-1,0]"), "%s",
	    caller.reply.bytes);
}

Test(do_pick, a_ray_or_a_pixel_is_needed)
{
	refuse(&caller, "goxel.pick_voxel", "{}", ERR_PARAMS, "'direction'");
	refuse(&caller, "goxel.pick_voxel", "[[0,0,0]]", ERR_PARAMS,
	    "'direction'");
	refuse(&caller, "goxel.pick_voxel", "[[0,0,0],[0,0,0]]", ERR_PARAMS,
	    "must not be 0");
	refuse(&caller, "goxel.pick_voxel", "{\"x\":512,\"y\":0}",
	    ERR_PARAMS, "outside");
	refuse(&caller, "goxel.pick_voxel", "{\"x\":0,\"width\":8193}",
	    ERR_PARAMS, "8192");
	refuse(&caller, "goxel.pick_voxel", "{\"layer_id\":7}", ERR_NO_LAYER,
	    "no layer 7");
	cr_assert_eq(caller_run(&caller, "goxel.pick_voxel",
	    "{\"x\":511,\"y\":0}"), OK);
	cr_assert_eq(caller_run(&caller, "goxel.pick_voxel",
	    "{\"x\":0,\"width\":8192}"), OK);
}

Test(do_pick, a_plane_is_met_where_no_voxel_is_before_it)
{
	/* Outside of the plate, then beside it, then behind it. */
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[99.5,0.5,9],"
	    "\"direction\":[0,0,-1],\"plane_normal\":[0,0,3]}",
	    "{\"hit\":false,\"plane\":true,\"neighbor\":[99,0,0],"
	    "\"point\":[99.5,0.5,0],\"distance\":9}");
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[9.5,9.5,9],"
	    "\"direction\":[0,0,-1],\"plane_normal\":[0,0,-1],"
	    "\"plane_point\":[0,0,4]}",
	    "{\"hit\":false,\"plane\":true,\"neighbor\":[9,9,3],"
	    "\"point\":[9.5,9.5,4],\"distance\":5}");
	caller_run(&caller, "goxel.pick_voxel", "{\"origin\":[9.5,9.5,9],"
	    "\"direction\":[0,0,-1],\"plane_normal\":[0,0,1]}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"hit\":true"));
	cr_assert_null(strstr(caller.reply.bytes, "plane"));
}

Test(do_pick, a_plane_behind_beside_or_too_far_is_not_met)
{
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[99.5,0.5,9],"
	    "\"direction\":[0,0,1],\"plane_normal\":[0,0,1]}",
	    "{\"hit\":false}");
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[99.5,0.5,9],"
	    "\"direction\":[0,1,0],\"plane_normal\":[0,0,1]}",
	    "{\"hit\":false}");
	expect(&caller, "goxel.pick_voxel", "{\"origin\":[99.5,0.5,9],"
	    "\"direction\":[0,0,-1],\"plane_normal\":[0,0,1],"
	    "\"max_distance\":8}", "{\"hit\":false}");
	refuse(&caller, "goxel.pick_voxel", "{\"origin\":[0,0,9],"
	    "\"direction\":[0,0,1],\"plane_point\":[0,0,1]}", ERR_PARAMS,
	    "plane_normal");
	refuse(&caller, "goxel.pick_voxel", "{\"origin\":[0,0,9],"
	    "\"direction\":[0,0,1],\"plane_normal\":[0,0,0]}", ERR_PARAMS,
	    "plane_normal");
}
