/*
 * Layers, files and pictures, seen through requests.
 */
#include <sys/stat.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(layer, .fini = harness_fini);
TestSuite(file, .fini = harness_fini);
TestSuite(picture, .fini = harness_fini);

static struct server s;
static struct client c;

static void
begin(void)
{
	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
}

static void
end(void)
{
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

static bool
has_voxel(const char *place)
{
	return strstr(call(&c, "goxel.get_voxel", place),
	    "\"exists\":true") != NULL;
}

/* ---- layers ---- */

Test(layer, new_project_has_one_active_visible_layer)
{
	const char *reply;

	begin();
	reply = call(&c, "goxel.list_layers", NULL);
	expect(reply, "result.count", "1");
	expect(reply, "result.layers.0.id", "1");
	expect(reply, "result.layers.0.visible", "true");
	expect(reply, "result.layers.0.active", "true");
	end();
}

Test(layer, created_layer_is_on_top_and_active)
{
	const char *reply;

	begin();
	reply = call(&c, "goxel.create_layer",
	    "{\"name\":\"roof\",\"r\":10,\"g\":20,\"b\":30}");
	expect(reply, "result.success", "true");
	expect(reply, "result.name", "\"roof\"");
	expect(reply, "result.color", "[10,20,30]");
	expect(reply, "result.visible", "true");
	expect(reply, "result.layer_id", "2");
	reply = call(&c, "goxel.list_layers", NULL);
	expect(reply, "result.layers.1.name", "\"roof\"");
	expect(reply, "result.layers.1.active", "true");
	expect(reply, "result.layers.0.active", "false");
	expect(call(&c, "goxel.create_layer", "[]"), "result.name",
	    "\"New Layer\"");
	expect(call(&c, "goxel.create_layer", "[\"hidden\",1,1,1,false]"),
	    "result.visible", "false");
	end();
}

Test(layer, layers_hold_their_own_voxels)
{
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "[0,0,0,1,1,1]");
	call(&c, "goxel.create_layer", "[\"two\"]");
	cr_assert_not(has_voxel("[0,0,0]"));
	call(&c, "goxel.add_voxel", "[1,0,0,2,2,2]");
	call(&c, "goxel.add_voxel", "[2,0,0,2,2,2,255,1]");
	reply = call(&c, "goxel.list_layers", NULL);
	expect(reply, "result.layers.0.voxel_count", "2");
	expect(reply, "result.layers.1.voxel_count", "1");
	end();
}

Test(layer, layer_goes_by_id_or_by_name)
{
	begin();
	call(&c, "goxel.create_layer", "[\"a\"]");
	call(&c, "goxel.create_layer", "[\"b\"]");
	expect(call(&c, "goxel.delete_layer", "[2]"), "result.success", "true");
	expect(call(&c, "goxel.delete_layer", "{\"layer_name\":\"b\"}"),
	    "result.success", "true");
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1");
	expect_error(call(&c, "goxel.delete_layer", "[77]"), -1012);
	expect_error(call(&c, "goxel.delete_layer", "{\"layer_name\":\"b\"}"),
	    -1012);
	end();
}

Test(layer, delete_without_id_or_name_says_what_is_missing)
{
	const char *reply;

	begin();
	reply = call(&c, "goxel.delete_layer", NULL);
	expect_error(reply, -32602);
	expect_text(reply, "Must specify either layer_id or layer_name");
	end();
}

Test(layer, deleted_layer_comes_back_by_undo)
{
	begin();
	call(&c, "goxel.create_layer", "[\"a\"]");
	call(&c, "goxel.add_voxel", "[3,3,3,1,2,3]");
	call(&c, "goxel.delete_layer", "[2]");
	cr_assert_not(has_voxel("[3,3,3]"));
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_voxel", "{\"x\":3,\"y\":3,\"z\":3,"
	    "\"layer_id\":2}"), "result.color", "[1,2,3,255]");
	end();
}

