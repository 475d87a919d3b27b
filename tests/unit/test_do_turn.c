/*
 * test_do_turn - methods that move voxels elsewhere
 */
#include <stdio.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_turn);

static void
put(const char *place)
{
	char params[80];

	snprintf(params, sizeof params, "[%s,255,0,0]", place);
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel", params), OK);
}

static bool
there(int x, int y, int z)
{
	struct pos pos = { { x, y, z } };

	return volume_get(&caller.projects[0]->image->layers[0]->volume,
	    &pos).c[ALPHA] == 255;
}

#define ONE	"{\"success\":true,\"voxels\":1}"
#define TWO	"{\"success\":true,\"voxels\":2}"

Test(do_turn, move_moves_a_layer)
{
	put("1,0,0");
	expect(&caller, "goxel.move", "{\"offset\":[0,-2,3]}", ONE);
	cr_assert(there(1, -2, 3) && !there(0, 0, 0));
	expect(&caller, "goxel.move", "{\"offset\":[1048575,0,0]}",
	    "{\"success\":true,\"voxels\":0}");
	refuse(&caller, "goxel.move", "{\"offset\":[1048576,0,0]}",
	    ERR_PARAMS, "offset");
	refuse(&caller, "goxel.move", "{}", ERR_PARAMS, "offset");
}

Test(do_turn, a_region_has_both_corners_inside)
{
	put("4,0,0");
	put("5,0,0");
	expect(&caller, "goxel.move", "{\"offset\":[0,0,9],\"region\":"
	    "{\"min\":[0,0,0],\"max\":[4,0,0]}}", ONE);
	cr_assert(there(4, 0, 9) && there(5, 0, 0));
	refuse(&caller, "goxel.move", "{\"offset\":[0,0,9],\"region\":"
	    "{\"min\":[5,0,0],\"max\":[4,0,0]}}", ERR_PARAMS, "min");
}

Test(do_turn, rotate_turns_from_x_to_y_about_the_middle)
{
	put("0,0,0");
	put("3,1,0");
	expect(&caller, "goxel.rotate", NULL, TWO);
	cr_assert(there(2, -1, 0) && there(1, 2, 0));
	expect(&caller, "goxel.rotate", "{\"angle\":-450}", TWO);
	cr_assert(there(0, 0, 0) && there(3, 1, 0));
}

Test(do_turn, rotate_keeps_its_pivot_and_knows_each_axis)
{
	put("2,0,0");
	expect(&caller, "goxel.rotate", "{\"axis\":\"y\",\"angle\":90,"
	    "\"pivot\":[0.5,0.5,0.5]}", ONE);
	cr_assert(there(0, 0, -2));
	expect(&caller, "goxel.rotate", "[\"x\",90]", ONE);
	cr_assert(there(0, 0, -2));
	expect(&caller, "goxel.rotate", "{\"axis\":\"x\",\"angle\":90,"
	    "\"pivot\":[0.5,0.5,0.5]}", ONE);
	cr_assert(there(0, 2, 0));
	caller_run(&caller, "goxel.move", "[[0,-1,0]]");
	expect(&caller, "goxel.rotate", "{\"angle\":45,"
	    "\"pivot\":[0.5,0.5,0.5]}", ONE);
	cr_assert(there(-1, 1, 0));
	refuse(&caller, "goxel.rotate", "{\"axis\":\"w\"}", ERR_PARAMS,
	    "x, y or z");
	refuse(&caller, "goxel.rotate", "{\"pivot\":[1048577,0,0]}",
	    ERR_PARAMS, "pivot");
}

Test(do_turn, flip_mirrors_in_place)
{
	put("0,0,0");
	put("9,2,0");
	expect(&caller, "goxel.flip", NULL, TWO);
	cr_assert(there(9, 0, 0) && there(0, 2, 0));
	expect(&caller, "goxel.flip", "{\"axis\":\"y\",\"pivot\":[0,0,0]}",
	    TWO);
	cr_assert(there(9, -1, 0) && there(0, -3, 0));
}

Test(do_turn, flip_knows_mirrors_at_any_angle)
{
	put("0,0,0");
	put("5,0,0");
	expect(&caller, "goxel.flip", "{\"normal\":[1,-1,0],"
	    "\"pivot\":[0,0,0]}", TWO);
	cr_assert(there(0, 0, 0));
	cr_assert(there(0, 5, 0));
	expect(&caller, "goxel.flip", "{\"normal\":[0,0.1,0],"
	    "\"pivot\":[0,0,0]}", TWO);
	cr_assert(there(0, -6, 0));
	/* Across x + 2 y = 0. */
	expect(&caller, "goxel.flip", "{\"normal\":[1,2,0],"
	    "\"pivot\":[0.5,-5.5,0.5]}", TWO);
	cr_assert(there(0, -6, 0));
	cr_assert(there(-4, -9, 0));
	refuse(&caller, "goxel.flip", "{\"normal\":[0,0,0]}", ERR_PARAMS,
	    "normal");
}

Test(do_turn, scale_makes_larger_and_smaller)
{
	put("0,0,0");
	expect(&caller, "goxel.scale", "{\"pivot\":[0,0,0]}",
	    "{\"success\":true,\"voxels\":8}");
	cr_assert(there(1, 1, 1) && !there(2, 0, 0));
	expect(&caller, "goxel.scale", "{\"factor\":0.5,\"pivot\":[0,0,0]}",
	    ONE);
	cr_assert(there(0, 0, 0));
	expect(&caller, "goxel.scale", "{\"factors\":[3,1,1],"
	    "\"pivot\":[0,0,0]}", "{\"success\":true,\"voxels\":3}");
	cr_assert(there(2, 0, 0));
}

Test(do_turn, factors_have_limits)
{
	expect(&caller, "goxel.scale", "[1024]",
	    "{\"success\":true,\"voxels\":0}");
	refuse(&caller, "goxel.scale", "[1025]", ERR_PARAMS, "1024");
	refuse(&caller, "goxel.scale", "[0]", ERR_PARAMS, "factor");
}

Test(do_turn, all_layers_turn_about_one_middle)
{
	put("0,0,0");
	caller_run(&caller, "goxel.create_layer", NULL);
	put("9,0,0");
	expect(&caller, "goxel.flip", "{\"all_layers\":true}", TWO);
	cr_assert(there(9, 0, 0));
	refuse(&caller, "goxel.flip", "{\"layer_id\":9}", ERR_NO_LAYER, "9");
}

Test(do_turn, only_what_is_selected_turns_about_its_middle)
{
	put("0,0,0");
	put("4,0,0");
	put("9,0,0");
	refuse(&caller, "goxel.flip", "{\"selected\":true}", ERR_EMPTY,
	    "selected");
	caller_run(&caller, "goxel.select_box", "{\"min\":[0,0,0],"
	    "\"max\":[5,0,0]}");
	expect(&caller, "goxel.flip", "{\"selected\":true}", TWO);
	cr_assert(there(5, 0, 0) && there(1, 0, 0) && there(9, 0, 0));
	cr_assert(!there(0, 0, 0) && !there(4, 0, 0));
	expect(&caller, "goxel.move", "{\"offset\":[0,0,2],\"selected\":"
	    "true}", TWO);
	cr_assert(there(5, 0, 2) && there(1, 0, 2) && there(9, 0, 0));
	refuse(&caller, "goxel.move", "{\"offset\":[0,0,2],\"selected\":"
	    "true,\"all_layers\":true}", ERR_PARAMS, "one layer");
}
