/*
 * What the old daemon's clients were promised, method by method: each form of
 * the parameters, each default, each error with its words, in each framing.
 *
 * A row is a method, its parameters and what comes of them: the whole result,
 * or "!" with the code and the message of an error.  "~" asks only that the
 * reply has the text.  "$" in parameters is the test's folder.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/framing.h"
#include "tests/server/harness.h"

TestSuite(contract, .fini = harness_fini, .timeout = 60 * SLOW);

struct row { const char *method, *params, *want; };

static struct server s;
static struct client c;
static uint32_t id;

/* The text with every $ replaced by the folder; to be freed. */
static char *
fill_in(const char *text)
{
	size_t size = strlen(text) + 1;
	const char *at;
	char *out, *to;

	for (at = text; (at = strchr(at, '$')) != NULL; at++)
		size += strlen(s.dir);
	to = out = malloc(size);
	for (; *text != '\0'; text++)
		if (*text == '$')
			to += sprintf(to, "%s", s.dir);
		else
			*to++ = *text;
	*to = '\0';
	return out;
}

static const char *
ask(enum framing framing, const char *method, const char *params)
{
	char *message, *filled = fill_in(params == NULL ? "null" : params);
	int len;

	len = asprintf(&message, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
	    "\"method\":\"%s\"%s%s}", ++id, method, params == NULL ? "" :
	    ",\"params\":", params == NULL ? "" : filled);
	framing_say(&c, framing, id, message, (size_t)len);
	free(message);
	free(filled);
	return framing_hear(&c, framing, id);
}

/* What a reply came to, as in a row; lasts until the next. */
static const char *
sum_up(const char *reply)
{
	static char text[1 << 16];
	cJSON *json = cJSON_Parse(reply), *error, *value;
	char *result;

	if (json == NULL)
		wrong("a reply is no JSON: %s", reply);
	error = cJSON_GetObjectItem(json, "error");
	value = cJSON_GetObjectItem(json, "result");
	if ((uint32_t)cJSON_GetNumberValue(cJSON_GetObjectItem(json, "id")) !=
	    id)
		wrong("a reply to %u has another id: %s", id, reply);
	if (error != NULL) {
		snprintf(text, sizeof text, "!%d %s", (int)
		    cJSON_GetNumberValue(cJSON_GetObjectItem(error, "code")),
		    cJSON_GetStringValue(cJSON_GetObjectItem(error,
		    "message")));
	} else {
		result = cJSON_PrintUnformatted(value);
		snprintf(text, sizeof text, "%s", result);
		free(result);
	}
	cJSON_Delete(json);
	return text;
}

static void
check_row(enum framing framing, const struct row *row)
{
	char *want = fill_in(row->want);
	const char *got = sum_up(ask(framing, row->method, row->params));

	if (*want == '~' ? strstr(got, want + 1) == NULL :
	    strcmp(got, want) != 0)
		wrong("framing %d, %s %s\n  came to  %s\n  and not  %s",
		    (int)framing, row->method, row->params, got, want);
	free(want);
}

static void
check_rows(const struct row *rows, size_t count)
{
	enum framing framing;
	size_t i;

	s = server_start("workers=2");
	for (framing = 0; framing < FRAMINGS; framing++) {
		c = client_open(&s, DOOR_UNIX);
		framing_greet(&c, framing);
		for (i = 0; i < count; i++)
			check_row(framing, &rows[i]);
		client_close(&c);
	}
	server_stop(&s);
}

#define CONTRACT(name, ...)						\
	Test(contract, name)						\
	{								\
		static const struct row rows[] = { __VA_ARGS__ };	\
		check_rows(rows, sizeof rows / sizeof rows[0]);		\
	}

#define CREATE	{ "goxel.create_project", "[\"P\"]",			\
		    "{\"success\":true,\"name\":\"P\",\"width\":64,"	\
		    "\"height\":64,\"depth\":64}" }
/* Nothing is open in a server of its own until something is created. */
#define CLOSE	{ "goxel.delete_project", "{}",				\
		    "{\"success\":true,\"name\":\"P\"}" }
#define VOXEL(x, y, z, layer, color)					\
	"{\"success\":true,\"x\":" #x ",\"y\":" #y ",\"z\":" #z		\
	",\"layer_id\":" #layer ",\"color\":" color "}"
#define THERE(x, y, z, color)						\
	"{\"x\":" #x ",\"y\":" #y ",\"z\":" #z ",\"exists\":true,"	\
	"\"color\":" color "}"
#define EMPTY(x, y, z)							\
	"{\"x\":" #x ",\"y\":" #y ",\"z\":" #z ",\"exists\":false,"	\
	"\"color\":[0,0,0,0]}"