Test(layer, merge_joins_two_layers)
{
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "[0,0,0,1,1,1]");
	call(&c, "goxel.create_layer", "[\"a\"]");
	call(&c, "goxel.add_voxel", "[1,0,0,2,2,2]");
	expect(call(&c, "goxel.merge_layers", "[2,1]"), "result.success",
	    "true");
	reply = call(&c, "goxel.list_layers", NULL);
	expect(reply, "result.count", "1");
	expect(reply, "result.layers.0.voxel_count", "2");
	expect_error(call(&c, "goxel.merge_layers", "[8,9]"), -1013);
	reply = call(&c, "goxel.merge_layers", NULL);
	expect_error(reply, -32602);
	expect_text(reply,
	    "Must specify valid source_layer_id and target_layer_id");
	end();
}

Test(layer, visibility_is_set_and_listed)
{
	const char *reply;

	begin();
	expect(call(&c, "goxel.set_layer_visibility", "[1,false]"),
	    "result.visible", "false");
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.0.visible",
	    "false");
	expect(call(&c, "goxel.set_layer_visibility", "{\"layer_id\":1}"),
	    "result.visible", "true");
	expect_error(call(&c, "goxel.set_layer_visibility", "[9]"), -1014);
	reply = call(&c, "goxel.set_layer_visibility", NULL);
	expect_error(reply, -32602);
	expect_text(reply, "Must specify valid layer_id");
	end();
}

Test(layer, bounding_box_is_of_one_layer_or_of_all)
{
	begin();
	call(&c, "goxel.add_voxel", "[0,0,0,1,1,1]");
	call(&c, "goxel.create_layer", "[\"a\"]");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.empty",
	    "true");
	call(&c, "goxel.add_voxel", "[4,4,4,2,2,2]");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.min",
	    "[4,4,4]");
	expect(call(&c, "goxel.get_bounding_box", "{\"layer_id\":1}"),
	    "result.max", "[1,1,1]");
	expect(call(&c, "goxel.get_bounding_box", "{\"layer_id\":-2}"),
	    "result.min", "[0,0,0]");
	expect_error(call(&c, "goxel.get_bounding_box", "{\"layer_id\":9}"),
	    -32603);
	end();
}

Test(layer, status_counts_layers)
{
	begin();
	call(&c, "goxel.create_layer", "[\"a\"]");
	expect(call(&c, "goxel.get_status", NULL), "result.layer_count", "2");
	expect(call(&c, "goxel.get_status", NULL), "result.read_only", "false");
	end();
}

/* ---- files ---- */

static void
paint_something(void)
{
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[2,2,2],"
	    "\"color\":\"#c04020\"}");
	call(&c, "goxel.create_layer", "[\"top\"]");
	call(&c, "goxel.add_voxel", "[1,1,9,10,200,30]");
}

static bool
file_begins(const char *name, const char *with)
{
	return strncmp(server_file(&s, in_dir(&s, name)), with,
	    strlen(with)) == 0;
}

Test(file, saved_project_loads_the_same)
{
	const char *reply;

	begin();
	paint_something();
	reply = callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	expect(reply, "result.success", "true");
	expect_text(reply, "/a.gox");
	cr_assert(file_begins("a.gox", "GOX "));
	call(&c, "goxel.create_project", "[\"other\"]");
	expect(callf(&c, "goxel.load_project", "{\"path\":\"%s/a.gox\"}",
	    s.dir), "result.success", "true");
	reply = call(&c, "goxel.list_layers", NULL);
	expect(reply, "result.count", "2");
	expect(reply, "result.layers.1.name", "\"top\"");
	expect(reply, "result.layers.0.voxel_count", "27");
	expect(call(&c, "goxel.get_voxel", "{\"x\":1,\"y\":1,\"z\":9,"
	    "\"layer_id\":2}"), "result.color", "[10,200,30,255]");
	end();
}

Test(file, load_is_one_step_of_undo)
{
	begin();
	paint_something();
	callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	call(&c, "goxel.create_project", "[\"other\"]");
	call(&c, "goxel.add_voxel", "[7,7,7,1,1,1]");
	callf(&c, "goxel.load_project", "[\"%s/a.gox\"]", s.dir);
	cr_assert_not(has_voxel("[7,7,7]"));
	call(&c, "goxel.undo", NULL);
	cr_assert(has_voxel("[7,7,7]"));
	end();
}

