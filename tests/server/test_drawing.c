/*
 * Shapes, modes, boxes and fills, seen through requests.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/pair.h"

TestSuite(drawing, .fini = harness_fini);

static void
begin(void)
{
	pair_open("workers=1");
}

/* How many voxels the active layer holds between -64 and 63. */
static int
voxels(void)
{
	return (int)number_at(call(&c, "goxel.get_voxels_region",
	    "{\"min\":[-64,-64,-64],\"max\":[63,63,63],\"limit\":0}"),
	    "result.count");
}

static void
box_is(const char *min, const char *max)
{
	const char *reply = call(&c, "goxel.get_bounding_box", "{}");

	expect(reply, "result.empty", "false");
	expect(reply, "result.min", min);
	expect(reply, "result.max", max);
}

/* ---- modes, by the table of Goxel's arithmetic ---- */

static const char *const modes[] = { "over", "sub", "sub_clamp", "paint",
    "max", "intersect", "intersect_fill", "mult_alpha" };

#define MODES	(sizeof modes / sizeof modes[0])

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static void
blend_over(const int a[4], const int b[4], int out[4])
{
	int whole = 255 * b[3] + a[3] * (255 - b[3]), i;

	for (i = 0; i < 3 && whole > 0; i++)
		out[i] = (255 * b[i] * b[3] + a[i] * a[3] * (255 - b[3])) /
		    whole;
	out[3] = b[3] + a[3] * (255 - b[3]) / 255;
}

static void
blend_paint(const int a[4], const int b[4], int out[4])
{
	double t = b[3] / 255.0;
	int i;

	for (i = 0; i < 3; i++)
		out[i] = (int)((1 - t) * a[i] + t * b[i]);
}

/* What mode `mode` makes of a voxel `a` under a colour `b`. */
static void
blend(size_t mode, const int a[4], const int b[4], int out[4])
{
	int i;

	memcpy(out, a, 4 * sizeof a[0]);
	switch (mode) {
	case 0:
		blend_over(a, b, out);
		break;
	case 1:
		out[3] = a[3] > b[3] ? a[3] - b[3] : 0;
		break;
	case 2:
		out[3] = least(a[3], 255 - b[3]);
		break;
	case 3:
		blend_paint(a, b, out);
		break;
	case 4:
		memcpy(out, b, 3 * sizeof b[0]);
		out[3] = a[3] > b[3] ? a[3] : b[3];
		break;
	case 5:
	case 6:
		out[3] = least(a[3], b[3]);
		if (mode == 6 && out[3] > 0)
			memcpy(out, b, 3 * sizeof b[0]);
		break;
	case 7:
		for (i = 0; i < 4; i++)
			out[i] = a[i] * b[3] / 255;
		break;
	}
}

static void
check_blend(const char *method, const char *where, size_t mode,
    const int a[4], const int b[4])
{
	const char *reply;
	char wanted[64];
	int out[4];

	callf(&c, "goxel.add_voxel", "[3,4,5,%d,%d,%d,%d]", a[0], a[1], a[2],
	    a[3]);
	reply = callf(&c, method, "{%s,\"mode\":\"%s\","
	    "\"color\":[%d,%d,%d,%d]}", where, modes[mode], b[0], b[1], b[2],
	    b[3]);
	expect(reply, "result.success", "true");
	blend(mode, a, b, out);
	snprintf(wanted, sizeof wanted, "[%d,%d,%d,%d]", out[0], out[1],
	    out[2], out[3]);
	reply = call(&c, "goxel.get_voxel", "[3,4,5]");
	if (out[3] == 0)
		expect(reply, "result.exists", "false");
	else
		expect(reply, "result.color", wanted);
}

static void
check_every_mode(const char *method, const char *where)
{
	static const int colors[][4] = { { 200, 100, 50, 255 },
	    { 0, 0, 255, 128 }, { 255, 0, 0, 128 }, { 13, 250, 7, 1 } };
	size_t mode, i, j;

	begin();
	for (mode = 0; mode < MODES; mode++)
		for (i = 0; i < 4; i++)
			for (j = 0; j < 4; j++)
				check_blend(method, where, mode, colors[i],
				    colors[j]);
	end();
}

Test(drawing, fill_box_combines_as_every_mode_says)
{
	check_every_mode("goxel.fill_box", "\"min\":[3,4,5],\"max\":[3,4,5]");
}

Test(drawing, shape_combines_as_every_mode_says)
{
	check_every_mode("goxel.procedural_shape", "\"shape_type\":\"cube\","
	    "\"size_x\":1,\"size_y\":1,\"size_z\":1,\"center_x\":3,"
	    "\"center_y\":4,\"center_z\":5");
}

Test(drawing, replace_writes_the_colour_as_it_is)
{
	begin();
	call(&c, "goxel.add_voxel", "[0,0,0,255,0,0,255]");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[1,0,0],"
	    "\"color\":[1,2,3,4],\"mode\":\"replace\"}");
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.color",
	    "[1,2,3,4]");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[0,0,0],"
	    "\"color\":[0,0,0,0],\"mode\":\"replace\"}");
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.exists",
	    "false");
	cr_assert_eq(voxels(), 1);
	end();
}