#define SUCCESS	"{\"success\":true}"

/*
 * Without a prefix
 */

CONTRACT(echo,
	{ "echo", NULL, "{}" },
	{ "echo", "null", "{}" },
	{ "echo", "[1,{\"a\":[null,true]}]", "[1,{\"a\":[null,true]}]" },
	{ "echo", "{\"deep\":{\"er\":\"\\u00e4\"}}",
	    "{\"deep\":{\"er\":\"\303\244\"}}" },
	{ "goxel.echo", "[]", "[]" })

CONTRACT(ping,
	{ "ping", NULL, "~{\"pong\":true,\"timestamp\":" },
	{ "ping", "[]", "~{\"pong\":true,\"timestamp\":" },
	{ "goxel.ping", "{}", "~{\"pong\":true,\"timestamp\":" })

CONTRACT(version,
	{ "version", NULL, "~{\"version\":\"" },
	{ "version", NULL, "~,\"type\":\"daemon\","
	    "\"protocol\":\"JSON-RPC 2.0\"}" },
	{ "goxel.get_version", "{}", "~\"type\":\"daemon\"" })

CONTRACT(status,
	{ "status", NULL, "~{\"status\":\"running\",\"pid\":" },
	{ "status", NULL, "~\"hostname\":\"" },
	{ "status", NULL, "~\"goxel_initialized\":true,"
	    "\"methods_available\":" },
	{ "goxel.get_info", NULL, "~\"uptime_seconds\":" })

CONTRACT(list_methods,
	{ "list_methods", NULL, "~\"methods\":[{\"method\":\"echo\","
	    "\"description\":\"" },
	{ "goxel.help", NULL, "~\"goxel.get_unique_colors\"" },
	{ "no_such_method", NULL, "!-32601 Method not found: no_such_method" },
	{ "goxel.no", "[]", "!-32601 Method not found: goxel.no" })

CONTRACT(add_voxels, CREATE,
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
	    "!-32602 Invalid voxels parameter (must be array)" })

/*
 * Projects and files
 */

CONTRACT(create_project,
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
	{ "goxel.create_project", "[7]", "~!-32602 parameter 'name'" })

CONTRACT(load_project, CREATE,
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
	    "project '$/none.gox': error code -1" })

CONTRACT(save_project, CREATE,
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
	    "project '$/c.gox': error code -1" })

CONTRACT(export_model, CREATE,
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
	{ "goxel.export_model", "[\"$/a.stl\"]", "!-1007 Failed to export "
	    "model '$/a.stl': error code -1" })

CONTRACT(get_status, CREATE,
	{ "goxel.get_status", "[]", "~\"layer_count\":1,\"read_only\":false,"
	    "\"width\":64,\"height\":64,\"depth\":64" },
	{ "get_status", NULL, "~{\"version\":\"" }, CLOSE,
	{ "goxel.get_status", "{}", "~\"layer_count\":0,\"read_only\":false,"
	    "\"width\":0,\"height\":0,\"depth\":0" })

/*
 * Voxels
 */

CONTRACT(add_voxel, CREATE,
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
	    "!-1004 Failed to add voxel: error code -1" })

CONTRACT(remove_voxel, CREATE,
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
	    "!-1005 Failed to remove voxel: error code -1" })

CONTRACT(get_voxel, CREATE,
	{ "goxel.get_voxel", "[1,2,3]", EMPTY(1, 2, 3) },
	{ "goxel.get_voxel", "{\"x\":-1,\"y\":2,\"z\":3}", EMPTY(-1, 2, 3) },
	{ "get_voxel", "{\"position\":{\"x\":4,\"y\":5,\"z\":6}}",
	    EMPTY(4, 5, 6) }, CLOSE,
	{ "goxel.get_voxel", "[1,2,3]",
	    "!-1006 Failed to get voxel: error code -1" })

CONTRACT(paint_voxels, CREATE,
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
	    "!-1009 Failed to paint voxel: error code -1" })

CONTRACT(flood_fill, CREATE,
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
	    "!-1010 Failed to perform flood fill" })

CONTRACT(procedural_shape, CREATE,
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
	{ "goxel.procedural_shape", "[\"cube\"]", "~!-1011 " })

