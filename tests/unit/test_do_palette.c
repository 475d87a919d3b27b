/*
 * test_do_palette - methods on palettes
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/caller.h"

static struct caller caller;
static char path[64], params[200];

static void
setup(void)
{
	caller_start(&caller);
	caller_run(&caller, "goxel.add_voxel", "[0,0,0,250,5,5]");
	caller_run(&caller, "goxel.add_voxel", "[1,0,0,250,5,5]");
	caller_run(&caller, "goxel.add_voxel", "[2,0,0,1,2,3]");
}

static void
teardown(void)
{
	unlink(path);
	caller_fini(&caller);
}

TestSuite(do_palette, .init = setup, .fini = teardown);

static const char *
with_path(const char *extension, const char *format)
{
	snprintf(path, sizeof path, "/tmp/goxeld-test-palette.%d%s",
	    (int)getpid(), extension);
	snprintf(params, sizeof params, format, path);
	return params;
}

Test(do_palette, the_usual_ones_are_listed)
{
	cr_assert_eq(caller_run(&caller, "goxel.list_palettes", NULL), OK);
	cr_assert_not_null(strstr(caller.reply.bytes,
	    "{\"name\":\"Web safe\",\"colors\":216}"));
	cr_assert_not_null(strstr(caller.reply.bytes, "],\"count\":22}"));
	expect(&caller, "goxel.get_palette", "[\"game boy\"]",
	    "{\"name\":\"Game Boy\",\"count\":4,\"colors\":[\"#0f380f\","
	    "\"#306230\",\"#8bac0f\",\"#9bbc0f\"]}");
	refuse(&caller, "goxel.get_palette", "[\"none\"]", ERR_PARAMS,
	    "there is no palette 'none'");
	refuse(&caller, "goxel.get_palette", NULL, ERR_PARAMS,
	    "either 'name' or 'path'");
}

Test(do_palette, the_colours_of_a_layer_go_into_files_and_come_back)
{
	static const char *const extensions[] = { ".gpl", ".PNG" };
	size_t i;

	for (i = 0; i < 2; i++) {
		cr_assert_eq(caller_run(&caller, "goxel.save_palette",
		    with_path(extensions[i], "[\"%s\"]")), OK);
		cr_assert_eq(caller_run(&caller, "goxel.get_palette",
		    with_path(extensions[i], "{\"path\":\"%s\"}")), OK);
		cr_assert_not_null(strstr(caller.reply.bytes, "\"count\":2,"
		    "\"colors\":[\"#fa0505\",\"#010203\"]"), "%s",
		    caller.reply.bytes);
		unlink(path);
	}
	refuse(&caller, "goxel.save_palette", "[\"/tmp/x.txt\"]", ERR_FORMAT,
	    "must end in .gpl or .png");
	refuse(&caller, "goxel.get_palette",
	    "{\"path\":\"/tmp/goxeld-no-such.gpl\"}", ERR_NO_FILE, "no-such");
	caller_run(&caller, "goxel.create_layer", NULL);
	refuse(&caller, "goxel.save_palette", "[\"/tmp/x.gpl\"]", ERR_EMPTY,
	    "layer 2 has no voxel");
}

Test(do_palette, voxels_snap_to_the_nearest_colour)
{
	caller.job = true;
	expect(&caller, "goxel.snap_colors", "[\"ZX Spectrum\"]",
	    "{\"success\":true,\"name\":\"ZX Spectrum\",\"count\":15}");
	caller.job = false;
	expect(&caller, "goxel.get_voxel", "[0,0,0]", "{\"x\":0,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[255,0,0,255]}");
	expect(&caller, "goxel.get_voxel", "[2,0,0]", "{\"x\":2,\"y\":0,"
	    "\"z\":0,\"exists\":true,\"color\":[0,0,0,255]}");
	refuse(&caller, "goxel.snap_colors", "{\"name\":\"CGA\","
	    "\"selected\":true}", ERR_EMPTY, "nothing is selected");
}
