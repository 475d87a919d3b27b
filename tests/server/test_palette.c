/*
 * Palettes by name and as files, and voxels snapped to them, seen through
 * requests.
 */
#include <criterion/criterion.h>

#include "tests/server/pair.h"

TestSuite(palette, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.add_voxel", "[0,0,0,250,5,5]");
}

Test(palette, files_hold_what_was_saved)
{
	begin();
	expect(call(&c, "goxel.list_palettes", NULL), "result.count", "22");
	expect(callf(&c, "goxel.save_palette", "[\"%s/a.png\",\"CGA\"]",
	    s.dir), "result.count", "16");
	expect(callf(&c, "goxel.get_palette", "{\"path\":\"%s/a.png\"}",
	    s.dir), "result.colors.6", "\"#aa5500\"");
	expect(callf(&c, "goxel.save_palette", "[\"%s/b.gpl\"]", s.dir),
	    "result.count", "1");
	expect(callf(&c, "goxel.get_palette", "{\"path\":\"%s/b.gpl\"}",
	    s.dir), "result.colors.0", "\"#fa0505\"");
	end();
}

Test(palette, voxels_snap_to_a_palette_in_one_step)
{
	begin();
	expect(call(&c, "goxel.snap_colors", "[\"CGA\"]"), "result.success",
	    "true");
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.color",
	    "[170,0,0,255]");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.color",
	    "[250,5,5,255]");
	end();
}
