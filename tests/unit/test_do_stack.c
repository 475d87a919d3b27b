/*
 * test_do_stack - methods that rearrange layers
 */
#include <math.h>
#include <stdio.h>

#include "bounds.h"
#include "tests/unit/caller.h"

CALLER_SUITE(do_stack);

static void
run(const char *method, const char *params)
{
	cr_assert_eq(caller_run(&caller, method, params), OK, "%s: %s",
	    method, caller.call.why);
}

static void
has_voxel(int layer, const char *at)
{
	char params[64];

	snprintf(params, sizeof params, "[%s,%d]", at, layer);
	run("goxel.get_voxel", params);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"exists\":true"),
	    "%s", params);
}

Test(do_stack, reorder_takes_a_place_or_a_neighbour)
{
	run("goxel.create_layer", "[\"b\"]");
	run("goxel.create_layer", "[\"c\"]");
	expect(&caller, "goxel.reorder_layer", "[1,2]", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\",\"index\":2}");
	expect(&caller, "goxel.reorder_layer", "{\"layer_id\":1,\"below\":2}",
	    "{\"success\":true,\"layer_id\":1,\"name\":\"Layer.1\","
	    "\"index\":0}");
	expect(&caller, "goxel.reorder_layer", "{\"layer_id\":1,\"above\":2}",
	    "{\"success\":true,\"layer_id\":1,\"name\":\"Layer.1\","
	    "\"index\":1}");
	expect(&caller, "goxel.reorder_layer", "{\"layer_id\":3,\"above\":2}",
	    "{\"success\":true,\"layer_id\":3,\"name\":\"c\",\"index\":1}");
	expect(&caller, "goxel.reorder_layer", "{\"layer_id\":2,\"below\":1}",
	    "{\"success\":true,\"layer_id\":2,\"name\":\"b\",\"index\":1}");
	expect(&caller, "goxel.reorder_layer", "[2]", "{\"success\":true,"
	    "\"layer_id\":2,\"name\":\"b\",\"index\":2}");
}

Test(do_stack, reorder_says_what_it_needs)
{
	refuse(&caller, "goxel.reorder_layer", "{\"index\":0,\"above\":1}",
	    ERR_PARAMS, "only one");
	refuse(&caller, "goxel.reorder_layer", "[1,-1]", ERR_PARAMS, "index");
	refuse(&caller, "goxel.reorder_layer", "{\"above\":1}", ERR_PARAMS,
	    "itself");
	refuse(&caller, "goxel.reorder_layer", "{\"above\":7}", ERR_NO_LAYER,
	    "layer 7");
	refuse(&caller, "goxel.reorder_layer", "[7,0]", ERR_NO_LAYER,
	    "layer 7");
}

Test(do_stack, mode_is_set_and_told)
{
	expect(&caller, "goxel.set_layer_mode", "{\"mode\":\"max\"}",
	    "{\"success\":true,\"layer_id\":1,\"name\":\"Layer.1\","
	    "\"mode\":\"max\"}");
	run("goxel.list_layers", NULL);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"mode\":\"max\""));
}

Test(do_stack, duplicate_and_clone_answer_what_they_made)
{
	run("goxel.add_voxel", "[1,2,3]");
	expect(&caller, "goxel.duplicate_layer", "{}", "{\"success\":true,"
	    "\"layer_id\":2,\"name\":\"Layer.2\",\"index\":1}");
	expect(&caller, "goxel.clone_layer", "{\"layer_id\":1,\"name\":\"C\","
	    "\"move\":[10,0,0]}", "{\"success\":true,\"layer_id\":3,"
	    "\"name\":\"C\",\"index\":1}");
	has_voxel(2, "1,2,3");
	expect(&caller, "goxel.get_layer", "[3]", "{\"layer_id\":3,\"index\":1,"
	    "\"name\":\"C\",\"visible\":true,\"active\":true,"
	    "\"mode\":\"over\",\"kind\":\"clone\",\"base_id\":1,"
	    "\"transform\":[1,0,0,0,0,1,0,0,0,0,1,0,10,0,0,1],"
	    "\"bounds\":{\"min\":[11,2,3],\"max\":[11,2,3]},"
	    "\"voxel_count\":1}");
	expect(&caller, "goxel.unclone_layer", "[3]", "{\"success\":true,"
	    "\"layer_id\":3,\"name\":\"C\"}");
	run("goxel.get_layer", "{\"name\":\"C\"}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"kind\":\"voxels\""));
	refuse(&caller, "goxel.get_layer", "{\"name\":\"D\"}", ERR_NO_LAYER,
	    "'D'");
}

