/*
 * Materials, cameras and light, seen through requests.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "tests/server/pair.h"

TestSuite(scenery, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.add_voxel", "[0,0,0,255,0,0]");
}

static void
reopen(void)
{
	call(&c, "goxel.close_project", "[\"test\"]");
	expect(call(&c, "goxel.open_project", "[\"test\"]"),
	    "result.success", "true");
}

Test(scenery, materials_are_added_given_changed_and_deleted)
{
	const char *reply;

	begin();
	expect(call(&c, "goxel.add_material", "{\"name\":\"Gold\","
	    "\"color\":\"#ffcc00\",\"metallic\":1}"), "result.index", "1");
	call(&c, "goxel.set_material", "{\"name\":\"Gold\","
	    "\"roughness\":0.25}");
	expect(call(&c, "goxel.set_layer_material", "{\"material\":\"Gold\"}"),
	    "result.material", "1");
	reopen();
	reply = call(&c, "goxel.list_materials", NULL);
	expect(reply, "result.materials.1.color", "[255,204,0,255]");
	expect(reply, "result.materials.1.roughness", "0.25");
	expect(reply, "result.materials.1.layers", "1");
	call(&c, "goxel.delete_material", "{\"index\":0}");
	expect(call(&c, "goxel.get_layer", "{}"), "result.material", "0");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_layer", "{}"), "result.material", "1");
	expect_error(call(&c, "goxel.set_material", "[\"Tin\"]"), -32602);
	end();
}

Test(scenery, cameras_are_added_selected_changed_and_deleted)
{
	begin();
	call(&c, "goxel.add_camera", "{\"name\":\"Eye\",\"position\":"
	    "[0,-9,0],\"target\":[0,0,0]}");
	call(&c, "goxel.set_camera", "{\"name\":\"Eye\",\"ortho\":true}");
	reopen();
	expect(call(&c, "goxel.list_cameras", NULL), "result.cameras.1.ortho",
	    "true");
	expect(call(&c, "goxel.list_cameras", NULL),
	    "result.cameras.1.position", "[0,-9,0]");
	call(&c, "goxel.select_camera", "{\"index\":0}");
	expect(call(&c, "goxel.list_cameras", NULL),
	    "result.cameras.0.active", "true");
	call(&c, "goxel.delete_camera", "[\"Eye\"]");
	expect(call(&c, "goxel.list_cameras", NULL), "result.count", "1");
	end();
}

Test(scenery, picture_is_taken_from_a_camera_by_its_name)
{
	char path[200];

	begin();
	call(&c, "goxel.add_camera", "{\"name\":\"Eye\",\"preset\":\"top\"}");
	snprintf(path, sizeof path, "%s/eye.png", s.dir);
	expect(callf(&c, "goxel.render_scene", "[\"%s\",16,16,\"Eye\"]",
	    path), "result.success", "true");
	expect_png(path, 16, 16);
	end();
}

Test(scenery, light_is_set_and_stays)
{
	begin();
	call(&c, "goxel.set_light", "{\"yaw\":30,\"intensity\":4}");
	reopen();
	expect(call(&c, "goxel.get_light", NULL), "result.yaw", "30");
	expect(call(&c, "goxel.get_light", NULL), "result.intensity", "4");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_light", NULL), "result.yaw", "120");
	end();
}
