/*
 * test_table - the rows of methods, and finding one
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/album.h"
#include "tests/unit/caller.h"

static const struct method *
found(const char *name)
{
	const char *preset;

	return method_find(name, strlen(name), &preset);
}

Test(table, every_method_is_found_by_its_name)
{
	const struct method *m;
	int count = 0;

	methods_init();
	for (m = methods; m->name != NULL; m++, count++)
		cr_assert_eq(found(m->name), m);
	cr_assert_eq(count, METHOD_COUNT);
}

Test(table, rows_stand_at_their_number)
{
	cr_assert_str_eq(methods[METHOD_echo].name, "echo");
	cr_assert_str_eq(methods[METHOD_add_voxel].name, "goxel.add_voxel");
	cr_assert_str_eq(methods[METHOD_redo].name, "goxel.redo");
}

Test(table, nothing_else_is_found)
{
	static const char *const names[] = {
		"", "e", "Echo", "echo ", "goxel.", "goxel.pin",
		"goxel.add_voxe", "goxel.add_voxelz", "goxel.Add_voxel",
		"add_voxe", "goxel.create_projecT", "rpc.discovery",
		"goxel.goxel.ping", "voxel.", "goxel.voxel.ad",
	};
	size_t i;

	methods_init();
	for (i = 0; i < sizeof names / sizeof *names; i++)
		cr_assert_null(found(names[i]), "%s", names[i]);
}

Test(table, a_name_ends_where_its_length_says)
{
	const char *preset;

	methods_init();
	cr_assert_eq(method_find("pingpong", 4, &preset),
	    &methods[METHOD_ping]);
	cr_assert_null(method_find("ping\0", 5, &preset));
}

Test(table, offsets_are_those_of_the_structs)
{
	const struct param *p = methods[METHOD_add_voxel].params();

	cr_assert_eq(methods[METHOD_add_voxel].param_count, 10);
	cr_assert_eq(methods[METHOD_add_voxel].in_size,
	    sizeof(struct add_voxel_in));
	cr_assert_str_eq(p[2].name, "z");
	cr_assert_eq(p[2].value, offsetof(struct add_voxel_in, z));
	cr_assert_eq(p[2].has, offsetof(struct add_voxel_in, has_z));
	cr_assert_eq(p[2].type, PT_place);
	cr_assert_eq(p[2].name_len, 1);
	cr_assert_null(p[10].name);
}

Test(table, a_method_needs_something_when_a_row_is_a_must)
{
	const struct method *m;
	const struct param *p;
	bool needs;

	for (m = methods; m->name != NULL; m++) {
		needs = false;
		for (p = m->params(); p->name != NULL; p++)
			needs = needs || p->must;
		cr_assert_eq(m->needs, needs, "%s", m->name);
	}
	cr_assert(methods[METHOD_fill_box].needs);
}

Test(table, a_schema_is_the_json_of_its_type)
{
	const struct param *p = methods[METHOD_fill_box].params();

	cr_assert_str_eq(method_schema(&p[0]), "{\"type\": \"array\", "
	    "\"items\": {\"type\": \"integer\"}, \"minItems\": 3, "
	    "\"maxItems\": 3}");
}

Test(table, every_schema_is_json)
{
	const struct method *m;
	const struct param *p;
	const char *schema;
	struct json j;

	for (m = methods; m->name != NULL; m++)
		for (p = m->params(); p->name != NULL; p++) {
			schema = method_schema(p);
			json_open(&j, schema, strlen(schema));
			cr_assert_eq(json_skip(&j, json_next(&j)), OK, "%s",
			    schema);
			cr_assert_eq(json_next(&j), JSON_END);
		}
}

static struct album album;
static char picture[RENDERS_NAME + 20];		/* parameters */
static char exported[64];

/* Those of what agents read. */
static const char *
least_resource_params(const struct method *m)
{
	switch (m - methods) {
	case METHOD_read_render:
		return "{\"view\":\"iso\"}";
	case METHOD_read_layer:
		return "{\"layer\":\"1\"}";
	case METHOD_read_export:
		return exported;
	case METHOD_read_docs:
		return "{\"topic\":\"guide\"}";
	case METHOD_complete_layer:
		return "{\"value\":\"\"}";
	default:
		return "{}";
	}
}