Test(file, load_without_a_project_makes_one)
{
	begin();
	paint_something();
	callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	call(&c, "goxel.close_project", NULL);
	expect(callf(&c, "goxel.load_project", "[\"%s/a.gox\"]", s.dir),
	    "result.success", "true");
	expect(call(&c, "goxel.get_status", NULL), "result.layer_count", "2");
	end();
}

Test(file, project_is_saved_as_gox_whatever_the_name)
{
	begin();
	paint_something();
	callf(&c, "goxel.save_project", "[\"%s/a.vox\"]", s.dir);
	cr_assert(file_begins("a.vox", "GOX "));
	end();
}

Test(file, save_into_nowhere_fails_and_says_so)
{
	begin();
	expect_error(callf(&c, "goxel.save_project",
	    "[\"%s/none/a.gox\"]", s.dir), -1003);
	expect_error(call(&c, "goxel.save_project", NULL), -32602);
	end();
}

Test(file, failed_save_leaves_the_old_file_alone)
{
	struct stat st;

	begin();
	paint_something();
	callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	cr_assert_eq(mkdir(in_dir(&s, "b.gox"), 0700), 0);
	expect_error(callf(&c, "goxel.save_project", "[\"%s/b.gox\"]", s.dir),
	    -1003);
	cr_assert_eq(stat(in_dir(&s, "b.gox"), &st), 0);
	cr_assert(S_ISDIR(st.st_mode));
	end();
}

Test(file, what_is_not_there_or_broken_is_refused_and_changes_nothing)
{
	FILE *file;

	begin();
	call(&c, "goxel.add_voxel", "[7,7,7,1,1,1]");
	expect_error(callf(&c, "goxel.load_project", "[\"%s/none.gox\"]",
	    s.dir), -1002);
	file = fopen(in_dir(&s, "bad.gox"), "we");
	fputs("GOX \2\0\0\0LAYRgarbage that is no layer at all", file);
	fclose(file);
	expect_error(callf(&c, "goxel.load_project", "[\"%s/bad.gox\"]",
	    s.dir), -1002);
	expect_error(call(&c, "goxel.load_project", NULL), -32602);
	cr_assert(has_voxel("[7,7,7]"));
	end();
}

Test(file, cut_file_is_refused_whole)
{
	struct stat st;

	begin();
	paint_something();
	callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	cr_assert_eq(stat(in_dir(&s, "a.gox"), &st), 0);
	cr_assert_eq(truncate(in_dir(&s, "a.gox"), st.st_size / 2), 0);
	call(&c, "goxel.create_project", "[\"other\"]");
	expect_error(callf(&c, "goxel.load_project", "[\"%s/a.gox\"]", s.dir),
	    -1002);
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1");
	end();
}

static void
exported(const char *params, const char *name, const char *begins)
{
	expect(callf(&c, "goxel.export_model", params, s.dir),
	    "result.success", "true");
	cr_assert(file_begins(name, begins), "%s does not begin as it should",
	    name);
}

Test(file, model_is_exported_in_each_format)
{
	begin();
	paint_something();
	exported("[\"%s/a.gox\"]", "a.gox", "GOX ");
	exported("[\"%s/a.ply\"]", "a.ply", "ply\n");
	exported("[\"%s/a.png\"]", "a.png", "\x89PNG");
	exported("[\"%s/a.txt\"]", "a.txt", "#");
	exported("[\"%s/a.obj\"]", "a.obj", "");
	cr_assert(strstr(server_file(&s, in_dir(&s, "a.obj")), "\nv ") !=
	    NULL);
	cr_assert(strstr(server_file(&s, in_dir(&s, "a.obj")), "\nf ") !=
	    NULL);
	cr_assert(strstr(server_file(&s, in_dir(&s, "a.txt")),
	    "1 1 9 0ac81e") != NULL);
	end();
}

Test(file, format_may_be_named_instead_of_an_extension)
{
	const char *reply;

	begin();
	paint_something();
	reply = callf(&c, "goxel.export_model",
	    "{\"path\":\"%s/model\",\"format\":\"ply\"}", s.dir);
	expect(reply, "result.format", "\"ply\"");
	cr_assert(file_begins("model", "ply\n"));
	reply = callf(&c, "goxel.export_model", "[\"%s/b.ply\"]", s.dir);
	expect_none(reply, "result.format");
	end();
}

