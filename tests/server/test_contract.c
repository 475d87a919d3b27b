/*
 * What the old daemon's clients were promised, method by method: each form of
 * the parameters, each default, each error with its words, in each framing.
 */
#include <criterion/criterion.h>

#include "tests/server/contract.h"
#include "tests/server/harness.h"

TestSuite(contract, .fini = harness_fini, .timeout = 60 * SLOW);

/*
 * Without a prefix
 */

static const struct row echo_rows[] = {
	{ "echo", NULL, "{}" },
	{ "echo", "null", "{}" },
	{ "echo", "[1,{\"a\":[null,true]}]", "[1,{\"a\":[null,true]}]" },
	{ "echo", "{\"deep\":{\"er\":\"\\u00e4\"}}",
	    "{\"deep\":{\"er\":\"\303\244\"}}" },
	{ "goxel.echo", "[]", "[]" }
};

Test(contract, echo)
{
	CHECK(echo_rows);
}

static const struct row ping_rows[] = {
	{ "ping", NULL, "~{\"pong\":true,\"timestamp\":" },
	{ "ping", "[]", "~{\"pong\":true,\"timestamp\":" },
	{ "goxel.ping", "{}", "~{\"pong\":true,\"timestamp\":" }
};

Test(contract, ping)
{
	CHECK(ping_rows);
}

static const struct row version_rows[] = {
	{ "version", NULL, "~{\"version\":\"" },
	{ "version", NULL, "~,\"type\":\"daemon\","
	    "\"protocol\":\"JSON-RPC 2.0\"}" },
	{ "goxel.get_version", "{}", "~\"type\":\"daemon\"" }
};

Test(contract, version)
{
	CHECK(version_rows);
}

static const struct row status_rows[] = {
	{ "status", NULL, "~{\"status\":\"running\",\"pid\":" },
	{ "status", NULL, "~\"hostname\":\"" },
	{ "status", NULL, "~\"goxel_initialized\":true,"
	    "\"methods_available\":" },
	{ "goxel.get_info", NULL, "~\"uptime_seconds\":" }
};

Test(contract, status)
{
	CHECK(status_rows);
}

static const struct row list_methods_rows[] = {
	{ "list_methods", NULL, "~\"methods\":[{\"method\":\"echo\","
	    "\"description\":\"" },
	{ "goxel.help", NULL, "~\"goxel.get_unique_colors\"" },
	{ "no_such_method", NULL, "!-32601 Method not found: no_such_method" },
	{ "goxel.no", "[]", "!-32601 Method not found: goxel.no" }
};

Test(contract, list_methods)
{
	CHECK(list_methods_rows);
}

static const struct row add_voxels_rows[] = {
	CREATE,
	{ "add_voxels", "{\"voxels\":[{\"x\":1,\"y\":2,\"z\":3,\"r\":4,"
	    "\"g\":5,\"b\":6}]}",
	    "{\"success\":true,\"added\":1,\"failed\":0}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,255]") },
	{ "add_voxels", "[[{\"x\":1,\"y\":2,\"z\":3,\"r\":4,\"g\":5,\"b\":6,"
	    "\"a\":7}]]", "{\"success\":true,\"added\":1,\"failed\":0}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,7]") },
	{ "add_voxels", "{\"voxels\":[{\"x\":9,\"y\":9,\"z\":9,\"r\":1,"
	    "\"g\":1,\"b\":1},{\"x\":1},7]}",
	    "{\"success\":false,\"added\":1,\"failed\":2}" },
	{ "add_voxels", "{\"voxels\":[]}",
	    "{\"success\":true,\"added\":0,\"failed\":0}" },
	{ "goxel.add_voxel_batch", "{\"voxels\":[{\"position\":[7,7,7],"
	    "\"color\":[1,2,3]}]}",
	    "{\"success\":true,\"added\":1,\"failed\":0}" },
	{ "goxel.get_voxel", "[7,7,7]", THERE(7, 7, 7, "[1,2,3,255]") },
	{ "add_voxels", NULL, "!-32602 Missing voxels parameter" },
	{ "add_voxels", "{}", "!-32602 Missing voxels parameter" },
	{ "add_voxels", "{\"voxels\":7}",
	    "!-32602 Invalid voxels parameter (must be array)" }
};

Test(contract, add_voxels)
{
	CHECK(add_voxels_rows);
}

/*
 * Projects and files
 */

