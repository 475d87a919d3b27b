/*
 * test_do_inspect - a model in words
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/caller.h"
#include "worker/method/page.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[2,0,0],\"color\":[255,0,0]}"), OK);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,1,2],\"max\":[0,1,2],\"color\":[0,0,255,128]}"), OK);
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_inspect, .init = setup, .fini = teardown);

/* The result behind model and revision. */
static void
inspects(const char *params, const char *result)
{
	char whole[1024];

	snprintf(whole, sizeof whole, "{\"model\":\"P\",\"revision\":3,%s}",
	    result);
	expect(&caller, "voxel_inspect", params, whole);
}

Test(do_inspect, summary_counts_what_there_is)
{
	inspects("{}", "\"bounds\":[0,0,0,2,1,2],\"layers\":1,\"voxels\":4,"
	    "\"size\":[0,0,0,63,63,63],\"visible\":4,\"colors\":2,\"undo\":3,"
	    "\"redo\":0");
}

Test(do_inspect, layers_come_page_by_page)
{
	cr_assert_eq(caller_run(&caller, "goxel.create_layer", "[\"up\"]"),
	    OK);
	expect(&caller, "voxel_inspect", "{\"what\":\"layers\",\"limit\":1}",
	    "{\"model\":\"P\",\"revision\":4,\"active\":2,\"layers\":["
	    "{\"id\":1,\"name\":\"Layer.1\",\"visible\":true,\"voxels\":4,"
	    "\"bounds\":[0,0,0,2,1,2]}],\"total\":2,\"nextCursor\":\"1\"}");
	expect(&caller, "voxel_inspect",
	    "{\"what\":\"layers\",\"limit\":1,\"cursor\":\"1\"}",
	    "{\"model\":\"P\",\"revision\":4,\"active\":2,\"layers\":["
	    "{\"id\":2,\"name\":\"up\",\"visible\":true,\"voxels\":0}],"
	    "\"total\":2}");
}

Test(do_inspect, colours_come_in_order_of_colour_or_of_number)
{
	inspects("{\"what\":\"palette\"}", "\"colors\":[{\"color\":"
	    "\"#0000ff80\",\"voxels\":1,\"percent\":25},{\"color\":"
	    "\"#ff0000\",\"voxels\":3,\"percent\":75}],\"total\":2");
	inspects("{\"what\":\"histogram\",\"limit\":1}", "\"colors\":["
	    "{\"color\":\"#ff0000\",\"voxels\":3,\"percent\":75}],"
	    "\"total\":2,\"nextCursor\":\"1\"");
	inspects("{\"what\":\"palette\",\"box\":[0,0,0,1,0,0]}",
	    "\"colors\":[{\"color\":\"#ff0000\",\"voxels\":2,"
	    "\"percent\":100}],\"total\":1");
}

Test(do_inspect, history_tells_which_revision_how_far_back)
{
	inspects("{\"what\":\"history\",\"limit\":2}", "\"undo\":3,"
	    "\"redo\":0,\"steps\":[{\"revision\":2,\"undo\":1},"
	    "{\"revision\":1,\"undo\":2}],\"total\":3");
}

Test(do_inspect, slice_is_a_picture_of_letters)
{
	inspects("{\"what\":\"slice\",\"axis\":\"y\",\"at\":0}",
	    "\"box\":[0,0,0,2,0,2],\"columns\":\"x0..2 to the right\","
	    "\"lines\":[\"y0 z  2 ...\",\"y0 z  1 ...\",\"y0 z  0 AAA\"],"
	    "\"legend\":{\"A\":\"#ff0000\"}");
	inspects("{\"what\":\"slice\",\"at\":9}", "\"lines\":[]");
}

Test(do_inspect, region_is_told_in_each_format)
{
	inspects("{\"what\":\"region\"}", "\"box\":[0,0,0,2,1,2],"
	    "\"voxels\":[[0,0,0,\"#ff0000\"],[1,0,0,\"#ff0000\"],"
	    "[2,0,0,\"#ff0000\"],[0,1,2,\"#0000ff80\"]]");
	inspects("{\"what\":\"region\",\"format\":\"rle\"}",
	    "\"box\":[0,0,0,2,1,2],\"columns\":\"x0..2 to the right\","
	    "\"lines\":[\"z0 y0: 3A\",\"z2 y1: 1B 2.\"],"
	    "\"legend\":{\"A\":\"#ff0000\",\"B\":\"#0000ff80\"}");
}