Test(file, unknown_format_is_refused_and_nothing_written)
{
	begin();
	paint_something();
	expect_error(callf(&c, "goxel.export_model", "[\"%s/a.doc\"]", s.dir),
	    -1007);
	expect_error(callf(&c, "goxel.export_model",
	    "[\"%s/a.ply\",\"doc\"]", s.dir), -1007);
	cr_assert_neq(access(in_dir(&s, "a.doc"), F_OK), 0);
	cr_assert_neq(access(in_dir(&s, "a.ply"), F_OK), 0);
	end();
}

Test(file, tcp_client_stays_below_files_root)
{
	struct client tcp;

	begin();
	paint_something();
	tcp = client_open(&s, DOOR_TCP);
	expect_some(call(&tcp, "goxel.save_project",
	    "[\"/tmp/goxeld-test-outside.gox\"]"), "error.code");
	expect_some(call(&tcp, "goxel.save_project",
	    "[\"../goxeld-test-outside.gox\"]"), "error.code");
	cr_assert_neq(access("/tmp/goxeld-test-outside.gox", F_OK), 0);
	expect(call(&tcp, "goxel.save_project", "[\"inside.gox\"]"),
	    "result.success", "true");
	cr_assert(file_begins("inside.gox", "GOX "));
	client_close(&tcp);
	end();
}

/* ---- pictures ---- */

static void
build_something(void)
{
	call(&c, "goxel.fill_box", "{\"min\":[-8,-8,0],\"max\":[7,7,1],"
	    "\"color\":\"#559944\"}");
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
	    "\"center_z\":8,\"color\":\"#cc3322\"}");
}

Test(picture, each_preset_gives_a_png_of_the_right_size)
{
	static const char *const presets[] = { "front", "back", "left",
	    "right", "top", "bottom", "isometric", "default" };
	const char *reply;
	size_t i;

	begin();
	build_something();
	for (i = 0; i < sizeof presets / sizeof presets[0]; i++) {
		reply = callf(&c, "goxel.render_scene", "{\"output_path\":"
		    "\"%s/p.png\",\"width\":%zu,\"height\":48,"
		    "\"camera_preset\":\"%s\"}", s.dir, 64 + i, presets[i]);
		expect(reply, "result.success", "true");
		expect(reply, "result.height", "48");
		expect(reply, "result.format", "\"png\"");
		expect_png(in_dir(&s, "p.png"), (uint32_t)(64 + i), 48);
		unlink(in_dir(&s, "p.png"));
	}
	end();
}

static void
render_as(const char *name, const char *preset)
{
	expect(callf(&c, "goxel.render_scene", "{\"output_path\":\"%s/%s\","
	    "\"width\":64,\"height\":64,\"camera_preset\":\"%s\"}", s.dir,
	    name, preset), "result.success", "true");
}

static bool
same_files(const char *a, const char *b)
{
	FILE *first = fopen(a, "re"), *second = fopen(b, "re");
	int byte;

	cr_assert_not_null(first);
	cr_assert_not_null(second);
	while ((byte = getc(first)) == getc(second) && byte != EOF)
		;
	fclose(first);
	fclose(second);
	return byte == EOF;
}

Test(picture, presets_show_different_sides_and_always_the_same)
{
	begin();
	build_something();
	call(&c, "goxel.add_voxel", "[7,-8,9,255,255,0]");
	render_as("a.png", "front");
	render_as("b.png", "front");
	render_as("c.png", "top");
	cr_assert(same_files(in_dir(&s, "a.png"), in_dir(&s, "b.png")));
	cr_assert_not(same_files(in_dir(&s, "a.png"), in_dir(&s, "c.png")));
	end();
}

Test(picture, positional_parameters_are_path_and_size)
{
	begin();
	build_something();
	expect(callf(&c, "goxel.render_scene", "[\"%s/p.png\",100,50]", s.dir),
	    "result.width", "100");
	expect_png(in_dir(&s, "p.png"), 100, 50);
	callf(&c, "goxel.render_scene", "[\"%s/q.png\"]", s.dir);
	expect_png(in_dir(&s, "q.png"), 512, 512);
	end();
}