Test(drawing, unknown_mode_and_shape_are_refused)
{
	begin();
	expect_error(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[0,0,0],\"color\":\"#ffffff\",\"mode\":\"glow\"}"),
	    -32602);
	expect_error(call(&c, "goxel.procedural_shape",
	    "{\"shape_type\":\"torus\"}"), -1011);
	cr_assert_eq(voxels(), 0);
	end();
}

/* ---- boxes ---- */

Test(drawing, fill_box_includes_both_corners)
{
	begin();
	expect(call(&c, "goxel.fill_box", "{\"min\":[-2,0,1],\"max\":[2,3,4],"
	    "\"color\":\"#808080\"}"), "result.voxels", "80");
	box_is("[-2,0,1]", "[3,4,5]");
	cr_assert_eq(voxels(), 80);
	end();
}

Test(drawing, fill_box_needs_its_parameters_right)
{
	begin();
	expect_error(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[1,1,1]}"), -32602);
	expect_error(call(&c, "goxel.fill_box", "{\"min\":[0,0],"
	    "\"max\":[1,1,1],\"color\":\"#fff000\"}"), -32602);
	expect_error(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[1,1,\"x\"],\"color\":\"#fff000\"}"), -32602);
	expect_some(call(&c, "goxel.fill_box", "{\"min\":[5,0,0],"
	    "\"max\":[1,1,1],\"color\":\"#fff000\"}"), "error.code");
	cr_assert_eq(voxels(), 0);
	end();
}

Test(drawing, huge_uniform_box_is_filled_and_undone_at_once)
{
	begin();
	expect(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[1023,1023,1023],\"color\":\"#336699\"}"),
	    "result.voxels", "1073741824");
	expect(call(&c, "goxel.get_voxel", "[1023,1023,1023]"), "result.color",
	    "[51,102,153,255]");
	expect(call(&c, "goxel.get_voxel", "[1024,0,0]"), "result.exists",
	    "false");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.empty",
	    "true");
	end();
}

Test(drawing, box_beyond_the_coordinates_is_refused)
{
	begin();
	expect_some(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[1048576,0,0],\"color\":\"#ffffff\"}"), "error.code");
	expect(call(&c, "goxel.fill_box", "{\"min\":[1048570,0,0],"
	    "\"max\":[1048575,0,0],\"color\":\"#ffffff\"}"), "result.voxels",
	    "6");
	end();
}

/* ---- shapes ---- */

Test(drawing, cube_has_its_size_around_its_centre)
{
	begin();
	expect(call(&c, "goxel.procedural_shape", "{\"shape_type\":\"cube\","
	    "\"size_x\":4,\"size_y\":6,\"size_z\":8}"), "result.voxels_created",
	    "192");
	box_is("[-2,-3,-4]", "[2,3,4]");
	cr_assert_eq(voxels(), 192);
	end();
}

Test(drawing, odd_cube_is_whole)
{
	begin();
	expect(call(&c, "goxel.procedural_shape", "{\"size_x\":3,\"size_y\":3,"
	    "\"size_z\":3}"), "result.voxels_created", "27");
	cr_assert_eq(voxels(), 27);
	end();
}

Test(drawing, positional_shape_is_that_of_the_old_daemon)
{
	begin();
	expect(call(&c, "goxel.procedural_shape",
	    "[\"cube\",4,4,4,10,10,10,255,128,0]"), "result.shape_type",
	    "\"cube\"");
	expect(call(&c, "goxel.get_voxel", "[8,8,8]"), "result.color",
	    "[255,128,0,255]");
	expect(call(&c, "goxel.get_voxel", "[12,12,12]"), "result.exists",
	    "false");
	end();
}

/* Count by the formula what a hard shape of this size about 0 covers. */
static int
covered(bool sphere, int size)
{
	double r = size / 2.0, p[3];
	int x, y, z, count = 0;

	for (z = -size / 2; z < size / 2; z++)
		for (y = -size / 2; y < size / 2; y++)
			for (x = -size / 2; x < size / 2; x++) {
				p[0] = x + 0.5;
				p[1] = y + 0.5;
				p[2] = sphere ? z + 0.5 : 0;
				count += sqrt(p[0] * p[0] + p[1] * p[1] +
				    p[2] * p[2]) <= r;
			}
	return count;
}

Test(drawing, sphere_holds_what_lies_within_its_radius)
{
	int wanted = covered(true, 20);

	begin();
	cr_assert_eq(number_at(call(&c, "goxel.procedural_shape",
	    "{\"shape_type\":\"sphere\",\"size_x\":20,\"size_y\":20,"
	    "\"size_z\":20,\"color\":\"#00ff00\"}"), "result.voxels_created"),
	    wanted);
	cr_assert_eq(voxels(), wanted);
	box_is("[-10,-10,-10]", "[10,10,10]");
	end();
}

