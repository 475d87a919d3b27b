/*
 * test_do_import - files put into models
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "goxel/format/png.h"
#include "tests/unit/caller.h"
#include "text.h"

static struct caller caller;
static char path[64], params[2048];

static void
setup(void)
{
	snprintf(path, sizeof path, "/tmp/goxeld-test-import.%d.gox",
	    (int)getpid());
	caller_start(&caller);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[3,4,5],\"max\":[4,5,6],\"color\":[255,0,0]}"), OK);
	snprintf(params, sizeof params, "{\"path\":\"%s\"}", path);
	cr_assert_eq(caller_run(&caller, "voxel_save", params), OK);
}

static void
teardown(void)
{
	caller_fini(&caller);
	remove(path);
}

TestSuite(do_import, .init = setup, .fini = teardown);

static const char *
with_path(const char *more)
{
	snprintf(params, sizeof params, "{\"path\":\"%s\"%s}", path, more);
	return params;
}

/* Of 2 x 2 pixels: white, black; nothing, red. */
static const char *
with_picture(const char *more)
{
	static const struct rgba pixels[] = { { { 255, 255, 255, 255 } },
	    { { 0, 0, 0, 255 } }, { { 0 } }, { { 255, 0, 0, 255 } } };
	struct picture p;
	char *text;
	struct buf png;

	cr_assert_eq(picture_init(&p, 2, 2), OK);
	memcpy(p.pixel, pixels, sizeof pixels);
	buf_init(&png, 1 << 20);
	cr_assert_eq(png_write(&p, PNG_FAST, &png), OK);
	text = calloc(1, text_base64_size(png.len) + 1);
	text_base64(png.bytes, png.len, text);
	snprintf(params, sizeof params, "{\"model\":\"P\",\"data\":\"%s\"%s}",
	    text, more);
	free(text);
	buf_fini(&png);
	picture_fini(&p);
	return params;
}

static void
has(const char *what)
{
	cr_assert_eq(caller_run(&caller, "voxel_inspect",
	    "{\"what\":\"region\"}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, what), "%s",
	    caller.reply.bytes);
}

Test(do_import, model_is_laid_on_top_as_it_was)
{
	caller.job = true;
	expect(&caller, "voxel_import", with_path(",\"model\":\"P\""),
	    "{\"model\":\"P\",\"revision\":3,\"created\":false,"
	    "\"mode\":\"voxelize\",\"layers\":[\"Layer.1\"],\"voxels\":8,"
	    "\"bounds\":[3,4,5,4,5,6]}");
	cr_assert_eq(caller.projects[0]->revision, 3);
	cr_assert_eq(caller.projects[0]->image->layer_count, 2);
}

Test(do_import, lowest_corner_comes_to_its_place_at_its_scale)
{
	expect(&caller, "voxel_import", with_path(",\"model\":\"P\","
	    "\"at\":[-10,20,0],\"scale\":3"),
	    "{\"model\":\"P\",\"revision\":3,\"created\":false,"
	    "\"mode\":\"voxelize\",\"layers\":[\"Layer.1\"],\"voxels\":216,"
	    "\"bounds\":[-10,20,0,-5,25,5]}");
}

Test(do_import, without_a_model_one_is_made_of_the_name_of_the_file)
{
	char name[64];

	cr_assert_eq(caller_run(&caller, "voxel_import", with_path("")), OK,
	    "%s", caller.call.why);
	snprintf(name, sizeof name, "goxeld-test-import.%d", (int)getpid());
	cr_assert_str_eq(caller.call.project, name);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"created\":true"));
	refuse(&caller, "voxel_import", with_path(""), ERR_EXISTS,
	    "name it as 'model'");
}

Test(do_import, sprite_stands_one_deep_and_upright)
{
	expect(&caller, "voxel_import", with_picture(",\"at\":[50,60,70]"),
	    "{\"model\":\"P\",\"revision\":3,\"created\":false,"
	    "\"mode\":\"sprite\",\"layers\":[\"sprite\"],\"voxels\":3,"
	    "\"bounds\":[50,60,70,51,60,71]}");
	has("[51,60,70,\"#ff0000\"],[50,60,71,\"#ffffff\"],"
	    "[51,60,71,\"#000000\"]");
}

Test(do_import, heightmap_is_as_high_as_it_is_bright)
{
	cr_assert_eq(caller_run(&caller, "voxel_import", with_picture(
	    ",\"mode\":\"heightmap\",\"at\":[100,100,0]")), OK, "%s",
	    caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"voxels\":340,"
	    "\"bounds\":[100,100,0,101,101,254]"), "%s",
	    caller.reply.bytes);
}

Test(do_import, one_undo_takes_it_back)
{
	caller_run(&caller, "voxel_import", with_path(",\"model\":\"P\""));
	cr_assert_eq(caller_run(&caller, "goxel.undo", "{}"), OK);
	cr_assert_eq(caller.projects[0]->image->layer_count, 1);
}

Test(do_import, what_does_not_fit_together_is_refused)
{
	refuse(&caller, "voxel_import", "{\"model\":\"P\"}", ERR_PARAMS,
	    "give either 'data' (base64) or 'path'");
	refuse(&caller, "voxel_import", with_path(",\"model\":\"P\","
	    "\"data\":\"AAAA\""), ERR_PARAMS, "give either");
	refuse(&caller, "voxel_import", with_path(",\"model\":\"P\","
	    "\"mode\":\"sprite\""), ERR_PARAMS, "for PNG files");
	refuse(&caller, "voxel_import", with_picture(
	    ",\"mode\":\"voxelize\""), ERR_PARAMS, "for model files");
	refuse(&caller, "voxel_import", with_path(",\"model\":\"P\","
	    "\"mode\":\"melt\""), ERR_PARAMS, "voxelize, heightmap or sprite");
	refuse(&caller, "voxel_import", "{\"model\":\"R\",\"data\":\"AAAA\"}",
	    ERR_NO_PROJECT, "voxel_open makes one");
	refuse(&caller, "voxel_import", "{\"model\":\"P\",\"data\":\"AAAA\"}",
	    ERR_FORMAT, "no format that can be read");
	cr_assert_eq(caller.projects[0]->revision, 2);
}

Test(do_import, scale_is_from_1_to_64)
{
	cr_assert_eq(caller_run(&caller, "voxel_import",
	    with_path(",\"model\":\"P\",\"scale\":64")), OK, "%s",
	    caller.call.why);
	refuse(&caller, "voxel_import",
	    with_path(",\"model\":\"P\",\"scale\":65"), ERR_PARAMS, "1 to 64");
	refuse(&caller, "voxel_import",
	    with_path(",\"model\":\"P\",\"scale\":0"), ERR_PARAMS, "1 to 64");
}

Test(do_import, what_would_leave_the_world_is_refused)
{
	refuse(&caller, "voxel_import",
	    with_path(",\"model\":\"P\",\"at\":[1048575,0,0]"), ERR_BOUNDS,
	    "leave the world");
}
