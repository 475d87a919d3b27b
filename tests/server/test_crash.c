/*
 * Killed workers: what their clients notice, and what the server does.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

TestSuite(crash, .fini = harness_fini);

/* The worker of the only connection, once it has been served. */
static pid_t
serving(const struct server *s, struct client *c)
{
	call(c, "ping", NULL);
	return serving_worker(s);
}

static void
connection_survives(enum door door)
{
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, door);
	pid_t pid = serving(&s, &c);

	kill_worker(&s, pid);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_assert_neq(serving(&s, &c), pid);
	cr_assert_eq(counter(&s, "connections_lost"), 0);
	client_close(&c);
	server_stop(&s);
}

Test(crash, unix_connection_of_a_killed_worker_is_served_on)
{
	connection_survives(DOOR_UNIX);
}

Test(crash, tcp_connection_of_a_killed_worker_is_served_on)
{
	connection_survives(DOOR_TCP);
}

Test(crash, only_worker_is_replaced_and_serves_its_connection_on)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);
	pid_t pid = serving(&s, &c);

	kill_worker(&s, pid);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_assert_neq(serving(&s, &c), pid);
	client_close(&c);
	server_stop(&s);
}

Test(crash, killed_worker_is_replaced)
{
	struct server s = server_start("workers=3");
	pid_t pids[WORKERS_MAX], pid;

	await_workers(&s, 3, 0);
	worker_pids(&s, pids);
	pid = pids[1];
	kill_worker(&s, pid);
	await_workers(&s, 3, pid);
	await_log(&s, "killed by signal 9");
	cr_assert_eq(counter(&s, "worker_deaths"), 1);
	server_stop(&s);
}

Test(crash, all_idle_connections_survive_all_workers)
{
	enum { CLIENTS = 100, WORKERS = 4 };
	static struct client clients[CLIENTS];
	struct server s = server_start("workers=4");
	pid_t pids[WORKERS_MAX];
	unsigned i;

	for (i = 0; i < CLIENTS; i++) {
		clients[i] = client_open(&s, i & 1 ? DOOR_TCP : DOOR_UNIX);
		call(&clients[i], "ping", NULL);
	}
	await_workers(&s, WORKERS, 0);
	worker_pids(&s, pids);
	for (i = 0; i < WORKERS; i++)
		kill_worker(&s, pids[i]);
	for (i = 0; i < CLIENTS; i++) {
		expect(call(&clients[i], "ping", NULL), "result.pong", "true");
		client_close(&clients[i]);
	}
	cr_assert_eq(counter(&s, "connections_lost"), 0);
	server_stop(&s);
}

Test(crash, pipelined_requests_are_each_answered_once_across_kills)
{
	enum { REQUESTS = 20000, KILL_EVERY = 5000 };
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	char text[128], id[16];
	pid_t pids[WORKERS_MAX];
	unsigned i, n;

	for (i = 0; i < REQUESTS; i++) {
		snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
		    "\"method\":\"echo\",\"params\":[%u]}", i, i);
		client_say(&c, text);
		if (i % KILL_EVERY != KILL_EVERY / 2)
			continue;
		for (n = worker_pids(&s, pids); n > 0; n--)
			kill_worker(&s, pids[n - 1]);
		await_workers(&s, 2, pids[0]);
	}
	for (i = 0; i < REQUESTS; i++) {
		snprintf(id, sizeof id, "%u", i);
		expect(client_line(&c), "id", id);
	}
	client_is_silent(&c);
	client_close(&c);
	server_stop(&s);
}

Test(crash, request_half_sent_when_the_worker_died_is_answered_whole)
{
	static const char request[] = "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"echo\",\"params\":[\"whole\"]}";
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	size_t cut;

	for (cut = 1; cut < sizeof request - 1; cut += 20) {
		pid_t pid = serving(&s, &c);

		client_send(&c, request, cut);
		usleep(20000);
		kill_worker(&s, pid);
		await_workers(&s, 2, pid);
		client_send(&c, request + cut, sizeof request - 1 - cut);
		expect(client_line(&c), "result", "[\"whole\"]");
	}
	client_close(&c);
	server_stop(&s);
}

