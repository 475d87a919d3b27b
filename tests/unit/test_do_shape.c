/*
 * test_do_shape - methods that draw shapes
 */
#include <stdio.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_shape);

static uint64_t
voxels(void)
{
	return volume_count(&caller.projects[0]->image->layers[0]->volume);
}

/*
 * procedural_shape
 */

Test(do_shape, a_cube_is_exactly_as_large_as_asked)
{
	expect(&caller, "goxel.procedural_shape",
	    "[\"cube\",3,4,5,0,0,0,255,0,0]", "{\"success\":true,"
	    "\"shape_type\":\"cube\",\"voxels_created\":60}");
	cr_assert_eq(voxels(), 60);
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[-1,-2,-2],\"max\":[2,2,3],\"dimensions\":[3,4,5]}");
}

Test(do_shape, a_cube_of_ten_at_the_origin_is_the_default)
{
	expect(&caller, "goxel.procedural_shape", NULL, "{\"success\":true,"
	    "\"shape_type\":\"cube\",\"voxels_created\":1000}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[-5,-5,-5],\"max\":[5,5,5],\"dimensions\":[10,10,10]}");
	expect(&caller, "goxel.get_voxel", "[0,0,0]", "{\"x\":0,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[0,0,0,255]}");
}

Test(do_shape, a_shape_is_drawn_around_its_center)
{
	caller_run(&caller, "goxel.procedural_shape", "{\"size_x\":2,"
	    "\"size_y\":2,\"size_z\":1,\"center_x\":10,\"center_y\":-10,"
	    "\"center_z\":7.5,\"color\":\"#ff0000\"}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[9,-11,7],\"max\":[11,-9,8],\"dimensions\":[2,2,1]}");
}

/* Draws one and tells whether the count answered is what is there. */
static void
draws(const char *name)
{
	char params[100], want[100];

	snprintf(params, sizeof params, "[\"%s\",20,20,20]", name);
	cr_assert_eq(caller_run(&caller, "goxel.procedural_shape", params),
	    OK, "%s", caller.call.why);
	snprintf(want, sizeof want, "{\"success\":true,\"shape_type\":\"%s\","
	    "\"voxels_created\":%u}", name, (unsigned)voxels());
	cr_assert_str_eq(caller.reply.bytes, want);
	cr_assert_lt(voxels(), 8000);
	cr_assert_gt(voxels(), 4000);
}

Test(do_shape, a_sphere_is_drawn_and_counted)
{
	draws("sphere");
}

Test(do_shape, a_cylinder_is_drawn_and_counted)
{
	draws("cylinder");
}

Test(do_shape, another_shape_is_the_old_daemons_failure)
{
	refuse(&caller, "goxel.procedural_shape", "[\"cone\"]", ERR_FORMAT,
	    "Shape type not implemented yet");
}

Test(do_shape, a_mode_combines)
{
	caller_run(&caller, "goxel.procedural_shape", "{\"size_z\":2}");
	cr_assert_eq(caller_run(&caller, "goxel.procedural_shape",
	    "{\"size_x\":4,\"size_y\":4,\"size_z\":4,\"mode\":\"sub\"}"), OK);
	cr_assert_eq(voxels(), 200 - 32);
	cr_assert_eq(caller_run(&caller, "goxel.procedural_shape",
	    "{\"color\":[1,2,3],\"mode\":\"paint\"}"), OK);
	cr_assert_eq(voxels(), 200 - 32);
}

Test(do_shape, every_mode_but_replace_is_taken)
{
	char params[60];
	int mode;

	for (mode = 0; mode < MODE_REPLACE; mode++) {
		snprintf(params, sizeof params, "{\"mode\":\"%s\"}",
		    mode_names[mode]);
		cr_assert_eq(caller_run(&caller, "goxel.procedural_shape",
		    params), OK, "%s: %s", params, caller.call.why);
	}
	refuse(&caller, "goxel.procedural_shape", "{\"mode\":\"replace\"}",
	    ERR_PARAMS, "parameter 'mode' must not be replace");
}

Test(do_shape, sizes_are_1_to_the_whole_world)
{
	cr_assert_eq(caller_run(&caller, "goxel.procedural_shape",
	    "[\"cube\",1,1,2097152]"), OK, "%s", caller.call.why);
	refuse(&caller, "goxel.procedural_shape", "[\"cube\",1,1,2097153]",
	    ERR_PARAMS, "parameter 'size_z' must be from 1 to 2097152");
	refuse(&caller, "goxel.procedural_shape", "[\"cube\",1,0]", ERR_PARAMS,
	    "parameter 'size_y' must be from 1 to 2097152, not 0");
}

