/*
 * test_do_check - faults of models
 */
#include <stdio.h>

#include "tests/unit/caller.h"

static struct caller caller;

static void
fill(const char *min, const char *max, const char *color)
{
	char params[160];

	snprintf(params, sizeof params,
	    "{\"min\":[%s],\"max\":[%s],\"color\":\"%s\"}", min, max, color);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box", params), OK);
}

static void
setup(void)
{
	caller_start(&caller);
	fill("0,0,0", "9,9,9", "#ff0000");
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_check, .init = setup, .fini = teardown);

static void
finds(const char *params, const char *words)
{
	cr_assert_eq(caller_run(&caller, "voxel_check", params), OK, "%s",
	    caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, words), "%s",
	    caller.reply.bytes);
}

Test(do_check, block_has_no_fault_in_any_check)
{
	expect(&caller, "voxel_check", "{}", "{\"model\":\"P\",\"revision\":2,"
	    "\"ok\":true,\"total\":0,\"counts\":{\"floating\":0,"
	    "\"components\":0,\"symmetry\":0,\"thin\":0,\"holes\":0,"
	    "\"bounds\":0,\"palette\":0},\"issues\":[]}");
}

Test(do_check, part_above_the_ground_floats_one_on_it_is_apart)
{
	fill("20,20,5", "21,21,6", "#00ff00");
	finds("{\"checks\":[\"floating\",\"components\"]}", "\"counts\":"
	    "{\"floating\":1,\"components\":0},\"issues\":[{\"check\":"
	    "\"floating\",\"text\":\"8 voxels float: nothing joins them to "
	    "what stands on z=0; join or erase them\","
	    "\"box\":[20,20,5,21,21,6],\"voxels\":8}]");
	finds("{\"checks\":[\"components\"]}", "\"components\":1}");
	fill("20,20,0", "21,21,6", "#00ff00");
	finds("{\"checks\":[\"floating\",\"components\"]}",
	    "{\"floating\":0,\"components\":1}");
}

Test(do_check, closed_hollow_is_a_hole)
{
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[3,3,3],\"max\":[4,4,4],\"color\":[0,0,0,255],"
	    "\"mode\":\"sub\"}"), OK);
	finds("{\"checks\":[\"holes\"]}", "\"issues\":[{\"check\":\"holes\","
	    "\"text\":\"a closed hollow of 8 voxels; fill it, or open it to "
	    "the outside\",\"box\":[3,3,3,4,4,4],\"voxels\":8}]");
}

Test(do_check, wall_of_one_voxel_is_thin)
{
	fill("0,4,10", "9,4,12", "#ff0000");
	finds("{\"checks\":[\"thin\"]}", "\"issues\":[{\"check\":\"thin\","
	    "\"text\":\"30 voxels are a wall");
}

Test(do_check, small_asymmetry_is_told_unasked_a_large_one_only_if_asked)
{
	fill("0,0,10", "0,0,10", "#ff0000");
	finds("{}", "\"symmetry\":2");
	fill("0,0,10", "4,9,19", "#ff0000");
	finds("{}", "\"symmetry\":0");
	finds("{\"checks\":[\"symmetry\"]}", "\"issues\":[{\"check\":"
	    "\"symmetry\",\"text\":\"500 of 1500 voxels have no counterpart "
	    "across the middle of x");
}

Test(do_check, voxels_outside_of_the_size_are_counted)
{
	fill("60,0,0", "70,1,1", "#ff0000");
	finds("{\"checks\":[\"bounds\"]}", "\"text\":\"28 voxels are outside "
	    "of the model's size, 64 x 64 x 64;");
}

Test(do_check, colours_are_as_many_as_formats_keep)
{
	char color[8];
	char at[24];
	int i;

	for (i = 0; i < 254; i++) {
		snprintf(at, sizeof at, "%d,%d,9", i % 10, i / 10);
		snprintf(color, sizeof color, "#00ff%02x", i);
		fill(at, at, color);
	}
	finds("{\"checks\":[\"palette\"]}", "\"palette\":0");
	fill("0,0,0", "0,0,0", "#123456");
	finds("{\"checks\":[\"palette\"]}", "\"text\":\"256 colours; vox and "
	    "kvx keep 255");
}

Test(do_check, translucent_voxels_are_told)
{
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "{\"position\":[0,0,20],\"color\":[1,2,3,128]}"), OK);
	finds("{\"checks\":[\"palette\"]}", "1 voxels are translucent");
}

Test(do_check, printable_is_four_checks)
{
	finds("{\"checks\":[\"printable\"]}", "\"counts\":{\"floating\":0,"
	    "\"components\":0,\"thin\":0,\"holes\":0}");
}

Test(do_check, twenty_issues_are_listed_and_all_are_counted)
{
	const char *item;
	char at[24];
	int i, listed = 0;

	for (i = 0; i < 21; i++) {
		snprintf(at, sizeof at, "%d,30,0", 2 * i);
		fill(at, at, "#ff0000");
	}
	finds("{\"checks\":[\"components\"]}", "\"total\":21,");
	for (item = caller.reply.bytes; (item = strstr(item, "\"text\"")) !=
	    NULL; item++)
		listed++;
	cr_assert_eq(listed, 20);
}

Test(do_check, unknown_check_is_refused)
{
	refuse(&caller, "voxel_check", "{\"checks\":[\"beauty\"]}",
	    ERR_PARAMS, "there is no 'beauty'");
}