Test(do_inspect, voxels_go_on_where_the_page_ended)
{
	inspects("{\"what\":\"region\",\"limit\":2}", "\"box\":[0,0,0,2,1,2],"
	    "\"voxels\":[[0,0,0,\"#ff0000\"],[1,0,0,\"#ff0000\"]],"
	    "\"nextCursor\":\"2\"");
	inspects("{\"what\":\"region\",\"limit\":2,\"cursor\":\"2\"}",
	    "\"box\":[0,0,0,2,1,2],\"voxels\":[[2,0,0,\"#ff0000\"],"
	    "[0,1,2,\"#0000ff80\"]]");
}

Test(do_inspect, lines_are_as_wide_as_the_limit)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[119,0,0],\"color\":[255,0,0]}");
	cr_assert_eq(caller_run(&caller, "voxel_inspect",
	    "{\"what\":\"slice\",\"at\":0}"), OK);
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[120,0,0],\"color\":[255,0,0]}");
	refuse(&caller, "voxel_inspect", "{\"what\":\"slice\",\"at\":0}",
	    ERR_PARAMS, "give a narrower box, or format rle");
}

Test(do_inspect, pages_of_lines_make_the_whole)
{
	char params[80], *more;
	uint64_t lines = 0;
	const char *at;

	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[99,99,1],\"color\":[0,9,0]}");
	snprintf(params, sizeof params, "{\"what\":\"region\","
	    "\"format\":\"ascii\",\"box\":[0,0,0,99,99,1]}");
	for (more = params; more != NULL;) {
		cr_assert_eq(caller_run(&caller, "voxel_inspect", params), OK);
		cr_assert_lt(caller.reply.len, PAGE_TEXT + 1000);
		for (at = caller.reply.bytes; (at = strstr(at, " y")) != NULL;
		    at++)
			lines++;
		more = strstr(caller.reply.bytes, "\"nextCursor\":\"");
		if (more != NULL)
			snprintf(params, sizeof params, "{\"what\":\"region\","
			    "\"format\":\"ascii\",\"cursor\":\"%ld\","
			    "\"box\":[0,0,0,99,99,1]}",
			    strtol(more + 14, NULL, 10));
	}
	cr_assert_eq(lines, 200);
}

Test(do_inspect, what_is_wrong_is_told_with_what_is_right)
{
	refuse(&caller, "voxel_inspect", "{\"what\":\"all\"}", ERR_PARAMS,
	    "summary, layers, palette");
	refuse(&caller, "voxel_inspect",
	    "{\"what\":\"slice\",\"axis\":\"w\"}", ERR_PARAMS, "x, y or z");
	refuse(&caller, "voxel_inspect",
	    "{\"what\":\"slice\",\"format\":\"svg\"}", ERR_PARAMS,
	    "ascii, rle or sparse");
	refuse(&caller, "voxel_inspect",
	    "{\"what\":\"layers\",\"cursor\":\"x\"}", ERR_PARAMS,
	    "no page of this cursor");
	refuse(&caller, "voxel_inspect",
	    "{\"what\":\"region\",\"box\":[0,0,0,0,0,1048576]}", ERR_PARAMS,
	    "from -1048576 to 1048575");
}

Test(do_inspect, limit_is_from_1_to_the_most)
{
	cr_assert_eq(caller_run(&caller, "voxel_inspect",
	    "{\"what\":\"region\",\"limit\":200}"), OK);
	refuse(&caller, "voxel_inspect",
	    "{\"what\":\"region\",\"limit\":201}", ERR_PARAMS, "1 to 200");
	cr_assert_eq(caller_run(&caller, "voxel_inspect",
	    "{\"what\":\"layers\",\"limit\":100}"), OK);
	refuse(&caller, "voxel_inspect", "{\"what\":\"layers\",\"limit\":0}",
	    ERR_PARAMS, "1 to 100");
}