/* Those of selections, filters and palettes. */
static const char *
least_filter_params(const struct method *m)
{
	switch (m - methods) {
	case METHOD_select_box:
		return "{\"min\":[0,0,0],\"max\":[1,1,1]}";
	case METHOD_select_connected:
		return "{\"layer_id\":1}";
	case METHOD_select_color:
	case METHOD_fill_selection:
		return "{\"color\":\"#ffffff\"}";
	case METHOD_get_palette:
	case METHOD_snap_colors:
		return "{\"name\":\"CGA\"}";
	case METHOD_save_palette:
		return "{\"path\":\"/tmp/goxeld-test-smoke.gpl\","
		    "\"name\":\"CGA\"}";
	case METHOD_replace_color:
		return "[\"#ffffff\",\"#000000\"]";
	case METHOD_wrap:
		return "{\"offset\":[1,0,0],\"min\":[0,0,0],\"max\":[1,1,1]}";
	case METHOD_mirror:
		return "{\"min\":[0,0,0],\"max\":[1,1,1]}";
	case METHOD_select_view:
		return "{\"left\":0,\"top\":0,\"right\":9,\"bottom\":9}";
	default:
		return least_resource_params(m);
	}
}

static const char *
least_drawing_params(const struct method *m)
{
	switch (m - methods) {
	case METHOD_apply_edits:
		return "{\"edits\":\"CwAAAAQAAAABAAAA\"}";
	case METHOD_extrude:
		return "{\"x\":0,\"y\":0,\"z\":0,\"layer_id\":1}";
	case METHOD_brush:
		return "{\"points\":[[0,0,0],[5,3,1]]}";
	case METHOD_laser:
		return "[[0,0,9],[0,0,-1]]";
	case METHOD_move:
		return "[[1,2,3]]";
	case METHOD_read_box:
		return "[[0,0,0],[1,1,1]]";
	case METHOD_pick_voxel:
		return "[[0.5,0.5,9],[0,0,-1]]";
	case METHOD_fill_noise:
		return "[[0,0,0],[9,9,9]]";
	case METHOD_fill_heightmap:
		return "[[[1,2],[3,4]]]";
	case METHOD_cancel_job:
		return "{\"id\":7}";
	case METHOD_fill_field:
		return "[[0,0,0],[9,9,9],\"r<4\"]";
	case METHOD_run_program:
		return "[\"shape main { cube[] }\"]";
	case METHOD_voxel_build:
		return "{\"ops\":[]}";
	case METHOD_voxel_field:
		return "{\"box\":[0,0,0,9,9,9],\"expr\":\"r<4\"}";
	case METHOD_voxel_history:
		return "{\"action\":\"checkpoint\",\"name\":\"a\"}";
	case METHOD_cut_plane:
		return "[[0,0,1]]";
	case METHOD_draw_text:
		return "{\"text\":\"Hi\"}";
	case METHOD_batch_operations:
		return "{\"operations\":[]}";
	case METHOD_find_voxels_by_color:
		return "{\"color\":[255,255,255]}";
	case METHOD_execute_script:
		return "{\"script\":\"1\"}";
	case METHOD_get_render_info:
	case METHOD_cleanup_render:
		return picture;
	case METHOD_fill_box:
	case METHOD_get_voxels_region:
		return "{\"min\":[0,0,0],\"max\":[1,1,1],"
		    "\"color\":\"#ff0000\"}";
	default:
		return least_filter_params(m);
	}
}

/* What each needs at least; a row without a line here is called plainly. */
static const char *
least_params(const struct method *m)
{
	switch (m - methods) {
	case METHOD_add_voxels:
		return "{\"voxels\":[]}";
	case METHOD_create_project:
	case METHOD_open_project:
		return "{\"name\":\"P\"}";
	case METHOD_load_project:
	case METHOD_save_project:
	case METHOD_export_model:
		return "{\"path\":\"/tmp/goxeld-test-smoke.gox\"}";
	case METHOD_render_path:
	case METHOD_render_scene:
		return "{\"width\":8,\"height\":8,"
		    "\"options\":{\"return_mode\":\"base64\"}}";
	case METHOD_delete_layer:
	case METHOD_set_layer_visibility:
		return "{\"layer_id\":1}";
	case METHOD_merge_layers:
		return "{\"source_layer_id\":2,\"target_layer_id\":1}";
	case METHOD_select_layer:
	case METHOD_rename_layer:
		return "{\"layer_id\":1,\"name\":\"N\"}";
	case METHOD_set_layer_mode:
		return "{\"mode\":\"sub\"}";
	case METHOD_merge_down:
		return "{\"layer_id\":2}";
	case METHOD_set_material:
	case METHOD_delete_material:
	case METHOD_select_camera:
	case METHOD_delete_camera:
		return "{\"index\":0}";
	case METHOD_create_image_layer:
		return "{\"path\":\"/tmp/goxeld-test-smoke.png\"}";
	case METHOD_voxel_import:
		return "{\"model\":\"P\","
		    "\"path\":\"/tmp/goxeld-test-smoke.gox\"}";
	case METHOD_voxel_export:
		return "{\"format\":\"vox\"}";
	case METHOD_voxel_save:
		return "{\"path\":\"/tmp/goxeld-test-smoke.gox\","
		    "\"overwrite\":true}";
	case METHOD_voxel_close:
		return "{\"model\":\"P\"}";
	case METHOD_transform_layer:
		return "{\"layer_id\":3,\"move\":[1,2,3]}";
	case METHOD_create_shape_layer:
	case METHOD_set_layer_box:
		return "{\"min\":[0,0,0],\"max\":[1,1,1]}";
	default:
		return least_drawing_params(m);
	}
}