static const struct row create_project_rows[] = {
	{ "goxel.create_project", NULL, "{\"success\":true,\"name\":"
	    "\"New Project\",\"width\":64,\"height\":64,\"depth\":64}" },
	{ "goxel.create_project", "[\"A\",16,17,18]", "{\"success\":true,"
	    "\"name\":\"A\",\"width\":16,\"height\":17,\"depth\":18}" },
	{ "goxel.create_project", "{\"name\":\"B\",\"width\":0,"
	    "\"height\":-3}", "{\"success\":true,\"name\":\"B\","
	    "\"width\":64,\"height\":64,\"depth\":64}" },
	{ "project.create", "{\"name\":\"B\",\"size\":[1,2,3],"
	    "\"template\":\"empty\"}", "{\"success\":true,\"name\":\"B\","
	    "\"width\":1,\"height\":2,\"depth\":3}" },
	{ "create_project", "{\"filename\":\"C\",\"dimensions\":"
	    "{\"width\":5,\"height\":6,\"depth\":7}}", "{\"success\":true,"
	    "\"name\":\"C\",\"width\":5,\"height\":6,\"depth\":7}" },
	{ "goxel.create_project", "[7]", "~!-32602 parameter 'name'" }
};

Test(contract, create_project)
{
	CHECK(create_project_rows);
}

static const struct row load_project_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.save_project", "[\"$/a.gox\"]",
	    "{\"success\":true,\"path\":\"$/a.gox\"}" },
	{ "goxel.remove_voxel", "[1,2,3]", "{\"success\":true,\"x\":1,"
	    "\"y\":2,\"z\":3,\"layer_id\":0}" },
	{ "goxel.load_project", "[\"$/a.gox\"]",
	    "{\"success\":true,\"path\":\"$/a.gox\"}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,255]") },
	{ "goxel.open_file", "{\"file_path\":\"$/a.gox\"}",
	    "{\"success\":true,\"path\":\"$/a.gox\"}" },
	{ "project.open", "{\"path\":\"$/a.gox\"}",
	    "{\"success\":true,\"path\":\"$/a.gox\"}" },
	{ "goxel.load_project", NULL,
	    "!-32602 Missing required parameter: path" },
	{ "goxel.load_project", "[\"$/none.gox\"]", "!-1002 Failed to load "
	    "project '$/none.gox': error code -1" }
};

Test(contract, load_project)
{
	CHECK(load_project_rows);
}

static const struct row save_project_rows[] = {
	CREATE,
	{ "goxel.save_project", "{\"path\":\"$/b.gox\"}",
	    "{\"success\":true,\"path\":\"$/b.gox\"}" },
	{ "goxel.save_file", "{\"file_path\":\"$/b.gox\"}",
	    "{\"success\":true,\"path\":\"$/b.gox\"}" },
	{ "goxel.save_project", "{}",
	    "!-32602 Missing required parameter: path" },
	/* It said success, and wrote nothing. */
	{ "goxel.save_project", "[\"$/no/such/folder.gox\"]", "!-1003 Failed "
	    "to save project '$/no/such/folder.gox': error code -1" }, CLOSE,
	{ "goxel.save_project", "[\"$/c.gox\"]", "!-1003 Failed to save "
	    "project '$/c.gox': error code -1" }
};

Test(contract, save_project)
{
	CHECK(save_project_rows);
}

static const struct row export_model_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.export_model", "[\"$/a.obj\"]",
	    "{\"success\":true,\"path\":\"$/a.obj\"}" },
	{ "goxel.export_model", "[\"$/a\",\"obj\"]",
	    "{\"success\":true,\"path\":\"$/a\",\"format\":\"obj\"}" },
	{ "goxel.export_model", "{\"path\":\"$/a.ply\"}",
	    "{\"success\":true,\"path\":\"$/a.ply\"}" },
	{ "goxel.export_model", "[\"$/a.txt\"]",
	    "{\"success\":true,\"path\":\"$/a.txt\"}" },
	{ "export.ply", "{\"path\":\"$/b\"}",
	    "{\"success\":true,\"path\":\"$/b\",\"format\":\"ply\"}" },
	{ "goxel.export_model", NULL,
	    "!-32602 Missing required parameter: path" },
	{ "goxel.export_model", "[\"$/a.xyz\"]", "!-1007 Failed to export "
	    "model '$/a.xyz': error code -1" }
};

Test(contract, export_model)
{
	CHECK(export_model_rows);
}