/* What the bounds of layer 2 are after a transform. */
static void
bounds_after(const char *params, const char *bounds)
{
	run("goxel.transform_layer", params);
	run("goxel.get_layer", "[2]");
	cr_assert_not_null(strstr(caller.reply.bytes, bounds), "%s: %s",
	    params, caller.reply.bytes);
}

Test(do_stack, quarter_turns_are_exact)
{
	run("goxel.fill_box", "{\"min\":[0,0,0],\"max\":[4,1,0],"
	    "\"color\":\"#ff0000\"}");
	run("goxel.clone_layer", "{}");
	bounds_after("{\"angle\":90,\"about\":[0,0,0]}",
	    "{\"min\":[-2,0,0],\"max\":[-1,4,0]},\"voxel_count\":10");
	bounds_after("{\"reset\":true,\"axis\":\"x\",\"angle\":90,"
	    "\"about\":[0,0,0]}",
	    "{\"min\":[0,-1,0],\"max\":[4,-1,1]},\"voxel_count\":10");
	bounds_after("{\"reset\":true,\"axis\":\"y\",\"angle\":-270,"
	    "\"about\":[0,0,0],\"move\":[0,0,7]}",
	    "{\"min\":[0,0,2],\"max\":[0,1,6]},\"voxel_count\":10");
	bounds_after("{\"reset\":true,\"angle\":180}",
	    "\"voxel_count\":10");
	bounds_after("{\"reset\":true}",
	    "{\"min\":[0,0,0],\"max\":[4,1,0]},\"voxel_count\":10");
}

Test(do_stack, four_quarter_turns_in_place_are_none)
{
	char before[600];
	int i;

	run("goxel.fill_box", "{\"min\":[0,0,0],\"max\":[4,1,0],"
	    "\"color\":\"#ff0000\"}");
	run("goxel.clone_layer", "{\"move\":[3,0,0]}");
	run("goxel.get_layer", "[2]");
	snprintf(before, sizeof before, "%s", caller.reply.bytes);
	for (i = 0; i < 4; i++)
		run("goxel.transform_layer",
		    "{\"angle\":90,\"about\":[2.5,0.5,0.5]}");
	run("goxel.get_layer", "[2]");
	cr_assert_str_eq(caller.reply.bytes, before);
}

Test(do_stack, transform_says_what_it_cannot)
{
	refuse(&caller, "goxel.transform_layer", "{}", ERR_PARAMS,
	    "voxels of its own");
	run("goxel.create_shape_layer", "{\"min\":[0,0,0],\"max\":[1,1,1]}");
	refuse(&caller, "goxel.transform_layer", "{\"axis\":\"w\"}",
	    ERR_PARAMS, "axis");
	refuse(&caller, "goxel.transform_layer", "{\"move\":[1e9,0,0]}",
	    ERR_PARAMS, "move");
	refuse(&caller, "goxel.transform_layer", "{\"about\":[0,1e9,0]}",
	    ERR_PARAMS, "about");
}

Test(do_stack, shape_layer_is_made_told_and_turned)
{
	expect(&caller, "goxel.create_shape_layer", "{\"min\":[0,0,0],"
	    "\"max\":[5,1,1],\"color\":\"#0a141e\",\"name\":\"S\"}",
	    "{\"success\":true,\"layer_id\":2,\"name\":\"S\",\"index\":1,"
	    "\"voxels\":24}");
	run("goxel.get_layer", "[2]");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"kind\":\"shape\","
	    "\"shape\":\"cube\",\"color\":[10,20,30,255]"));
	bounds_after("{\"angle\":90,\"about\":[0,0,0],\"move\":[2,0,0]}",
	    "{\"min\":[0,0,0],\"max\":[1,5,1]},\"voxel_count\":24");
	refuse(&caller, "goxel.create_shape_layer", "{\"shape_type\":\"star\","
	    "\"min\":[0,0,0],\"max\":[5,1,1]}", ERR_PARAMS, "star");
	refuse(&caller, "goxel.create_shape_layer", "{\"min\":[6,0,0],"
	    "\"max\":[5,1,1]}", ERR_PARAMS, "above");
}

