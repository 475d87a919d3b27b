/*
 * test_do_trace - traced pictures on request
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "goxel/format/png.h"
#include "tests/unit/caller.h"
#include "worker/method/files.h"

#define INLINE	"\"options\":{\"return_mode\":\"base64\"}"

static struct caller caller;
static char base[] = "/tmp/goxeld-test-XXXXXX";

static void
setup(void)
{
	caller_start(&caller);
	cr_assert_not_null(mkdtemp(base));
	cr_assert_eq(chdir(base), 0);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[255,0,0]}"), OK);
}

static void
teardown(void)
{
	unlink("a.png");
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(rmdir(base), 0);
	caller_fini(&caller);
}

TestSuite(do_trace, .init = setup, .fini = teardown);

/* Two pixels of a.png. */
static void
look(struct rgba *middle, struct rgba *corner)
{
	struct picture p = { 0 };
	struct buf file;

	buf_init(&file, 1 << 24);
	cr_assert_eq(files_read(&caller.call, "a.png", &file), OK);
	cr_assert_eq(png_read(file.bytes, file.len, &p), OK);
	*middle = p.pixel[p.height / 2 * p.width + p.width / 2];
	*corner = p.pixel[0];
	buf_fini(&file);
	picture_fini(&p);
}

Test(do_trace, a_picture_goes_to_a_file_and_its_samples_are_told)
{
	struct rgba middle, corner;

	expect(&caller, "goxel.render_path", "{\"output_path\":\"a.png\","
	    "\"width\":40,\"height\":30,\"samples\":3,\"floor\":true,"
	    "\"tone\":\"clamp\",\"exposure\":0.5,\"seed\":9}",
	    "{\"success\":true,\"width\":40,\"height\":30,\"format\":\"png\","
	    "\"samples\":3,\"output_path\":\"a.png\"}");
	look(&middle, &corner);
	cr_assert_gt(middle.c[0], middle.c[1]);
	cr_assert_eq(corner.c[ALPHA], 255);
}

Test(do_trace, sky_and_background_are_what_was_wished)
{
	struct rgba middle, corner;

	cr_assert_eq(caller_run(&caller, "goxel.render_path",
	    "{\"output_path\":\"a.png\",\"width\":8,\"height\":8,"
	    "\"samples\":1,\"sky\":\"#204060\",\"tone\":\"clamp\"}"), OK);
	look(&middle, &corner);
	cr_expect(rgba_same(corner, (struct rgba){ { 32, 64, 96, 255 } }));
	cr_assert_eq(caller_run(&caller, "goxel.render_path",
	    "{\"output_path\":\"a.png\",\"width\":8,\"height\":8,"
	    "\"samples\":1,\"options\":{\"background_color\":"
	    "[1,2,3,0]}}"), OK);
	look(&middle, &corner);
	cr_expect_eq(corner.c[ALPHA], 0);
	cr_expect_eq(middle.c[ALPHA], 255);
}

Test(do_trace, it_ends_before_the_cpu_time_of_a_job_does)
{
	caller.usage.cpu_left_ms = 100;
	expect(&caller, "goxel.render_path", "{\"output_path\":\"a.png\","
	    "\"width\":8,\"height\":8,\"samples\":50}",
	    "{\"success\":true,\"width\":8,\"height\":8,\"format\":\"png\","
	    "\"samples\":1,\"output_path\":\"a.png\"}");
}

Test(do_trace, no_time_at_all_is_one_sample)
{
	expect(&caller, "goxel.render_path", "{\"output_path\":\"a.png\","
	    "\"width\":8,\"height\":8,\"samples\":50,\"seconds\":0}",
	    "{\"success\":true,\"width\":8,\"height\":8,\"format\":\"png\","
	    "\"samples\":1,\"output_path\":\"a.png\"}");
}

/* Refused with these words, and at the limit not. */
static void
limits(const char *at, const char *beyond, enum err err, const char *words)
{
	char params[200];

	snprintf(params, sizeof params, "{" INLINE ",\"seconds\":0,%s}", at);
	cr_expect_eq(caller_run(&caller, "goxel.render_path", params), OK,
	    "%s: %s", at, caller.call.why);
	snprintf(params, sizeof params, "{" INLINE ",\"seconds\":0,%s}",
	    beyond);
	refuse(&caller, "goxel.render_path", params, err, words);
}

#define SMALL	"\"width\":4,\"height\":4,"

Test(do_trace, limits_are_told)
{
	limits(SMALL "\"samples\":65536", SMALL "\"samples\":65537",
	    ERR_PARAMS, "parameter 'samples' must be from 1 to 65536, not "
	    "65537");
	limits(SMALL "\"samples\":1", SMALL "\"samples\":0", ERR_PARAMS,
	    "parameter 'samples' must be from 1 to 65536, not 0");
	limits(SMALL "\"exposure\":32", SMALL "\"exposure\":32.5",
	    ERR_PARAMS, "parameter 'exposure' must be from -32 to 32");
	limits(SMALL "\"sky_strength\":0", SMALL "\"sky_strength\":-1",
	    ERR_PARAMS, "parameter 'sky_strength' must be from 0 to");
	limits(SMALL "\"floor_size\":0", SMALL "\"floor_size\":-1",
	    ERR_PARAMS, "parameter 'floor_size' must be from 0 to");
	limits(SMALL "\"tone\":\"filmic\"", SMALL "\"tone\":\"loud\"",
	    ERR_PARAMS, "parameter 'tone' must be filmic or clamp, not "
	    "'loud'");
	limits("\"width\":8192,\"height\":1", "\"width\":8193,\"height\":1",
	    ERR_PARAMS, "parameter 'width' must be from 1 to 8192");
	limits(SMALL "\"seed\":1", "\"width\":8192,\"height\":2049",
	    ERR_TOO_BIG, "a traced picture may have 16777216 pixels");
}

Test(do_trace, a_picture_that_goes_nowhere_is_not_made)
{
	refuse(&caller, "goxel.render_path", NULL, ERR_NO_FILE,
	    "there is no output_path");
}
