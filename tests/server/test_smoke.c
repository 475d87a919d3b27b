/*
 * Every method there is, once, with parameters it works with.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(smoke, .fini = harness_fini);

static struct server s;
static struct client c;

/* As if the server had made it, in a year far ahead. */
#define PICTURE		"render_4000000000_smoke_01234567.png"

/* Parameters with which a method works in the project of smoke(). */
static const struct {
	const char *method, *params;
} smoke_params[] = {
	{ "add_voxels", "{\"voxels\":[{\"x\":1,\"y\":1,\"z\":1,\"r\":9,"
	    "\"g\":9,\"b\":9}]}" },
	{ "goxel.load_project", "{\"path\":\"%s/smoke.gox\"}" },
	{ "goxel.save_project", "{\"path\":\"%s/smoke2.gox\"}" },
	{ "goxel.export_model", "{\"path\":\"%s/smoke.txt\"}" },
	{ "goxel.render_scene", "{\"output_path\":\"%s/smoke.png\","
	    "\"width\":32,\"height\":32}" },
	{ "goxel.render_path", "{\"output_path\":\"%s/smoke.png\","
	    "\"width\":32,\"height\":32,\"samples\":2}" },
	{ "goxel.flood_fill", "[0,0,0,255,255,0]" },
	{ "goxel.delete_layer", "{\"layer_name\":\"spare\"}" },
	{ "goxel.merge_layers", "{\"source_layer_id\":2,"
	    "\"target_layer_id\":1}" },
	{ "goxel.set_layer_visibility", "{\"layer_id\":1}" },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9,9]}" },
	{ "goxel.open_project", "{\"name\":\"smoke\"}" },
	{ "goxel.execute_script", "{\"script\":\"1\"}" },
	{ "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[1,1,1],"
	    "\"color\":\"#123456\"}" },
	{ "goxel.paint_voxels", "[0,0,0,9,9,9]" },
	{ "goxel.batch_operations", "{\"operations\":[]}" },
	{ "goxel.find_voxels_by_color", "{\"color\":[1,2,3]}" },
	{ "goxel.select_layer", "[1]" },
	{ "goxel.rename_layer", "{\"name\":\"other\"}" },
	{ "goxel.get_render_info", "{\"path\":\"" PICTURE "\"}" },
	{ "goxel.cleanup_render", "[\"" PICTURE "\"]" },
	{ "goxel.set_layer_mode", "{\"mode\":\"sub\"}" },
	{ "goxel.set_material", "{\"index\":0}" },
	{ "goxel.delete_material", "{\"index\":0}" },
	{ "goxel.delete_camera", "{\"index\":0}" },
	{ "goxel.create_image_layer", "[\"%s/sock.renders/" PICTURE "\"]" },
	{ "goxel.image_to_volume", "[4]" },
	{ "goxel.transform_layer", "{\"layer_id\":3,\"move\":[1,2,3]}" },
	{ "goxel.create_shape_layer", "{\"min\":[0,0,0],\"max\":[1,1,1]}" },
	{ "goxel.set_layer_box", "{\"min\":[0,0,0],\"max\":[1,1,1]}" },
	{ "goxel.apply_edits", "{\"edits\":\"CwAAAAQAAAABAAAA\"}" },
	{ "goxel.select_box", "[[0,0,0],[1,1,1]]" },
	{ "goxel.select_color", "[\"#ffffff\",255]" },
	{ "goxel.select_view", "[0,0,9,9]" },
	{ "goxel.select_connected", "{\"layer_id\":1}" },
	{ "goxel.fill_selection", "[\"#ffffff\"]" },
	{ "goxel.replace_color", "[\"#ffffff\",\"#000000\"]" },
	{ "goxel.get_palette", "[\"CGA\"]" },
	{ "goxel.snap_colors", "[\"CGA\"]" },
	{ "goxel.save_palette", "[\"%s/smoke.gpl\",\"CGA\"]" },
	{ "goxel.mirror", "{\"selected\":true}" },
	{ "goxel.wrap", "{\"offset\":[1,0,0],\"selected\":true}" },
	{ "goxel.read_box", "[[0,0,0],[1,1,1]]" },
	{ "goxel.move", "[[1,2,3]]" },
	{ "goxel.brush", "{\"points\":[[0,0,0],[5,3,1]]}" },
	{ "goxel.laser", "[[0,0,9],[0,0,-1]]" },
	{ "goxel.extrude", "{\"x\":0,\"y\":0,\"z\":0,\"layer_id\":1}" },
	{ "goxel.draw_text", "{\"text\":\"Hi\"}" },
	{ "goxel.fill_field", "[[0,0,0],[9,9,9],\"r<4\"]" },
	{ "goxel.cut_plane", "[[0,0,1]]" },
	{ "goxel.run_program", "[\"shape main { cube[] }\"]" },
	{ "goxel.fill_noise", "[[0,0,0],[9,9,9]]" },
	{ "goxel.fill_heightmap", "[[[1,2],[3,4]]]" },
	{ "voxel_import", "{\"model\":\"smoke\","
	    "\"path\":\"%s/smoke.gox\"}" },
	{ "voxel_export", "{\"format\":\"vox\"}" },
	{ "resource.render", "{\"view\":\"iso\"}" },
	{ "resource.layer", "{\"layer\":\"upper\"}" },
	{ "resource.docs", "{\"topic\":\"guide\"}" },
	{ "resource.complete_layer", "{\"value\":\"\"}" },
	{ "voxel_save", "{\"path\":\"%s/agent.gox\"}" },
	{ "voxel_close", "{\"model\":\"smoke\"}" },
	{ "goxel.pick_voxel", "[[0.5,0.5,9],[0,0,-1]]" },
	{ "voxel_build", "{\"ops\":[{\"op\":\"box\","
	    "\"box\":[0,0,0,1,1,1]}]}" },
	{ "voxel_field", "{\"box\":[0,0,0,9,9,9],\"expr\":\"r<4\"}" },
	{ "voxel_history", "{\"action\":\"checkpoint\",\"name\":\"a\"}" },
};

