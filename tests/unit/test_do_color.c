/*
 * test_do_color - methods on the colours of a project
 */
#include "tests/unit/caller.h"

static struct caller caller;

/* Eight red voxels, two nearly red, one green; and a blue one on layer 2. */
static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[1,1,1],\"color\":[255,0,0]}");
	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[4,0,0],\"max\":[5,0,0],\"color\":[250,5,0]}");
	caller_run(&caller, "goxel.add_voxel", "[9,0,0,0,255,0]");
	caller_run(&caller, "goxel.create_layer", "[\"two\"]");
	caller_run(&caller, "goxel.add_voxel", "[0,0,9,0,0,255]");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_color, .init = setup, .fini = teardown);

Test(do_color, histogram_counts_most_frequent_first)
{
	expect(&caller, "goxel.get_color_histogram", "{\"layer_id\":1}",
	    "{\"histogram\":[{\"color\":\"#FF0000FF\",\"rgba\":[255,0,0,255],"
	    "\"count\":8,\"percentage\":72.72727272727273},"
	    "{\"color\":\"#FA0500FF\",\"rgba\":[250,5,0,255],\"count\":2,"
	    "\"percentage\":18.181818181818183},"
	    "{\"color\":\"#00FF00FF\",\"rgba\":[0,255,0,255],\"count\":1,"
	    "\"percentage\":9.090909090909092}],\"total_voxels\":11,"
	    "\"unique_colors\":3,\"metadata\":{\"binned\":false}}");
}

Test(do_color, histogram_of_the_first_shares_out_their_hundred_percent)
{
	expect(&caller, "goxel.get_color_histogram",
	    "{\"layer_id\":1,\"top_n\":1,\"bin_size\":32}",
	    "{\"histogram\":[{\"color\":\"#F01010FF\",\"rgba\":"
	    "[240,16,16,255],\"count\":10,\"percentage\":100}],"
	    "\"total_voxels\":11,\"unique_colors\":2,"
	    "\"metadata\":{\"binned\":true,\"bin_size\":32}}");
}

Test(do_color, histogram_looks_at_the_active_layer_or_at_all)
{
	expect(&caller, "goxel.get_color_histogram", "{}",
	    "{\"histogram\":[{\"color\":\"#0000FFFF\",\"rgba\":[0,0,255,255],"
	    "\"count\":1,\"percentage\":100}],\"total_voxels\":1,"
	    "\"unique_colors\":1,\"metadata\":{\"binned\":false}}");
	expect(&caller, "goxel.get_color_histogram",
	    "{\"layer_id\":-2,\"sort_by_count\":false,\"region\":"
	    "{\"min\":[0,0,1],\"max\":[0,0,9]}}",
	    "{\"histogram\":[{\"color\":\"#0000FFFF\",\"rgba\":[0,0,255,255],"
	    "\"count\":1,\"percentage\":50},"
	    "{\"color\":\"#FF0000FF\",\"rgba\":[255,0,0,255],\"count\":1,"
	    "\"percentage\":50}],\"total_voxels\":2,"
	    "\"unique_colors\":2,\"metadata\":{\"binned\":false}}");
}

Test(do_color, histogram_of_nothing_is_empty)
{
	caller_run(&caller, "goxel.create_project", "[\"Q\"]");
	expect(&caller, "goxel.get_color_histogram", "{}",
	    "{\"histogram\":[],\"total_voxels\":0,\"unique_colors\":0,"
	    "\"metadata\":{\"binned\":false}}");
}

Test(do_color, find_tells_places_and_layers)
{
	expect(&caller, "goxel.find_voxels_by_color",
	    "{\"color\":[0,255,0],\"layer_id\":1}",
	    "{\"target_color\":\"#00FF00FF\",\"match_count\":1,"
	    "\"truncated\":false,\"locations\":[{\"x\":9,\"y\":0,\"z\":0,"
	    "\"layer\":\"Layer.1\",\"layer_id\":1}],"
	    "\"metadata\":{\"tolerance\":[0,0,0,0]}}");
}

Test(do_color, find_within_a_tolerance_counts_all_and_lists_some)
{
	expect(&caller, "goxel.find_voxels_by_color",
	    "{\"color\":[255,0,0],\"tolerance\":5,\"layer_id\":1,"
	    "\"max_results\":0}",
	    "{\"target_color\":\"#FF0000FF\",\"match_count\":10,"
	    "\"truncated\":true,\"locations\":[],"
	    "\"metadata\":{\"tolerance\":[5,5,5,5]}}");
	expect(&caller, "goxel.find_voxels_by_color",
	    "{\"color\":[255,0,0],\"tolerance\":[5,4,5],\"layer_id\":1,"
	    "\"include_locations\":false}",
	    "{\"target_color\":\"#FF0000FF\",\"match_count\":8,"
	    "\"truncated\":false,\"locations\":[],"
	    "\"metadata\":{\"tolerance\":[5,4,5,255]}}");
}

Test(do_color, find_needs_a_color)
{
	refuse(&caller, "goxel.find_voxels_by_color", "{}", ERR_PARAMS,
	    "Color parameter must be an array of [r,g,b] or [r,g,b,a]");
	refuse(&caller, "goxel.find_voxels_by_color",
	    "{\"color\":[1,2,3],\"tolerance\":256}", ERR_PARAMS, "tolerance");
}

Test(do_color, unique_colors_may_be_merged)
{
	expect(&caller, "goxel.get_unique_colors", "{\"layer_id\":1}",
	    "{\"colors\":[{\"hex\":\"#00FF00FF\",\"rgba\":[0,255,0,255]},"
	    "{\"hex\":\"#FA0500FF\",\"rgba\":[250,5,0,255]},"
	    "{\"hex\":\"#FF0000FF\",\"rgba\":[255,0,0,255]}],\"count\":3,"
	    "\"metadata\":{\"layer_id\":1,\"sorted_by_count\":false}}");
	expect(&caller, "goxel.get_unique_colors",
	    "{\"layer_id\":1,\"merge_similar\":true,\"sort_by_count\":true}",
	    "{\"colors\":[{\"hex\":\"#FF0000FF\",\"rgba\":[255,0,0,255]},"
	    "{\"hex\":\"#00FF00FF\",\"rgba\":[0,255,0,255]}],\"count\":2,"
	    "\"metadata\":{\"layer_id\":1,\"sorted_by_count\":true}}");
}

Test(do_color, unknown_layers_and_turned_regions_are_refused)
{
	refuse(&caller, "goxel.get_unique_colors", "{\"layer_id\":77}",
	    ERR_NO_LAYER, "77");
	refuse(&caller, "goxel.get_unique_colors",
	    "{\"region\":{\"min\":[1,0,0],\"max\":[0,0,0]}}", ERR_PARAMS,
	    "min must not be above max along x");
	refuse(&caller, "goxel.get_unique_colors",
	    "{\"region\":{\"min\":[1,0,0]}}", ERR_PARAMS, "min and max");
}
