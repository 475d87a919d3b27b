/*
 * test_do_region - methods that look at many voxels
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/caller.h"

CALLER_SUITE(do_region);

/* Red at 0,0,0 and 1,0,0, green at 0,1,0, a thinner green at 0,0,1. */
static void
four(void)
{
	cr_assert_eq(caller_run(&caller, "add_voxels", "[[[0,0,1,0,255,0,9],"
	    "[0,1,0,0,255,0],[1,0,0,255,0,0],[0,0,0,255,0,0]]]"), OK);
}

#define FIRST	"{\"x\":0,\"y\":0,\"z\":0,\"color\":[255,0,0,255]}"
#define SECOND	"{\"x\":1,\"y\":0,\"z\":0,\"color\":[255,0,0,255]}"
#define THIRD	"{\"x\":0,\"y\":1,\"z\":0,\"color\":[0,255,0,255]}"
#define FOURTH	"{\"x\":0,\"y\":0,\"z\":1,\"color\":[0,255,0,9]}"

/* get_voxels_region of 0,0,0 to 9,9,9 with `more` parameters. */
static void
lists(const char *more, const char *result)
{
	char params[200];

	snprintf(params, sizeof params,
	    "{\"min\":[0,0,0],\"max\":[9,9,9]%s}", more);
	expect(&caller, "goxel.get_voxels_region", params, result);
}

Test(do_region, voxels_come_in_order_of_z_y_x)
{
	four();
	lists("", "{\"voxels\":[" FIRST "," SECOND "," THIRD "," FOURTH "],"
	    "\"count\":4,\"truncated\":false,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[1,1,1]}}");
}

Test(do_region, an_empty_region_has_no_box)
{
	lists("", "{\"voxels\":[],\"count\":0,\"truncated\":false}");
}

Test(do_region, both_corners_belong_to_a_region)
{
	four();
	expect(&caller, "goxel.get_voxels_region", "[[0,0,0],[1,0,0]]",
	    "{\"voxels\":[" FIRST "," SECOND "],\"count\":2,"
	    "\"truncated\":false,\"bbox\":{\"min\":[0,0,0],\"max\":[1,0,0]}}");
	expect(&caller, "goxel.get_voxels_region", "[[1,0,0],[1,0,0]]",
	    "{\"voxels\":[" SECOND "],\"count\":1,\"truncated\":false,"
	    "\"bbox\":{\"min\":[1,0,0],\"max\":[1,0,0]}}");
}

Test(do_region, an_inverted_region_is_empty)
{
	four();
	expect(&caller, "goxel.get_voxels_region", "[[1,0,0],[0,0,0]]",
	    "{\"voxels\":[],\"count\":0,\"truncated\":false}");
}

Test(do_region, offset_and_limit_page_through)
{
	four();
	lists(",\"limit\":2", "{\"voxels\":[" FIRST "," SECOND "],\"count\":2,"
	    "\"truncated\":true,\"bbox\":{\"min\":[0,0,0],\"max\":[1,0,0]}}");
	lists(",\"limit\":2,\"offset\":2", "{\"voxels\":[" THIRD "," FOURTH
	    "],\"count\":2,\"truncated\":false,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[0,1,1]}}");
	lists(",\"offset\":3", "{\"voxels\":[" FOURTH "],\"count\":1,"
	    "\"truncated\":false,\"bbox\":{\"min\":[0,0,1],\"max\":[0,0,1]}}");
	lists(",\"offset\":4", "{\"voxels\":[],\"count\":0,"
	    "\"truncated\":false}");
	refuse(&caller, "goxel.get_voxels_region",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"limit\":-1}", ERR_PARAMS,
	    "must be 0 or more");
	refuse(&caller, "goxel.get_voxels_region",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"offset\":-1}", ERR_PARAMS,
	    "must be 0 or more");
}

Test(do_region, a_filter_compares_alpha_only_when_it_is_partial)
{
	four();
	lists(",\"color_filter\":[0,255,0]", "{\"voxels\":[" THIRD "," FOURTH
	    "],\"count\":2,\"truncated\":false,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[0,1,1]}}");
	lists(",\"color_filter\":[0,255,0,9]", "{\"voxels\":[" FOURTH "],"
	    "\"count\":1,\"truncated\":false,"
	    "\"bbox\":{\"min\":[0,0,1],\"max\":[0,0,1]}}");
	lists(",\"color_filter\":[0,255,0,0],\"limit\":1", "{\"voxels\":["
	    FIRST "],\"count\":1,\"truncated\":true,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[0,0,0]}}");
}

