/*
 * Jobs that are running: seen and cancelled from other connections, and ended
 * by their limits.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "tests/server/harness.h"

TestSuite(running, .fini = harness_fini);

static struct server s;
static struct client c, other;

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	other = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255]");
}

static void
end(void)
{
	expect(call(&c, "goxel.get_voxel", "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"project\":\"test\"}"), "result.exists", "true");
	client_close(&other);
	client_close(&c);
	server_stop(&s);
}

#define RUNAWAY								\
	"{\"jsonrpc\":\"2.0\",\"id\":5,"				\
	"\"method\":\"goxel.execute_script\",\"params\":{"		\
	"\"script\":\"for (;;);\",\"timeout_ms\":60000}}\n"

/* Without a reply for now; it runs for minutes. */
static void
say_runaway(void)
{
	client_say(&c, RUNAWAY);
}

/* The id of the one job, once there is one. */
static double
await_job(double after)
{
	const char *reply = "";
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		reply = call(&other, "goxel.list_jobs", NULL);
		if (strstr(reply, "\"count\":1") != NULL &&
		    number_at(reply, "result.jobs.0.id") > after)
			return number_at(reply, "result.jobs.0.id");
		usleep(1000);
	}
	cr_assert_fail("no job: %s", reply);
	return 0;
}

static const char *
cancel(double id)
{
	return callf(&other, "goxel.cancel_job", "[%.0f]", id);
}

Test(running, job_is_seen_from_any_worker_and_cancelled_there)
{
	const char *reply;
	double id;

	begin("workers=2");
	call(&other, "goxel.create_project", "[\"elsewhere\"]");
	say_runaway();
	id = await_job(0);
	reply = call(&other, "goxel.list_jobs", NULL);
	expect(reply, "result.jobs.0.method", "\"goxel.execute_script\"");
	expect(reply, "result.jobs.0.project", "\"test\"");
	expect(cancel(id), "result.success", "true");
	reply = client_line(&c);
	expect_error(reply, -1052);
	cr_assert_not_null(strstr(reply, "the job was cancelled"), "%s",
	    reply);
	expect(call(&other, "goxel.list_jobs", NULL), "result.count", "0");
	expect_error(cancel(id), -1051);
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}

Test(running, job_of_a_dead_worker_is_gone_and_the_one_that_repeats_it_is_new)
{
	double id, again;

	begin("workers=1");
	say_runaway();
	id = await_job(0);
	kill_worker(&s, project_worker(&s, "test"));
	again = await_job(id);
	expect_error(cancel(id), -1051);
	expect(cancel(again), "result.success", "true");
	expect_error(client_line(&c), -1052);
	end();
}

static void
await_none(const char *words)
{
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		if (strstr(call(&other, "goxel.list_jobs", NULL), words) ==
		    NULL)
			return;
		usleep(1000);
	}
	cr_assert_fail("%s stays", words);
}

/* Two are told that their jobs were cancelled, and go. */
static void
end_two(struct client *more)
{
	expect_error(client_line(&c), -1052);
	expect_error(client_line(&more[1]), -1052);
	client_close(&more[0]);
	client_close(&more[1]);
	end();
}

static const char *
await_jobs(const char *words)
{
	const char *reply = "";
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		reply = call(&other, "goxel.list_jobs", NULL);
		if (strstr(reply, words) != NULL)
			return reply;
		usleep(1000);
	}
	cr_assert_fail("no %s: %s", words, reply);
	return NULL;
}

/* The id of one that runs. */
static double
await_running(void)
{
	const char *reply = await_jobs("\"running\"");

	return strstr(reply, "\"running\"") < strstr(reply, "},") ?
	    number_at(reply, "result.jobs.0.id") :
	    number_at(reply, "result.jobs.1.id");
}

/* One after the other. */
static void
say_three(struct client *more)
{
	int i;

	say_runaway();
	await_jobs("\"count\":1");
	for (i = 0; i < 2; i++) {
		more[i] = client_open(&s, DOOR_UNIX);
		call(&more[i], "goxel.open_project", "[\"test\"]");
		client_say(&more[i], RUNAWAY);
		await_jobs(i == 0 ? "\"count\":2" : "\"count\":3");
	}
}

