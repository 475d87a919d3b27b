/*
 * test_do_render - pictures in the server's folder, and what is told of them
 *
 * The words of refusals are the subjects that the old daemon's messages have.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
	caller.facts.render_max_size = 1000;
	caller.facts.render_interval = 7;
	caller.facts.now = 1000;
}

static void
teardown(void)
{
	caller_fini(&caller);
	album_finish(&album);
}

TestSuite(do_render, .init = setup, .fini = teardown);

/* What get_render_info tells of a picture of album_put. */
static const char *
told(const char *name, int created, int size, int left)
{
	static char text[600];

	snprintf(text, sizeof text, "{\"path\":\"%s/%s\",\"size\":%d,"
	    "\"format\":\"png\",\"dimensions\":{\"width\":3,\"height\":2},"
	    "\"checksum\":\"%.8s\",\"created_at\":%d,\"expires_at\":%d,"
	    "\"session_id\":\"auto%d\",\"ttl_remaining\":%d}", album.path,
	    name, size, strrchr(name, '_') + 1, created, created + 100,
	    created, left);
	return text;
}

static void
asks(const char *method, const char *path, const char *result)
{
	char params[300];

	snprintf(params, sizeof params, "[\"%s\"]", path);
	expect(&caller, method, params, result);
}

Test(do_render, info_tells_every_field_in_order)
{
	const char *name = album_put(&album, 990, 30);
	char path[200], result[700];

	snprintf(path, sizeof path, "%s/%s", album.path, name);
	snprintf(result, sizeof result, "{\"success\":true,\"render\":%s}",
	    told(name, 990, 30, 90));
	asks("goxel.get_render_info", path, result);
	asks("goxel.get_render_info", name, result);
}

Test(do_render, time_left_is_never_below_zero)
{
	const char *name = album_put(&album, 800, 30);
	char result[700];

	snprintf(result, sizeof result, "{\"success\":true,\"render\":%s}",
	    told(name, 800, 30, 0));
	asks("goxel.get_render_info", name, result);
}

Test(do_render, picture_that_is_not_there_is_not_found)
{
	static const char *const names[] = { "goxel.get_render_info",
	    "goxel.cleanup_render" };
	static const char *const paths[] = { "[\"render_1_a_01234567.png\"]",
	    "[\"/etc/passwd\"]", "[\"\"]", "[\"../x\"]",
	    "{\"path\":\"/tmp/render_1_a_01234567.png\"}" };
	size_t m, p;

	for (m = 0; m < 2; m++) {
		for (p = 0; p < sizeof paths / sizeof paths[0]; p++) {
			refuse(&caller, names[m], paths[p], ERR_NO_FILE,
			    "File not found");
			cr_assert_str_eq(caller.call.subject,
			    "File not found");
		}
		refuse(&caller, names[m], NULL, ERR_PARAMS,
		    "Must specify path parameter");
	}
}

Test(do_render, what_is_no_picture_is_an_io_error)
{
	album_leave(&album, "render_1_a_01234567.png");
	refuse(&caller, "goxel.get_render_info",
	    "[\"render_1_a_01234567.png\"]", ERR_FORMAT, "I/O error");
}

Test(do_render, cleaned_picture_is_gone)
{
	const char *name = album_put(&album, 990, 30);

	asks("goxel.cleanup_render", name, "{\"success\":true,"
	    "\"message\":\"Render cleaned up successfully\"}");
	cr_assert(!album_has(&album, name));
}

Test(do_render, list_has_every_picture_and_nothing_else)
{
	char result[2000];
	const char *one, *two;

	expect(&caller, "goxel.list_renders", NULL,
	    "{\"success\":true,\"count\":0,\"renders\":[]}");
	two = album_put(&album, 995, 30);
	one = album_put(&album, 990, 40);
	album_leave(&album, "render_1_a_01234567.png");
	album_leave(&album, "other.png");
	snprintf(result, sizeof result, "{\"success\":true,\"count\":2,"
	    "\"renders\":[%s,", told(one, 990, 40, 90));
	strcat(result, told(two, 995, 30, 95));
	strcat(result, "]}");
	expect(&caller, "goxel.list_renders", NULL, result);
}

