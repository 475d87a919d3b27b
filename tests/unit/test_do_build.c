/*
 * test_do_build - many operations at once
 */
#include <stdio.h>
#include <string.h>

#include "goxel/undo.h"
#include "tests/unit/caller.h"
#include "worker/method/call.h"
#include "worker/method/ops.h"

CALLER_SUITE(do_build);

static struct context *
context(void)
{
	return caller.projects[0];
}

static const struct volume *
voxels(void)
{
	return &image_layer(context()->image, 0)->volume;
}

/* Build these ops on what stands there. */
static void
build(const char *ops)
{
	char params[4096];
	enum err err;

	snprintf(params, sizeof params, "{\"ops\":[%s]}", ops);
	err = caller_run(&caller, "voxel_build", params);
	cr_assert_eq(err, OK, "%s: %s", ops, caller.call.why);
}

/* The number of a field of the last reply. */
static long long
number(const char *key)
{
	char quoted[64];
	const char *at;

	snprintf(quoted, sizeof quoted, "\"%s\":", key);
	at = strstr(caller.reply.bytes, quoted);
	cr_assert_not_null(at, "%s: %s", key, caller.reply.bytes);
	return strtoll(at + strlen(quoted), NULL, 10);
}

static void
expect_count(const char *ops, uint64_t count)
{
	build(ops);
	cr_expect_eq(volume_count(voxels()), count, "%s: %llu", ops,
	    (unsigned long long)volume_count(voxels()));
}

#define CUBE	"{\"op\":\"box\",\"box\":[0,0,0,3,3,3],\"color\":\"#ff0000\"}"