Test(drawing, cylinder_stands_along_z)
{
	int wanted = covered(false, 12);

	begin();
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"cylinder\","
	    "\"size_x\":12,\"size_y\":12,\"size_z\":12,\"color\":\"#00ff00\"}");
	cr_assert_eq(voxels(), wanted);
	expect(call(&c, "goxel.get_voxel", "[0,0,5]"), "result.exists", "true");
	expect(call(&c, "goxel.get_voxel", "[5,5,0]"), "result.exists",
	    "false");
	end();
}

Test(drawing, intersect_leaves_only_what_lies_inside)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[-20,-20,-20],\"max\":[19,19,19],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"cube\","
	    "\"size_x\":4,\"size_y\":4,\"size_z\":4,\"mode\":\"intersect\","
	    "\"color\":\"#ffffff\"}");
	cr_assert_eq(voxels(), 64);
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.color",
	    "[255,0,0,255]");
	end();
}

Test(drawing, subtract_cuts_a_hole)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"cube\","
	    "\"size_x\":4,\"size_y\":4,\"size_z\":4,\"center_x\":5,"
	    "\"center_y\":5,\"center_z\":5,\"mode\":\"sub\","
	    "\"color\":\"#ffffff\"}");
	cr_assert_eq(voxels(), 1000 - 64);
	end();
}

Test(drawing, soft_shape_has_half_transparent_voxels)
{
	const char *reply;

	begin();
	call(&c, "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
	    "\"size_x\":16,\"size_y\":16,\"size_z\":16,\"smoothness\":4,"
	    "\"color\":\"#ffffff\"}");
	reply = call(&c, "goxel.get_voxel", "[7,0,0]");
	cr_assert_gt(number_at(reply, "result.color.3"), 0);
	cr_assert_lt(number_at(reply, "result.color.3"), 255);
	expect(call(&c, "goxel.get_voxel", "[0,0,0]"), "result.color.3", "255");
	end();
}

/* ---- flood fill, reading back ---- */

Test(drawing, flood_fill_recolours_what_is_connected)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,0,0],"
	    "\"color\":\"#ff0000\"}");
	call(&c, "goxel.add_voxel", "[5,0,0,0,0,255]");
	expect(call(&c, "goxel.flood_fill", "[0,0,0,0,255,0]"),
	    "result.voxels_filled", "5");
	expect(call(&c, "goxel.get_voxel", "[4,0,0]"), "result.color",
	    "[0,255,0,255]");
	expect(call(&c, "goxel.get_voxel", "[6,0,0]"), "result.color",
	    "[255,0,0,255]");
	expect_error(call(&c, "goxel.flood_fill", "[50,50,50,1,1,1]"), -1010);
	end();
}

Test(drawing, region_is_listed_in_pages)
{
	const char *reply;

	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,0],"
	    "\"color\":\"#0000ff\"}");
	reply = call(&c, "goxel.get_voxels_region", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"limit\":30,\"offset\":80}");
	expect(reply, "result.count", "20");
	expect(reply, "result.truncated", "false");
	reply = call(&c, "goxel.get_voxels_region", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"limit\":30}");
	expect(reply, "result.count", "30");
	expect(reply, "result.truncated", "true");
	expect(reply, "result.voxels.0.color", "[0,0,255,255]");
	reply = call(&c, "goxel.get_voxels_region", "{\"min\":[2,3,0],"
	    "\"max\":[4,3,0]}");
	expect(reply, "result.count", "3");
	expect(reply, "result.bbox.min", "[2,3,0]");
	expect(reply, "result.bbox.max", "[4,3,0]");
	end();
}

Test(drawing, region_is_filtered_by_colour)
{
	begin();
	call(&c, "goxel.add_voxel", "[0,0,0,255,0,0]");
	call(&c, "goxel.add_voxel", "[1,0,0,0,255,0]");
	call(&c, "goxel.add_voxel", "[2,0,0,0,255,0]");
	expect(call(&c, "goxel.get_voxels_region", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"color_filter\":[0,255,0]}"), "result.count",
	    "2");
	end();
}

Test(drawing, region_says_which_corner_is_wrong)
{
	const char *reply;

	begin();
	reply = call(&c, "goxel.get_voxels_region", "{\"max\":[1,1,1]}");
	expect_error(reply, -32602);
	expect_text(reply, "min");
	reply = call(&c, "goxel.get_voxels_region", "{\"min\":[0,0,0],"
	    "\"max\":[1,1]}");
	expect_error(reply, -32602);
	expect_text(reply, "max");
	end();
}

Test(drawing, bounding_box_may_be_rounded_to_tiles)
{
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "[17,3,-1,1,1,1]");
	reply = call(&c, "goxel.get_bounding_box", "{\"exact\":false}");
	expect(reply, "result.min", "[16,0,-16]");
	expect(reply, "result.max", "[32,16,0]");
	expect_some(reply, "result.dimensions");
	end();
}