Test(do_region, a_layer_may_be_named)
{
	four();
	caller_run(&caller, "goxel.create_layer", NULL);
	lists(",\"layer_id\":-1", "{\"voxels\":[],\"count\":0,"
	    "\"truncated\":false}");
	lists(",\"layer_id\":1,\"limit\":1", "{\"voxels\":[" FIRST "],"
	    "\"count\":1,\"truncated\":true,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[0,0,0]}}");
	refuse(&caller, "goxel.get_voxels_region",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"layer_id\":7}", ERR_NO_LAYER,
	    "no layer 7");
}

/* The fields that follow the list of voxels. */
static void
ends(const char *params, const char *rest)
{
	const char *at;

	cr_assert_eq(caller_run(&caller, "goxel.get_voxels_region", params),
	    OK, "%s", caller.call.why);
	at = strstr(caller.reply.bytes, "],\"count\"");
	cr_assert_not_null(at);
	cr_assert_str_eq(at + 2, rest);
}

Test(do_region, by_default_a_reply_has_10000_voxels)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[15,15,127],\"color\":\"#ffffff\"}");
	ends("[[0,0,0],[15,15,127]]", "\"count\":10000,\"truncated\":true,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[15,15,39]}}");
	ends("{\"min\":[0,0,0],\"max\":[15,15,127],\"limit\":0}",
	    "\"count\":32768,\"truncated\":false,"
	    "\"bbox\":{\"min\":[0,0,0],\"max\":[15,15,127]}}");
}

Test(do_region, an_offset_passes_uniform_and_mixed_tiles)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[31,15,15],\"color\":\"#ffffff\"}");
	caller_run(&caller, "goxel.remove_voxel", "[0,0,0]");
	ends("{\"min\":[0,0,0],\"max\":[31,15,15],\"offset\":4095}",
	    "\"count\":4096,\"truncated\":false,"
	    "\"bbox\":{\"min\":[16,0,0],\"max\":[31,15,15]}}");
	ends("{\"min\":[0,0,0],\"max\":[31,15,15],\"offset\":8190}",
	    "\"count\":1,\"truncated\":false,"
	    "\"bbox\":{\"min\":[31,15,15],\"max\":[31,15,15]}}");
	ends("{\"min\":[17,1,1],\"max\":[31,15,15],\"offset\":3374}",
	    "\"count\":1,\"truncated\":false,"
	    "\"bbox\":{\"min\":[31,15,15],\"max\":[31,15,15]}}");
}

/*
 * get_bounding_box
 */

Test(do_region, bounds_end_after_the_last_voxel)
{
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[-1,0,0],\"max\":[3,0,0],\"color\":\"#ffffff\"}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[-1,0,0],\"max\":[4,1,1],\"dimensions\":[5,1,1]}");
}

Test(do_region, bounds_may_be_those_of_blocks)
{
	caller_run(&caller, "goxel.add_voxel", "[17,1,-1]");
	expect(&caller, "goxel.get_bounding_box", "{\"exact\":false}",
	    "{\"empty\":false,\"min\":[16,0,-16],\"max\":[32,16,0],"
	    "\"dimensions\":[16,16,16]}");
}

Test(do_region, bounds_are_of_a_layer_or_of_all)
{
	caller_run(&caller, "goxel.add_voxel", "[0,0,0]");
	caller_run(&caller, "goxel.create_layer", NULL);
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":true}");
	caller_run(&caller, "goxel.add_voxel", "[5,5,5]");
	expect(&caller, "goxel.get_bounding_box", "[1]", "{\"empty\":false,"
	    "\"min\":[0,0,0],\"max\":[1,1,1],\"dimensions\":[1,1,1]}");
	expect(&caller, "goxel.get_bounding_box", "{\"layer_id\":-2}",
	    "{\"empty\":false,\"min\":[0,0,0],\"max\":[6,6,6],"
	    "\"dimensions\":[6,6,6]}");
	refuse(&caller, "goxel.get_bounding_box", "[9]", ERR_NO_LAYER,
	    "no layer 9");
}