static const struct { const char *ops; uint64_t count; } counts[] = {
	{ CUBE, 64 },
	{ "{\"op\":\"box\",\"from\":[3,3,3],\"to\":[0,0,0]}", 64 },
	{ "{\"op\":\"box\",\"from\":[0,0,0],\"size\":[2,3,4]}", 24 },
	{ "{\"op\":\"box\",\"center\":[0,0,0],\"size\":3}", 27 },
	{ "{\"op\":\"box\",\"center\":[0,0,0],\"radius\":1}", 27 },
	{ "{\"op\":\"box\",\"box\":[0,0,0,3,3,3],\"wall\":1}", 56 },
	{ CUBE ",{\"op\":\"box\",\"box\":[1,1,1,2,2,2],"
	    "\"mode\":\"subtract\"}", 56 },
	{ CUBE ",{\"op\":\"box\",\"box\":[2,2,2,9,9,9],"
	    "\"mode\":\"intersect\"}", 8 },
	{ CUBE ",{\"op\":\"box\",\"box\":[2,2,2,9,9,9],"
	    "\"mode\":\"paint\",\"color\":3}", 64 },
	{ "{\"op\":\"sphere\",\"center\":[0,0,0],\"radius\":0}", 1 },
	{ "{\"op\":\"sphere\",\"center\":[0,0,0],\"radius\":1}", 19 },
	{ "{\"op\":\"ellipsoid\",\"center\":[0,0,0],\"size\":[1,1,5]}", 5 },
	{ "{\"op\":\"cylinder\",\"base\":[0,0,0],\"radius\":1,"
	    "\"height\":4}", 36 },
	{ "{\"op\":\"cylinder\",\"center\":[0,0,0],\"radius\":1,"
	    "\"height\":4,\"axis\":\"x\"}", 36 },
	{ "{\"op\":\"cone\",\"base\":[0,0,0],\"radius\":0,"
	    "\"height\":4}", 4 },
	{ "{\"op\":\"torus\",\"center\":[0,0,0],\"radius\":2,"
	    "\"tube\":0}", 12 },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[9,0,0]}", 10 },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[9,9,0]}", 10 },
	{ "{\"op\":\"polyline\",\"points\":[[0,0,0],[4,0,0],[4,4,0],"
	    "[0,4,0]],\"closed\":true}", 16 },
	{ "{\"op\":\"points\",\"points\":[[0,0,0],[5,5,5],[0,0,0]]}", 2 },
	{ CUBE ",{\"op\":\"points\",\"points\":[[0,0,0]],"
	    "\"mode\":\"subtract\"}", 63 },
	{ "{\"op\":\"plane\",\"at\":[0,0,2],\"box\":[0,0,0,4,4,4]}", 25 },
	{ CUBE ",{\"op\":\"plane\",\"at\":[4,0,0],\"axis\":\"x\","
	    "\"depth\":2}", 96 },
	{ "{\"op\":\"text\",\"text\":\"-\",\"at\":[0,0,0]}", 4 },
	{ CUBE ",{\"op\":\"extrude\",\"at\":[0,0,3],\"face\":\"+z\","
	    "\"depth\":2}", 96 },
	{ CUBE ",{\"op\":\"extrude\",\"at\":[0,0,0],\"face\":\"-z\","
	    "\"depth\":-1}", 48 },
	{ CUBE ",{\"op\":\"copy\",\"box\":[0,0,0,3,3,3],"
	    "\"by\":[10,0,0]}", 128 },
	{ CUBE ",{\"op\":\"copy\",\"box\":[0,0,0,1,1,1],"
	    "\"to\":[4,4,4]}", 72 },
	{ CUBE ",{\"op\":\"move\",\"by\":[100,0,0]}", 64 },
	{ CUBE ",{\"op\":\"move\",\"box\":[0,0,0,3,3,0],"
	    "\"by\":[0,0,1]}", 48 },
	{ CUBE ",{\"op\":\"mirror\",\"at\":[0,0,0]}", 112 },
	{ CUBE ",{\"op\":\"mirror\",\"pivot\":[0,0,0]}", 128 },
	{ CUBE ",{\"op\":\"mirror\",\"axis\":\"z\",\"at\":[0,0,2]}", 80 },
	{ CUBE ",{\"op\":\"mirror\",\"axis\":\"y\","
	    "\"pivot\":[0,3.5,0]}", 112 },
	{ CUBE ",{\"op\":\"cut\",\"normal\":[0,0,9]}", 32 },
	{ CUBE ",{\"op\":\"cut\",\"normal\":[0,0,-1],"
	    "\"pivot\":[0,0,2.5]}", 32 },
	{ CUBE ",{\"op\":\"cut\",\"normal\":[1,1,0]}", 40 },
	{ CUBE ",{\"op\":\"mirror\",\"normal\":[1,0,0],"
	    "\"pivot\":[0,0,0]}", 128 },
	{ CUBE ",{\"op\":\"mirror\",\"normal\":[0,2,0],"
	    "\"at\":[0,0,0]}", 112 },
	{ CUBE ",{\"op\":\"mirror\",\"normal\":[1,-1,0],"
	    "\"pivot\":[2,0,0]}", 112 },
	{ "{\"op\":\"box\",\"box\":[0,0,0,9,0,0]},"
	    "{\"op\":\"mirror\",\"normal\":[1,-1,0]},"
	    "{\"op\":\"erase\",\"box\":[-9,-9,0,9,0,0]}", 4 },
	{ "{\"op\":\"line\",\"from\":[0,0,7],\"to\":[9,0,-5],"
	    "\"normal\":[0,0,1]},"
	    "{\"op\":\"erase\",\"box\":[0,0,0,4,0,0]}", 5 },
	{ "{\"op\":\"polyline\",\"points\":[[0,0,0],[4,9,0],[4,4,4],"
	    "[0,7,4]],\"closed\":true,\"normal\":[0,1,0],"
	    "\"pivot\":[0,3,0]},"
	    "{\"op\":\"erase\",\"box\":[0,3,0,3,3,4]}", 5 },
	{ CUBE ",{\"op\":\"erase\",\"box\":[0,0,0,1,3,3]},"
	    "{\"op\":\"mirror\",\"box\":[0,0,0,3,3,3],\"keep\":\"high\"}",
	    64 },
	{ "{\"op\":\"box\",\"box\":[0,0,0,9,0,0]},"
	    "{\"op\":\"rotate\",\"angle\":90}", 10 },
	{ CUBE ",{\"op\":\"scale\",\"factor\":2}", 512 },
	{ CUBE ",{\"op\":\"scale\",\"factor\":[2,1,1]}", 128 },
	{ CUBE ",{\"op\":\"array\",\"count\":[3,2,1]}", 384 },
	{ CUBE ",{\"op\":\"array\",\"box\":[0,0,0,0,0,0],"
	    "\"count\":[5,1,1],\"step\":[2,0,0]}", 67 },
	{ CUBE ",{\"op\":\"replace\",\"find\":\"#ff0000\","
	    "\"color\":\"#00ff00\"}", 64 },
	{ CUBE ",{\"op\":\"fill\",\"at\":[0,0,0],\"color\":\"#0000ff\"}",
	    64 },
	{ CUBE ",{\"op\":\"erase\",\"box\":[0,0,0,0,0,0]}", 63 },
	{ CUBE ",{\"op\":\"shell\"}", 56 },
	{ CUBE ",{\"op\":\"shell\",\"wall\":2}", 64 },
	{ CUBE ",{\"op\":\"smooth\"}", 32 },
	{ CUBE ",{\"op\":\"select\",\"box\":[0,0,0,0,3,3]},"
	    "{\"op\":\"erase\",\"selected\":true}", 48 },
	{ CUBE ",{\"op\":\"select\",\"find\":\"#ff0000\"},"
	    "{\"op\":\"erase\",\"selected\":true}", 0 },
	{ CUBE ",{\"op\":\"select\",\"at\":[0,0,0]},"
	    "{\"op\":\"select\",\"invert\":true},"
	    "{\"op\":\"erase\",\"box\":[0,0,0,0,0,0]}", 63 },
	{ CUBE ",{\"op\":\"select\",\"box\":[4,0,0,4,3,3]},"
	    "{\"op\":\"fill\",\"selected\":true,\"color\":1}", 80 },
	{ CUBE ",{\"op\":\"palette\",\"colors\":[\"#000000\"],"
	    "\"snap\":true}", 64 },
	{ CUBE ",{\"op\":\"layer\",\"name\":\"roof\"},"
	    "{\"op\":\"points\",\"points\":[[0,0,9]]}", 1 },
};