Test(do_stack, shape_layer_outside_the_projects_box_tells_of_no_voxels)
{
	run("goxel.set_project_box", "{\"min\":[0,0,0],\"max\":[15,9,9]}");
	expect(&caller, "goxel.create_shape_layer", "{\"min\":[15,0,0],"
	    "\"max\":[16,0,0]}", "{\"success\":true,\"layer_id\":2,"
	    "\"name\":\"Layer.2\",\"index\":1,\"voxels\":1}");
	expect(&caller, "goxel.create_shape_layer", "{\"min\":[16,0,0],"
	    "\"max\":[17,0,0]}", "{\"success\":true,\"layer_id\":3,"
	    "\"name\":\"Layer.3\",\"index\":2,\"voxels\":0}");
}

Test(do_stack, merge_down_and_merge_visible_answer_what_is_left)
{
	run("goxel.create_layer", "[\"b\"]");
	run("goxel.add_voxel", "[1,2,3]");
	refuse(&caller, "goxel.merge_down", "[1]", ERR_NO_LAYER, "lowest");
	expect(&caller, "goxel.merge_down", "{}", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\",\"index\":0}");
	has_voxel(1, "1,2,3");
	run("goxel.create_layer", "[\"c\"]");
	run("goxel.create_layer", "[\"d\"]");
	run("goxel.set_layer_visibility", "[1,false]");
	expect(&caller, "goxel.merge_visible", NULL, "{\"success\":true,"
	    "\"layer_id\":2,\"name\":\"c\",\"index\":1}");
	run("goxel.set_layer_visibility", "[2,false]");
	refuse(&caller, "goxel.merge_visible", NULL, ERR_NO_LAYER, "visible");
}

Test(do_stack, too_many_layers_are_named_as_such)
{
	int i;

	for (i = 1; i < BOUND_LAYERS; i++)
		run("goxel.duplicate_layer", "{}");
	refuse(&caller, "goxel.duplicate_layer", "{}", ERR_TOO_BIG, "layers");
	refuse(&caller, "goxel.clone_layer", "{}", ERR_TOO_BIG, "layers");
}

/* The voxels of layer 2 are those whose middles, turned back, are in a cube
 * from 0 to 10. */
static void
expect_turned(double angle, double x, double y)
{
	const struct volume *v = &caller.projects[0]->image->layers[1]->volume;
	double sine = sin(angle * M_PI / 180), p, q;
	double cosine = cos(angle * M_PI / 180);
	struct pos pos;
	bool in;
	int i;

	for (i = 0; i < 32 * 32 * 12; i++) {
		pos = (struct pos){ { i % 32 - 10, i / 32 % 32 - 10,
		    i / 1024 - 1 } };
		p = pos.at[0] + 0.5 - x;
		q = pos.at[1] + 0.5 - y;
		in = fabs(p * cosine + q * sine) < 5 &&
		    fabs(q * cosine - p * sine) < 5 && pos.at[2] >= 0 &&
		    pos.at[2] < 10;
		cr_assert_eq(rgba_exists(volume_get(v, &pos)), in,
		    "%g: %d,%d,%d", angle, pos.at[0], pos.at[1], pos.at[2]);
	}
}

Test(do_stack, a_shape_is_turned_by_any_angle_about_its_middle)
{
	run("goxel.set_project_box",
	    "{\"min\":[-32,-32,-32],\"max\":[31,31,31]}");
	run("goxel.create_shape_layer", "{\"min\":[0,0,0],\"max\":[9,9,9]}");
	expect_turned(0, 5, 5);
	run("goxel.transform_layer", "{\"angle\":31}");
	expect_turned(31, 5, 5);
	run("goxel.transform_layer", "{\"angle\":-12,\"move\":[3,0,0]}");
	expect_turned(19, 8, 5);
	run("goxel.undo", "{}");
	expect_turned(31, 5, 5);
	run("goxel.redo", "{}");
	expect_turned(19, 8, 5);
}

Test(do_stack, too_large_a_shape_is_turned_by_right_angles_only)
{
	run("goxel.create_shape_layer",
	    "{\"min\":[0,0,0],\"max\":[373,373,373]}");
	run("goxel.transform_layer", "{\"angle\":45}");
	run("goxel.create_shape_layer",
	    "{\"min\":[0,0,0],\"max\":[374,374,374]}");
	refuse(&caller, "goxel.transform_layer", "{\"angle\":45}",
	    ERR_TOO_BIG, "too large a shape");
	run("goxel.transform_layer", "{\"angle\":90}");
}
