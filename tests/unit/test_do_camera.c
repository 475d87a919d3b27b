/*
 * test_do_camera - methods on the cameras and the light of a project
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/view.h"
#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box", "{\"min\":[-4,-4,-4],"
	    "\"max\":[3,3,3],\"color\":\"#ff0000\"}");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_camera, .init = setup, .fini = teardown);

static void
run(const char *method, const char *params)
{
	cr_assert_eq(caller_run(&caller, method, params), OK, "%s: %s",
	    params, caller.call.why);
}

static void
listed(const char *text)
{
	run("goxel.list_cameras", NULL);
	cr_assert_not_null(strstr(caller.reply.bytes, text), "%s",
	    caller.reply.bytes);
}

Test(do_camera, placed_one_is_told_as_it_was_placed)
{
	expect(&caller, "goxel.add_camera", "{\"name\":\"Eye\","
	    "\"position\":[0,-40,0],\"target\":[0,2,0]}",
	    "{\"success\":true,\"index\":1,\"name\":\"Eye\"}");
	listed("{\"index\":1,\"name\":\"Eye\",\"active\":true,"
	    "\"ortho\":false,\"distance\":42,\"position\":[0,-40,0],"
	    "\"target\":[0,2,0],\"up\":[0,0,1]}");
	run("goxel.set_camera", "{\"ortho\":true,\"new_name\":\"Ear\"}");
	listed("\"name\":\"Ear\",\"active\":true,\"ortho\":true,"
	    "\"distance\":42,\"position\":[0,-40,0]");
}

Test(do_camera, one_by_a_preset_sees_everything_and_not_much_more)
{
	static const char *const presets[] = { "front", "top", "isometric",
	    "default" };
	const struct camera *camera;
	char params[60];
	struct view view;
	double corner[3], at[2], most;
	size_t i;
	int n;

	for (i = 0; i < sizeof presets / sizeof *presets; i++) {
		snprintf(params, sizeof params, "{\"preset\":\"%s\"}",
		    presets[i]);
		run("goxel.set_camera", params);
		camera = caller.projects[0]->image->cameras;
		view_camera(&view, camera, 1);
		for (n = 0, most = 0; n < 8; n++) {
			corner[0] = n & 1 ? 4 : -4;
			corner[1] = n & 2 ? 4 : -4;
			corner[2] = n & 4 ? 4 : -4;
			cr_assert(view_project(&view, corner, at));
			most = fmax(most, fmax(fabs(at[0]), fabs(at[1])));
		}
		cr_assert_lt(most, 1, "%s: %g", presets[i], most);
		cr_assert_gt(most, 0.8, "%s: %g", presets[i], most);
	}
}

/* How far out in the picture the outermost corner of 100..110 is; 1: at its
 * edge. */
static double
reach_of_box(const struct camera *camera)
{
	double corner[3], at[2], most = 0;
	struct view view;
	int n, axis;

	view_camera(&view, camera, 1);
	for (n = 0; n < 8; n++) {
		for (axis = 0; axis < 3; axis++)
			corner[axis] = n >> axis & 1 ? 110 : 100;
		cr_assert(view_project(&view, corner, at));
		most = fmax(most, fmax(fabs(at[0]), fabs(at[1])));
	}
	return most;
}

#define BOX	"\"box\":{\"min\":[100,100,100],\"max\":[109,109,109]}"

Test(do_camera, one_fitted_to_a_box_sees_it_and_not_much_more)
{
	static const char *const ways[] = { "{" BOX "}", "{" BOX ",\"ortho\":"
	    "true}", "{" BOX ",\"preset\":\"left\"}", "{\"index\":0," BOX
	    ",\"ortho\":false}" };
	struct camera camera;
	double reach;
	size_t i;

	run("goxel.add_camera", "{\"position\":[3,-40,20],\"target\":"
	    "[0,2,0]}");
	for (i = 0; i < sizeof ways / sizeof *ways; i++) {
		run("goxel.set_camera", ways[i]);
		camera = caller.projects[0]->image->cameras[i == 3 ? 0 : 1];
		reach = reach_of_box(&camera);
		cr_assert(reach > 0.8 && reach < 1, "%s: %g", ways[i], reach);
	}
	run("goxel.add_camera", "{" BOX "}");
	reach = reach_of_box(&caller.projects[0]->image->cameras[2]);
	cr_assert(reach > 0.8 && reach < 1, "%g", reach);
	refuse(&caller, "goxel.set_camera", "{" BOX ",\"position\":[1,2,3]}",
	    ERR_PARAMS, "only one");
}