Test(do_build, each_op_makes_so_many_voxels)
{
	size_t i;

	for (i = 0; i < sizeof counts / sizeof *counts; i++) {
		caller_fini(&caller);
		caller_start(&caller);
		expect_count(counts[i].ops, counts[i].count);
	}
}

Test(do_build, every_op_has_an_example_that_works)
{
	char ops[1024];
	int kind;

	for (kind = 0; kind < OP_COUNT; kind++) {
		caller_fini(&caller);
		caller_start(&caller);
		snprintf(ops, sizeof ops, "{\"op\":\"box\",\"box\":"
		    "[0,0,0,4,4,4],\"color\":\"#ff0000\"},%s",
		    op_rows[kind].example);
		build(ops);
	}
}

Test(do_build, tells_what_changed_and_where)
{
	expect(&caller, "voxel_build", "{\"ops\":[{\"op\":\"box\","
	    "\"box\":[1,2,3,-1,4,4]}]}", "{\"model\":\"P\",\"revision\":2,"
	    "\"changed\":18,\"bbox\":[-1,2,3,1,4,4],\"ops\":[],"
	    "\"warnings\":[]}");
	expect(&caller, "voxel_build", "{\"ops\":[{\"op\":\"box\","
	    "\"box\":[1,2,3,-1,4,4]},{\"op\":\"points\","
	    "\"points\":[[9,9,9]]}]}", "{\"model\":\"P\",\"revision\":3,"
	    "\"changed\":1,\"bbox\":[9,9,9,9,9,9],"
	    "\"ops\":[{\"op\":0,\"changed\":0}],\"warnings\":[]}");
}

Test(do_build, counts_voxels_once_however_many_ops_write_them)
{
	build(CUBE "," CUBE ",{\"op\":\"box\",\"box\":[0,0,0,3,3,3],"
	    "\"color\":\"#00ff00\"}");
	cr_assert_eq(number("changed"), 64);
}

Test(do_build, warns_when_nothing_changed)
{
	build("{\"op\":\"erase\",\"box\":[0,0,0,9,9,9]}");
	cr_assert_eq(number("changed"), 0);
	cr_assert_not_null(strstr(caller.reply.bytes, "no voxel changed"));
	cr_assert_null(strstr(caller.reply.bytes, "bbox"));
}