Test(do_shape, smoothness_is_not_negative)
{
	cr_assert_eq(caller_run(&caller, "goxel.procedural_shape",
	    "{\"shape_type\":\"sphere\",\"smoothness\":1.5}"), OK);
	refuse(&caller, "goxel.procedural_shape", "{\"smoothness\":-0.5}",
	    ERR_PARAMS, "parameter 'smoothness' must be from 0");
	refuse(&caller, "goxel.procedural_shape", "{\"smoothness\":1e300}",
	    ERR_PARAMS, "parameter 'smoothness' must be from 0");
}

Test(do_shape, a_shape_goes_into_layer_1_or_the_active_one)
{
	caller_run(&caller, "goxel.create_layer", NULL);
	caller_run(&caller, "goxel.procedural_shape", NULL);
	cr_assert_eq(voxels(), 1000);
	caller_run(&caller, "goxel.delete_layer", "[1]");
	caller_run(&caller, "goxel.procedural_shape", NULL);
	cr_assert_eq(voxels(), 1000);
	refuse(&caller, "goxel.procedural_shape", "{\"layer_id\":9}",
	    ERR_NO_LAYER, "no layer 9");
}

/*
 * fill_box
 */

Test(do_shape, a_box_holds_both_corners)
{
	expect(&caller, "goxel.fill_box", "{\"min\":[1,1,1],\"max\":[2,3,4],"
	    "\"color\":[1,2,3,4]}", "{\"success\":true,\"voxels\":24}");
	cr_assert_eq(voxels(), 24);
	expect(&caller, "goxel.fill_box", "[[9,9,9],[9,9,9],\"#ffffff\"]",
	    "{\"success\":true,\"voxels\":1}");
}

Test(do_shape, a_box_may_replace_and_empty)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[1,2,3]}");
	cr_assert_eq(caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,4],\"color\":[0,0,0,0],\"mode\":\"replace\"}"), OK);
	cr_assert_eq(voxels(), 500);
}

Test(do_shape, a_box_of_a_billion_voxels_is_cheap)
{
	expect(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[1023,1023,1023],\"color\":\"#808080\"}",
	    "{\"success\":true,\"voxels\":1073741824}");
}

Test(do_shape, a_box_of_nothing_is_refused)
{
	refuse(&caller, "goxel.fill_box",
	    "{\"min\":[0,5,0],\"max\":[9,4,9],\"color\":[1,2,3]}", ERR_PARAMS,
	    "parameter 'min' must not be above 'max': 5 > 4 along y");
}

Test(do_shape, a_box_in_an_unknown_layer_is_refused)
{
	refuse(&caller, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":[1,2,3],\"layer_id\":4}", ERR_NO_LAYER, "no layer 4");
}

Test(do_shape, sizes_may_be_a_radius_and_a_base)
{
	caller_run(&caller, "shape.sphere", "{\"center\":[0,0,0],"
	    "\"radius\":3}");
	expect(&caller, "goxel.get_bounding_box", "{}", "{\"empty\":false,"
	    "\"min\":[-3,-3,-3],\"max\":[4,4,4],\"dimensions\":[7,7,7]}");
	caller_run(&caller, "goxel.create_project", "[\"Q\"]");
	caller_run(&caller, "shape.cylinder", "{\"base\":[0,0,5],"
	    "\"radius\":1,\"height\":4}");
	expect(&caller, "goxel.get_bounding_box", "{}", "{\"empty\":false,"
	    "\"min\":[-1,-1,5],\"max\":[2,2,9],\"dimensions\":[3,3,4]}");
}

/*
 * hollow, lying and mirrored
 */

Test(do_shape, a_hollow_box_has_walls_of_one_or_more)
{
	expect(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"color\":\"#ffffff\",\"filled\":false}",
	    "{\"success\":true,\"voxels\":488}");
	cr_assert_eq(voxels(), 1000 - 512);
	expect(&caller, "goxel.procedural_shape", "{\"filled\":false,"
	    "\"center\":[50,0,0],\"wall\":2}", "{\"success\":true,"
	    "\"shape_type\":\"cube\",\"voxels_created\":784}");
	expect(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"color\":\"#00000000\",\"filled\":false,"
	    "\"mode\":\"replace\"}", "{\"success\":true,"
	    "\"voxels\":488}");
	cr_assert_eq(voxels(), 784);
	refuse(&caller, "goxel.procedural_shape", "{\"wall\":0}",
	    ERR_PARAMS, "wall");
}

Test(do_shape, a_cylinder_lies_along_its_axis)
{
	caller_run(&caller, "shape.cylinder", "{\"axis\":\"x\","
	    "\"size\":[30,3,3]}");
	cr_assert_eq(voxels(), 270);
	caller_run(&caller, "goxel.undo", NULL);
	caller_run(&caller, "shape.cylinder", "{\"size\":[30,3,3]}");
	cr_assert_neq(voxels(), 270);
	refuse(&caller, "shape.cylinder", "{\"axis\":\"up\"}", ERR_PARAMS,
	    "axis");
}