Test(do_render, expired_and_excess_are_cleaned_and_counted)
{
	char result[300];

	album_put(&album, 900, 30);
	album_put(&album, 990, 600);
	album_put(&album, 991, 600);
	snprintf(result, sizeof result, "{\"success\":true,\"count\":3,"
	    "\"total_size\":1230,\"max_size\":1000,\"ttl\":100,"
	    "\"cleanup_interval\":7,\"output_dir\":\"%s\",\"removed\":0,"
	    "\"freed_bytes\":0}", album.path);
	expect(&caller, "goxel.get_render_stats", NULL, result);
	expect(&caller, "goxel.cleanup_expired", NULL,
	    "{\"success\":true,\"removed\":2,\"freed_bytes\":630}");
	snprintf(result, sizeof result, "{\"success\":true,\"count\":1,"
	    "\"total_size\":600,\"max_size\":1000,\"ttl\":100,"
	    "\"cleanup_interval\":7,\"output_dir\":\"%s\",\"removed\":2,"
	    "\"freed_bytes\":630}", album.path);
	expect(&caller, "goxel.get_render_stats", NULL, result);
}

static void
refuse_all(const char *words)
{
	static const char *const names[] = { "goxel.list_renders",
	    "goxel.get_render_stats", "goxel.cleanup_expired",
	    "goxel.get_render_info", "goxel.cleanup_render" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		refuse(&caller, names[i], i < 3 ? NULL : "[\"a\"]",
		    ERR_INTERNAL, words);
		cr_assert_str_eq(caller.call.why, words);
	}
}

#define MANAGED		"\"options\":{\"return_mode\":\"file_path\"}"

Test(do_render, without_a_folder_there_is_no_render_manager)
{
	caller.facts.render_dir = "off";
	refuse_all("Render manager not available");
	refuse(&caller, "goxel.render_scene", "{" MANAGED "}", ERR_INTERNAL,
	    "Render manager not available, file transfer mode disabled");
}

Test(do_render, folder_that_cannot_be_used_is_told)
{
	cr_assert_eq(chmod(album.path, 0777), 0);
	refuse_all("Failed to create render path: Permission denied");
	caller.facts.render_dir = "/tmp/goxeld-none/p";
	refuse_all("Failed to create render path: File not found");
}

Test(do_render, scene_goes_into_the_folder)
{
	struct rendering *list;
	char result[600];
	size_t count;

	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"width\":40,\"height\":30," MANAGED "}"), OK, "%s",
	    caller.call.why);
	cr_assert_eq(renders_list(&album.renders, &list, &count), OK);
	cr_assert_eq(count, 1);
	snprintf(result, sizeof result, "{\"success\":true,\"file\":{"
	    "\"path\":\"%s/%s\",\"size\":%ju,\"format\":\"png\","
	    "\"dimensions\":{\"width\":40,\"height\":30},\"checksum\":\"%s\","
	    "\"created_at\":1000,\"expires_at\":1100}}", album.path,
	    list->name, (uintmax_t)list->size, list->checksum);
	cr_assert_str_eq(caller.reply.bytes, result);
	free(list);
}

Test(do_render, stranger_may_render_into_the_folder_but_name_no_file)
{
	caller.call.trusted = false;
	cr_assert_eq(caller_run(&caller, "goxel.render_scene",
	    "{\"width\":8,\"height\":8," MANAGED "}"), OK);
	refuse(&caller, "goxel.render_scene", "{\"output_path\":\"a.png\","
	    "\"width\":8,\"height\":8," MANAGED "}", ERR_DENIED,
	    "cannot use 'a.png'");
}

Test(do_render, output_path_is_written_beside_the_managed_file)
{
	char params[300], path[100];

	snprintf(path, sizeof path, "%s/mine.png", album.base);
	snprintf(params, sizeof params, "{\"output_path\":\"%s\",\"width\":8,"
	    "\"height\":8," MANAGED "}", path);
	cr_assert_eq(caller_run(&caller, "goxel.render_scene", params), OK);
	cr_assert_eq(access(path, F_OK), 0);
	cr_assert_not_null(strstr(caller.reply.bytes, album.path));
}

static enum err
renders_into(const char *folder, const char *ending)
{
	char params[300];

	snprintf(params, sizeof params, "{\"width\":8,\"height\":8,\"options\""
	    ":{\"return_mode\":\"file_path\",\"output_dir\":\"%s%s\"}}",
	    folder, ending);
	return caller_run(&caller, "goxel.render_scene", params);
}

Test(do_render, no_folder_but_the_servers_own_is_taken)
{
	cr_assert_eq(renders_into(album.path, ""), OK);
	cr_assert_eq(renders_into(album.path, "/"), OK);
	cr_assert_eq(renders_into(album.path, "/sub"), ERR_PARAMS);
	cr_assert_eq(renders_into(album.path, "2"), ERR_PARAMS);
	cr_assert_eq(renders_into(album.base, ""), ERR_PARAMS);
	cr_assert_not_null(strstr(caller.call.why,
	    "options.output_dir must be '"));
}