static const struct row get_status_rows[] = {
	CREATE,
	{ "goxel.get_status", "[]", "~\"layer_count\":1,\"read_only\":false,"
	    "\"width\":64,\"height\":64,\"depth\":64" },
	{ "get_status", NULL, "~{\"version\":\"" }, CLOSE,
	{ "goxel.get_status", "{}", "~\"layer_count\":0,\"read_only\":false,"
	    "\"width\":0,\"height\":0,\"depth\":0" }
};

Test(contract, get_status)
{
	CHECK(get_status_rows);
}

/*
 * Voxels
 */

static const struct row add_voxel_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3,10,20,30]",
	    VOXEL(1, 2, 3, 0, "[10,20,30,255]") },
	{ "goxel.add_voxel", "[1,2,3,10,20,30,40]",
	    VOXEL(1, 2, 3, 0, "[10,20,30,40]") },
	{ "goxel.add_voxel", "[1,2,3,10,20,30,40,1]",
	    VOXEL(1, 2, 3, 1, "[10,20,30,40]") },
	{ "goxel.add_voxel", "[1,2,3,\"#0a141e\"]",
	    VOXEL(1, 2, 3, 0, "[10,20,30,255]") },
	{ "goxel.add_voxel", "[1,2,3,\"#0A141E28\"]",
	    VOXEL(1, 2, 3, 0, "[10,20,30,40]") },
	{ "goxel.add_voxel", "[1,2,3]", VOXEL(1, 2, 3, 0, "[0,0,0,255]") },
	{ "goxel.add_voxel", "[1,2,3,300,-5,0]",
	    VOXEL(1, 2, 3, 0, "[255,0,0,255]") },
	{ "goxel.add_voxel", "[1,2,3,1.0,0.5,0.0]",
	    VOXEL(1, 2, 3, 0, "[255,127,0,255]") },
	{ "goxel.add_voxel", NULL, VOXEL(0, 0, 0, 0, "[255,255,255,255]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3}",
	    VOXEL(1, 2, 3, 0, "[255,255,255,255]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"color\":[1,2,3]}",
	    VOXEL(1, 2, 3, 0, "[1,2,3,255]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"color\":[1,2,3,4]}",
	    VOXEL(1, 2, 3, 0, "[1,2,3,4]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"color\":\"#010203\"}", VOXEL(1, 2, 3, 0, "[1,2,3,255]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"color\":"
	    "{\"r\":1,\"g\":2,\"b\":3,\"a\":4}}",
	    VOXEL(1, 2, 3, 0, "[1,2,3,4]") },
	/* The first generation's, which the last one took for white. */
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"r\":1,\"g\":2,"
	    "\"b\":3,\"a\":4,\"layer_id\":1}",
	    VOXEL(1, 2, 3, 1, "[1,2,3,4]") },
	{ "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"r\":9,"
	    "\"color\":[1,2,3]}", VOXEL(1, 2, 3, 0, "[1,2,3,255]") },
	{ "goxel.add_voxel", "{\"position\":[1,2,3],\"rgba\":[1,2,3,4]}",
	    VOXEL(1, 2, 3, 0, "[1,2,3,4]") },
	/* An unknown layer is the active one, and echoed as it was sent. */
	{ "goxel.add_voxel", "{\"x\":1,\"layer_id\":77}",
	    VOXEL(1, 0, 0, 77, "[255,255,255,255]") },
	{ "goxel.get_voxel", "[1,0,0]", THERE(1, 0, 0, "[255,255,255,255]") },
	{ "goxel.add_voxel", "[1,2,3,\"red\"]",
	    "!-32602 Invalid hex color in array" },
	{ "goxel.add_voxel", "{\"color\":\"#12\"}",
	    "!-32602 Invalid hex color format" },
	{ "goxel.add_voxel", "{\"color\":{\"r\":1}}",
	    "!-32602 Color object missing r, g, b fields" }, CLOSE,
	{ "goxel.add_voxel", "[1,2,3]",
	    "!-1004 Failed to add voxel: error code -1" }
};

Test(contract, add_voxel)
{
	CHECK(add_voxel_rows);
}

static const struct row remove_voxel_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3]", VOXEL(1, 2, 3, 0, "[0,0,0,255]") },
	{ "goxel.remove_voxel", "[1,2,3]", "{\"success\":true,\"x\":1,"
	    "\"y\":2,\"z\":3,\"layer_id\":0}" },
	{ "goxel.get_voxel", "[1,2,3]", EMPTY(1, 2, 3) },
	{ "goxel.remove_voxel", "{\"x\":1,\"y\":2,\"z\":3,\"layer_id\":1}",
	    "{\"success\":true,\"x\":1,\"y\":2,\"z\":3,\"layer_id\":1}" },
	{ "voxel.remove", "{\"position\":[1,2,3]}", "{\"success\":true,"
	    "\"x\":1,\"y\":2,\"z\":3,\"layer_id\":0}" },
	{ "goxel.remove_voxel", "[1,2,3,7]",
	    "!-1005 Failed to remove voxel: error code -1" }, CLOSE,
	{ "goxel.remove_voxel", "[1,2,3]",
	    "!-1005 Failed to remove voxel: error code -1" }
};

Test(contract, remove_voxel)
{
	CHECK(remove_voxel_rows);
}

static const struct row get_voxel_rows[] = {
	CREATE,
	{ "goxel.get_voxel", "[1,2,3]", EMPTY(1, 2, 3) },
	{ "goxel.get_voxel", "{\"x\":-1,\"y\":2,\"z\":3}", EMPTY(-1, 2, 3) },
	{ "get_voxel", "{\"position\":{\"x\":4,\"y\":5,\"z\":6}}",
	    EMPTY(4, 5, 6) }, CLOSE,
	{ "goxel.get_voxel", "[1,2,3]",
	    "!-1006 Failed to get voxel: error code -1" }
};

Test(contract, get_voxel)
{
	CHECK(get_voxel_rows);
}

static const struct row paint_voxels_rows[] = {
	CREATE,
	{ "goxel.add_voxel", "[1,2,3]", VOXEL(1, 2, 3, 0, "[0,0,0,255]") },
	{ "goxel.paint_voxels", "[1,2,3,4,5,6]",
	    "{\"success\":true,\"painted\":1}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,255]") },
	{ "goxel.paint_voxels", "{\"x\":1,\"y\":2,\"z\":3,\"r\":7,\"g\":8,"
	    "\"b\":9,\"a\":200,\"layer_id\":-5}",
	    "{\"success\":true,\"painted\":1}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[7,8,9,200]") },
	{ "goxel.paint_voxels", "[9,9,9,4,5,6]",
	    "!-1009 Failed to paint voxel: error code -1" }, CLOSE,
	{ "goxel.paint_voxels", "[1,2,3]",
	    "!-1009 Failed to paint voxel: error code -1" }
};

