/*
 * The same for methods that read much, and for pictures.
 */
#include <criterion/criterion.h>

#include "tests/server/contract.h"
#include "tests/server/harness.h"

TestSuite(contract_read, .fini = harness_fini, .timeout = 60 * SLOW);

/*
 * Reading much
 */

#define ONE	"{\"voxels\":[{\"x\":1,\"y\":2,\"z\":3,\"color\":"	\
		    "[4,5,6,255]}],\"count\":1,\"truncated\":false,"	\
		    "\"bbox\":{\"min\":[1,2,3],\"max\":[1,2,3]}}"

static const struct row get_voxels_region_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[1,2,3]}",
	    ONE },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[1,2,2]}",
	    "{\"voxels\":[],\"count\":0,\"truncated\":false}" },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color_filter\":[4,5,6],\"offset\":0,\"limit\":0}", ONE },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color_filter\":[4,5,7]}",
	    "{\"voxels\":[],\"count\":0,\"truncated\":false}" },
	{ "goxel.get_voxels_region", "{\"max\":[9,9,9]}",
	    "!-32602 Parameter 'min' must be an array of 3 integers" },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9]}",
	    "!-32602 Parameter 'max' must be an array of 3 integers" },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9,\"a\"]}",
	    "!-32602 Min/max arrays must contain integers" },
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"layer_id\":77}", "!-32603 Bulk operation failed" }, CLOSE,
	{ "goxel.get_voxels_region", "{\"min\":[0,0,0],\"max\":[1,2,3]}",
	    "!-32603 Bulk operation failed" }
};

Test(contract_read, get_voxels_region)
{
	CHECK(get_voxels_region_rows);
}

static const struct row get_layer_voxels_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_layer_voxels", NULL, ONE },
	{ "goxel.get_layer_voxels", "{\"layer_id\":1,\"limit\":1}", ONE },
	{ "goxel.get_layer_voxels", "{\"layer_id\":77}",
	    "!-32603 Bulk operation failed" }, CLOSE,
	{ "goxel.get_layer_voxels", "{}", "!-32603 Bulk operation failed" }
};

Test(contract_read, get_layer_voxels)
{
	CHECK(get_layer_voxels_rows);
}

static const struct row get_bounding_box_rows[] = {
	CREATE,
	{ "goxel.get_bounding_box", NULL, "{\"empty\":true}" },
	{ "goxel.add_voxel", "[1,2,3]", VOXEL(1, 2, 3, 0, "[0,0,0,255]") },
	{ "goxel.get_bounding_box", "{}", "{\"empty\":false,\"min\":[1,2,3],"
	    "\"max\":[2,3,4],\"dimensions\":[1,1,1]}" },
	{ "goxel.get_bounding_box", "{\"layer_id\":-2,\"exact\":false}",
	    "{\"empty\":false,\"min\":[0,0,0],\"max\":[16,16,16],"
	    "\"dimensions\":[16,16,16]}" },
	{ "goxel.get_bounding_box", "{\"layer_id\":77}",
	    "!-32603 Failed to get bounding box" }, CLOSE,
	{ "goxel.get_bounding_box", "{}",
	    "!-32603 Failed to get bounding box" }
};

Test(contract_read, get_bounding_box)
{
	CHECK(get_bounding_box_rows);
}

static const struct row get_color_histogram_rows[] = {
	CREATE,
	{ "goxel.get_color_histogram", NULL, "{\"histogram\":[],"
	    "\"total_voxels\":0,\"unique_colors\":0,"
	    "\"metadata\":{\"binned\":false}}" },
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_color_histogram", "{\"bin_size\":8}", "{\"histogram\":"
	    "[{\"color\":\"#040404FF\",\"rgba\":[4,4,4,255],\"count\":1,"
	    "\"percentage\":100}],\"total_voxels\":1,\"unique_colors\":1,"
	    "\"metadata\":{\"binned\":true,\"bin_size\":8}}" },
	{ "goxel.get_color_histogram", "{\"layer_id\":77}",
	    "!-32603 Color analysis failed" }, CLOSE,
	{ "goxel.get_color_histogram", "{}",
	    "!-32603 Color analysis failed" }
};

Test(contract_read, get_color_histogram)
{
	CHECK(get_color_histogram_rows);
}

static const struct row find_voxels_by_color_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.find_voxels_by_color", "{\"color\":[4,5,7],"
	    "\"tolerance\":1}", "~{\"target_color\":\"#040507FF\","
	    "\"match_count\":1,\"truncated\":false,\"locations\":[{\"x\":1,"
	    "\"y\":2,\"z\":3,\"layer\":\"" },
	{ "goxel.find_voxels_by_color", "{\"color\":[4,5,7,255]}",
	    "~\"match_count\":0" },
	{ "goxel.find_voxels_by_color", "{}", "!-32602 Color parameter must "
	    "be an array of [r,g,b] or [r,g,b,a]" }, CLOSE,
	{ "goxel.find_voxels_by_color", "{\"color\":[4,5,7]}",
	    "!-32603 Color analysis failed" }
};

