/*
 * test_do_layer - methods on layers
 */
#include <stdio.h>

#include "bounds.h"
#include "tests/unit/caller.h"

CALLER_SUITE(do_layer);

Test(do_layer, list_tells_real_ids_names_and_counts)
{
	const char *first;
	char want[600];

	caller_run(&caller, "goxel.add_voxel", NULL);
	caller_run(&caller, "goxel.create_layer", "{\"name\":\"Top\"}");
	caller_run(&caller, "goxel.set_layer_visibility", "[1,false]");
	first = caller.projects[0]->image->layers[0]->name;
	snprintf(want, sizeof want, "{\"count\":2,\"layers\":["
	    "{\"id\":1,\"name\":\"%s\",\"visible\":false,\"active\":false,"
	    "\"mode\":\"over\",\"voxel_count\":1},"
	    "{\"id\":2,\"name\":\"Top\",\"visible\":true,\"active\":true,"
	    "\"mode\":\"over\",\"voxel_count\":0}]}", first);
	expect(&caller, "goxel.list_layers", NULL, want);
}

Test(do_layer, without_a_project_there_are_none)
{
	caller_run(&caller, "goxel.close_project", NULL);
	expect(&caller, "goxel.list_layers", NULL,
	    "{\"count\":0,\"layers\":[]}");
}

Test(do_layer, create_answers_what_it_made)
{
	expect(&caller, "goxel.create_layer", "[\"Roof\",1,2,3,false]",
	    "{\"success\":true,\"name\":\"Roof\",\"visible\":false,"
	    "\"color\":[1,2,3],\"layer_id\":2}");
	expect(&caller, "goxel.create_layer", NULL,
	    "{\"success\":true,\"name\":\"New Layer\",\"visible\":true,"
	    "\"color\":[255,255,255],\"layer_id\":3}");
	cr_assert_eq(caller.projects[0]->image->active, 3);
	cr_assert_not(caller.projects[0]->image->layers[1]->visible);
}

Test(do_layer, a_marker_without_light_is_white)
{
	expect(&caller, "goxel.create_layer", "[\"A\",0,0,-5]",
	    "{\"success\":true,\"name\":\"A\",\"visible\":true,"
	    "\"color\":[255,255,255],\"layer_id\":2}");
	expect(&caller, "goxel.create_layer", "[\"B\",0,255,0]",
	    "{\"success\":true,\"name\":\"B\",\"visible\":true,"
	    "\"color\":[0,255,0],\"layer_id\":3}");
	refuse(&caller, "goxel.create_layer", "[\"C\",0,256,0]", ERR_PARAMS,
	    "Invalid color values (must be 0-255)");
	refuse(&caller, "goxel.create_layer", "[\"C\",-1,1,0]", ERR_PARAMS,
	    "Invalid color values (must be 0-255)");
}

Test(do_layer, a_name_that_is_taken_is_made_unique)
{
	caller_run(&caller, "goxel.create_layer", "[\"A\"]");
	expect(&caller, "goxel.create_layer", "[\"A\"]",
	    "{\"success\":true,\"name\":\"A.2\",\"visible\":true,"
	    "\"color\":[255,255,255],\"layer_id\":3}");
}

Test(do_layer, layers_reach_to_the_bound_and_not_beyond)
{
	int i;

	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(caller_run(&caller, "goxel.create_layer", NULL),
		    OK, "%d: %s", i, caller.call.why);
	refuse(&caller, "goxel.create_layer", NULL, ERR_TOO_BIG,
	    "the project has 1024 layers, which is the limit");
}

Test(do_layer, delete_takes_an_id_or_a_name)
{
	caller_run(&caller, "goxel.create_layer", "[\"A\"]");
	caller_run(&caller, "goxel.create_layer", "[\"B\"]");
	expect(&caller, "goxel.delete_layer", "[2]", "{\"success\":true}");
	expect(&caller, "goxel.delete_layer", "{\"layer_name\":\"B\"}",
	    "{\"success\":true}");
	cr_assert_eq(caller.projects[0]->image->layer_count, 1);
}