Test(contract, paint_voxels)
{
	CHECK(paint_voxels_rows);
}

static const struct row flood_fill_rows[] = {
	CREATE,
	{ "goxel.procedural_shape", "[\"cube\",4,4,4,0,0,0,9,9,9]",
	    "{\"success\":true,\"shape_type\":\"cube\","
	    "\"voxels_created\":64}" },
	/* It really fills. */
	{ "goxel.flood_fill", "[0,0,0,1,2,3]",
	    "{\"success\":true,\"voxels_filled\":64}" },
	{ "goxel.get_voxel", "[1,1,1]", THERE(1, 1, 1, "[1,2,3,255]") },
	{ "goxel.flood_fill", "[50,50,50,1,2,3]",
	    "!-1010 Failed to perform flood fill" }, CLOSE,
	{ "goxel.flood_fill", "[0,0,0,1,2,3]",
	    "!-1010 Failed to perform flood fill" }
};

Test(contract, flood_fill)
{
	CHECK(flood_fill_rows);
}

static const struct row procedural_shape_rows[] = {
	CREATE,
	{ "goxel.procedural_shape", NULL, "{\"success\":true,"
	    "\"shape_type\":\"cube\",\"voxels_created\":1000}" },
	{ "goxel.procedural_shape", "[\"cube\",2,3,4,0,0,0,1,2,3,4,1]",
	    "{\"success\":true,\"shape_type\":\"cube\","
	    "\"voxels_created\":24}" },
	/* Three a side are 27, not 8. */
	{ "goxel.procedural_shape", "{\"size_x\":3,\"size_y\":3,"
	    "\"size_z\":3}", "{\"success\":true,\"shape_type\":\"cube\","
	    "\"voxels_created\":27}" },
	{ "goxel.procedural_shape", "{\"shape_type\":\"sphere\"}",
	    "~\"shape_type\":\"sphere\",\"voxels_created\":" },
	{ "shape.cylinder", "{\"center\":[0,0,0],\"radius\":3,\"height\":4}",
	    "~\"shape_type\":\"cylinder\"" },
	{ "goxel.procedural_shape", "[\"torus\"]",
	    "~!-1011 " }, CLOSE,
	{ "goxel.procedural_shape", "[\"cube\"]", "~!-1011 " }
};

