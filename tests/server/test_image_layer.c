/*
 * Pictures as layers, and as voxels, seen through requests.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "tests/server/harness.h"

TestSuite(image_layer, .fini = harness_fini);

Test(image_layer, picture_becomes_a_layer_and_then_voxels)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);
	char path[200];

	snprintf(path, sizeof path, "%s/a.png", s.dir);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[0,0,0,255,0,0]");
	callf(&c, "goxel.render_scene", "{\"output_path\":\"%s\",\"width\":8,"
	    "\"height\":6,\"options\":{\"background_color\":\"#101010\"}}",
	    path);
	expect(callf(&c, "goxel.create_image_layer", "[\"%s\"]", path),
	    "result.width", "8");
	expect(call(&c, "goxel.get_layer", "{}"), "result.kind", "\"image\"");
	call(&c, "goxel.close_project", "[\"test\"]");
	call(&c, "goxel.open_project", "[\"test\"]");
	expect(call(&c, "goxel.image_to_volume", "{}"), "result.voxels",
	    "48");
	expect(call(&c, "goxel.get_layer", "{}"), "result.bounds.min",
	    "[-4,-3,0]");
	expect(call(&c, "goxel.get_layer", "{}"), "result.bounds.max",
	    "[3,2,0]");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_layer", "{}"), "result.kind", "\"image\"");
	expect_error(call(&c, "goxel.image_to_volume", "[1]"), -32602);
	client_close(&c);
	server_stop(&s);
}