Test(do_layer, delete_needs_an_id_or_a_name_that_is_there)
{
	refuse(&caller, "goxel.delete_layer", NULL, ERR_PARAMS,
	    "Must specify either layer_id or layer_name");
	refuse(&caller, "goxel.delete_layer", "[0]", ERR_PARAMS,
	    "Must specify either layer_id or layer_name");
	refuse(&caller, "goxel.delete_layer", "[8]", ERR_NO_LAYER,
	    "no layer 8");
	refuse(&caller, "goxel.delete_layer", "[null,\"X\"]", ERR_NO_LAYER,
	    "no layer named 'X'");
}

Test(do_layer, merge_joins_two)
{
	caller_run(&caller, "goxel.add_voxel", "[0,0,0]");
	caller_run(&caller, "goxel.create_layer", NULL);
	caller_run(&caller, "goxel.add_voxel", "[1,0,0]");
	expect(&caller, "goxel.merge_layers", "[2,1]", "{\"success\":true}");
	cr_assert_eq(caller.projects[0]->image->layer_count, 1);
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 2);
}

Test(do_layer, merge_needs_two_that_are_there)
{
	refuse(&caller, "goxel.merge_layers", "[1]", ERR_PARAMS,
	    "Must specify valid source_layer_id and target_layer_id");
	refuse(&caller, "goxel.merge_layers", "[1,1]", ERR_PARAMS,
	    "a layer cannot be merged into itself");
	refuse(&caller, "goxel.merge_layers", "[1,4]", ERR_NO_LAYER,
	    "no layer 4");
	refuse(&caller, "goxel.merge_layers", "[4,1]", ERR_NO_LAYER,
	    "no layer 4");
}

Test(do_layer, visibility_is_set)
{
	expect(&caller, "goxel.set_layer_visibility", "[1,false]",
	    "{\"success\":true,\"visible\":false}");
	cr_assert_not(caller.projects[0]->image->layers[0]->visible);
	expect(&caller, "goxel.set_layer_visibility", "{\"layer_id\":1}",
	    "{\"success\":true,\"visible\":true}");
	cr_assert(caller.projects[0]->image->layers[0]->visible);
	refuse(&caller, "goxel.set_layer_visibility", NULL, ERR_PARAMS,
	    "Must specify valid layer_id");
	refuse(&caller, "goxel.set_layer_visibility", "[6]", ERR_NO_LAYER,
	    "no layer 6");
}

Test(do_layer, select_by_id_index_or_name)
{
	caller_run(&caller, "goxel.create_layer", "[\"two\"]");
	expect(&caller, "goxel.select_layer", "[1]", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\"}");
	expect(&caller, "layer.select", "{\"index\":1}", "{\"success\":true,"
	    "\"layer_id\":2,\"name\":\"two\"}");
	expect(&caller, "goxel.select_layer", "{\"name\":\"Layer.1\"}",
	    "{\"success\":true,\"layer_id\":1,\"name\":\"Layer.1\"}");
	refuse(&caller, "goxel.select_layer", "{\"index\":2}", ERR_NO_LAYER,
	    "2 layers");
	refuse(&caller, "goxel.select_layer", "{}", ERR_PARAMS, "Must specify");
}

Test(do_layer, rename_is_taken_back_by_undo)
{
	expect(&caller, "rename_layer", "{\"layer_id\":1,\"new_name\":"
	    "\"walls\"}", "{\"success\":true,\"layer_id\":1,"
	    "\"name\":\"walls\"}");
	cr_assert_eq(caller_run(&caller, "goxel.undo", NULL), OK);
	expect(&caller, "goxel.select_layer", "[1]", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\"}");
	refuse(&caller, "goxel.rename_layer", "{\"name\":\"\"}", ERR_PARAMS,
	    "empty");
}
