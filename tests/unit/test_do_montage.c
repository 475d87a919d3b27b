/*
 * test_do_montage - several views on request
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "goxel/format/png.h"
#include "tests/unit/caller.h"
#include "worker/method/files.h"

static struct caller caller;
static char path[64];

static void
setup(void)
{
	snprintf(path, sizeof path, "/tmp/goxeld-test-views.%d.png",
	    (int)getpid());
	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[255,0,0]}"), OK);
}

static void
teardown(void)
{
	caller_fini(&caller);
	remove(path);
}

TestSuite(do_montage, .init = setup, .fini = teardown);

/* The reply holds these words. */
static void
tells(const char *params, const char *words)
{
	cr_assert_eq(caller_run(&caller, "goxel.render_views", params), OK,
	    "%s", caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, words), "%.300s",
	    caller.reply.bytes);
}

Test(do_montage, four_usual_views_come_in_the_reply)
{
	tells("{}", "\"width\":512,\"height\":512,\"format\":\"png\","
	    "\"views\":[\"iso\",\"front\",\"right\",\"top\"],\"columns\":2,");
	tells("{}", "\"image_data\":\"iVBORw0KGgo");
}

Test(do_montage, views_are_names_cameras_and_angles)
{
	cr_assert_eq(caller_run(&caller, "goxel.add_camera",
	    "{\"name\":\"mine\",\"preset\":\"left\"}"), OK);
	tells("{\"views\":[\"mine\",\"bottom\",{\"yaw\":45,\"pitch\":-30,"
	    "\"zoom\":2}],\"size\":200}", "\"width\":200,\"height\":200,"
	    "\"format\":\"png\",\"views\":[\"mine\",\"bottom\","
	    "\"45, -30\"]");
	refuse(&caller, "goxel.render_views", "{\"views\":[\"yours\"]}",
	    ERR_PARAMS, "'yours' is no view");
	refuse(&caller, "goxel.render_views", "{\"views\":[{\"pitch\":91}]}",
	    ERR_PARAMS, "pitch must be from -90 to 90");
	refuse(&caller, "goxel.render_views", "{\"views\":[]}", ERR_PARAMS,
	    "parameter 'views' is empty");
	refuse(&caller, "goxel.render_views", "{\"views\":[7]}", ERR_PARAMS,
	    "views");
}

Test(do_montage, nine_views_are_drawn_and_ten_refused)
{
	tells("[[\"iso\",\"iso\",\"iso\",\"iso\",\"iso\",\"iso\",\"iso\","
	    "\"iso\",\"iso\"],128]", "\"columns\":3,");
	refuse(&caller, "goxel.render_views", "[[\"iso\",\"iso\",\"iso\","
	    "\"iso\",\"iso\",\"iso\",\"iso\",\"iso\",\"iso\",\"iso\"],128]",
	    ERR_PARAMS, "at most 9");
}

Test(do_montage, size_is_128_to_1024)
{
	tells("[[\"top\"],128]", "\"width\":128,");
	tells("[[\"top\"],1024]", "\"width\":1024,");
	refuse(&caller, "goxel.render_views", "[[\"top\"],127]", ERR_PARAMS,
	    "'size' must be from 128 to 1024");
	refuse(&caller, "goxel.render_views", "[[\"top\"],1025]", ERR_PARAMS,
	    "'size' must be from 128 to 1024");
}

/* The middle of the picture in the file. */
static struct rgba
middle(void)
{
	struct picture picture = { 0 };
	struct rgba color;
	struct buf file;

	buf_init(&file, 1 << 24);
	cr_assert_eq(files_read(&caller.call, path, &file), OK);
	cr_assert_eq(png_read(file.bytes, file.len, &picture), OK);
	color = picture.pixel[picture.height / 2 * picture.width +
	    picture.width / 2];
	picture_fini(&picture);
	buf_fini(&file);
	return color;
}

static struct rgba
middle_of(const char *more)
{
	char params[300];

	snprintf(params, sizeof params, "{\"views\":[\"top\"],\"size\":128,"
	    "\"output_path\":\"%s\"%s}", path, more);
	tells(params, "\"output_path\"");
	return middle();
}

Test(do_montage, box_and_layers_choose_what_is_seen)
{
	cr_assert_eq(caller_run(&caller, "goxel.create_layer",
	    "[\"blue\"]"), OK);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,20],\"max\":[9,9,20],\"color\":[0,0,255]}"), OK);
	cr_assert(middle_of("").c[2] > 100);
	cr_assert(middle_of(",\"box\":{\"min\":[0,0,0],\"max\":[9,9,19]}")
	    .c[0] > 100);
	cr_assert(middle_of(",\"layers\":[\"blue\"]").c[2] > 100);
	refuse(&caller, "goxel.render_views", "{\"layers\":[\"green\"]}",
	    ERR_NO_LAYER, "there is no layer 'green'");
}

Test(do_montage, a_style_is_one_of_five)
{
	tells("{\"size\":128,\"style\":\"flat\"}", "success");
	tells("{\"size\":128,\"style\":\"edges\"}", "success");
	tells("{\"size\":128,\"style\":\"unlit\"}", "success");
	tells("{\"size\":128,\"style\":\"traced\"}", "success");
	refuse(&caller, "goxel.render_views", "{\"style\":\"oil\"}",
	    ERR_PARAMS, "'style' must be shaded, edges, flat, unlit or "
	    "traced");
}

Test(do_montage, changes_since_a_revision_are_marked_and_counted)
{
	cr_assert_eq(caller.call.context->revision, 2);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,10],\"max\":[9,9,11],\"color\":[255,0,0]}"), OK);
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "[0,0,0,0,0,255]"), OK);
	tells("{\"since\":2,\"size\":128}",
	    "\"added\":200,\"changed\":1,\"removed\":0,");
	tells("{\"since\":4,\"size\":128}",
	    "\"added\":0,\"changed\":0,\"removed\":0,");
	cr_assert(middle_of(",\"since\":2").c[1] > 100);
	cr_assert(middle_of("").c[1] < 60);
}

Test(do_montage, a_revision_is_reached_both_ways_until_its_place_is_taken)
{
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel", "[50,0,0]"), OK);
	cr_assert_eq(caller_run(&caller, "goxel.undo", NULL), OK);
	tells("{\"since\":3,\"size\":128}", "\"removed\":1,");
	tells("{\"since\":2,\"size\":128}", "\"removed\":0,");
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel", "[60,0,0]"), OK);
	refuse(&caller, "goxel.render_views", "{\"since\":3}", ERR_PARAMS,
	    "revision 3 is not in the history; the oldest there is 0, the "
	    "present one 5");
	refuse(&caller, "goxel.render_views", "{\"since\":6}", ERR_PARAMS,
	    "revision 6 is not in the history");
}