static const struct { const char *op, *words; } faults[] = {
	{ "{\"op\":\"sphere\",\"center\":[0,0,0]}",
	    "(sphere): radius is missing; give radius, or size [x,y,z]" },
	{ "{\"op\":\"sphere\",\"radius\":3}", "center is missing" },
	{ "{\"op\":\"box\",\"from\":[0,0,0]}", "to is missing" },
	{ "{\"op\":\"cylinder\",\"base\":[0,0,0],\"radius\":3}",
	    "height is missing" },
	{ "{\"op\":\"sphere\",\"center\":[0,0],\"radius\":3}",
	    "center must be [x,y,z], the middle voxel" },
	{ "{\"op\":\"sphere\",\"center\":[0,0,0],\"radius\":-1}", "across" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,2000000]}", "box must be" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"color\":\"red\"}",
	    "color must be #rrggbb" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"color\":16}",
	    "has 16 colours" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"mode\":\"xor\"}",
	    "mode must be set" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"wall\":0}", "wall must" },
	{ "{\"op\":\"box\",\"radios\":3}", "no member 'radios'" },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[1,1,1],\"box\":"
	    "[0,0,0,1,1,1]}", "box means nothing here; it takes layer" },
	{ "{\"op\":\"cube\"}", "no op 'cube'; there are box, sphere" },
	{ "{\"box\":[0,0,0,1,1,1]}", "op is missing" },
	{ "7", "an operation is an object" },
	{ "{\"op\":\"torus\",\"center\":[0,0,0],\"radius\":1,\"tube\":2}",
	    "radius at least tube" },
	{ "{\"op\":\"cone\",\"base\":[0,0,0],\"radius\":1,\"height\":4,"
	    "\"top\":2}", "top must be" },
	{ "{\"op\":\"text\",\"text\":\"\\u0001\",\"at\":[0,0,0]}",
	    "text must be" },
	{ "{\"op\":\"copy\",\"box\":[0,0,0,1,1,1]}", "by is missing" },
	{ "{\"op\":\"copy\",\"box\":[0,0,0,1,1,1],\"by\":[1,0,0],"
	    "\"to\":[1,0,0]}", "too much" },
	{ "{\"op\":\"move\",\"by\":[1,0,0]}", "is empty" },
	{ "{\"op\":\"scale\",\"factor\":0,\"box\":[0,0,0,1,1,1]}",
	    "factor must be" },
	{ "{\"op\":\"array\",\"count\":[0,1,1],\"box\":[0,0,0,1,1,1]}",
	    "count must be" },
	{ "{\"op\":\"fill\",\"color\":1}", "at is missing" },
	{ "{\"op\":\"fill\",\"at\":[5,5,5],\"color\":1}", "no voxel at" },
	{ "{\"op\":\"erase\"}", "box is missing" },
	{ "{\"op\":\"erase\",\"selected\":true}", "nothing is selected" },
	{ "{\"op\":\"extrude\",\"at\":[5,5,5]}", "no voxel at 5,5,5" },
	{ "{\"op\":\"shell\",\"wall\":65}", "wall must be from 1 to 64" },
	{ "{\"op\":\"smooth\",\"steps\":9}", "steps must be from 1 to 8" },
	{ "{\"op\":\"points\",\"points\":[[0,0,0]],\"mode\":\"paint\"}",
	    "mode of points" },
	{ "{\"op\":\"points\",\"points\":[]}", "points must be" },
	{ "{\"op\":\"cut\"}", "normal is missing" },
	{ "{\"op\":\"cut\",\"normal\":[0,0,0]}", "must have a length" },
	{ "{\"op\":\"cut\",\"normal\":[0,0,1]}", "is empty" },
	{ "{\"op\":\"cut\",\"normal\":[0,0,1],"
	    "\"pivot\":[0.25,0,0]}", "whole or half numbers" },
	{ "{\"op\":\"cut\",\"normal\":[0,0,1],"
	    "\"pivot\":[0,0,1048577]}", "pivot must be" },
	{ "{\"op\":\"mirror\",\"normal\":[1,1,0],"
	    "\"axis\":\"x\"}", "instead of axis" },
	{ "{\"op\":\"mirror\",\"normal\":[1,1,0],"
	    "\"at\":[0,0,0],\"pivot\":[0,0,0]}", "only one of at" },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[1,1,1],"
	    "\"pivot\":[0,0,0]}", "pivot needs normal" },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[1,1,1],"
	    "\"normal\":[0,0,1],\"pivot\":[0,0,1048577]}",
	    "pivot must be" },
	{ "{\"op\":\"line\",\"from\":[0,0,0],\"to\":[1,1,1],"
	    "\"normal\":[0,0,1],\"pivot\":[0,0,1048576]}",
	    "out of bounds" },
	{ "{\"op\":\"palette\"}", "colors is missing" },
	{ "{\"op\":\"palette\",\"name\":\"none\"}", "no palette 'none'" },
	{ "{\"op\":\"layer\",\"name\":\"\"}", "name must not be empty" },
	{ "{\"op\":\"layer\",\"name\":\"x\",\"delete\":true}",
	    "no layer 'x'" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"layer\":\"roof\"}",
	    "there is no layer 'roof'" },
	{ "{\"op\":\"box\",\"box\":[0,0,0,1,1,1],\"layer\":9}",
	    "there is no layer 9" },
	{ "{\"op\":\"select\",\"box\":[0,0,0,1,1,1],\"at\":[0,0,0]}",
	    "only one of" },
};