Test(do_camera, fitting_to_a_box_keeps_where_a_camera_looks)
{
	struct camera before, after;

	run("goxel.add_camera", "{\"position\":[3,-40,20],\"target\":"
	    "[0,2,0]}");
	before = caller.projects[0]->image->cameras[1];
	run("goxel.set_camera", "{" BOX "}");
	after = caller.projects[0]->image->cameras[1];
	cr_assert_eq(memcmp(before.mat.m, after.mat.m, 3 * 16), 0);
	listed("\"target\":[105,105,105]");
}

Test(do_camera, one_is_selected_and_deleted)
{
	run("goxel.add_camera", "{\"name\":\"Eye\"}");
	expect(&caller, "goxel.select_camera", "{\"index\":0}",
	    "{\"success\":true,\"index\":0,\"name\":\"Camera.1\"}");
	listed("\"name\":\"Eye\",\"active\":false");
	expect(&caller, "goxel.delete_camera", "[\"Eye\"]",
	    "{\"success\":true,\"index\":1,\"name\":\"Eye\"}");
	listed("\"count\":1");
}

Test(do_camera, what_is_wrong_is_said)
{
	refuse(&caller, "goxel.add_camera", "{\"target\":[0,0,0]}",
	    ERR_PARAMS, "position");
	refuse(&caller, "goxel.add_camera", "{\"position\":[1,1,1],"
	    "\"target\":[1,1,1]}", ERR_PARAMS, "differ");
	refuse(&caller, "goxel.add_camera", "{\"position\":[1e30,1,1]}",
	    ERR_PARAMS, "away");
	refuse(&caller, "goxel.add_camera", "{\"preset\":\"side\"}",
	    ERR_PARAMS, "'side'");
	refuse(&caller, "goxel.set_camera", "{\"name\":\"Ear\"}", ERR_PARAMS,
	    "'Ear'");
	refuse(&caller, "goxel.select_camera", "{\"index\":1}", ERR_PARAMS,
	    "1 cameras");
	refuse(&caller, "goxel.delete_camera", "{}", ERR_PARAMS, "index");
}

Test(do_camera, picture_is_seen_from_the_camera_of_that_name)
{
	char *front;

	run("goxel.remove_voxel", "[3,-4,3]");
	run("goxel.add_camera", "{\"name\":\"Eye\",\"preset\":\"front\"}");
	run("goxel.render_scene", "{\"camera_preset\":\"Eye\",\"width\":32,"
	    "\"height\":32,\"options\":{\"return_mode\":\"base64\"}}");
	front = strdup(caller.reply.bytes);
	run("goxel.render_scene", "{\"camera_preset\":\"front\",\"width\":32,"
	    "\"height\":32,\"options\":{\"return_mode\":\"base64\"}}");
	cr_assert_str_eq(caller.reply.bytes, front);
	run("goxel.set_camera", "{\"name\":\"Eye\",\"preset\":\"back\"}");
	run("goxel.render_scene", "{\"camera_preset\":\"Eye\",\"width\":32,"
	    "\"height\":32,\"options\":{\"return_mode\":\"base64\"}}");
	cr_assert_str_neq(caller.reply.bytes, front);
	free(front);
}

Test(do_camera, light_is_told_in_degrees_and_keeps_what_is_absent)
{
	expect(&caller, "goxel.get_light", NULL, "{\"pitch\":20,\"yaw\":120,"
	    "\"intensity\":2,\"fixed\":false,\"ambient\":0.3,"
	    "\"shadow\":0.3}");
	expect(&caller, "goxel.set_light", "{\"yaw\":-45,\"shadow\":1}",
	    "{\"success\":true,\"pitch\":20,\"yaw\":-45,\"intensity\":2,"
	    "\"fixed\":false,\"ambient\":0.3,\"shadow\":1}");
	refuse(&caller, "goxel.set_light", "{\"ambient\":2}", ERR_PARAMS,
	    "ambient");
	refuse(&caller, "goxel.set_light", "{\"intensity\":-1}", ERR_PARAMS,
	    "intensity");
	refuse(&caller, "goxel.set_light", "{\"yaw\":1e30}", ERR_PARAMS,
	    "degrees");
}