CONTRACT(batch_operations, CREATE,
	{ "goxel.batch_operations", "{\"operations\":[{\"type\":"
	    "\"add_voxel\",\"x\":1,\"y\":2,\"z\":3,\"r\":4,\"g\":5,"
	    "\"b\":6},{\"type\":\"dig\"}]}",
	    "{\"success\":true,\"total_operations\":2,"
	    "\"successful_operations\":1}" },
	{ "goxel.get_voxel", "[1,2,3]", THERE(1, 2, 3, "[4,5,6,255]") },
	{ "goxel.batch_operations", "{}",
	    "!-32602 Must specify operations array" },
	{ "execute_batch", "{\"operations\":7}",
	    "!-32602 Must specify operations array" })

/*
 * Layers
 */

CONTRACT(list_layers, CREATE,
	{ "goxel.list_layers", NULL, "~{\"count\":1,\"layers\":[{\"id\":1,"
	    "\"name\":\"" },
	{ "layer.list", "[]", "~\"visible\":true" }, CLOSE,
	{ "goxel.list_layers", "{}", "{\"count\":0,\"layers\":[]}" })

CONTRACT(create_layer, CREATE,
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
	    "!-1008 Failed to create layer: error code -1" })

CONTRACT(delete_layer, CREATE,
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":2" },
	{ "goxel.create_layer", "[\"three\"]", "~\"layer_id\":3" },
	{ "goxel.delete_layer", "[2]", SUCCESS },
	{ "goxel.delete_layer", "{\"layer_name\":\"three\"}", SUCCESS },
	{ "goxel.delete_layer", "{}",
	    "!-32602 Must specify either layer_id or layer_name" },
	{ "goxel.delete_layer", "[77]",
	    "!-1012 Failed to delete layer: error code -1" },
	{ "goxel.delete_layer", "[0,\"none\"]",
	    "!-1012 Failed to delete layer: error code -1" })

CONTRACT(merge_layers, CREATE,
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":2" },
	{ "goxel.merge_layers", "[2,1]", SUCCESS },
	{ "goxel.create_layer", "[\"two\"]", "~\"layer_id\":" },
	{ "goxel.merge_layers", "[0,1]", "!-32602 Must specify valid "
	    "source_layer_id and target_layer_id" },
	{ "goxel.merge_layers", "{\"source_layer_id\":77,"
	    "\"target_layer_id\":1}",
	    "!-1013 Failed to merge layers: error code -1" })

CONTRACT(set_layer_visibility, CREATE,
	{ "goxel.set_layer_visibility", "[1,false]",
	    "{\"success\":true,\"visible\":false}" },
	{ "goxel.set_layer_visibility", "{\"layer_id\":1}",
	    "{\"success\":true,\"visible\":true}" },
	{ "goxel.set_layer_visibility", "[0,true]",
	    "!-32602 Must specify valid layer_id" },
	{ "goxel.set_layer_visibility", "[77]",
	    "!-1014 Failed to set layer visibility: error code -1" })

/*
 * Reading much
 */

#define ONE	"{\"voxels\":[{\"x\":1,\"y\":2,\"z\":3,\"color\":"	\
		    "[4,5,6,255]}],\"count\":1,\"truncated\":false,"	\
		    "\"bbox\":{\"min\":[1,2,3],\"max\":[1,2,3]}}"

CONTRACT(get_voxels_region, CREATE,
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
	    "!-32603 Bulk operation failed" })

CONTRACT(get_layer_voxels, CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_layer_voxels", NULL, ONE },
	{ "goxel.get_layer_voxels", "{\"layer_id\":1,\"limit\":1}", ONE },
	{ "goxel.get_layer_voxels", "{\"layer_id\":77}",
	    "!-32603 Bulk operation failed" }, CLOSE,
	{ "goxel.get_layer_voxels", "{}", "!-32603 Bulk operation failed" })

CONTRACT(get_bounding_box, CREATE,
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
	    "!-32603 Failed to get bounding box" })

CONTRACT(get_color_histogram, CREATE,
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
	    "!-32603 Color analysis failed" })

CONTRACT(find_voxels_by_color, CREATE,
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
	    "!-32603 Color analysis failed" })

CONTRACT(get_unique_colors, CREATE,
	{ "goxel.add_voxel", "[1,2,3,4,5,6]",
	    VOXEL(1, 2, 3, 0, "[4,5,6,255]") },
	{ "goxel.get_unique_colors", NULL, "{\"colors\":[{\"hex\":"
	    "\"#040506FF\",\"rgba\":[4,5,6,255]}],\"count\":1,\"metadata\":"
	    "{\"layer_id\":-1,\"sorted_by_count\":false}}" }, CLOSE,
	{ "goxel.get_unique_colors", "{}", "!-32603 Color analysis failed" })

/*
 * Pictures
 */

CONTRACT(render_scene, CREATE,
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
	    "~!-32602 parameter 'width' must be from 1 to 8192" })