Test(do_build, a_wrong_op_is_told_with_its_place_and_how_to_put_it_right)
{
	char params[512];
	size_t i;

	for (i = 0; i < sizeof faults / sizeof *faults; i++) {
		snprintf(params, sizeof params, "{\"ops\":[%s]}",
		    faults[i].op);
		cr_assert_neq(caller_run(&caller, "voxel_build", params), OK,
		    "%s", params);
		cr_expect_not_null(strstr(caller.call.why, faults[i].words),
		    "%s: %s", params, caller.call.why);
		cr_expect_not_null(strstr(caller.call.why, "ops[0] ("),
		    "%s: %s", params, caller.call.why);
	}
}

Test(do_build, one_wrong_op_and_nothing_is_changed)
{
	build(CUBE);
	refuse(&caller, "voxel_build", "{\"ops\":[{\"op\":\"erase\",\"box\":"
	    "[0,0,0,9,9,9]},{\"op\":\"sphere\",\"center\":[0,0,0]},"
	    "{\"op\":\"layer\",\"name\":\"new\"}]}", ERR_PARAMS,
	    "nothing was changed; ops[1] (sphere)");
	cr_assert_eq(volume_count(voxels()), 64);
	cr_assert_eq(context()->image->layer_count, 1);
	cr_assert_eq(context()->revision, 2);
}

Test(do_build, all_wrong_ops_are_told_and_at_most_ten)
{
	refuse(&caller, "voxel_build", "{\"ops\":[{\"op\":\"a\"},"
	    "{\"op\":\"layer\",\"name\":\"b\"},{\"op\":\"erase\"}]}",
	    ERR_PARAMS, "; ops[2] (erase): ");
	refuse(&caller, "voxel_build", "{\"ops\":[1,2,3,4,5,6,7,8,9,10,11]}",
	    ERR_PARAMS, "; and 1 more");
	refuse(&caller, "voxel_build", "{\"ops\":[1,2,3,4,5,6,7,8,9,10]}",
	    ERR_PARAMS, "ops[9]");
	cr_assert_null(strstr(caller.call.why, " more"));
}

Test(do_build, skip_leaves_out_what_is_wrong)
{
	expect(&caller, "voxel_build", "{\"on_error\":\"skip\",\"ops\":["
	    "{\"op\":\"points\",\"points\":[[0,0,0]]},{\"op\":\"erase\"},"
	    "{\"op\":\"points\",\"points\":[[2,0,0]]}]}",
	    "{\"model\":\"P\",\"revision\":2,\"changed\":2,"
	    "\"bbox\":[0,0,0,2,0,0],\"ops\":[{\"op\":1,\"changed\":0,"
	    "\"error\":\"box is missing; give box [x0,y0,z0,x1,y1,z1], or "
	    "selected: true\"}],\"warnings\":[\"1 ops failed and were "
	    "skipped\"]}");
	refuse(&caller, "voxel_build", "{\"on_error\":\"stop\",\"ops\":[]}",
	    ERR_PARAMS, "abort or skip");
}

