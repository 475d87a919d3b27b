#include <criterion/criterion.h>
#include <cjson/cJSON.h>
#include <string.h>

#include "base/json.h"
#include "worker/method/tool.h"

static cJSON *
list(void)
{
	struct json_out out;
	struct buf text;
	cJSON *json;

	buf_init(&text, 1 << 20);
	json_out_open(&out, &text);
	json_put_array(&out);
	tool_put_rows(&out);
	json_put_array_end(&out);
	json = cJSON_ParseWithLength(text.bytes, text.len);
	cr_assert_not_null(json, "%.*s", (int)text.len, text.bytes);
	buf_fini(&text);
	return json;
}

Test(tool, list_has_every_tool_with_plain_object_schemas)
{
	cJSON *all = list(), *one, *schema;
	const struct tool *t = tools;

	cJSON_ArrayForEach(one, all) {
		cr_assert_str_eq(cJSON_GetObjectItem(one, "name")->valuestring,
		    t->method->name);
		schema = cJSON_GetObjectItem(one, "inputSchema");
		cr_assert_str_eq(cJSON_GetObjectItem(schema,
		    "type")->valuestring, "object");
		schema = cJSON_GetObjectItem(one, "outputSchema");
		cr_assert_str_eq(cJSON_GetObjectItem(schema,
		    "type")->valuestring, "object");
		cr_assert_eq(cJSON_GetArraySize(cJSON_GetObjectItem(one,
		    "annotations")), 4);
		t++;
	}
	cr_assert_null(t->method);
	cJSON_Delete(all);
}

Test(tool, schemas_have_nothing_that_clients_refuse)
{
	static const char *const words[] = { "oneOf", "anyOf", "allOf",
	    "\"null\"", ":null" };
	cJSON *all = list();
	char *text = cJSON_PrintUnformatted(all);
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		cr_assert_null(strstr(text, words[i]), "%s", words[i]);
	cJSON_free(text);
	cJSON_Delete(all);
}

Test(tool, is_a_method_for_agents)
{
	const struct tool *t;

	for (t = tools; t->method != NULL; t++) {
		cr_assert(t->method->flags & AGENTS, "%s", t->method->name);
		cr_assert_eq(tool_find(t->method->name), t);
	}
	cr_assert_null(tool_find("goxel.add_voxel"));
}
