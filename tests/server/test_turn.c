/*
 * Moving, turning, mirroring and scaling, seen through requests.
 */
#include <criterion/criterion.h>

#include "tests/server/pair.h"

TestSuite(turn, .fini = harness_fini);

/* A bar of three voxels that begins at the origin. */
static void
begin(void)
{
	pair_open("workers=1");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[2,0,0],"
	    "\"color\":\"#102030\"}");
}

static void
box_is(const char *min, const char *max)
{
	const char *reply = call(&c, "goxel.get_bounding_box", "{}");

	expect(reply, "result.min", min);
	expect(reply, "result.max", max);
}

Test(turn, move_is_taken_back_by_undo)
{
	begin();
	expect(call(&c, "goxel.move", "{\"offset\":[10,20,30]}"),
	    "result.voxels", "3");
	box_is("[10,20,30]", "[13,21,31]");
	call(&c, "goxel.undo", NULL);
	box_is("[0,0,0]", "[3,1,1]");
	end();
}

Test(turn, rotate_turns_the_bar_upright)
{
	begin();
	expect(call(&c, "goxel.rotate", "{\"axis\":\"y\"}"),
	    "result.voxels", "3");
	box_is("[1,0,-1]", "[2,1,2]");
	end();
}

Test(turn, flip_in_a_region_leaves_the_rest)
{
	begin();
	expect(call(&c, "goxel.flip", "{\"region\":{\"min\":[2,0,0],"
	    "\"max\":[4,0,0]}}"), "result.voxels", "1");
	box_is("[0,0,0]", "[5,1,1]");
	end();
}

Test(turn, scale_doubles)
{
	begin();
	expect(call(&c, "goxel.scale", "{\"pivot\":[0,0,0]}"),
	    "result.voxels", "24");
	box_is("[0,0,0]", "[6,2,2]");
	end();
}

Test(turn, hollow_and_mirrored_shapes_are_one_step)
{
	begin();
	expect(call(&c, "goxel.fill_box", "{\"min\":[10,0,0],"
	    "\"max\":[19,9,9],\"color\":\"#ff0000\",\"filled\":false,"
	    "\"symmetry\":\"x\"}"), "result.voxels", "976");
	box_is("[-20,0,0]", "[20,10,10]");
	call(&c, "goxel.undo", NULL);
	box_is("[0,0,0]", "[3,1,1]");
	end();
}

Test(turn, a_cylinder_lies_along_x)
{
	begin();
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"cylinder\","
	    "\"size\":[40,6,6],\"axis\":\"x\"}");
	box_is("[-20,-3,-3]", "[20,3,3]");
	end();
}

Test(turn, brush_draws_a_path_as_one_step)
{
	begin();
	expect(call(&c, "goxel.brush", "{\"points\":[[0,0,9],[9,0,9],"
	    "[9,9,9]],\"color\":\"#00ff00\"}"), "result.voxels", "19");
	box_is("[0,0,0]", "[10,10,10]");
	call(&c, "goxel.undo", NULL);
	box_is("[0,0,0]", "[3,1,1]");
	end();
}

Test(turn, laser_removes_what_it_meets)
{
	begin();
	expect(call(&c, "goxel.laser", "{\"origin\":[1.5,0.5,100],"
	    "\"direction\":[0,0,-1]}"), "result.removed", "1");
	expect(call(&c, "goxel.get_voxel", "[1,0,0]"), "result.exists",
	    "false");
	end();
}

Test(turn, extrude_pushes_a_face_out_and_in)
{
	begin();
	expect(call(&c, "goxel.extrude", "[0,0,0,\"+z\",4]"),
	    "result.voxels", "12");
	box_is("[0,0,0]", "[3,1,5]");
	expect(call(&c, "goxel.extrude", "[2,0,3,\"+x\",-1]"),
	    "result.voxels", "5");
	box_is("[0,0,0]", "[2,1,5]");
	end();
}
