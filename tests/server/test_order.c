/*
 * What operators have done by the stats socket, on a server that works.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/server/harness.h"

#define NOBODY	65534

TestSuite(order, .fini = harness_fini);

static struct server s;
static struct client c;

static void
begin(const char *settings)
{
	s = server_start("workers=2 %s", settings);
	await_ready(&s, 2);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle\"]");
}

/* The connection is still there and the project whole. */
static void
end(void)
{
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	server_stop(&s);
}

static void
order(const char *command)
{
	const char *said = stats(&s, command);

	cr_assert(strncmp(said, "done: ", 6) == 0, "%s: %s", command, said);
}

static void
refused(const char *command, const char *words)
{
	const char *said = stats(&s, command);

	cr_assert(strncmp(said, "error: ", 7) == 0, "%s: %s", command, said);
	cr_assert(strstr(said, words) != NULL, "%s: %s", command, said);
}

static bool
is_state(const void *what)
{
	return strstr(stats(&s, "show workers worker=1 csv"), what) != NULL;
}

Test(order, drained_worker_stays_away_until_it_is_undrained)
{
	begin("");
	order("drain worker 1");
	cr_assert(soon(is_state, ",none,", PATIENCE_MS));
	refused("drain worker 1", "undrain worker N");
	refused("drain worker 0", "no other worker serves");
	order("reload");
	await_ready(&s, 1);
	cr_assert(is_state(",none,"), "a reload brought it back");
	order("undrain worker 1");
	await_ready(&s, 2);
	refused("undrain worker 1", "drain worker N");
	end();
}

Test(order, drain_moves_projects_and_connections)
{
	char command[64];
	int worker;

	begin("");
	worker = (int)number_beside(stats(&s, "show projects json"), "name",
	    "castle", "worker");
	snprintf(command, sizeof command, "drain worker %d", worker);
	order(command);
	expect(call(&c, "goxel.add_voxel", "[1,2,3,4,5,6]"),
	    "result.success", "true");
	cr_assert_eq(number_beside(stats(&s, "show projects json"), "name",
	    "castle", "worker"), 1 - worker);
	end();
}

Test(order, killed_and_restarted_workers_are_replaced)
{
	pid_t pid;

	begin("");
	pid = (pid_t)number_at(stats(&s, "show worker 1 json"), "pid");
	order("kill worker 1");
	await_workers(&s, 2, pid);
	await_ready(&s, 2);
	cr_assert_eq(counter(&s, "worker_deaths"), 1);
	pid = (pid_t)number_at(stats(&s, "show worker 1 json"), "pid");
	order("restart worker 1");
	await_workers(&s, 2, pid);
	await_ready(&s, 2);
	cr_assert_eq(counter(&s, "worker_deaths"), 1, "a restart is a death");
	refused("kill worker 2", "they are 0 to 1");
	refused("restart worker", "show workers");
	end();
}

Test(order, closed_connection_is_closed)
{
	struct client other;
	char command[32];

	begin("");
	other = client_open(&s, DOOR_UNIX);
	call(&other, "ping", NULL);
	snprintf(command, sizeof command, "close conn %d",
	    (int)number_at(stats(&s, "show conns sort=conn limit=1 json"),
	    "0.conn"));
	order(command);
	client_ends(&other);
	client_close(&other);
	refused("close conn 77", "show conns");
	end();
}

Test(order, setting_holds_until_the_next_reload)
{
	begin("");
	order("set slow_request 0");
	expect(stats(&s, "show config name=slow_request json"), "0.value",
	    "0");
	expect(stats(&s, "show config name=slow_request json"), "0.from",
	    "\"set\"");
	order("set workers 3");
	await_ready(&s, 3);
	expect(stats(&s, "show config name=slow_request json"), "0.value",
	    "0");
	cr_assert(strstr(stats(&s, "show events kind=config"),
	    "slow_request: 0, it was 100") != NULL);
	order("reload");
	expect(stats(&s, "show config name=slow_request json"), "0.value",
	    "100");
	end();
}

Test(order, setting_that_cannot_be_is_refused)
{
	begin("");
	refused("set slow_request x", "0 to 3600000");
	refused("set slow_request 3600001", "0 to 3600000");
	refused("set socket y", "restart only");
	refused("set nothing 1", "show config");
	refused("set workers", "usage: set NAME VALUE");
	cr_assert_eq(counter(&s, "reloads"), 0);
	end();
}

