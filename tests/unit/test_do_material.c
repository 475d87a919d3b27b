/*
 * test_do_material - methods on the materials of a project
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_material);

static void
listed(const char *text)
{
	cr_assert_eq(caller_run(&caller, "goxel.list_materials", NULL), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, text), "%s",
	    caller.reply.bytes);
}

Test(do_material, list_tells_what_a_new_project_has)
{
	expect(&caller, "goxel.list_materials", NULL, "{\"count\":1,"
	    "\"materials\":[{\"index\":0,\"name\":\"Material.1\","
	    "\"color\":[255,255,255,255],\"metallic\":0.2,\"roughness\":0.5,"
	    "\"emission\":[0,0,0],\"layers\":0}]}");
}

Test(do_material, every_byte_of_a_colour_comes_back)
{
	char params[100], want[100];
	int i;

	for (i = 0; i < 256; i++) {
		snprintf(params, sizeof params, "{\"index\":0,\"color\":"
		    "[%d,%d,%d,%d]}", i, 255 - i, i ^ 5, i);
		cr_assert_eq(caller_run(&caller, "goxel.set_material",
		    params), OK);
		snprintf(want, sizeof want, "\"color\":[%d,%d,%d,%d]", i,
		    255 - i, i ^ 5, i);
		listed(want);
	}
}

Test(do_material, colours_are_linear_inside)
{
	caller_run(&caller, "goxel.set_material",
	    "{\"index\":0,\"color\":[188,255,0]}");
	cr_assert_float_eq(caller.projects[0]->image->materials[0].color[0],
	    0.5029f, 1e-4);
	cr_assert_eq(caller.projects[0]->image->materials[0].color[1], 1);
}

Test(do_material, one_is_added_changed_and_deleted)
{
	expect(&caller, "goxel.add_material", "{\"name\":\"Gold\","
	    "\"metallic\":1,\"emission\":[0,0.5,2]}",
	    "{\"success\":true,\"index\":1,\"name\":\"Gold\"}");
	listed("\"name\":\"Gold\",\"color\":[255,255,255,255],\"metallic\":1,"
	    "\"roughness\":0.5,\"emission\":[0,0.5,2]");
	expect(&caller, "goxel.set_material", "{\"name\":\"Gold\","
	    "\"new_name\":\"Brass\",\"roughness\":0.75}",
	    "{\"success\":true,\"index\":1,\"name\":\"Brass\"}");
	listed("\"metallic\":1,\"roughness\":0.75,\"emission\":[0,0.5,2]");
	expect(&caller, "goxel.delete_material", "[\"Brass\"]",
	    "{\"success\":true,\"index\":1,\"name\":\"Brass\"}");
	listed("\"count\":1");
}

Test(do_material, layer_is_given_one_and_none)
{
	expect(&caller, "goxel.set_layer_material",
	    "{\"material\":\"Material.1\"}", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\",\"material\":0}");
	listed("\"layers\":1");
	caller_run(&caller, "goxel.get_layer", "{}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"material\":0"));
	expect(&caller, "goxel.set_layer_material", "{}", "{\"success\":true,"
	    "\"layer_id\":1,\"name\":\"Layer.1\",\"material\":-1}");
	listed("\"layers\":0");
}

Test(do_material, what_is_wrong_is_said)
{
	refuse(&caller, "goxel.set_material", "{\"name\":\"Tin\"}",
	    ERR_PARAMS, "'Tin'");
	refuse(&caller, "goxel.set_material", "{\"index\":1}", ERR_PARAMS,
	    "1 materials");
	refuse(&caller, "goxel.set_material", "{}", ERR_PARAMS, "index");
	refuse(&caller, "goxel.add_material", "{\"metallic\":1.5}",
	    ERR_PARAMS, "metallic");
	refuse(&caller, "goxel.add_material", "{\"roughness\":-1}",
	    ERR_PARAMS, "roughness");
	refuse(&caller, "goxel.add_material", "{\"emission\":[0,-1,0]}",
	    ERR_PARAMS, "emission");
	refuse(&caller, "goxel.set_layer_material", "{\"index\":4}",
	    ERR_PARAMS, "index");
	refuse(&caller, "goxel.set_layer_material", "{\"layer_id\":4}",
	    ERR_NO_LAYER, "layer 4");
}