Test(contract_read, find_voxels_by_color)
{
	CHECK(find_voxels_by_color_rows);
}

static const struct row get_unique_colors_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_unique_colors", NULL, "{\"colors\":[{\"hex\":"
	    "\"#040506FF\",\"rgba\":[4,5,6,255]}],\"count\":1,\"metadata\":"
	    "{\"layer_id\":-1,\"sorted_by_count\":false}}" }, CLOSE,
	{ "goxel.get_unique_colors", "{}", "!-32603 Color analysis failed" }
};

Test(contract_read, get_unique_colors)
{
	CHECK(get_unique_colors_rows);
}

/*
 * Pictures
 */

static const struct row render_scene_rows[] = {
	CREATE,
	{ "goxel.render_scene", "[\"$/a.png\",32,16]", "{\"success\":true,"
	    "\"width\":32,\"height\":16,\"format\":\"png\","
	    "\"output_path\":\"$/a.png\"}" },
	{ "goxel.render_scene", "{\"output_path\":\"$/b.png\",\"width\":32,"
	    "\"height\":16,\"camera_preset\":\"isometric\",\"options\":"
	    "{\"background_color\":[1,2,3]}}", "{\"success\":true,"
	    "\"width\":32,\"height\":16,\"format\":\"png\","
	    "\"output_path\":\"$/b.png\"}" },
	{ "goxel.render_scene", "[\"$/c.png\"]", "~\"width\":512,"
	    "\"height\":512" },
	{ "render.screenshot", "{\"path\":\"$/d.png\",\"width\":8,"
	    "\"height\":8,\"samples\":1}", "~\"output_path\":\"$/d.png\"" },
	{ "goxel.render_image", "{\"width\":8,\"height\":8}",
	    "~\"image_data\":\"iVBOR" },
	{ "goxel.render_scene", "{\"width\":32,\"height\":16}",
	    "!-1015 Failed to render scene: error code -1" },
	/* It said success, and wrote nothing. */
	{ "goxel.render_scene", "[\"$/no/a.png\",32,16]",
	    "!-1015 Failed to render scene: error code -1" },
	/* It crashed. */
	{ "goxel.render_scene", "[\"$/a.png\",100000,100000]",
	    "~!-32602 parameter 'width' must be from 1 to 8192" }
};

Test(contract_read, render_scene)
{
	CHECK(render_scene_rows);
}

static const struct row managed_renders_rows[] = {
	CREATE,
	{ "goxel.render_scene", "{\"width\":8,\"height\":8,\"options\":"
	    "{\"return_mode\":\"file_path\"}}",
	    "~{\"success\":true,\"file\":{\"path\":\"" },
	{ "goxel.list_renders", NULL, "~{\"success\":true,\"count\":" },
	{ "goxel.get_render_stats", NULL, "~{\"success\":true,\"count\":" },
	{ "goxel.cleanup_expired", NULL, "~{\"success\":true,\"removed\":" },
	{ "goxel.get_render_info", NULL,
	    "!-32602 Must specify path parameter" },
	{ "goxel.get_render_info", "[\"none.png\"]",
	    "!-1020 Render not found: File not found" },
	{ "goxel.cleanup_render", "{}",
	    "!-32602 Must specify path parameter" },
	{ "goxel.cleanup_render", "{\"path\":\"none.png\"}",
	    "!-1021 Failed to cleanup render: File not found" }
};

Test(contract_read, managed_renders)
{
	CHECK(managed_renders_rows);
}

static const struct row execute_script_rows[] = {
	CREATE,
	{ "goxel.execute_script", "{\"script\":\"print(1 + 1)\"}",
	    "{\"success\":true,\"code\":0,\"message\":"
	    "\"Script executed successfully\",\"output\":[\"2\"]}" },
	{ "goxel.execute_script", "{\"script\":\"no()\"}",
	    "~{\"success\":false,\"code\":-1,\"message\":"
	    "\"Script execution failed with code -1\"" },
	{ "goxel.execute_script", "{}", "!-32602 Must specify either "
	    "'script' (code) or 'path' parameter" },
	{ "goxel.execute_script", "{\"script\":\"for (;;) ;\","
	    "\"timeout_ms\":100}", "!-32603 Script execution timeout" }
};

Test(contract_read, execute_script)
{
	CHECK(execute_script_rows);
}
