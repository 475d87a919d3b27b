/*
 * SIGHUP: new settings, new workers, the same connections.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(reload, .fini = harness_fini, .timeout = 60);

static double
setting(const struct server *s, const char *name)
{
	return number_beside(stats(s, "show config json"), "name", name,
	    "value");
}

static void
stays_open(enum door door)
{
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, door);

	call(&c, "ping", "{}");
	reload(&s);
	expect(call(&c, "ping", "{}"), "result.pong", "true");
	cr_assert_eq(counter(&s, "connections_lost"), 0);
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

Test(reload, unix_connection_open_across_reload_stays_open)
{
	stays_open(DOOR_UNIX);
}

Test(reload, tcp_connection_open_across_reload_stays_open)
{
	stays_open(DOOR_TCP);
}

Test(reload, workers_are_replaced)
{
	struct server s = server_start("workers=2");
	pid_t before[WORKERS_MAX], after[WORKERS_MAX];
	unsigned i, j;

	await_workers(&s, 2, 0);
	worker_pids(&s, before);
	reload(&s);
	await_workers(&s, 2, 0);
	worker_pids(&s, after);
	for (i = 0; i < 2; i++)
		for (j = 0; j < 2; j++)
			cr_assert_neq(before[i], after[j]);
	server_stop(&s);
}

Test(reload, new_settings_are_taken_over)
{
	struct server s = server_start("workers=2 attempts=2");

	server_settings(&s, "workers 4\nattempts 7\n");
	reload(&s);
	await_workers(&s, 4, 0);
	cr_assert_eq(setting(&s, "attempts"), 7);
	server_settings(&s, "workers 1\n");
	reload(&s);
	await_workers(&s, 1, 0);
	cr_assert_eq(setting(&s, "attempts"), 2);
	cr_assert_eq(counter(&s, "reloads"), 2);
	server_stop(&s);
}

Test(reload, bad_settings_are_refused_with_file_and_line_and_the_old_stay)
{
	struct server s = server_start("workers=2 attempts=5");
	struct client c = client_open(&s, DOOR_UNIX);
	char where[128];
	pid_t pid;

	call(&c, "ping", NULL);
	pid = serving_worker(&s);
	server_settings(&s, "attempts 6\nworkers 3\nlog_level loud\n");
	server_signal(&s, SIGHUP);
	snprintf(where, sizeof where, "%s:3", s.conf);
	await_log(&s, where);
	cr_assert_eq(setting(&s, "attempts"), 5);
	cr_assert_eq(serving_worker(&s), pid);
	cr_assert_eq(counter(&s, "reloads_refused"), 1);
	await_workers(&s, 2, 0);
	client_close(&c);
	server_stop(&s);
}

Test(reload, missing_settings_file_is_refused_and_the_old_stay)
{
	struct server s = server_start("workers=2 attempts=5");

	cr_assert_eq(unlink(s.conf), 0);
	server_signal(&s, SIGHUP);
	await_log(&s, s.conf);
	cr_assert_eq(setting(&s, "attempts"), 5);
	await_workers(&s, 2, 0);
	server_stop(&s);
}

Test(reload, pipelined_requests_are_each_answered_once_across_reloads)
{
	enum { REQUESTS = 20000 };
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	char text[128], id[16];
	unsigned i;

	for (i = 0; i < REQUESTS; i++) {
		snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
		    "\"method\":\"echo\",\"params\":[%u]}", i, i);
		client_say(&c, text);
		if (i % 7000 == 3000)
			reload(&s);
	}
	for (i = 0; i < REQUESTS; i++) {
		snprintf(id, sizeof id, "%u", i);
		expect(client_line(&c), "id", id);
	}
	client_is_silent(&c);
	client_close(&c);
	server_stop(&s);
}

Test(reload, three_reloads_in_a_row_end_with_the_last_settings)
{
	struct server s = server_start("workers=2");

	server_settings(&s, "workers 2\nattempts 3\n");
	server_signal(&s, SIGHUP);
	server_settings(&s, "workers 3\nattempts 4\n");
	server_signal(&s, SIGHUP);
	server_settings(&s, "workers 2\nattempts 6\n");
	usleep(20000);
	reload(&s);
	await_workers(&s, 2, 0);
	cr_assert_eq(setting(&s, "attempts"), 6);
	server_stop(&s);
}