Test(crash, reply_half_read_when_the_worker_died_is_read_whole)
{
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	static char params[4 << 20];
	pid_t pid = serving(&s, &c);
	size_t i, len;

	params[0] = '[';
	for (i = 1; i < sizeof params - 3; i += 2)
		memcpy(params + i, "1,", 2);
	memcpy(params + i, "1]", 3);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\","
	    "\"params\":");
	client_say(&c, params);
	client_say(&c, "}");
	usleep(200000);
	kill_worker(&s, pid);
	await_workers(&s, 2, pid);
	cr_assert_neq(strstr(client_line_size(&c, &len), "\"id\":1}"), NULL);
	cr_assert_gt(len, sizeof params - 100);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	server_stop(&s);
}

Test(crash, worker_that_keeps_dying_is_restarted_ever_later)
{
	enum { DEATHS = 5 };
	struct server s = server_start("workers=1");
	uint64_t began_ms, first_ms = 0, last_ms = 0;
	pid_t pids[WORKERS_MAX];
	int i;

	for (i = 0; i < DEATHS; i++) {
		await_workers(&s, 1, 0);
		worker_pids(&s, pids);
		began_ms = clock_ms();
		kill_worker(&s, pids[0]);
		await_workers(&s, 1, pids[0]);
		last_ms = clock_ms() - began_ms;
		if (i == 0)
			first_ms = last_ms;
	}
	cr_assert_lt(first_ms, 500 * SLOW, "the first took %ju ms",
	    (uintmax_t)first_ms);
	cr_assert_gt(last_ms, first_ms + 100,
	    "death 1 cost %ju ms and death %d only %ju ms",
	    (uintmax_t)first_ms, DEATHS, (uintmax_t)last_ms);
	server_stop(&s);
}

Test(crash, too_many_deaths_degrade_the_server_but_never_end_it)
{
	struct server s = server_start("workers=2 restart_limit=3");
	struct client c = client_open(&s, DOOR_UNIX);
	pid_t pids[WORKERS_MAX], pid;
	int i;

	for (i = 0; i < 4; i++) {
		await_workers(&s, 2, 0);
		worker_pids(&s, pids);
		pid = serving(&s, &c);
		kill_worker(&s, pids[0] == pid ? pids[1] : pids[0]);
		usleep(50000);
	}
	await_log(&s, "degraded");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	server_stop(&s);
}

Test(crash, projects_of_other_workers_are_untouched)
{
	struct server s = server_start("workers=2");
	struct client a, b;
	char name[16];
	int i;

	await_ready(&s, 2);
	a = client_open(&s, DOOR_UNIX);
	b = client_open(&s, DOOR_UNIX);
	call(&a, "goxel.create_project", "[\"a\"]");
	for (i = 0; i < 20; i++) {
		snprintf(name, sizeof name, "b%d", i);
		callf(&b, "goxel.create_project", "[\"%s\"]", name);
		if (project_worker(&s, "a") != project_worker(&s, name))
			break;
		client_close(&b);
		b = client_open(&s, DOOR_UNIX);
	}
	cr_assert_lt(i, 20, "every project lies in one worker");
	call(&b, "goxel.add_voxel", "[1,2,3]");
	kill_worker(&s, project_worker(&s, "a"));
	expect(callf(&b, "goxel.get_voxel", "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"project\":\"%s\"}", name), "result.exists", "true");
	client_close(&a);
	client_close(&b);
	server_stop(&s);
}

Test(crash, batch_across_a_kill_is_answered_once)
{
	enum { ELEMENTS = 5000 };
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	char text[128];
	const char *reply;
	pid_t pid = serving(&s, &c);
	unsigned i;

	client_say(&c, "[");
	for (i = 0; i < ELEMENTS; i++) {
		snprintf(text, sizeof text, "%s{\"jsonrpc\":\"2.0\",\"id\":%u,"
		    "\"method\":\"ping\"}", i == 0 ? "" : ",", i);
		client_say(&c, text);
	}
	client_say(&c, "]");
	kill_worker(&s, pid);
	reply = client_line(&c);
	expect(reply, "0.id", "0");
	expect(reply, "4999.id", "4999");
	expect_none(reply, "5000");
	client_is_silent(&c);
	client_close(&c);
	server_stop(&s);
}
