/*
 * test_do_voxel - methods on single voxels and lists of them
 */
#include <stdio.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_voxel);

/* add_voxel at 1,2,3 answers this colour, and get_voxel finds it. */
static void
adds(const char *params, const char *color)
{
	char want[200];

	snprintf(want, sizeof want, "{\"success\":true,\"x\":1,\"y\":2,"
	    "\"z\":3,\"layer_id\":0,\"color\":%s}", color);
	expect(&caller, "goxel.add_voxel", params, want);
	snprintf(want, sizeof want, "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"exists\":true,\"color\":%s}", color);
	expect(&caller, "goxel.get_voxel", "[1,2,3]", want);
}

/*
 * add_voxel
 */

Test(do_voxel, add_takes_a_color_by_position)
{
	adds("[1,2,3,4,5,6]", "[4,5,6,255]");
	adds("[1,2,3,4,5,6,7]", "[4,5,6,7]");
	adds("[1,2,3,4,5,6,7,0]", "[4,5,6,7]");
	adds("[1,2,3,\"#0a0b0c\"]", "[10,11,12,255]");
	adds("[1,2,3,\"#0a0b0c0d\"]", "[10,11,12,13]");
	adds("[1,2,3,0.5,1.0,300]", "[127,255,255,255]");
}

Test(do_voxel, add_takes_a_color_by_name)
{
	adds("{\"x\":1,\"y\":2,\"z\":3,\"color\":[4,5,6]}", "[4,5,6,255]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"color\":[4,5,6,7]}", "[4,5,6,7]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"color\":\"#0a0b0c\"}",
	    "[10,11,12,255]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"color\":{\"r\":4,\"g\":5,\"b\":6}}",
	    "[4,5,6,255]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"color\":[1.0,0.5,0.0,0.1]}",
	    "[255,127,0,25]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"rgba\":[4,5,6,7]}", "[4,5,6,7]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"r\":4,\"g\":5,\"b\":6,\"a\":7}",
	    "[4,5,6,7]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"g\":5}", "[0,5,0,255]");
}

Test(do_voxel, color_wins_over_channels)
{
	adds("{\"x\":1,\"y\":2,\"z\":3,\"r\":9,\"g\":9,\"b\":9,"
	    "\"rgba\":[8,8,8,8],\"color\":[4,5,6]}", "[4,5,6,255]");
	adds("{\"x\":1,\"y\":2,\"z\":3,\"r\":9,\"rgba\":[8,8,8,8]}",
	    "[8,8,8,8]");
}

Test(do_voxel, without_a_color_it_is_white_by_name_and_black_by_position)
{
	adds("{\"x\":1,\"y\":2,\"z\":3}", "[255,255,255,255]");
	adds("[1,2,3]", "[0,0,0,255]");
}

Test(do_voxel, without_parameters_it_is_white_at_the_origin)
{
	expect(&caller, "goxel.add_voxel", NULL, "{\"success\":true,\"x\":0,"
	    "\"y\":0,\"z\":0,\"layer_id\":0,\"color\":[255,255,255,255]}");
}

Test(do_voxel, places_are_rounded_down)
{
	adds("{\"x\":1.9,\"y\":2.5,\"z\":3.0}", "[255,255,255,255]");
	expect(&caller, "goxel.add_voxel", "[-0.5,0,0]", "{\"success\":true,"
	    "\"x\":-1,\"y\":0,\"z\":0,\"layer_id\":0,\"color\":[0,0,0,255]}");
}

Test(do_voxel, an_unknown_layer_is_the_active_one_and_echoed)
{
	expect(&caller, "goxel.add_voxel", "[1,2,3,4,5,6,7,99]",
	    "{\"success\":true,\"x\":1,\"y\":2,\"z\":3,\"layer_id\":99,"
	    "\"color\":[4,5,6,7]}");
	expect(&caller, "goxel.add_voxel", "[1,2,4,4,5,6,7,-3]",
	    "{\"success\":true,\"x\":1,\"y\":2,\"z\":4,\"layer_id\":-3,"
	    "\"color\":[4,5,6,7]}");
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 2);
}

Test(do_voxel, add_writes_into_the_layer_it_names)
{
	caller_run(&caller, "goxel.create_layer", NULL);
	expect(&caller, "goxel.add_voxel", "{\"x\":1,\"layer_id\":1}",
	    "{\"success\":true,\"x\":1,\"y\":0,\"z\":0,\"layer_id\":1,"
	    "\"color\":[255,255,255,255]}");
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 1);
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[1]->volume), 0);
}

Test(do_voxel, a_voxel_beyond_the_bound_is_refused)
{
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "[1048575,-1048576,0]"), OK);
	refuse(&caller, "goxel.add_voxel", "[0,0,1048576]", ERR_PARAMS,
	    "parameter 'z' must be an integer from -1048576 to 1048575");
}

/*
 * add_voxels
 */

Test(do_voxel, a_list_is_added_in_one_step)
{
	expect(&caller, "add_voxels", "{\"voxels\":["
	    "{\"x\":1,\"y\":2,\"z\":3,\"r\":4,\"g\":5,\"b\":6},"
	    "[1,2,4,\"#0a0b0c\"],{\"x\":1,\"y\":2,\"z\":5}]}",
	    "{\"success\":true,\"added\":3,\"failed\":0}");
	expect(&caller, "goxel.get_voxel", "[1,2,4]", "{\"x\":1,\"y\":2,"
	    "\"z\":4,\"exists\":true,\"color\":[10,11,12,255]}");
	cr_assert_eq(caller.projects[0]->revision, 2);
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
}