Test(do_build, is_one_step_of_undo)
{
	uint32_t steps;

	build(CUBE);
	steps = undo_steps(context()->undo);
	build("{\"op\":\"layer\",\"name\":\"roof\"}," CUBE
	    ",{\"op\":\"shell\"},{\"op\":\"mirror\",\"at\":[0,0,0]}");
	cr_assert_eq(undo_steps(context()->undo), steps + 1);
	cr_assert_eq(caller_run(&caller, "goxel.undo", NULL), OK);
	cr_assert_eq(context()->image->layer_count, 1);
	cr_assert_eq(volume_count(voxels()), 64);
}

Test(do_build, a_dry_run_tells_and_changes_nothing)
{
	expect(&caller, "voxel_build", "{\"dry_run\":true,\"ops\":[" CUBE
	    "]}", "{\"model\":\"P\",\"revision\":1,\"changed\":64,"
	    "\"bbox\":[0,0,0,3,3,3],\"ops\":[],\"warnings\":[]}");
	cr_assert_eq(volume_count(voxels()), 0);
	cr_assert_eq(context()->revision, 1);
}

Test(do_build, a_stale_revision_is_refused)
{
	refuse(&caller, "voxel_build", "{\"expect_revision\":7,\"ops\":["
	    CUBE "]}", ERR_STALE, "revision 1, not 7");
	cr_assert_eq(volume_count(voxels()), 0);
}

/* So many ops that each write one voxel. */
static enum err
build_many(int count)
{
	static char params[OPS_MOST * 64];
	size_t len;
	int i;

	len = (size_t)snprintf(params, sizeof params, "{\"ops\":[");
	for (i = 0; i < count; i++)
		len += (size_t)snprintf(params + len, sizeof params - len,
		    "%s{\"op\":\"points\",\"points\":[[%d,0,0]]}",
		    i > 0 ? "," : "", i);
	snprintf(params + len, sizeof params - len, "]}");
	return caller_run(&caller, "voxel_build", params);
}

Test(do_build, takes_a_thousand_ops_and_no_more)
{
	cr_assert_eq(build_many(OPS_MOST), OK, "%s", caller.call.why);
	cr_assert_eq(number("changed"), OPS_MOST);
	cr_assert_eq(build_many(OPS_MOST + 1), ERR_TOO_BIG);
	cr_assert_eq(volume_count(voxels()), OPS_MOST);
}

/* 65,536 tiles of 16 voxels a side: a plane of 256 times 256. */
Test(do_build, changes_so_many_tiles_and_no_more)
{
	build("{\"op\":\"plane\",\"at\":[0,0,0],\"box\":"
	    "[0,0,0,4095,4095,0]}");
	cr_assert_eq(number("changed"), 4096 * 4096);
	refuse(&caller, "voxel_build", "{\"ops\":[{\"op\":\"plane\",\"at\":"
	    "[0,0,16],\"box\":[0,0,0,4095,4095,0]},{\"op\":\"points\","
	    "\"points\":[[0,0,99]]}]}", ERR_TOO_BIG, "65536 tiles");
}

/* So many times `op` behind `first`, in `params`. */
static enum err
build_times(const char *first, const char *op, int times)
{
	static char params[1 << 24];
	size_t len = (size_t)snprintf(params, sizeof params,
	    "{\"ops\":[%s", first);

	for (; times > 0; times--)
		len += (size_t)snprintf(params + len, sizeof params - len,
		    ",%s", op);
	snprintf(params + len, sizeof params - len, "]}");
	return caller_run(&caller, "voxel_build", params);
}

/* A plane of 64 times 64 tiles, 64 times is four times 65,536. */
Test(do_build, looks_at_so_many_tiles_and_no_more)
{
	static const char plane[] = "{\"op\":\"box\",\"box\":"
	    "[0,0,0,1023,1023,0]}";
	static const char look[] = "{\"op\":\"select\",\"find\":\"#000000\"}";

	cr_assert_eq(build_times(plane, look, 64), OK, "%s", caller.call.why);
	cr_assert_eq(build_times(plane, look, 65), ERR_TOO_BIG);
	cr_assert_not_null(strstr(caller.call.why, "ops[65] (select)"), "%s",
	    caller.call.why);
}

