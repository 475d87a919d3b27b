/*
 * SIGUSR2: a new binary, the same process, the same connections.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/server/harness.h"

static struct server s;

TestSuite(upgrade, .fini = harness_fini, .timeout = 60 * SLOW);

/* By the log: a visit to the stats socket may be cut by the exec. */
static bool
has_upgraded(const void *times)
{
	return log_lines(&s, "has taken over") == *(const unsigned *)times;
}

/* Upgrade, and wait until all workers are new. */
static void
upgrade(unsigned times)
{
	pid_t before[WORKERS_MAX];
	unsigned i, count = (unsigned)counter(&s, "workers");

	/* A keeper or a self-test may just be on its way to somewhere else. */
	await_workers(&s, count, 0);
	worker_pids(&s, before);
	server_signal(&s, SIGUSR2);
	cr_assert(soon(has_upgraded, &times, PATIENCE_MS));
	for (i = 0; i < count; i++)
		await_workers(&s, count, before[i]);
	await_ready(&s, count);
}

static void
goes_on(enum door door)
{
	struct client c;

	s = server_start("workers=2");
	c = client_open(&s, door);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
	/* Half a request is there already. */
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":"
	    "\"goxel.get_");
	upgrade(1);
	client_say(&c, "voxel\",\"params\":[1,2,3]}\n");
	expect(client_line(&c), "result.exists", "true");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	cr_expect_eq(counter(&s, "worker_deaths"), 0);
	cr_expect_eq(counter(&s, "keeper_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

Test(upgrade, unix_connection_goes_on_in_the_middle_of_a_request)
{
	goes_on(DOOR_UNIX);
}

Test(upgrade, tcp_connection_goes_on_in_the_middle_of_a_request)
{
	goes_on(DOOR_TCP);
}

static unsigned
descriptors(pid_t pid)
{
	char path[64];
	unsigned count = 0;
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	dir = opendir(path);
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count;
}

Test(upgrade, many_upgrades_leave_no_descriptor_behind)
{
	unsigned before;
	unsigned i;

	s = server_start("workers=2 durability=power");
	upgrade(1);
	before = descriptors(s.pid);
	for (i = 2; i <= 6; i++)
		upgrade(i);
	cr_expect_eq(descriptors(s.pid), before);
	server_stop(&s);
}

Test(upgrade, edits_before_it_are_stored_after_it)
{
	struct client c;

	s = server_start("workers=2 durability=power");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
	upgrade(1);
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	client_close(&c);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.open_project", "[\"test\"]");
	expect(call(&c, "goxel.get_voxel", "[4,5,6]"), "result.exists", "true");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists", "true");
	client_close(&c);
	server_stop(&s);
}

Test(upgrade, worker_killed_right_after_it_is_replaced)
{
	pid_t pids[WORKERS_MAX];
	struct client c;

	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	upgrade(1);
	worker_pids(&s, pids);
	kill_worker(&s, pids[0]);
	expect(call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]"),
	    "result.success", "true");
	cr_expect_eq(counter(&s, "worker_deaths"), 1);
	client_close(&c);
	server_stop(&s);
}

/*
 * Binaries of the test's own
 */

static char folder[] = "/tmp/goxeld-binary.XXXXXX";

/* Start from a folder where the binary can be exchanged. */
static void
start_from_folder(void)
{
	const char *build = getenv("BUILD");
	char command[256];

	cr_assert_not_null(mkdtemp(folder));
	snprintf(command, sizeof command, "cp %s/goxeld %s/goxeld",
	    build == NULL ? "build" : build, folder);
	cr_assert_eq(system(command), 0);
	setenv("BUILD", folder, 1);
	s = server_start("workers=1");
}

static void
exchange_binary(const char *text)
{
	char path[64], aside[64];
	FILE *file;

	snprintf(path, sizeof path, "%s/goxeld", folder);
	snprintf(aside, sizeof aside, "%s/new", folder);
	file = fopen(aside, "we");
	fputs(text, file);
	fclose(file);
	chmod(aside, 0755);
	cr_assert_eq(rename(aside, path), 0);
}

static void
end_in_folder(void)
{
	char path[64];

	snprintf(path, sizeof path, "%s/goxeld", folder);
	unlink(path);
	rmdir(folder);
	server_stop(&s);
}

static void
is_refused(const char *text, const char *why)
{
	pid_t before[WORKERS_MAX], after[WORKERS_MAX];
	struct client c;

	start_from_folder();
	c = client_open(&s, DOOR_UNIX);
	await_workers(&s, 1, 0);
	worker_pids(&s, before);
	exchange_binary(text);
	cr_expect_not_null(strstr(stats(&s, "upgrade"), why), "%s",
	    stats(&s, "upgrade"));
	expect(call(&c, "ping", NULL), "result.pong", "true");
	worker_pids(&s, after);
	cr_expect_eq(before[0], after[0]);
	cr_expect_geq(counter(&s, "upgrades_refused"), 1);
	client_close(&c);
	end_in_folder();
}

Test(upgrade, binary_of_another_layout_is_refused)
{
	is_refused("#!/bin/sh\necho goxeld 9.9 understands layout 1234\n",
	    "it needs a restart");
}

Test(upgrade, binary_that_does_not_run_is_refused)
{
	is_refused("this is no program", "--check failed");
}

Test(upgrade, binary_that_never_answers_is_refused)
{
	is_refused("#!/bin/sh\nexec sleep 60\n", "--check failed");
}

Test(upgrade, bad_settings_are_refused)
{
	s = server_start("workers=1");
	server_settings(&s, "workers many\n");
	cr_expect_not_null(strstr(stats(&s, "upgrade"), "workers"));
	cr_expect_eq(counter(&s, "upgrades"), 0);
	server_stop(&s);
}
