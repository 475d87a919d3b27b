/*
 * Traced pictures: jobs of their own kind, that end in time.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/framing.h"
#include "tests/server/pair.h"

TestSuite(trace_job, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":[255,128,0]}");
}

/* More samples than there is time for. */
static void
say_endless(struct client *client, const char *more)
{
	char line[400];

	snprintf(line, sizeof line, "{\"jsonrpc\":\"2.0\",\"id\":5,"
	    "\"method\":\"goxel.render_path\",\"params\":{\"width\":64,"
	    "\"height\":64,\"samples\":65536%s,\"options\":{\"return_mode\":"
	    "\"base64\"}}}", more);
	client_say(client, line);
}

static void
await_jobs(unsigned count)
{
	int tries = 0;

	while (tries++ < 3000 && counter(&s, "jobs") < count)
		usleep(1000);
	cr_assert_eq(counter(&s, "jobs"), count);
}

Test(trace_job, the_same_request_gives_the_same_bytes_in_any_worker)
{
	static const char params[] = "{\"project\":\"test\",\"width\":24,"
	    "\"height\":16,\"samples\":4,\"floor\":true,\"options\":"
	    "{\"return_mode\":\"base64\"}}";
	const char *reply;
	char *first;

	begin("workers=2");
	reply = call(&c, "goxel.render_path", params);
	expect(reply, "result.samples", "4");
	first = strdup(text_at(reply, "result.image_data"));
	kill_worker(&s, project_worker(&s, "test"));
	reply = call(&c, "goxel.render_path", params);
	cr_assert_str_eq(text_at(reply, "result.image_data"), first);
	free(first);
	end();
}

Test(trace_job, it_stops_when_its_seconds_are_over)
{
	const char *reply;
	uint64_t start, took;

	begin("workers=1");
	start = clock_ms();
	say_endless(&c, ",\"seconds\":0.5");
	reply = client_line(&c);
	took = clock_ms() - start;
	expect(reply, "result.success", "true");
	cr_assert_geq(took, 500);
	cr_assert_leq(took, 500 + PATIENCE_MS);
	end();
}

Test(trace_job, it_stops_before_it_is_killed_for_its_cpu_time)
{
	begin("workers=1 job_cpu=2");
	say_endless(&c, "");
	expect(client_line(&c), "result.success", "true");
	end();
}

Test(trace_job, a_short_render_does_not_wait_for_it)
{
	struct client other;

	begin("workers=1 jobs=1");
	other = client_open(&s, DOOR_UNIX);
	say_endless(&c, ",\"seconds\":3");
	await_jobs(1);
	expect(call(&other, "goxel.render_scene", "{\"width\":8,\"height\":8,"
	    "\"options\":{\"return_mode\":\"base64\"}}"), "result.success",
	    "true");
	cr_assert_eq(counter(&s, "jobs"), 2);
	expect(client_line(&c), "result.success", "true");
	client_close(&other);
	end();
}

Test(trace_job, two_of_them_wait_for_each_other)
{
	struct client other;

	begin("workers=1 jobs=1");
	other = client_open(&s, DOOR_UNIX);
	say_endless(&c, ",\"seconds\":1");
	await_jobs(1);
	say_endless(&other, ",\"seconds\":0");
	usleep(300000);
	cr_assert_eq(counter(&s, "jobs"), 1);
	expect(client_line(&c), "result.success", "true");
	expect(client_line(&other), "result.samples", "1");
	client_close(&other);
	end();
}

Test(trace_job, it_may_be_kept_among_the_managed_pictures)
{
	const char *reply;

	begin("workers=1");
	reply = call(&c, "goxel.render_path", "{\"width\":20,\"height\":10,"
	    "\"samples\":2,\"options\":{\"return_mode\":\"file_path\"}}");
	expect(reply, "result.samples", "2");
	expect_png(text_at(reply, "result.file.path"), 20, 10);
	end();
}