/* A file for resource.export. */
static void
export_one(struct caller *caller)
{
	const char *id;

	cr_assert_eq(caller_run(caller, "voxel_export",
	    "{\"format\":\"txt\"}"), OK, "%s", caller->call.why);
	id = strstr(caller->reply.bytes, "voxel://export/");
	cr_assert_not_null(id, "%s", caller->reply.bytes);
	id += sizeof "voxel://export/" - 1;
	snprintf(exported, sizeof exported, "{\"id\":\"%.*s\"}",
	    (int)strcspn(id, "\""), id);
}

/* In a project with a voxel, two layers, a clone and a picture's layer, a step
 * each way, a file and a picture. */
static void
prepare(struct caller *caller)
{
	caller_start(caller);
	caller_run(caller, "goxel.add_voxel", "{}");
	caller_run(caller, "goxel.create_layer", "{}");
	caller_run(caller, "goxel.clone_layer", "{}");
	caller_run(caller, "goxel.render_scene",
	    "[\"/tmp/goxeld-test-smoke.png\",4,4]");
	caller_run(caller, "goxel.create_image_layer",
	    "[\"/tmp/goxeld-test-smoke.png\"]");
	caller_run(caller, "goxel.save_project",
	    "[\"/tmp/goxeld-test-smoke.gox\"]");
	caller_run(caller, "goxel.add_voxel", "[1,1,1]");
	caller_run(caller, "goxel.select_box", "[[0,0,0],[1,1,1]]");
	caller_run(caller, "goxel.copy_selection", "{}");
	caller_run(caller, "goxel.add_voxel", "[1,1,2]");
	caller_run(caller, "goxel.undo", "{}");
	album_start(&album);
	caller->facts.render_dir = album.path;
	caller->running = (struct running_facts){ .id = 7, .method = "",
	    .project = "" };
	snprintf(picture, sizeof picture, "[\"%s\"]",
	    album_put(&album, ALBUM_TIME, 30));
	export_one(caller);
}

Test(table, every_method_answers_json)
{
	const struct method *m;
	struct caller caller;
	struct json j;
	enum err err;

	for (m = methods; m->name != NULL; m++) {
		prepare(&caller);
		err = caller_run(&caller, m->name, least_params(m));
		cr_assert_eq(err, OK, "%s: %s", m->name, caller.call.why);
		json_open(&j, caller.reply.bytes, caller.reply.len - 1);
		cr_assert_eq(json_skip(&j, json_next(&j)), OK, "%s: %s",
		    m->name, caller.reply.bytes);
		cr_assert_eq(json_next(&j), JSON_END, "%s", m->name);
		caller_fini(&caller);
		album_finish(&album);
	}
	remove("/tmp/goxeld-test-smoke.gox");
	remove("/tmp/goxeld-test-smoke.png");
	remove("/tmp/goxeld-test-smoke.gpl");
}

Test(table, no_method_takes_a_text_that_is_no_json)
{
	static const char *const texts[] = {
		"", "{", "{\"x\":1,", "{\"x\" 1}", "{\"x\":1 \"y\":2}",
		"{\"x\":[}", "{\"voxels\":[{]}", "{\"color\":[1,}",
		"{\"name\":\"a", "[", "[1,2", "[1 2]", "[1,]", "[[1,2}",
		"nul", "{\"name\":{\"a\":[1]}", "{1:2}", "\"\\x\"",
	};
	const struct method *m;
	struct caller caller;
	size_t i;

	caller_start(&caller);
	for (m = methods; m->name != NULL; m++)
		for (i = 0; i < sizeof texts / sizeof *texts; i++)
			cr_assert_eq(caller_run(&caller, m->name, texts[i]),
			    ERR_PARSE, "%s %s: %s", m->name, texts[i],
			    caller.call.why);
	caller_fini(&caller);
}
