/*
 * test_do_open - models opened, saved and closed by agents
 */
#include <stdio.h>
#include <unistd.h>

#include "tests/unit/caller.h"

static struct caller caller;
static char path[64], params[256];

static void
setup(void)
{
	snprintf(path, sizeof path, "/tmp/goxeld-test-open.%d.gox",
	    (int)getpid());
	caller_init(&caller);
}

static void
teardown(void)
{
	caller_fini(&caller);
	remove(path);
}

TestSuite(do_open, .init = setup, .fini = teardown);

static const char *
with_path(const char *format)
{
	snprintf(params, sizeof params, format, path);
	return params;
}

Test(do_open, new_model_is_empty_or_holds_a_template)
{
	expect(&caller, "voxel_open", "{\"name\":\"a\"}",
	    "{\"model\":\"a\",\"revision\":1,\"created\":true,\"layers\":1,"
	    "\"voxels\":0}");
	expect(&caller, "voxel_open", "{\"name\":\"b\",\"template\":\"cube\","
	    "\"size\":[4,4,4]}",
	    "{\"model\":\"b\",\"revision\":1,\"created\":true,"
	    "\"bounds\":[1,1,1,2,2,2],\"layers\":1,\"voxels\":8}");
}

Test(do_open, model_that_is_there_is_opened_as_it_is)
{
	caller_run(&caller, "voxel_open", "{\"name\":\"a\"}");
	expect(&caller, "voxel_open", "{\"name\":\"a\"}",
	    "{\"model\":\"a\",\"revision\":1,\"created\":false,\"layers\":1,"
	    "\"voxels\":0}");
	expect(&caller, "voxel_open",
	    "{\"name\":\"a\",\"template\":\"cube\"}",
	    "{\"model\":\"a\",\"revision\":1,\"created\":false,\"layers\":1,"
	    "\"voxels\":0,\"warnings\":[\"the model was there before; path, "
	    "template and size were not looked at\"]}");
}

Test(do_open, models_without_a_name_get_names_of_their_own)
{
	char name[64];

	cr_assert_eq(caller_run(&caller, "voxel_open", "{}"), OK);
	snprintf(name, sizeof name, "%s", caller.call.project);
	cr_assert_eq(strncmp(name, "model-", 6), 0);
	cr_assert_eq(caller_run(&caller, "voxel_open", "{}"), OK);
	cr_assert_str_neq(name, caller.call.project);
}

Test(do_open, size_is_from_1_to_the_bound)
{
	cr_assert_eq(caller_run(&caller, "voxel_open",
	    "{\"name\":\"a\",\"size\":[1,1,1048575]}"), OK);
	refuse(&caller, "voxel_open", "{\"name\":\"b\",\"size\":[0,1,1]}",
	    ERR_PARAMS, "each from 1 to 1048575");
	refuse(&caller, "voxel_open",
	    "{\"name\":\"b\",\"size\":[1,1,1048576]}", ERR_PARAMS,
	    "from -1048576 to 1048575");
}

Test(do_open, what_cannot_be_is_refused_with_a_way_out)
{
	refuse(&caller, "voxel_open", "{\"name\":\"\"}", ERR_PARAMS,
	    "must not be empty");
	refuse(&caller, "voxel_open", "{\"name\":\"c\",\"template\":\"fox\"}",
	    ERR_PARAMS, "empty, cube or sphere");
	refuse(&caller, "voxel_open", "{\"name\":\"d\",\"palette\":\"none\"}",
	    ERR_PARAMS, "list_palettes");
	refuse(&caller, "voxel_open", "{\"name\":\"e\",\"path\":\"a.gox\","
	    "\"size\":[1,1,1]}", ERR_PARAMS, "not both");
}

Test(do_open, palette_is_told_as_colours)
{
	cr_assert_eq(caller_run(&caller, "voxel_open",
	    "{\"name\":\"a\",\"palette\":\"PICO-8\"}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes,
	    "\"palette\":[\"#000000\",\"#1d2b53\""), "%s",
	    caller.reply.bytes);
}

Test(do_open, saved_model_is_opened_from_its_file)
{
	caller_run(&caller, "voxel_open",
	    "{\"name\":\"b\",\"template\":\"cube\",\"size\":[4,4,4]}");
	cr_assert_eq(caller_run(&caller, "voxel_save",
	    with_path("{\"path\":\"%s\"}")), OK, "%s", caller.call.why);
	caller.job = true;
	expect(&caller, "voxel_open",
	    with_path("{\"name\":\"copy\",\"path\":\"%s\"}"),
	    "{\"model\":\"copy\",\"revision\":1,\"created\":true,"
	    "\"bounds\":[1,1,1,2,2,2],\"layers\":1,\"voxels\":8}");
	expect(&caller, "voxel_open", "{\"name\":\"copy\"}",
	    "{\"model\":\"copy\",\"revision\":1,\"created\":false,"
	    "\"bounds\":[1,1,1,2,2,2],\"layers\":1,\"voxels\":8}");
}

Test(do_open, file_that_is_there_is_written_over_on_request_alone)
{
	caller_run(&caller, "voxel_open", "{\"name\":\"a\"}");
	cr_assert_eq(caller_run(&caller, "voxel_save",
	    with_path("{\"path\":\"%s\"}")), OK);
	refuse(&caller, "voxel_save", with_path("{\"path\":\"%s\"}"),
	    ERR_EXISTS, "give overwrite true");
	cr_assert_eq(caller_run(&caller, "voxel_save",
	    with_path("{\"path\":\"%s\",\"overwrite\":true}")), OK);
	refuse(&caller, "voxel_save", "{\"path\":\"/tmp/a\"}", ERR_FORMAT,
	    "no extension");
}

Test(do_open, closed_model_is_discarded_only_if_asked)
{
	caller_run(&caller, "voxel_open", "{\"name\":\"a\"}");
	expect(&caller, "voxel_close", "{\"model\":\"a\"}",
	    "{\"model\":\"a\",\"discarded\":false}");
	cr_assert(!caller.erased);
	caller_run(&caller, "voxel_open", "{\"name\":\"a\"}");
	expect(&caller, "voxel_close", "{\"model\":\"a\",\"discard\":true}",
	    "{\"model\":\"a\",\"discarded\":true}");
	cr_assert(caller.erased);
	refuse(&caller, "voxel_close", "{\"model\":\"a\"}", ERR_NO_PROJECT,
	    "voxel_list tells");
}
