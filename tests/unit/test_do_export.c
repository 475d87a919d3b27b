/*
 * test_do_export - models as files that agents fetch
 */
#include <stdio.h>

#include "tests/unit/album.h"
#include "tests/unit/caller.h"

static struct album album;
static struct caller caller;

static void
setup(void)
{
	album_start(&album);
	caller_start(&caller);
	caller.facts.render_dir = album.path;
	caller.facts.render_ttl = 100;
	cr_assert_eq(caller_run(&caller, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[255,0,0]}"), OK);
}

static void
teardown(void)
{
	caller_fini(&caller);
	album_finish(&album);
}

TestSuite(do_export, .init = setup, .fini = teardown);

static void
tells(const char *params, const char *words)
{
	cr_assert_eq(caller_run(&caller, "voxel_export", params), OK, "%s",
	    caller.call.why);
	cr_assert_not_null(strstr(caller.reply.bytes, words), "%.300s",
	    caller.reply.bytes);
}

Test(do_export, file_is_told_by_its_uri_and_not_sent)
{
	tells("{\"format\":\"vox\"}", "{\"model\":\"P\",\"revision\":2,"
	    "\"uri\":\"voxel://export/");
	tells("{\"format\":\"vox\"}", "\"format\":\"vox\",\"mime\":"
	    "\"application/octet-stream\",\"size\":");
	cr_assert_null(strstr(caller.reply.bytes, "\"data\""));
}

Test(do_export, native_is_the_format_that_keeps_all)
{
	tells("{\"format\":\"native\"}", "\"format\":\"gox\"");
}

Test(do_export, small_file_comes_inline_if_asked)
{
	tells("{\"format\":\"vox\",\"options\":{\"inline\":true}}",
	    "\"data\":\"Vk9YI");
}

Test(do_export, picture_has_the_size_it_should)
{
	tells("{\"format\":\"png\",\"options\":{\"size\":16,"
	    "\"inline\":true}}", "\"mime\":\"image/png\"");
	refuse(&caller, "voxel_export",
	    "{\"format\":\"png\",\"options\":{\"size\":15}}", ERR_PARAMS,
	    "16 to 4096");
	refuse(&caller, "voxel_export",
	    "{\"format\":\"png\",\"options\":{\"size\":4097}}", ERR_PARAMS,
	    "16 to 4096");
	refuse(&caller, "voxel_export",
	    "{\"format\":\"png\",\"options\":{\"up\":\"y\"}}", ERR_PARAMS,
	    "options of a png");
}

Test(do_export, options_of_meshes_are_checked)
{
	tells("{\"format\":\"obj\",\"options\":{\"mesher\":\"greedy\","
	    "\"up\":\"z\",\"scale\":0.5,\"origin\":\"center\"}}",
	    "\"format\":\"obj\"");
	refuse(&caller, "voxel_export",
	    "{\"format\":\"obj\",\"options\":{\"mesher\":\"fine\"}}",
	    ERR_PARAMS, "options.'mesher'");
	refuse(&caller, "voxel_export", "{\"format\":\"doc\"}", ERR_FORMAT,
	    "'doc' is no format to export to: gox,");
}

/* A text of voxels, 14 bytes a line and some more. */
static enum err
export_inline(int voxels)
{
	char params[120];

	cr_assert_eq(caller_run(&caller, "goxel.create_project", "[\"Q\"]"),
	    OK);
	snprintf(params, sizeof params, "{\"min\":[10000,0,0],"
	    "\"max\":[%d,0,0],\"color\":[255,0,0]}", 9999 + voxels);
	cr_assert_eq(caller_run(&caller, "goxel.fill_box", params), OK);
	return caller_run(&caller, "voxel_export",
	    "{\"format\":\"txt\",\"options\":{\"inline\":true}}");
}

Test(do_export, large_file_never_comes_inline)
{
	cr_assert_eq(export_inline(3500), OK, "%s", caller.call.why);
	cr_assert_eq(export_inline(5000), ERR_TOO_BIG);
	cr_assert_not_null(strstr(caller.call.why, "fetch it by its uri"));
}
