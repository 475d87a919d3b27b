#include <criterion/criterion.h>
#include <cjson/cJSON.h>
#include <string.h>

#include "worker/mcp/fixture_list.h"

/* How many objects a list has, each with this member. */
static int
count(void (*put)(struct json_out *), const char *member)
{
	cJSON *list, *one;
	struct json_out out;
	struct buf text;
	int n;

	buf_init(&text, 1 << 20);
	json_out_open(&out, &text);
	json_put_array(&out);
	put(&out);
	json_put_array_end(&out);
	list = cJSON_ParseWithLength(text.bytes, text.len);
	cr_assert_not_null(list, "%.*s", (int)text.len, text.bytes);
	cJSON_ArrayForEach(one, list)
		cr_assert_not_null(cJSON_GetObjectItem(one, member), "%s",
		    cJSON_Print(one));
	n = cJSON_GetArraySize(list);
	cJSON_Delete(list);
	buf_fini(&text);
	return n;
}

Test(fixture_list, every_tool_and_prompt_is_told)
{
	cr_assert_eq(count(fixture_list_put_tools, "inputSchema") +
	    count(fixture_list_put_prompts, "arguments"), FIXTURE_COUNT);
	cr_assert_gt(count(fixture_list_put_resources, "uri"), 0);
	cr_assert_gt(count(fixture_list_put_templates, "uriTemplate"), 0);
}

Test(fixture_list, name_leads_to_its_row_and_back)
{
	unsigned i;

	for (i = 0; i < FIXTURE_COUNT; i++)
		cr_assert_eq(fixture_list_find(fixture_list_name(i)), i);
	cr_assert_eq(fixture_list_find("voxel_open"), FIXTURE_COUNT);
	cr_assert(fixture_list_is_prompt(FIXTURE_test_simple_prompt));
	cr_assert_not(fixture_list_is_prompt(FIXTURE_test_tool_with_task));
}