static void
smoke_params_of(const char *method, char *out, size_t size)
{
	size_t i;

	snprintf(out, size, "{}");
	for (i = 0; i < sizeof smoke_params / sizeof smoke_params[0]; i++)
		if (strcmp(smoke_params[i].method, method) == 0)
			snprintf(out, size, smoke_params[i].params, s.dir);
}

/* A project in which every method has something to do. */
static void
prepare_smoke(void)
{
	call(&c, "goxel.create_project", "[\"smoke\"]");
	call(&c, "goxel.add_voxel", "[0,0,0,255,0,0]");
	call(&c, "goxel.select_box", "[[0,0,0],[1,1,1]]");
	call(&c, "goxel.copy_selection", NULL);
	call(&c, "goxel.create_layer", "[\"upper\"]");
	call(&c, "goxel.clone_layer", NULL);
	callf(&c, "goxel.render_scene",
	    "[\"%s/sock.renders/" PICTURE "\",8,8]", s.dir);
	callf(&c, "goxel.create_image_layer",
	    "[\"%s/sock.renders/" PICTURE "\"]", s.dir);
	call(&c, "goxel.create_layer", "[\"spare\"]");
	callf(&c, "goxel.save_project", "[\"%s/smoke.gox\"]", s.dir);
	call(&c, "goxel.undo", NULL);
	call(&c, "goxel.redo", NULL);
	if (call(&c, "goxel.undo", NULL) == NULL)
		return;
	call(&c, "goxel.create_layer", "[\"spare\"]");
}

static void
smoke(const char *method)
{
	char params[512];
	const char *reply;

	prepare_smoke();
	if (strcmp(method, "goxel.redo") == 0)
		call(&c, "goxel.undo", NULL);
	smoke_params_of(method, params, sizeof params);
	/* Nothing runs. */
	if (strcmp(method, "goxel.cancel_job") == 0) {
		expect_error(call(&c, method, "[1]"), -1051);
		return;
	}
	/* Of that no file is there. */
	if (strcmp(method, "resource.export") == 0) {
		expect_error(call(&c, method, "[\"none\"]"), -1033);
		return;
	}
	reply = call(&c, method, params);
	if (strstr(reply, "\"result\"") == NULL)
		wrong("%s %s is answered: %.300s", method, params, reply);
}

Test(smoke, each_that_is_listed_works)
{
	const cJSON *each;
	cJSON *list;

	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	list = cJSON_Parse(call(&c, "list_methods", NULL));
	each = cJSON_GetObjectItem(cJSON_GetObjectItem(list, "result"),
	    "methods");
	cr_assert_geq(cJSON_GetArraySize(each), 34 - 6);
	cJSON_ArrayForEach(each, each)
		smoke(cJSON_GetObjectItem(each, "method")->valuestring);
	cJSON_Delete(list);
	client_close(&c);
	server_stop(&s);
}
