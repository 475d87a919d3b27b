/*
 * test_do_make - methods that make voxels by a rule
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_make);

/*
 * Words
 */

Test(do_make, words_stand_on_their_place_and_are_one_step)
{
	expect(&caller, "goxel.draw_text", "[\"L\",10,20,30,\"#ff0000\",2,3]",
	    "{\"success\":true,\"layer_id\":1,\"voxels\":132}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[10,20,30],\"max\":[20,23,44],"
	    "\"dimensions\":[10,3,14]}");
	expect(&caller, "goxel.get_voxel", "[19,22,31]", "{\"x\":19,\"y\":22,"
	    "\"z\":31,\"exists\":true,\"color\":[255,0,0,255]}");
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
}

Test(do_make, words_are_white_small_and_read_from_the_front_by_default)
{
	expect(&caller, "goxel.draw_text", "[\"I\"]", "{\"success\":true,"
	    "\"layer_id\":1,\"voxels\":11}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[0,0,0],\"max\":[3,1,7],\"dimensions\":[3,1,7]}");
}

Test(do_make, words_can_be_cut_out)
{
	caller_run(&caller, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,0,9],\"color\":\"#ff0000\"}");
	expect(&caller, "goxel.draw_text", "{\"text\":\"I\",\"mode\":\"sub\"}",
	    "{\"success\":true,\"layer_id\":1,\"voxels\":11}");
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 89);
}

Test(do_make, words_out_of_range_are_refused)
{
	refuse(&caller, "goxel.draw_text", "{}", ERR_PARAMS, "text");
	refuse(&caller, "goxel.draw_text", "[\"a\\u00e4\"]", ERR_PARAMS,
	    "byte 1");
	refuse(&caller, "goxel.draw_text", "{\"text\":\"a\",\"axis\":\"w\"}",
	    ERR_PARAMS, "'axis'");
	refuse(&caller, "goxel.draw_text", "{\"text\":\"a\",\"scale\":0}",
	    ERR_PARAMS, "'scale'");
	refuse(&caller, "goxel.draw_text", "{\"text\":\"a\",\"depth\":0}",
	    ERR_PARAMS, "'depth'");
	refuse(&caller, "goxel.draw_text",
	    "{\"text\":\"a\",\"mode\":\"replace\"}", ERR_PARAMS, "replace");
	refuse(&caller, "goxel.draw_text", "{\"text\":\"a\",\"layer_id\":5}",
	    ERR_NO_LAYER, "no layer 5");
	refuse(&caller, "goxel.draw_text", "{\"text\":\"a\",\"x\":1048575,"
	    "\"scale\":9}", ERR_BOUNDS, "coordinates");
}

/*
 * Noise
 */

static uint64_t
voxels(void)
{
	return volume_count(&caller.projects[0]->image->layers[0]->volume);
}

Test(do_make, hills_stand_on_the_bottom_of_their_box)
{
	cr_assert_eq(caller_run(&caller, "goxel.fill_noise", "{\"min\":"
	    "[0,0,0],\"max\":[63,63,31],\"colors\":[\"#004000\",\"#ffffff\"]"
	    "}"), OK);
	cr_assert_gt(voxels(), 64 * 64 * 32 / 4);
	cr_assert_lt(voxels(), 64 * 64 * 32 / 4 * 3);
	expect(&caller, "goxel.get_voxel", "[5,5,0]", "{\"x\":5,\"y\":5,"
	    "\"z\":0,\"exists\":true,\"color\":[0,64,0,255]}");
	caller_run(&caller, "goxel.undo", NULL);
	cr_assert_eq(voxels(), 0);
}

Test(do_make, a_cloud_is_thinner_with_a_higher_threshold)
{
	uint64_t thick;

	caller_run(&caller, "goxel.fill_noise",
	    "[[0,0,0],[31,31,31],\"density\",7,8,2,0.4]");
	thick = voxels();
	caller_run(&caller, "goxel.undo", NULL);
	caller_run(&caller, "goxel.fill_noise",
	    "[[0,0,0],[31,31,31],\"density\",7,8,2,0.6]");
	cr_assert_gt(voxels(), 100);
	cr_assert_lt(voxels(), thick / 2);
}

Test(do_make, noise_out_of_range_is_refused)
{
	refuse(&caller, "goxel.fill_noise", "[[0,0,1],[9,9,0]]", ERR_PARAMS,
	    "along z");
	refuse(&caller, "goxel.fill_noise", "[[0,0,0],[9,9,9],\"hill\"]",
	    ERR_PARAMS, "'hill'");
	refuse(&caller, "goxel.fill_noise", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"scale\":0}", ERR_PARAMS, "'scale'");
	refuse(&caller, "goxel.fill_noise", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"octaves\":9}", ERR_PARAMS, "'octaves'");
	refuse(&caller, "goxel.fill_noise", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"threshold\":1.5}", ERR_PARAMS, "'threshold'");
	refuse(&caller, "goxel.fill_noise", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"mode\":\"replace\"}", ERR_PARAMS, "replace");
	refuse(&caller, "goxel.fill_noise", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"layer_id\":4}", ERR_NO_LAYER, "no layer 4");
	refuse(&caller, "goxel.fill_noise", "[[0,0,0],[999,999,999],"
	    "\"density\"]", ERR_TOO_BIG, "smaller parts");
}
