/*
 * Filters: colours changed and boxes rearranged, seen through requests.
 */
#include <criterion/criterion.h>

#include "tests/server/pair.h"

TestSuite(filter, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[3,0,0],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.add_voxel", "[4,0,0,0,0,255]");
}

static void
color_is(const char *place, const char *color)
{
	expect(call(&c, "goxel.get_voxel", place), "result.color", color);
}

Test(filter, colours_are_adjusted_and_replaced)
{
	begin();
	expect(call(&c, "goxel.adjust_colors", "{\"hue\":120}"),
	    "result.voxels", "5");
	color_is("[0,0,0]", "[0,255,0,255]");
	call(&c, "goxel.select_box", "[[0,0,0],[1,0,0]]");
	expect(call(&c, "goxel.replace_color", "{\"from\":\"#00ff00\","
	    "\"to\":\"#112233\",\"selected\":true,\"all_layers\":true}"),
	    "result.voxels", "2");
	color_is("[1,0,0]", "[17,34,51,255]");
	color_is("[2,0,0]", "[0,255,0,255]");
	call(&c, "goxel.undo", NULL);
	color_is("[1,0,0]", "[0,255,0,255]");
	end();
}

Test(filter, boxes_are_mirrored_and_shifted_around)
{
	begin();
	expect(call(&c, "goxel.mirror", NULL), "result.max", "[5,1,1]");
	color_is("[0,0,0]", "[0,0,255,255]");
	expect(call(&c, "goxel.wrap", "[[2,0,0]]"), "result.voxels", "5");
	color_is("[2,0,0]", "[0,0,255,255]");
	color_is("[0,0,0]", "[255,0,0,255]");
	end();
}
