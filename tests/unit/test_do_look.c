/*
 * test_do_look - agents see pictures
 */
#include <stdio.h>
#include <cjson/cJSON.h>

#include "tests/unit/caller.h"

static struct caller caller;
static cJSON *result;

static void
setup(void)
{
	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[255,0,0]}"), OK);
	caller.call.agent = AGENT_MODERN;
}

static void
teardown(void)
{
	cJSON_Delete(result);
	caller_fini(&caller);
}

TestSuite(do_look, .init = setup, .fini = teardown);

static cJSON *
look(const char *params, const char *member)
{
	cr_assert_eq(caller_run(&caller, "voxel_render", params), OK, "%s",
	    caller.call.why);
	cJSON_Delete(result);
	result = cJSON_Parse(caller.reply.bytes);
	return cJSON_GetObjectItem(result, member);
}

/* A text of the nth block of content. */
static const char *
block(int nth, const char *member)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetArrayItem(
	    cJSON_GetObjectItem(result, "content"), nth), member));
}

Test(do_look, picture_stands_between_its_legend_and_a_link)
{
	cr_assert_eq(cJSON_GetArraySize(look("{\"axes\":true}", "content")),
	    3);
	cr_assert_str_eq(block(0, "text"), "'P' at revision 2, 2 in a row: "
	    "iso, front, right, top; axes x red, y green, z blue");
	cr_assert_eq(strncmp(block(1, "data"), "iVBORw0KGgo", 11), 0);
	cr_assert_str_eq(block(1, "mimeType"), "image/png");
	cr_assert_str_eq(block(2, "uri"), "voxel://model/P/render/iso");
}

Test(do_look, picture_of_512_pixels_is_of_few_kilobytes)
{
	look("{}", "content");
	cr_assert_lt(strlen(block(1, "data")), 16384);
}

Test(do_look, link_is_of_the_first_view_and_escaped)
{
	cr_assert_eq(caller_run(&caller, "goxel.create_project",
	    "[\"a b/\\u00e4\"]"), OK);
	look("{\"views\":[\"top\"],\"model\":\"a b/\\u00e4\"}", "content");
	cr_assert_str_eq(block(2, "uri"),
	    "voxel://model/a%20b%2F%C3%A4/render/top");
	look("{\"views\":[\"30,20\"]}", "content");
	cr_assert_not_null(strstr(block(2, "uri"), "/render/iso"));
}

Test(do_look, changes_since_a_revision_are_counted_and_told)
{
	cJSON *facts = look("{\"since\":1}", "structuredContent");

	cr_assert_eq(cJSON_GetObjectItem(facts, "added")->valueint, 1000);
	cr_assert_not_null(strstr(block(0, "text"),
	    "since 1: 1000 added (green)"));
}

Test(do_look, what_cannot_be_seen_is_refused)
{
	refuse(&caller, "voxel_render", "{\"views\":[\"up\"]}", ERR_PARAMS,
	    "'up' is no view");
	refuse(&caller, "voxel_render", "{\"size\":2000}", ERR_PARAMS,
	    "128 to 1024");
	refuse(&caller, "voxel_render", "{\"layers\":[\"none\"]}",
	    ERR_NO_LAYER, "no layer 'none'");
	refuse(&caller, "voxel_render", "{\"style\":\"oil\"}", ERR_PARAMS,
	    "shaded, edges, flat, unlit or traced");
}
