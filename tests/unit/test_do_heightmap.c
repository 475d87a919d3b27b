/*
 * test_do_heightmap - columns of heights from a list or from a picture
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "tests/unit/caller.h"


static struct caller caller;
static char path[64];		/* of a picture, another in each process */

static void
setup(void)
{
	snprintf(path, sizeof path, "/tmp/goxeld-test-heights.%d.png",
	    (int)getpid());
	caller_start(&caller);
}

static void
teardown(void)
{
	caller_fini(&caller);
	remove(path);
}

TestSuite(do_heightmap, .init = setup, .fini = teardown);

Test(do_heightmap, rows_stand_on_their_base)
{
	expect(&caller, "goxel.fill_heightmap", "{\"heights\":[[1,2,0],"
	    "[0,0,40]],\"base\":[5,-5,9],\"colors\":[\"#ff0000\","
	    "\"#0000ff\"]}", "{\"success\":true,\"columns\":3,\"rows\":2,"
	    "\"highest\":40}");
	expect(&caller, "goxel.get_bounding_box", NULL, "{\"empty\":false,"
	    "\"min\":[5,-5,9],\"max\":[8,-3,49],\"dimensions\":[3,2,40]}");
	expect(&caller, "goxel.get_voxel", "[5,-5,9]", "{\"x\":5,\"y\":-5,"
	    "\"z\":9,\"exists\":true,\"color\":[255,0,0,255]}");
	expect(&caller, "goxel.get_voxel", "[7,-4,48]", "{\"x\":7,\"y\":-4,"
	    "\"z\":48,\"exists\":true,\"color\":[0,0,255,255]}");
}

Test(do_heightmap, a_list_is_cut_into_rows)
{
	expect(&caller, "goxel.fill_heightmap", "{\"heights\":[1,2,3,4],"
	    "\"columns\":2}", "{\"success\":true,\"columns\":2,\"rows\":2,"
	    "\"highest\":4}");
	cr_assert_eq(volume_count(
	    &caller.projects[0]->image->layers[0]->volume), 10);
}

static void
put_picture(void)
{
	struct rgba pixel[4] = { { { 255, 255, 255, 255 } },
	    { { 0, 0, 0, 255 } }, { { 30, 60, 90, 255 } },
	    { { 255, 0, 0, 255 } } };
	struct picture picture = { 2, 2, pixel };
	struct buf png;
	FILE *file = fopen(path, "w");

	buf_init(&png, BOUND_FILE);
	cr_assert_eq(png_write(&picture, PNG_FAST, &png), OK);
	cr_assert_eq(fwrite(png.bytes, 1, png.len, file), png.len);
	fclose(file);
	buf_fini(&png);
}

static void
expect_top(int x, int y, int z, bool exists)
{
	struct pos pos = { { x, y, z } };

	cr_assert_eq(rgba_exists(volume_get(
	    &caller.projects[0]->image->layers[0]->volume, &pos)), exists,
	    "%d,%d,%d", x, y, z);
}

Test(do_heightmap, a_picture_lies_with_its_top_at_the_highest_y)
{
	char params[128];

	put_picture();
	snprintf(params, sizeof params, "{\"path\":\"%s\","
	    "\"max_height\":51}", path);
	expect(&caller, "goxel.fill_heightmap", params, "{\"success\":true,"
	    "\"columns\":2,\"rows\":2,\"highest\":51}");
	expect_top(0, 1, 50, true);
	expect_top(0, 1, 51, false);
	expect_top(1, 1, 0, false);
	expect_top(0, 0, 11, true);
	expect_top(0, 0, 12, false);
	expect_top(1, 0, 16, true);
	expect_top(1, 0, 17, false);
}

Test(do_heightmap, what_makes_no_rows_is_refused)
{
	refuse(&caller, "goxel.fill_heightmap", "{}", ERR_PARAMS, "needed");
	refuse(&caller, "goxel.fill_heightmap", "[[]]", ERR_PARAMS, "empty");
	refuse(&caller, "goxel.fill_heightmap", "[[1,2]]", ERR_PARAMS,
	    "'columns'");
	refuse(&caller, "goxel.fill_heightmap", "{\"heights\":[1,2,3],"
	    "\"columns\":2}", ERR_PARAMS, "'columns'");
	refuse(&caller, "goxel.fill_heightmap", "[[[1,2],[3]]]", ERR_PARAMS,
	    "same number");
	refuse(&caller, "goxel.fill_heightmap", "[[[],[]]]", ERR_PARAMS,
	    "same number");
	refuse(&caller, "goxel.fill_heightmap", "[[[1],3]]", ERR_PARAMS,
	    "rows");
	refuse(&caller, "goxel.fill_heightmap", "[[3,[1]]]", ERR_PARAMS,
	    "heights");
	refuse(&caller, "goxel.fill_heightmap", "{\"heights\":[65536],"
	    "\"columns\":1}", ERR_PARAMS, "65535");
	refuse(&caller, "goxel.fill_heightmap", "{\"heights\":[-1],"
	    "\"columns\":1}", ERR_PARAMS, "65535");
	refuse(&caller, "goxel.fill_heightmap", "{\"heights\":[[1]],"
	    "\"mode\":\"replace\"}", ERR_PARAMS, "replace");
	refuse(&caller, "goxel.fill_heightmap", "{\"path\":\"/none.png\"}",
	    ERR_NO_FILE, "none.png");
	cr_assert_eq(caller_run(&caller, "goxel.fill_heightmap",
	    "{\"heights\":[65535],\"columns\":1}"), OK);
}

Test(do_heightmap, a_ramp_has_at_most_as_many_colours_as_the_limit)
{
	char params[2048] = "{\"heights\":[[1]],\"colors\":[\"#000000\"";
	int i;

	for (i = 1; i < 64; i++)
		strcat(params, ",\"#000000\"");
	strcat(params, "]}");
	cr_assert_eq(caller_run(&caller, "goxel.fill_heightmap", params), OK,
	    "%s", caller.call.why);
	params[strlen(params) - 2] = '\0';
	strcat(params, ",\"#000000\"]}");
	refuse(&caller, "goxel.fill_heightmap", params, ERR_PARAMS,
	    "at most 64");
	refuse(&caller, "goxel.fill_heightmap", "{\"heights\":[[1]],"
	    "\"colors\":[\"#00\"]}", ERR_PARAMS, "");
}
