/*
 * test_do_build - many operations at once
 */
#include <stdio.h>
#include <string.h>

#include "goxel/format/png.h"
#include "goxel/undo.h"
#include "tests/unit/caller.h"
#include "worker/method/ops.h"

static struct caller caller;

static void
setup(void)
{
	caller_start(&caller);
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_build, .init = setup, .fini = teardown);

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

static bool
is_at(int x, int y, int z)
{
	struct pos pos = { { x, y, z } };

	return rgba_exists(volume_get(voxels(), &pos));
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
	cr_assert_eq(volume_count(voxels()), count, "%s: %llu", ops,
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
	{ "{\"op\":\"text\",\"text\":\"-\",\"at\":[0,0,0]}", 5 },
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
	{ CUBE ",{\"op\":\"mirror\",\"at\":[0,0,0]}", 128 },
	{ CUBE ",{\"op\":\"mirror\",\"axis\":\"z\",\"at\":[0,0,2]}", 64 },
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
		teardown();
		setup();
		expect_count(counts[i].ops, counts[i].count);
	}
}

Test(do_build, every_op_has_an_example_that_works)
{
	char ops[1024];
	int kind;

	for (kind = 0; kind < OP_COUNT; kind++) {
		teardown();
		setup();
		snprintf(ops, sizeof ops, "{\"op\":\"box\",\"box\":"
		    "[0,0,0,4,4,4],\"color\":\"#ff0000\"},%s",
		    op_rows[kind].example);
		build(ops);
	}
}