Test(contract, procedural_shape)
{
	CHECK(procedural_shape_rows);
}

static const struct row batch_operations_rows[] = {
	CREATE,
	{ "goxel.batch_operations", "{\"operations\":[{\"type\":"
	    "\"add_voxel\",\"x\":1,\"y\":2,\"z\":3,\"r\":4,\"g\":5,"
	    "\"b\":6},{\"type\":\"dig\"}]}",
	    "{\"success\":true,\"total_operations\":2,"
	    "\"successful_operations\":1}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,255]") },
	{ "goxel.batch_operations", "{}",
	    "!-32602 Must specify operations array" },
	{ "execute_batch", "{\"operations\":7}",
	    "!-32602 Must specify operations array" }
};

Test(contract, batch_operations)
{
	CHECK(batch_operations_rows);
}

/*
 * Layers
 */

static const struct row list_layers_rows[] = {
	CREATE,
	{ "goxel.list_layers", NULL, "~{\"count\":1,\"layers\":[{\"id\":1,"
	    "\"name\":\"" },
	{ "layer.list", "[]", "~\"visible\":true" }, CLOSE,
	{ "goxel.list_layers", "{}", "{\"count\":0,\"layers\":[]}" }
};

Test(contract, list_layers)
{
	CHECK(list_layers_rows);
}

static const struct row create_layer_rows[] = {
	CREATE,
	{ "goxel.create_layer", NULL, "{\"success\":true,\"name\":"
	    "\"New Layer\",\"visible\":true,\"color\":[255,255,255],"
	    "\"layer_id\":2}" },
	{ "goxel.create_layer", "[\"roof\",1,2,3,false]", "{\"success\":true,"
	    "\"name\":\"roof\",\"visible\":false,\"color\":[1,2,3],"
	    "\"layer_id\":3}" },
	{ "layer.add", "{\"name\":\"wall\",\"visible\":true}",
	    "{\"success\":true,\"name\":\"wall\",\"visible\":true,"
	    "\"color\":[255,255,255],\"layer_id\":4}" },
	{ "goxel.create_layer", "[\"x\",1,2,300]",
	    "!-32602 Invalid color values (must be 0-255)" }, CLOSE,
	{ "goxel.create_layer", "[\"x\"]",
	    "!-1008 Failed to create layer: error code -1" }
};

Test(contract, create_layer)
{
	CHECK(create_layer_rows);
}

static const struct row delete_layer_rows[] = {
	CREATE,
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":2" },
	{ "goxel.create_layer", "[\"three\"]", "~\"layer_id\":3" },
	{ "goxel.delete_layer", "[2]", SUCCESS },
	{ "goxel.delete_layer", "{\"layer_name\":\"three\"}", SUCCESS },
	{ "goxel.delete_layer", "{}",
	    "!-32602 Must specify either layer_id or layer_name" },
	{ "goxel.delete_layer", "[77]",
	    "!-1012 Failed to delete layer: error code -1" },
	{ "goxel.delete_layer", "[0,\"none\"]",
	    "!-1012 Failed to delete layer: error code -1" }
};

Test(contract, delete_layer)
{
	CHECK(delete_layer_rows);
}

static const struct row merge_layers_rows[] = {
	CREATE,
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":2" },
	{ "goxel.merge_layers", "[2,1]", SUCCESS },
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":" },
	{ "goxel.merge_layers", "[0,1]", "!-32602 Must specify valid "
	    "source_layer_id and target_layer_id" },
	{ "goxel.merge_layers", "{\"source_layer_id\":77,"
	    "\"target_layer_id\":1}",
	    "!-1013 Failed to merge layers: error code -1" }
};

Test(contract, merge_layers)
{
	CHECK(merge_layers_rows);
}

static const struct row set_layer_visibility_rows[] = {
	CREATE,
	{ "goxel.set_layer_visibility", "[1,false]",
	    "{\"success\":true,\"visible\":false}" },
	{ "goxel.set_layer_visibility", "{\"layer_id\":1}",
	    "{\"success\":true,\"visible\":true}" },
	{ "goxel.set_layer_visibility", "[0,true]",
	    "!-32602 Must specify valid layer_id" },
	{ "goxel.set_layer_visibility", "[77]",
	    "!-1014 Failed to set layer visibility: error code -1" }
};

Test(contract, set_layer_visibility)
{
	CHECK(set_layer_visibility_rows);
}