Test(do_build, numbers_have_their_bounds)
{
	static const struct { const char *at, *beyond; } pairs[] = {
		{ "{\"op\":\"scale\",\"factor\":1024,\"box\":"
		    "[9,9,9,9,9,9]}", "{\"op\":\"scale\",\"factor\":1025,"
		    "\"box\":[9,9,9,9,9,9]}" },
		{ "{\"op\":\"replace\",\"find\":1,\"color\":2,"
		    "\"tolerance\":255}", "{\"op\":\"replace\",\"find\":1,"
		    "\"color\":2,\"tolerance\":256}" },
		{ "{\"op\":\"box\",\"box\":[1048575,0,0,1048575,0,0]}",
		    "{\"op\":\"box\",\"box\":[1048576,0,0,1048576,0,0]}" },
		{ "{\"op\":\"shell\",\"wall\":64}",
		    "{\"op\":\"shell\",\"wall\":65}" },
		{ "{\"op\":\"smooth\",\"steps\":8}",
		    "{\"op\":\"smooth\",\"steps\":9}" },
	};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect_eq(build_times(CUBE, pairs[i].at, 1), OK, "%s: %s",
		    pairs[i].at, caller.call.why);
		cr_expect_neq(build_times(CUBE, pairs[i].beyond, 1), OK,
		    "%s", pairs[i].beyond);
	}
}

/* An op with a list of `count` elements. */
static enum err
build_list(const char *head, const char *element, int count)
{
	static char op[1 << 24];
	size_t len = (size_t)snprintf(op, sizeof op, "%s[%s", head, element);

	for (count--; count > 0; count--)
		len += (size_t)snprintf(op + len, sizeof op - len, ",%s",
		    element);
	snprintf(op + len, sizeof op - len, "]}");
	return build_times(op, "", 0);
}

Test(do_build, lists_have_their_bounds)
{
	static const char points[] = "{\"op\":\"points\",\"points\":";
	static const char colors[] = "{\"op\":\"palette\",\"colors\":";

	cr_assert_eq(build_list(points, "[0,0,0]", 1 << 20), OK);
	cr_assert_eq(build_list(points, "[0,0,0]", (1 << 20) + 1),
	    ERR_PARAMS);
	cr_assert_eq(build_list(colors, "\"#123456\"", 1024), OK);
	cr_assert_eq(build_list(colors, "\"#123456\"", 1025), ERR_PARAMS);
}

Test(do_build, set_writes_a_translucent_colour_and_add_blends_it)
{
	struct rgba color;

	build(CUBE ",{\"op\":\"sphere\",\"center\":[0,0,0],\"radius\":0,"
	    "\"color\":\"#0000ff80\"},{\"op\":\"sphere\",\"center\":[1,0,0],"
	    "\"radius\":0,\"color\":\"#0000ff80\",\"mode\":\"add\"}");
	color = volume_get(voxels(), &(struct pos){ { 0, 0, 0 } });
	cr_assert(rgba_same(color, (struct rgba){ { 0, 0, 255, 128 } }));
	color = volume_get(voxels(), &(struct pos){ { 1, 0, 0 } });
	cr_assert(rgba_same(color, (struct rgba){ { 127, 0, 128, 255 } }),
	    "%d %d", color.c[0], color.c[2]);
}

Test(do_build, an_index_is_of_the_last_palette)
{
	struct rgba color;

	build("{\"op\":\"palette\",\"colors\":[\"#010203\",\"#a0b0c0\"]},"
	    "{\"op\":\"points\",\"points\":[[0,0,0]],\"color\":1}");
	color = volume_get(voxels(), &(struct pos){ { 0, 0, 0 } });
	cr_assert(rgba_same(color, (struct rgba){ { 160, 176, 192, 255 } }));
}