static bool
is_filed(const void *what)
{
	(void)what;
	return number_beside(stats(&s, "show projects json"), "name",
	    "castle", "filed") >= 2;
}

Test(order, checkpoint_writes_a_file)
{
	char data[128];

	begin("data_dir=off");
	refused("checkpoint", "data_dir is off");
	end();
	s = server_prepare("workers=2");
	snprintf(data, sizeof data, "-odata_dir=%s", in_dir(&s, "data"));
	server_spawn(&s, data);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"castle\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,4,5,6]");
	refused("checkpoint tower", "show projects");
	order("checkpoint castle");
	cr_assert(soon(is_filed, NULL, PATIENCE_MS), "%s",
	    stats(&s, "show projects"));
	end();
}

Test(order, stop_is_answered_and_ends_the_server)
{
	begin("");
	order("stop");
	cr_assert_eq(server_exit(&s, STOP_MS + PATIENCE_MS), 0);
	client_close(&c);
	server_forget(&s);
}

Test(order, bad_file_refuses_a_reload_and_says_why)
{
	begin("");
	server_settings(&s, "workers nonsense\n");
	refused("reload", "the old settings stay");
	expect(stats(&s, "show events kind=reload_refused json"),
	    "0.kind", "\"reload_refused\"");
	end();
}

/* A client of the stats socket that stays. */
static struct client
open_stats(void)
{
	struct server desk = s;

	snprintf(desk.socket, sizeof desk.socket, "%s", s.stats);
	return client_open(&desk, DOOR_UNIX);
}

Test(order, prompt_stays_until_quit)
{
	struct client desk;

	begin("");
	desk = open_stats();
	client_say(&desk, "prompt\nshow version csv; show errors csv\n");
	cr_assert_str_eq(client_line(&desk), "> name,value\r");
	client_say(&desk, "quit\n");
	while (strstr(client_line(&desk), "error,code") == NULL)
		;
	client_close(&desk);
	end();
}

Test(order, watch_answers_until_the_client_goes)
{
	struct client desk;
	int heads = 0;

	begin("");
	desk = open_stats();
	client_say(&desk, "watch show rings csv limit=1 1\n");
	while (heads < 3)
		heads += strncmp(client_line(&desk), "ring_bytes", 10) == 0;
	client_close(&desk);
	refused("watch show rings", "watch COMMAND SECONDS");
	refused("watch stop 1", "only what is shown");
	refused("watch show rings 0", "1 to 3600");
	end();
}

Test(order, completion_lists_what_begins_so)
{
	begin("");
	cr_assert_str_eq(stats(&s, "complete show con"),
	    "command\nshow conns\nshow config\nshow conn\n");
	cr_assert_str_eq(stats(&s, "complete set slow"),
	    "command\nset slow_request\n");
	end();
}

Test(order, completion_of_a_worker_goes_on_with_each)
{
	begin("workers=2");
	cr_assert_str_eq(stats(&s, "complete drain w"),
	    "command\ndrain worker\n");
	cr_assert_str_eq(stats(&s, "complete drain worker"),
	    "command\ndrain worker\ndrain worker 0\ndrain worker 1\n");
	cr_assert_str_eq(stats(&s, "complete show worker 1"),
	    "command\nshow worker 1\n");
	end();
}

/* As another user: what a command is answered with. */
static const char *
as_nobody(const char *command)
{
	const char *said;

	cr_assert_eq(chmod(s.dir, 0755), 0);
	cr_assert_eq(seteuid(NOBODY), 0);
	said = stats(&s, command);
	cr_assert_eq(seteuid(0), 0);
	return said;
}

Test(order, other_users_may_look_only_if_a_setting_says_so)
{
	if (geteuid() != 0)
		cr_skip("only root can be somebody else");
	begin("stats_others=look");
	cr_assert(strncmp(as_nobody("show version"), "version: ", 9) == 0);
	expect_text(as_nobody("stop"), "may only look");
	expect_text(as_nobody("kill worker 0"), "may only look");
	expect_text(as_nobody("set workers 1"), "may only look");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
	begin("");
	/* The socket itself is closed to them; opened, they are told why. */
	cr_assert_eq(chmod(s.stats, 0666), 0);
	expect_text(as_nobody("show version"), "only root");
	end();
}