Test(running, job_that_waits_is_seen_elsewhere_and_keeps_its_number)
{
	struct client more[2];
	const char *reply;
	double ids[3];
	int i;

	begin("workers=2 jobs=2");
	call(&other, "goxel.create_project", "[\"elsewhere\"]");
	say_three(more);
	reply = await_jobs("\"place\":1");
	for (i = 0; i < 3; i++)
		ids[i] = number_at(reply, i == 0 ? "result.jobs.0.id" :
		    i == 1 ? "result.jobs.1.id" : "result.jobs.2.id");
	expect(reply, "result.jobs.2.state", "\"waiting\"");
	expect(reply, "result.jobs.2.project", "\"test\"");
	cr_assert_not_null(strstr(stats(&s, "show jobs"), "waiting"));
	expect(cancel(ids[0]), "result.success", "true");
	await_none("waiting");
	/* It runs now, by the number that it waited with. */
	for (i = 1; i < 3; i++)
		expect(cancel(ids[i]), "result.success", "true");
	await_jobs("\"count\":0");
	expect_error(client_line(&more[0]), -1052);
	end_two(more);
}

Test(running, job_that_waits_is_ended_without_those_before_it)
{
	struct client more[2];
	const char *reply;
	double last;

	begin("workers=2 jobs=1");
	call(&other, "goxel.create_project", "[\"elsewhere\"]");
	say_three(more);
	reply = await_jobs("\"place\":2");
	expect(reply, "result.jobs.1.place", "1");
	expect(cancel(number_at(reply, "result.jobs.1.id")), "result.success",
	    "true");
	expect_error(client_line(&more[0]), -1052);
	reply = await_jobs("\"count\":2");
	expect(reply, "result.jobs.1.place", "1");
	last = number_at(reply, "result.jobs.1.id");
	/* A death ends none, and each begins anew. */
	kill_worker(&s, project_worker(&s, "test"));
	while (number_at(await_jobs("\"place\":1"), "result.jobs.0.id") <= last)
		;
	expect(cancel(await_running()), "result.success", "true");
	await_jobs("\"count\":1");
	expect(cancel(await_running()), "result.success", "true");
	end_two(more);
}

#define NODES	(4096u * 4096 * 4)

/* A schematic of as many nodes as are allowed: 256 KiB that unpack to 256
 * MiB. */
static void
write_bomb(const char *path)
{
	static const unsigned char head[] = "MTSM\0\4\20\0\0\4\20\0"
	    "\177\177\177\177\0\0";
	size_t len = NODES * (size_t)4;
	uLongf packed = compressBound(len);
	unsigned char *zeros = calloc(len, 1), *to = malloc(packed);
	FILE *file = fopen(path, "wbe");

	cr_assert_not_null(file);
	cr_assert_eq(compress(to, &packed, zeros, len), Z_OK);
	fwrite(head, sizeof head - 1, 1, file);
	fwrite(to, packed, 1, file);
	cr_assert_eq(fclose(file), 0);
	free(zeros);
	free(to);
}

Test(running, bomb_of_an_import_ends_its_job_and_nothing_else)
{
	const char *path, *reply;

	begin("workers=1 worker_memory=128 job_memory=64");
	path = in_dir(&s, "bomb.mts");
	write_bomb(path);
	reply = callf(&c, "goxel.load_project", "{\"path\":\"%s\",\"name\":"
	    "\"made\"}", path);
	expect_error(reply, -1002);
#ifndef __SANITIZE_ADDRESS__
	cr_assert_not_null(strstr(reply, "memory may be short"), "%s", reply);
#endif
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "1");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}

Test(running, job_beyond_its_cpu_time_is_ended)
{
	const char *reply;

	begin("workers=1 job_cpu=1");
	say_runaway();
	reply = client_line(&c);
	cr_assert_not_null(strstr(reply, "job_cpu"), "%s", reply);
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}