Test(do_build, a_layer_is_named_by_name_or_id)
{
	build("{\"op\":\"layer\",\"name\":\"roof\"},"
	    "{\"op\":\"points\",\"points\":[[0,0,0]],\"layer\":1},"
	    "{\"op\":\"points\",\"points\":[[0,0,0],[1,0,0]],"
	    "\"layer\":\"roof\"}");
	cr_assert_eq(volume_count(&image_layer(context()->image,
	    1)->volume), 1);
	cr_assert_eq(volume_count(&image_layer_named(context()->image,
	    "roof")->volume), 2);
	build("{\"op\":\"layer\",\"name\":\"roof\",\"delete\":true}");
	cr_assert_eq(context()->image->layer_count, 1);
}

/* The same by methods of old, on another project. */
Test(do_build, does_what_the_methods_do)
{
	static const struct { const char *op, *method, *params; } pairs[] = {
		{ "{\"op\":\"box\",\"box\":[0,0,0,9,9,9],"
		    "\"color\":\"#ff0000\"}", "goxel.fill_box",
		    "{\"min\":[0,0,0],\"max\":[9,9,9],"
		    "\"color\":\"#ff0000\"}" },
		{ "{\"op\":\"sphere\",\"center\":[5,5,5],\"radius\":6,"
		    "\"color\":\"#00ff00\",\"mode\":\"subtract\"}",
		    "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
		    "\"center\":[5,5,5],\"radius\":6,\"mode\":\"sub\"}" },
		{ "{\"op\":\"text\",\"text\":\"Ab\",\"at\":[0,0,20]}",
		    "goxel.draw_text", "{\"text\":\"Ab\",\"z\":20}" },
		{ "{\"op\":\"rotate\",\"axis\":\"x\",\"angle\":30}",
		    "goxel.rotate", "{\"axis\":\"x\",\"angle\":30}" },
		{ "{\"op\":\"mirror\",\"box\":[0,0,0,9,9,9],"
		    "\"keep\":\"low\"}", "goxel.mirror", "{\"min\":[0,0,0],"
		    "\"max\":[9,9,9],\"axis\":\"x\",\"keep\":\"low\"}" },
		{ "{\"op\":\"replace\",\"find\":\"#ff0000\",\"color\":"
		    "\"#0000ff\"}", "goxel.replace_color",
		    "[\"#ff0000\",\"#0000ff\"]" },
	};
	char params[512];
	size_t i;

	caller_run(&caller, "goxel.create_project", "[\"Q\"]");
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		snprintf(params, sizeof params, "{\"model\":\"P\","
		    "\"ops\":[%s]}", pairs[i].op);
		cr_assert_eq(caller_run(&caller, "voxel_build", params), OK,
		    "%s: %s", pairs[i].op, caller.call.why);
		caller.current = 1;
		cr_assert_eq(caller_run(&caller, pairs[i].method,
		    pairs[i].params), OK, "%s: %s", pairs[i].method,
		    caller.call.why);
		cr_assert(volume_same(
		    &image_layer(caller.projects[0]->image, 0)->volume,
		    &image_layer(caller.projects[1]->image, 0)->volume),
		    "%s", pairs[i].op);
	}
}

Test(do_build, shows_what_was_built)
{
	static char first[1 << 20];

	cr_assert_eq(caller_run(&caller, "voxel_build", "{\"render\":true,"
	    "\"ops\":[" CUBE "]}"), OK, "%s", caller.call.why);
	cr_assert(call_is_job(&caller.call));
	snprintf(first, sizeof first, "%s", strstr(caller.reply.bytes,
	    "\"picture\":\"iVBOR"));
	cr_assert_eq(caller_run(&caller, "voxel_build", "{\"render\":"
	    "{\"views\":[\"top\"],\"size\":128},\"dry_run\":true,\"ops\":["
	    CUBE ",{\"op\":\"erase\",\"box\":[0,0,0,1,1,9]}]}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"picture\":\"iVBOR"));
	cr_assert_str_neq(strstr(caller.reply.bytes, "\"picture\":"), first);
	refuse(&caller, "voxel_build", "{\"render\":{\"size\":127},\"ops\":["
	    CUBE "]}", ERR_PARAMS, "128");
	cr_assert_eq(caller_run(&caller, "voxel_build", "{\"render\":false,"
	    "\"ops\":[]}"), OK);
	cr_assert_not(call_is_job(&caller.call));
}
