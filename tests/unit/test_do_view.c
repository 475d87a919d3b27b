/*
 * test_do_view - pictures on request
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "goxel/format/png.h"
#include "tests/unit/caller.h"
#include "worker/method/files.h"

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

TestSuite(do_view, .init = setup, .fini = teardown);

/* The picture in a.png. */
static struct picture
picture_of(uint32_t width, uint32_t height)
{
	struct picture picture = { 0 };
	struct buf file;

	buf_init(&file, 1 << 24);
	cr_assert_eq(files_read(&caller.call, "a.png", &file), OK, "%s",
	    caller.call.why);
	cr_assert_eq(png_read(file.bytes, file.len, &picture), OK);
	buf_fini(&file);
	cr_assert_eq(picture.width, width);
	cr_assert_eq(picture.height, height);
	return picture;
}

/* The pixel in the middle, and the one in the top left corner. */
static void
look(uint32_t side, struct rgba *middle, struct rgba *corner)
{
	struct picture picture = picture_of(side, side);

	*middle = picture.pixel[side / 2 * side + side / 2];
	*corner = picture.pixel[0];
	picture_fini(&picture);
}

Test(do_view, a_picture_goes_to_a_file)
{
	struct rgba middle, corner;

	expect(&caller, "goxel.render_scene", "[\"a.png\",64,64]",
	    "{\"success\":true,\"width\":64,\"height\":64,\"format\":\"png\","
	    "\"output_path\":\"a.png\"}");
	look(64, &middle, &corner);
	cr_assert_gt(middle.c[0], middle.c[1]);
	cr_assert(rgba_same(corner, (struct rgba){ { 240, 240, 240, 255 } }));
}

Test(do_view, a_picture_is_512_wide_and_high_if_nothing_is_said)
{
	struct picture picture;

	expect(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\"}",
	    "{\"success\":true,\"width\":512,\"height\":512,"
	    "\"format\":\"png\",\"output_path\":\"a.png\"}");
	picture = picture_of(512, 512);
	picture_fini(&picture);
}

Test(do_view, a_picture_may_come_in_the_reply)
{
	static const char *const modes[] = { "base64", "direct", "image_data" };
	static const char start[] = "{\"success\":true,\"width\":8,"
	    "\"height\":9,\"format\":\"png\",\"image_data\":\"iVBORw0KGgo";
	char params[100];
	int i;

	for (i = 0; i < 3; i++) {
		snprintf(params, sizeof params, "{\"width\":8,\"height\":9,"
		    "\"options\":{\"return_mode\":\"%s\"}}", modes[i]);
		cr_assert_eq(caller_run(&caller, "goxel.render_scene", params),
		    OK);
		cr_assert_eq(strncmp(caller.reply.bytes, start,
		    strlen(start)), 0, "%s", caller.reply.bytes);
	}
}

Test(do_view, a_picture_that_goes_nowhere_is_not_made)
{
	refuse(&caller, "goxel.render_scene", NULL, ERR_NO_FILE,
	    "there is no output_path");
	refuse(&caller, "goxel.render_scene",
	    "{\"options\":{\"return_mode\":\"elsewhere\"}}", ERR_PARAMS,
	    "options.return_mode must be file_path, base64 or absent with "
	    "output_path, not 'elsewhere'");
	refuse(&caller, "goxel.render_scene", "[\"missing/a.png\",8,8]",
	    ERR_NO_FILE, "cannot write 'missing/a.png'");
}

Test(do_view, sides_are_1_to_8192)
{
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "[\"a.png\",1,8192]"), OK, "%s", caller.call.why);
	refuse(&caller, "goxel.render_scene", "[\"a.png\",0,8]", ERR_PARAMS,
	    "parameter 'width' must be from 1 to 8192 pixels, not 0");
	refuse(&caller, "goxel.render_scene", "[\"a.png\",8,8193]", ERR_PARAMS,
	    "parameter 'height' must be from 1 to 8192 pixels, not 8193");
	refuse(&caller, "goxel.render_scene", "[\"a.png\",100000,100000]",
	    ERR_PARAMS, "parameter 'width' must be from 1 to 8192 pixels");
}

Test(do_view, a_background_may_be_chosen)
{
	struct rgba middle, corner;

	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"output_path\":\"a.png\",\"width\":32,\"height\":32,"
	    "\"options\":{\"background_color\":[1,2,3]}}"), OK);
	look(32, &middle, &corner);
	cr_assert(rgba_same(corner, (struct rgba){ { 1, 2, 3, 255 } }));
}

Test(do_view, presets_show_different_sides)
{
	struct rgba top, front, corner;

	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,9],\"max\":[9,9,9],\"color\":[0,0,255]}");
	caller_run(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"width\":32,\"height\":32,\"camera_preset\":\"top\"}");
	look(32, &top, &corner);
	caller_run(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"width\":32,\"height\":32,\"camera_preset\":\"front\"}");
	look(32, &front, &corner);
	cr_assert_gt(top.c[2], top.c[0]);
	cr_assert_gt(front.c[0], front.c[2]);
}

Test(do_view, an_unknown_preset_is_the_default)
{
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"output_path\":\"a.png\",\"width\":8,\"height\":8,"
	    "\"camera_preset\":\"sideways\"}"), OK);
}

Test(do_view, a_camera_sees_from_where_it_stands)
{
	struct rgba middle, corner;

	caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,9],\"max\":[9,9,9],\"color\":[0,0,255]}");
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"output_path\":\"a.png\",\"width\":32,\"height\":32,"
	    "\"camera_preset\":\"front\",\"camera\":{\"position\":[5,5,40],"
	    "\"target\":[5,5,0]}}"), OK, "%s", caller.call.why);
	look(32, &middle, &corner);
	cr_assert_gt(middle.c[2], middle.c[0]);
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"output_path\":\"a.png\",\"width\":32,\"height\":32,"
	    "\"camera\":{\"position\":[5,-40,5]}}"), OK, "%s", caller.call.why);
	look(32, &middle, &corner);
	cr_assert_gt(middle.c[0], middle.c[2]);
}

Test(do_view, a_camera_that_sees_nothing_is_refused)
{
	refuse(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"camera\":{\"position\":[1,1,1],\"target\":[1,1,1]}}",
	    ERR_PARAMS, "the camera sees nothing");
	refuse(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"camera\":{\"target\":[1,1,1]}}", ERR_PARAMS,
	    "camera.target needs camera.position");
}

Test(do_view, samples_are_1_to_4)
{
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"output_path\":\"a.png\",\"width\":8,\"height\":8,"
	    "\"options\":{\"samples\":4}}"), OK);
	refuse(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"options\":{\"samples\":5}}", ERR_PARAMS,
	    "options.samples must be from 1 to 4, not 5");
}

Test(do_view, an_empty_project_has_a_picture_too)
{
	struct rgba middle, corner;

	caller_run(&caller, "goxel.create_project", "[\"E\"]");
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "[\"a.png\",8,8]"), OK);
	look(8, &middle, &corner);
	cr_assert(rgba_same(middle, corner));
}
