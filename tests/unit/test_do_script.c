/*
 * test_do_script - the method that runs JavaScript
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/caller.h"

static struct caller caller;
static char base[] = "/tmp/goxeld-test-XXXXXX";

static void
setup(void)
{
	caller_start(&caller);
	caller.job = true;
	cr_assert_not_null(mkdtemp(base));
	cr_assert_eq(chdir(base), 0);
}

static void
teardown(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf %s", base);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(system(command), 0);
	caller_fini(&caller);
}

TestSuite(do_script, .init = setup, .fini = teardown);

#define RUN	"goxel.execute_script"
#define DONE	"{\"success\":true,\"code\":0,\"message\":\"Script executed "\
		"successfully\",\"output\":["
#define VOLUME	"goxel.image.activeLayer.volume"

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
}

Test(do_script, a_script_answers_what_it_printed)
{
	expect(&caller, RUN, "{\"script\":\"print('a\\\"', 1); print(2)\"}",
	    DONE "\"a\\\" 1\",\"2\"]}");
}

Test(do_script, a_script_changes_the_project_once)
{
	uint64_t before = caller.projects[0]->revision;

	expect(&caller, RUN, "{\"script\":\"" VOLUME ".setAt([1,2,3],"
	    "[9,8,7]); goxel.image.addLayer('new').volume.setAt([1,2,3],"
	    "[1,1,1])\"}", DONE "]}");
	cr_assert_eq(caller.projects[0]->revision, before + 1);
	expect(&caller, "goxel.get_voxel", "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"layer_id\":1}", "{\"x\":1,\"y\":2,\"z\":3,\"exists\":true,"
	    "\"color\":[9,8,7,255]}");
	cr_assert_eq(caller_run(&caller, "goxel.undo", NULL), OK);
	cr_assert_eq(caller.projects[0]->image->layer_count, 1);
}

Test(do_script, without_a_child_it_does_the_same)
{
	caller.job = false;
	expect(&caller, RUN, "{\"script\":\"" VOLUME ".setAt([1,2,3],"
	    "[9,8,7])\"}", DONE "]}");
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[9,8,7,255]}");
}

Test(do_script, an_exception_is_a_result_and_changes_nothing)
{
	uint64_t before = caller.projects[0]->revision;

	expect(&caller, RUN, "{\"script\":\"print(1);" VOLUME
	    ".setAt([1,2,3],[9,8,7]);\\nnull.x\"}", "{\"success\":false,"
	    "\"code\":-1,\"message\":\"Script execution failed with code "
	    "-1\",\"error\":\"TypeError: cannot read property 'x' of null\","
	    "\"line\":2,\"output\":[\"1\"]}");
	cr_assert_eq(caller.projects[0]->revision, before);
}

Test(do_script, either_a_script_or_a_path_is_needed)
{
	refuse(&caller, RUN, "{}", ERR_PARAMS, "Must specify either 'script' "
	    "(code) or 'path' parameter");
	refuse(&caller, RUN, NULL, ERR_PARAMS, "Must specify either");
	refuse(&caller, RUN, "{\"script\":7}", ERR_PARAMS, "script");
}

Test(do_script, a_script_may_be_a_file)
{
	put("a.js", "print('from a file')");
	expect(&caller, RUN, "{\"path\":\"a.js\"}",
	    DONE "\"from a file\"]}");
	refuse(&caller, RUN, "{\"path\":\"b.js\"}", ERR_NO_FILE, "b.js");
}

/* A file of one comment. */
static void
put_comment(const char *path, size_t size)
{
	FILE *file = fopen(path, "w");

	fprintf(file, "//%0*d", (int)size - 2, 0);
	fclose(file);
}

Test(do_script, a_file_is_as_large_as_a_text)
{
	put_comment("a.js", BOUND_STRING);
	expect(&caller, RUN, "{\"path\":\"a.js\"}", DONE "]}");
	put_comment("a.js", BOUND_STRING + 1);
	refuse(&caller, RUN, "{\"path\":\"a.js\"}", ERR_TOO_BIG, "a.js");
}

Test(do_script, strangers_name_no_files)
{
	put("a.js", "1");
	caller.call.trusted = false;
	refuse(&caller, RUN, "{\"path\":\"a.js\"}", ERR_DENIED, "files_root");
	cr_assert_eq(caller_run(&caller, RUN,
	    "{\"script\":\"new Volume().save('b.txt')\"}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, "cannot use 'b.txt'"),
	    "%s", caller.reply.bytes);
	cr_assert_neq(access("b.txt", F_OK), 0);
}

Test(do_script, a_volume_is_saved_where_the_caller_may_write)
{
	expect(&caller, RUN, "{\"script\":\"new Volume().save('b.txt')\"}",
	    DONE "]}");
	cr_assert_eq(access("b.txt", F_OK), 0);
}

Test(do_script, a_timeout_out_of_range_is_the_default)
{
	expect(&caller, RUN, "{\"script\":\"1\",\"timeout_ms\":0}",
	    DONE "]}");
	expect(&caller, RUN, "{\"script\":\"1\",\"timeout_ms\":300001}",
	    DONE "]}");
	expect(&caller, RUN, "{\"script\":\"1\",\"timeout_ms\":300000}",
	    DONE "]}");
}

Test(do_script, a_runaway_ends_its_process, .signal = SIGALRM, .timeout = 10)
{
	caller_run(&caller, RUN,
	    "{\"script\":\"for (;;) {}\",\"timeout_ms\":50}");
}

Test(do_script, an_engine_without_room_is_an_error)
{
	caller.facts.script_memory = 1000;
	refuse(&caller, RUN, "{\"script\":\"1\"}", ERR_TOO_BIG, "memory");
}

Test(do_script, a_message_calls_it_by_its_name)
{
	cr_assert_eq(caller_run(&caller, RUN, "{\"script\":\"\\n\\nthrow new "
	    "Error('x')\",\"name\":\"My (own) script\"}"), OK);
	cr_assert_not_null(strstr(caller.reply.bytes, "\"line\":3"), "%s",
	    caller.reply.bytes);
}