Test(picture, picture_comes_in_the_reply_when_asked)
{
	const char *reply;

	begin();
	build_something();
	reply = call(&c, "goxel.render_scene", "{\"width\":40,\"height\":30,"
	    "\"options\":{\"return_mode\":\"base64\"}}");
	expect(reply, "result.width", "40");
	cr_assert_eq(strncmp(text_at(reply, "result.image_data"),
	    "iVBORw0KGgo", 11), 0);
	end();
}

Test(picture, free_camera_may_stand_anywhere)
{
	begin();
	build_something();
	expect(callf(&c, "goxel.render_scene", "{\"output_path\":"
	    "\"%s/p.png\",\"width\":64,\"height\":64,\"camera\":"
	    "{\"position\":[40,-60,30],\"target\":[0,0,4],\"fov\":35}}",
	    s.dir), "result.success", "true");
	expect_png(in_dir(&s, "p.png"), 64, 64);
	expect(callf(&c, "goxel.render_scene", "{\"output_path\":"
	    "\"%s/p.png\",\"width\":64,\"height\":64,\"camera\":"
	    "{\"position\":[40,-60,30],\"target\":[0,0,4],\"ortho\":true,"
	    "\"zoom\":2}}", s.dir), "result.success", "true");
	expect_some(callf(&c, "goxel.render_scene", "{\"output_path\":"
	    "\"%s/p.png\",\"camera\":{\"position\":[1,1,1],"
	    "\"target\":[1,1,1]}}", s.dir), "error.code");
	end();
}

Test(picture, size_at_the_limit_is_rendered_and_beyond_refused)
{
	begin();
	build_something();
	expect(callf(&c, "goxel.render_scene", "[\"%s/p.png\",8192,4]",
	    s.dir), "result.success", "true");
	expect_png(in_dir(&s, "p.png"), 8192, 4);
	expect_some(callf(&c, "goxel.render_scene", "[\"%s/q.png\",8193,4]",
	    s.dir), "error.code");
	expect_some(callf(&c, "goxel.render_scene",
	    "[\"%s/q.png\",100000,100000]", s.dir), "error.code");
	cr_assert_neq(access(in_dir(&s, "q.png"), F_OK), 0);
	end();
}

Test(picture, empty_project_renders_its_background)
{
	begin();
	expect(callf(&c, "goxel.render_scene", "[\"%s/p.png\",16,16]", s.dir),
	    "result.success", "true");
	expect_png(in_dir(&s, "p.png"), 16, 16);
	end();
}

Test(picture, success_is_not_told_of_a_file_that_is_not_there)
{
	begin();
	build_something();
	expect_error(callf(&c, "goxel.render_scene", "[\"%s/none/p.png\"]",
	    s.dir), -1015);
	expect_error(call(&c, "goxel.render_scene", "{}"), -1015);
	end();
}

Test(picture, others_are_served_while_a_picture_is_made)
{
	struct client other;
	int i;

	begin();
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
	    "\"size_x\":100,\"size_y\":100,\"size_z\":100,"
	    "\"color\":\"#8899aa\"}");
	other = client_open(&s, DOOR_UNIX);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":\"big\",\"method\":"
	    "\"goxel.render_scene\",\"params\":{\"width\":2000,\"height\":"
	    "2000,\"options\":{\"return_mode\":\"base64\"}}}\n");
	for (i = 0; i < 50; i++)
		expect(call(&other, "ping", NULL), "result.pong", "true");
	expect(client_line(&c), "result.width", "2000");
	client_close(&other);
	end();
}

Test(file, load_that_fails_leaves_no_project_behind)
{
	begin();
	call(&c, "goxel.delete_project", NULL);
	callf(&c, "goxel.load_project", "[\"%s/none.gox\"]", s.dir);
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "0");
	call(&c, "goxel.create_project", "[\"mine\"]");
	callf(&c, "goxel.load_project",
	    "{\"path\":\"%s/none.gox\",\"name\":\"other\"}", s.dir);
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "1");
	/* And the connection works on the one it had. */
	expect(call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]"),
	    "result.success", "true");
	end();
}
