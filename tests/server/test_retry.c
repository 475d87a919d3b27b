/*
 * Requests that come again: with a request_key they are done once, whatever
 * died in between; without one, twice.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(retry, .fini = harness_fini);

static void
begin(void)
{
	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"p\"]");
}

static double
revision(void)
{
	return number_at(call(&c, "goxel.get_status", NULL),
	    "result.revision");
}

static void
crash(void)
{
	pid_t pid;

	call(&c, "goxel.get_status", NULL);
	pid = serving_worker(&s);
	kill_worker(&s, pid);
	await_workers(&s, 2, pid);
}

/* The result of a reply, which is all but its id. */
static const char *
result_of(const char *reply, char *text, size_t size)
{
	const char *end = strstr(reply, ",\"id\":");

	cr_assert_not_null(end);
	cr_assert_lt((size_t)(end - reply), size);
	memcpy(text, reply, (size_t)(end - reply));
	text[end - reply] = '\0';
	return text;
}

/* Call the same twice with a crash in between; how often was it done? */
static double
done_by_two(const char *method, const char *params)
{
	char first[1000], second[1000];
	double before = revision();

	result_of(call(&c, method, params), first, sizeof first);
	crash();
	result_of(call(&c, method, params), second, sizeof second);
	cr_assert_str_eq(first, second);
	return revision() - before;
}

Test(retry, with_a_key_is_done_once_across_a_crash)
{
	begin();
	cr_assert_eq(done_by_two("goxel.add_voxel", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"request_key\":\"a\"}"), 1);
	cr_assert_eq(done_by_two("goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[9,9,9],\"color\":\"#ff0000\",\"request_key\":\"b\"}"),
	    1);
	end();
}

Test(retry, without_a_key_is_done_twice)
{
	begin();
	cr_assert_eq(done_by_two("goxel.add_voxel",
	    "{\"x\":1,\"y\":2,\"z\":3}"), 2);
	end();
}

/* Also before its revision is looked at, which has moved. */
Test(retry, with_the_revision_it_expected_gets_its_result)
{
	double before;
	int i;

	begin();
	before = revision();
	for (i = 0; i < 2; i++)
		expect(callf(&c, "goxel.add_voxel", "{\"x\":1,"
		    "\"expect_revision\":%.0f,\"request_key\":\"k\"}",
		    before), "result.success", "true");
	cr_assert_eq(revision(), before + 1);
	end();
}

Test(retry, of_what_changed_nothing_is_known_too)
{
	begin();
	cr_assert_eq(done_by_two("add_voxels",
	    "{\"voxels\":[],\"request_key\":\"k\"}"), 0);
	expect_error(call(&c, "goxel.undo", "{\"request_key\":\"k\"}"),
	    -32602);
	end();
}

Test(retry, of_another_method_is_refused)
{
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "{\"x\":1,\"request_key\":\"k\"}");
	reply = call(&c, "goxel.remove_voxel",
	    "{\"x\":1,\"request_key\":\"k\"}");
	expect_error(reply, -32602);
	expect_text(reply, "goxel.add_voxel before, not to "
	    "goxel.remove_voxel");
	end();
}

Test(retry, of_what_failed_is_tried_again)
{
	begin();
	expect_error(call(&c, "goxel.redo", "{\"request_key\":\"k\"}"),
	    -1036);
	call(&c, "goxel.add_voxel", "[1,1,1]");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.redo", "{\"request_key\":\"k\"}"),
	    "result.success", "true");
	end();
}

/* A job: were it done again, the file would be missed. */
Test(retry, of_a_load_needs_no_file)
{
	char params[200];
	double before;

	begin();
	call(&c, "goxel.add_voxel", "[1,1,1]");
	callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir);
	snprintf(params, sizeof params, "{\"path\":\"%s/a.gox\","
	    "\"request_key\":\"k\"}", s.dir);
	before = revision();
	expect(call(&c, "goxel.load_project", params), "result.success",
	    "true");
	cr_assert_eq(unlink(in_dir(&s, "a.gox")), 0);
	crash();
	expect(call(&c, "goxel.load_project", params), "result.success",
	    "true");
	cr_assert_eq(revision(), before + 1);
	end();
}

Test(retry, of_create_project_does_not_start_it_afresh)
{
	static const char params[] = "{\"name\":\"new\","
	    "\"request_key\":\"k\"}";

	begin();
	call(&c, "goxel.create_project", params);
	call(&c, "goxel.add_voxel", "[1,1,1]");
	expect(call(&c, "goxel.create_project", params), "result.name",
	    "\"new\"");
	expect(call(&c, "goxel.get_voxel", "[1,1,1]"), "result.exists",
	    "true");
	end();
}

Test(retry, of_another_project_has_nothing_to_do_with_it)
{
	begin();
	call(&c, "goxel.add_voxel", "{\"x\":1,\"request_key\":\"k\"}");
	call(&c, "goxel.create_project", "[\"q\"]");
	call(&c, "goxel.add_voxel", "{\"x\":1,\"request_key\":\"k\"}");
	expect(call(&c, "goxel.get_voxel", "[1,0,0]"), "result.exists",
	    "true");
	end();
}

static void
say_edit(struct client *client, unsigned key)
{
	char text[200];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
	    "\"method\":\"goxel.add_voxel\",\"params\":{\"project\":\"p\","
	    "\"x\":%u,\"request_key\":\"%u\"}}", key, key, key);
	client_say(client, text);
}

Test(retry, everything_said_twice_under_kills_is_done_once)
{
	enum { EDITS = 4000, KILL_EVERY = 500 };
	struct client again;
	unsigned i;
	double before;
	pid_t pid;

	begin();
	again = client_open(&s, DOOR_TCP);
	before = revision();
	for (i = 0; i < EDITS; i++) {
		say_edit(&c, i);
		say_edit(&again, i);
		if (i % KILL_EVERY != KILL_EVERY / 2)
			continue;
		pid = project_worker(&s, "p");
		kill_worker(&s, pid);
		await_workers(&s, 2, pid);
	}
	for (i = 0; i < EDITS; i++) {
		expect(client_line(&c), "result.success", "true");
		expect(client_line(&again), "result.success", "true");
	}
	cr_assert_eq(revision(), before + EDITS);
	client_close(&again);
	end();
}