Test(do_voxel, a_list_may_come_by_position)
{
	expect(&caller, "add_voxels", "[[[1,2,3,4,5,6]]]",
	    "{\"success\":true,\"added\":1,\"failed\":0}");
}

Test(do_voxel, bad_elements_are_counted)
{
	expect(&caller, "add_voxels", "[[[1,2,3,4,5,6],{},7,[1,2,4]]]",
	    "{\"success\":false,\"added\":2,\"failed\":2}");
}

Test(do_voxel, an_empty_list_changes_nothing)
{
	expect(&caller, "add_voxels", "[[]]",
	    "{\"success\":true,\"added\":0,\"failed\":0}");
	cr_assert_eq(caller.projects[0]->revision, 1);
}

/*
 * remove_voxel, get_voxel
 */

Test(do_voxel, remove_empties_a_place)
{
	caller_run(&caller, "goxel.add_voxel", "[1,2,3]");
	expect(&caller, "goxel.remove_voxel", "[1,2,3]", "{\"success\":true,"
	    "\"x\":1,\"y\":2,\"z\":3,\"layer_id\":0}");
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":false,\"color\":[0,0,0,0]}");
	expect(&caller, "goxel.remove_voxel", "{\"x\":1,\"layer_id\":1}",
	    "{\"success\":true,\"x\":1,\"y\":0,\"z\":0,\"layer_id\":1}");
}

Test(do_voxel, remove_and_get_refuse_an_unknown_layer)
{
	refuse(&caller, "goxel.remove_voxel", "[1,2,3,5]", ERR_NO_LAYER,
	    "the project has no layer 5");
	refuse(&caller, "goxel.get_voxel", "[1,2,3,5]", ERR_NO_LAYER,
	    "the project has no layer 5");
}

Test(do_voxel, get_looks_into_the_layer_it_names)
{
	caller_run(&caller, "goxel.add_voxel", "[1,2,3]");
	caller_run(&caller, "goxel.create_layer", NULL);
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":false,\"color\":[0,0,0,0]}");
	expect(&caller, "goxel.get_voxel", "[1,2,3,1]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[0,0,0,255]}");
}

/*
 * flood_fill
 */

static void
two_boxes(void)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[3,3,3],\"color\":[100,0,0]}");
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[4,0,0],\"max\":[4,3,3],\"color\":[110,0,0]}");
}

Test(do_voxel, flood_fills_what_is_connected_and_alike)
{
	two_boxes();
	expect(&caller, "goxel.flood_fill", "[0,0,0,1,2,3]",
	    "{\"success\":true,\"voxels_filled\":64}");
	expect(&caller, "goxel.get_voxel", "[3,3,3]", "{\"x\":3,\"y\":3,"
	    "\"z\":3,\"exists\":true,\"color\":[1,2,3,255]}");
}

Test(do_voxel, flood_tolerates_what_it_is_told_to)
{
	two_boxes();
	expect(&caller, "goxel.flood_fill",
	    "{\"color\":\"#010203\",\"tolerance\":10}",
	    "{\"success\":true,\"voxels_filled\":80}");
}

Test(do_voxel, flood_tolerance_is_0_to_255)
{
	two_boxes();
	cr_assert_eq(caller_run(&caller, "goxel.flood_fill",
	    "{\"r\":1,\"tolerance\":255}"), OK);
	refuse(&caller, "goxel.flood_fill", "{\"tolerance\":256}", ERR_PARAMS,
	    "parameter 'tolerance' must be from 0 to 255, not 256");
	refuse(&caller, "goxel.flood_fill", "{\"tolerance\":-1}", ERR_PARAMS,
	    "parameter 'tolerance' must be from 0 to 255, not -1");
}

Test(do_voxel, flood_works_on_layer_1_unless_told)
{
	two_boxes();
	caller_run(&caller, "goxel.create_layer", NULL);
	expect(&caller, "goxel.flood_fill", "[0,0,0,1,2,3]",
	    "{\"success\":true,\"voxels_filled\":64}");
	refuse(&caller, "goxel.flood_fill", "{\"layer_id\":2}", ERR_NO_VOXEL,
	    "there is no voxel at 0,0,0");
	refuse(&caller, "goxel.flood_fill", "{\"layer_id\":7}", ERR_NO_LAYER,
	    "no layer 7");
}

/*
 * paint_voxels
 */

Test(do_voxel, paint_recolours_what_is_there)
{
	caller_run(&caller, "goxel.add_voxel", "[1,2,3]");
	expect(&caller, "goxel.paint_voxels", "[1,2,3,9,8,7]",
	    "{\"success\":true,\"painted\":1}");
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[9,8,7,255]}");
	refuse(&caller, "goxel.paint_voxels", "[1,2,4,9,8,7]", ERR_NO_VOXEL,
	    "there is no voxel at 1,2,4");
	refuse(&caller, "goxel.paint_voxels", "{\"layer_id\":7}",
	    ERR_NO_LAYER, "7");
}