Test(do_shape, a_mirrored_shape_is_drawn_once_where_it_meets_itself)
{
	expect(&caller, "goxel.fill_box", "{\"min\":[0,0,1],"
	    "\"max\":[2,0,1],\"color\":\"#ffffff80\","
	    "\"symmetry\":\"xz\",\"origin\":[1,0,0]}",
	    "{\"success\":true,\"voxels\":8}");
	cr_assert_eq(voxels(), 8);
	expect(&caller, "goxel.get_voxel", "[1,0,-2]", "{\"x\":1,\"y\":0,"
	    "\"z\":-2,\"exists\":true,\"color\":[255,255,255,128]}");
	refuse(&caller, "goxel.procedural_shape", "{\"symmetry\":\"w\"}",
	    ERR_PARAMS, "symmetry");
	refuse(&caller, "goxel.procedural_shape", "{\"origin\":[0.3,0,0]}",
	    ERR_PARAMS, "origin");
}

/* How many voxels the reply says that there were. */
static void
expect_voxels(const char *method, const char *params, const char *reply)
{
	caller_fini(&caller);
	caller_start(&caller);
	expect(&caller, method, params, reply);
}

Test(do_shape, a_shape_is_mirrored_in_a_plane_and_cut_off_by_one)
{
	static const char words[] = "{\"success\":true,"
	    "\"shape_type\":\"cube\",\"voxels_created\":%d}";
	char reply[80];

	snprintf(reply, sizeof reply, words, 92);
	expect_voxels("goxel.procedural_shape", "{\"size_x\":4,\"size_y\":4,"
	    "\"size_z\":4,\"mirror_normal\":[3,-3,0],\"origin\":[1,0,0]}",
	    reply);
	snprintf(reply, sizeof reply, words, 40);
	expect_voxels("goxel.procedural_shape", "{\"size_x\":4,\"size_y\":4,"
	    "\"size_z\":4,\"cut_normal\":[0.1,0,-0.1]}", reply);
	expect_voxels("goxel.fill_box", "{\"min\":[0,0,0],\"max\":[3,3,3],"
	    "\"color\":\"#ffffff\",\"cut_normal\":[0,0,1],"
	    "\"cut_point\":[0,0,1.5]}", "{\"success\":true,\"voxels\":32}");
	expect_voxels("goxel.fill_box", "{\"min\":[0,0,0],\"max\":[3,3,3],"
	    "\"color\":\"#ffffff\",\"cut_normal\":[0,0,1],"
	    "\"cut_point\":[0,0,1],\"symmetry\":\"z\"}",
	    "{\"success\":true,\"voxels\":80}");
	expect_voxels("goxel.brush", "{\"points\":[[0,0,0],[9,0,0]],"
	    "\"mirror_normal\":[1,0,0],\"cut_normal\":[1,0,0],"
	    "\"cut_point\":[5,0,0]}", "{\"success\":true,\"voxels\":15}");
}

Test(do_shape, a_mirror_between_voxels_takes_twice_back)
{
	expect_voxels("goxel.fill_box", "{\"min\":[4,0,0],\"max\":[5,0,0],"
	    "\"color\":\"#ffffff\",\"mirror_normal\":[1,-1,0],"
	    "\"origin\":[0,0.5,0]}", "{\"success\":true,\"voxels\":4}");
	expect(&caller, "goxel.fill_box", "{\"min\":[0,4,0],\"max\":[0,5,0],"
	    "\"color\":\"#ffffff\",\"mirror_normal\":[1,-1,0],"
	    "\"origin\":[0,0.5,0]}", "{\"success\":true,\"voxels\":4}");
	cr_assert_eq(volume_count(&caller.projects[0]->image->layers[0]->
	    volume), 4);
}

Test(do_shape, a_wrong_plane_is_refused)
{
	refuse(&caller, "goxel.procedural_shape",
	    "{\"mirror_normal\":[0,0,0]}", ERR_PARAMS, "mirror_normal");
	refuse(&caller, "goxel.procedural_shape", "{\"cut_normal\":[0,0,0]}",
	    ERR_PARAMS, "cut_normal");
	refuse(&caller, "goxel.procedural_shape", "{\"cut_point\":[0,0,0]}",
	    ERR_PARAMS, "needs 'cut_normal'");
	refuse(&caller, "goxel.procedural_shape", "{\"cut_normal\":[0,0,1],"
	    "\"cut_point\":[0,0,0.2]}", ERR_PARAMS, "half numbers");
}
