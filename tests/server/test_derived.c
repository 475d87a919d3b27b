/*
 * What is derived from voxels and made by rule, seen through requests.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/server/pair.h"

TestSuite(derived, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
}

Test(derived, pick_voxel_tells_voxel_face_and_layer)
{
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "[3,-2,5,0,255,0]");
	reply = call(&c, "goxel.pick_voxel", "[[20,-1.5,5.5],[-1,0,0]]");
	expect(reply, "result.voxel", "[3,-2,5]");
	expect(reply, "result.normal", "[1,0,0]");
	expect(reply, "result.layer_id", "1");
	end();
}

Test(derived, statistics_count_voxels_and_faces)
{
	const char *reply;

	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[99,99,99],"
	    "\"color\":\"#ff0000\"}");
	reply = call(&c, "goxel.get_statistics", "{}");
	expect(reply, "result.voxels", "1000000");
	expect(reply, "result.faces", "60000");
	expect(reply, "result.layers.0.faces_by_side.top", "10000");
	end();
}

Test(derived, components_are_listed_and_the_small_ones_removed)
{
	const char *reply;

	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[99,99,99],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.add_voxel", "[300,0,0]");
	reply = call(&c, "goxel.list_components", "{}");
	expect(reply, "result.count", "2");
	expect(reply, "result.components.0.voxels", "1000000");
	expect(reply, "result.components.1.first", "[300,0,0]");
	expect(call(&c, "goxel.keep_components", "{}"),
	    "result.voxels_removed", "1");
	expect(call(&c, "goxel.list_components", "{}"), "result.count", "1");
	end();
}

Test(derived, a_layer_is_shown_at_an_eighth)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[99,99,99],"
	    "\"color\":\"#ff0000\"}");
	expect(call(&c, "goxel.reduce_layer", "{\"factor\":8}"),
	    "result.voxels", "2160");
	expect(call(&c, "goxel.get_status", "{}"), "result.layer_count", "2");
	end();
}

Test(derived, words_are_written_and_taken_back)
{
	const char *reply;

	begin();
	expect(call(&c, "goxel.draw_text", "{\"text\":\"I\",\"scale\":10}"),
	    "result.voxels", "1100");
	reply = call(&c, "goxel.get_bounding_box", "{}");
	expect(reply, "result.max", "[30,1,70]");
	call(&c, "goxel.undo", "{}");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.empty",
	    "true");
	end();
}

Test(derived, noise_is_the_same_for_the_same_seed)
{
	double first;

	begin();
	first = number_at(call(&c, "goxel.fill_noise", "{\"min\":[0,0,0],"
	    "\"max\":[63,63,31],\"seed\":7}"), "result.voxels");
	cr_assert_gt(first, 20000);
	call(&c, "goxel.undo", "{}");
	cr_assert_eq(number_at(call(&c, "goxel.fill_noise", "{\"min\":[0,0,0],"
	    "\"max\":[63,63,31],\"seed\":7}"), "result.voxels"), first);
	call(&c, "goxel.undo", "{}");
	cr_assert_neq(number_at(call(&c, "goxel.fill_noise",
	    "{\"min\":[0,0,0],\"max\":[63,63,31],\"seed\":8}"),
	    "result.voxels"), first);
	end();
}

Test(derived, a_heightmap_is_a_list_or_a_picture)
{
	begin();
	expect(call(&c, "goxel.fill_heightmap", "[[[1,2],[3,4]]]"),
	    "result.highest", "4");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.max",
	    "[2,2,4]");
	expect_error(call(&c, "goxel.fill_heightmap", "{\"heights\":[[1,1]],"
	    "\"base\":[1048575,0,0]}"), -1039);
	callf(&c, "goxel.render_scene", "[\"%s/grey.png\",20,10]", s.dir);
	expect(callf(&c, "goxel.fill_heightmap",
	    "{\"path\":\"%s/grey.png\",\"base\":[100,0,0]}", s.dir),
	    "result.columns", "20");
	cr_assert_gt(number_at(call(&c, "goxel.get_bounding_box", "{}"),
	    "result.max.0"), 110);
	end();
}

Test(derived, a_surface_by_marching_cubes_is_exported)
{
	const char *text;

	begin();
	call(&c, "goxel.add_voxel", "[0,0,0]");
	expect(callf(&c, "goxel.export_model",
	    "{\"path\":\"%s/one.obj\",\"mesher\":\"marching\","
	    "\"normals\":\"smooth\"}", s.dir), "result.success", "true");
	text = server_file(&s, in_dir(&s, "one.obj"));
	cr_assert_not_null(strstr(text, "vn 0.0000 1.0000"), "%s", text);
	cr_assert_not_null(strstr(text, "f 1//1 "), "%s", text);
	end();
}

Test(derived, greedy_faces_are_fewer)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[15,15,15],"
	    "\"color\":\"#ff0000\"}");
	expect(callf(&c, "goxel.export_model",
	    "{\"path\":\"%s/box.ply\",\"mesher\":\"greedy\"}", s.dir),
	    "result.success", "true");
	cr_assert_not_null(strstr(server_file(&s, in_dir(&s, "box.ply")),
	    "element face 6\n"));
	end();
}
