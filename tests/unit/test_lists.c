#include <cjson/cJSON.h>
#include <criterion/criterion.h>

#include "buf.h"
#include "worker/mcp/lists.h"

static cJSON *json;

static void
finish(void)
{
	cJSON_Delete(json);
}

TestSuite(lists, .fini = finish);

/* Its members, as an object; until the end. */
static cJSON *
get(enum mcp_list_id id)
{
	const struct mcp_list *list;
	struct buf text;

	lists_init(false);
	list = lists_get(id);
	cr_assert_not_null(list->json);
	buf_init(&text, 2 << 20);
	buf_add(&text, "{", 1);
	buf_add(&text, list->json, list->len);
	buf_add(&text, "}", 1);
	json = cJSON_ParseWithLength(text.bytes, text.len);
	cr_assert_not_null(json, "%.*s", (int)text.len, text.bytes);
	buf_fini(&text);
	return json;
}

Test(lists, tools_are_there)
{
	cr_assert_gt(cJSON_GetArraySize(cJSON_GetObjectItem(get(LIST_TOOLS),
	    "tools")), 0);
}

Test(lists, discover_names_the_newest_revision_first)
{
	cJSON *versions = cJSON_GetObjectItem(get(LIST_DISCOVER),
	    "supportedVersions");

	cr_assert_eq(cJSON_GetArraySize(versions), 4);
	cr_assert_str_eq(cJSON_GetArrayItem(versions, 0)->valuestring,
	    "2026-07-28");
}

Test(lists, initialize_names_the_server)
{
	cJSON *all = get(LIST_INITIALIZE);

	cr_assert_str_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(all,
	    "serverInfo"), "name")->valuestring, "goxeld");
	cr_assert_not_null(cJSON_GetObjectItem(all, "capabilities"));
	cr_assert_not_null(cJSON_GetObjectItem(all, "instructions"));
}

Test(lists, made_again_they_are_the_same)
{
	const char *before;

	lists_init(false);
	before = lists_get(LIST_TOOLS)->json;
	lists_init(false);
	cr_assert_eq(lists_get(LIST_TOOLS)->json, before);
}
