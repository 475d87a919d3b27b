/*
 * The processes: start, check, signals, and how everything ends.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

TestSuite(process, .fini = harness_fini);

static void
stops_by(int number)
{
	struct server s = server_start("workers=4");
	struct client c = client_open(&s, DOOR_UNIX);
	uint64_t began_ms;

	call(&c, "ping", NULL);
	began_ms = clock_ms();
	server_signal(&s, number);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert_lt(clock_ms() - began_ms, STOP_MS);
	cr_assert_neq(access(s.socket, F_OK), 0, "the socket is left");
	cr_assert_neq(access(s.stats, F_OK), 0, "the stats socket is left");
	cr_assert_neq(access(in_dir(&s, "sock.admin"), F_OK), 0,
	    "the admin socket is left");
	cr_assert_neq(access(s.pid_file, F_OK), 0, "the pid file is left");
	client_ends(&c);
	client_close(&c);
	server_forget(&s);
}

Test(process, sigterm_ends_everything_within_a_second)
{
	stops_by(SIGTERM);
}

Test(process, sigint_ends_everything_within_a_second)
{
	stops_by(SIGINT);
}

Test(process, sigquit_ends_everything_within_a_second)
{
	stops_by(SIGQUIT);
}

Test(process, sigterm_is_prompt_while_a_job_runs)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);

	call(&c, "goxel.create_project", NULL);
	callf(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[63,63,63],"
	    "\"color\":\"#ff8800\"}");
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.render_scene\",\"params\":{\"width\":8192,"
	    "\"height\":8192,\"options\":{\"return_mode\":\"base64\"}}}\n");
	usleep(50000);
	server_stop(&s);
	client_close(&c);
}

Test(process, workers_are_direct_children_of_the_master)
{
	struct server s = server_start("workers=3");
	pid_t pids[WORKERS_MAX];

	await_workers(&s, 3, 0);
	cr_assert_eq(worker_pids(&s, pids), 3);
	server_stop(&s);
}

Test(process, pid_file_holds_the_masters_pid)
{
	struct server s = server_start("workers=1");

	cr_assert_eq(atoi(server_file(&s, s.pid_file)), s.pid);
	server_stop(&s);
}

Test(process, sockets_are_for_their_owner_only)
{
	struct server s = server_start("workers=1");
	struct stat st;

	cr_assert_eq(stat(s.socket, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_eq(stat(s.stats, &st), 0);
	cr_assert_eq(st.st_mode & 0077, 0);
	server_stop(&s);
}

Test(process, left_over_socket_of_a_dead_server_is_replaced)
{
	struct server s = server_start("workers=1");

	server_signal(&s, SIGKILL);
	waitpid(s.pid, NULL, 0);
	cr_assert_eq(access(s.socket, F_OK), 0);
	server_spawn(&s, NULL);
	server_await(&s);
	server_stop(&s);
}

Test(process, second_server_on_the_same_socket_refuses_to_start)
{
	struct server s = server_start("workers=1"), second = s;
	struct client c;

	second.port = 0;
	server_spawn(&second, NULL);
	cr_assert_neq(server_exit(&second, PATIENCE_MS), 0);
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	server_stop(&s);
}

struct pids {
	pid_t	 pids[WORKERS_MAX];
	unsigned count;
};

static bool
all_dead(const void *what)
{
	const struct pids *all = what;
	unsigned i;

	for (i = 0; i < all->count; i++)
		if (process_lives(all->pids[i]))
			return false;
	return true;
}

Test(process, workers_end_when_the_master_is_killed)
{
	struct server s = server_start("workers=4");
	struct pids all;

	await_workers(&s, 4, 0);
	all.count = worker_pids(&s, all.pids);
	server_signal(&s, SIGKILL);
	waitpid(s.pid, NULL, 0);
	s.pid = 0;
	cr_assert(soon(all_dead, &all, 1000 * SLOW),
	    "workers outlive their master");
	server_forget(&s);
}

/* Start with this settings file; it must be refused. */
static const char *
refused(struct server *s, const char *settings)
{
	*s = server_prepare("workers=1");
	server_settings(s, settings);
	server_spawn(s, NULL);
	cr_assert_neq(server_exit(s, PATIENCE_MS), 0,
	    "started with the settings: %s", settings);
	return server_file(s, s->errors);
}

Test(process, bad_setting_is_refused_with_file_and_line)
{
	struct server s;
	const char *said;
	char where[128];

	said = refused(&s, "# ours\nworkers 2\n\nattempts many\n");
	snprintf(where, sizeof where, "%s:4", s.conf);
	cr_assert(strstr(said, where) != NULL, "it said: %s", said);
	cr_assert(strstr(said, "attempts") != NULL, "it said: %s", said);
	cr_assert_neq(access(s.socket, F_OK), 0);
	server_forget(&s);
}

Test(process, unknown_setting_is_refused_by_name)
{
	struct server s;
	const char *said = refused(&s, "wrokers 2\n");

	cr_assert(strstr(said, "wrokers") != NULL, "it said: %s", said);
	server_forget(&s);
}

Test(process, number_out_of_range_is_refused)
{
	struct server s;
	const char *said = refused(&s, "workers 65\n");

	cr_assert(strstr(said, "64") != NULL, "it said: %s", said);
	server_forget(&s);
}

Test(process, number_at_its_limit_is_taken)
{
	struct server s = server_start("attempts=10");

	cr_assert(strstr(stats(&s, "show config"), "attempts") != NULL);
	server_stop(&s);
}

Test(process, non_loopback_address_is_refused)
{
	struct server s;
	const char *said;

	s = server_prepare("workers=1");
	server_spawn(&s, "-olisten=0.0.0.0:0");
	cr_assert_neq(server_exit(&s, PATIENCE_MS), 0);
	said = server_file(&s, s.errors);
	cr_assert(strstr(said, "listen") != NULL, "it said: %s", said);
	server_forget(&s);
}

Test(process, check_tells_and_starts_nothing)
{
	struct server s = server_prepare("workers=2");

	server_spawn(&s, "--check");
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 0);
	cr_assert_neq(access(s.socket, F_OK), 0);
	server_settings(&s, "workers none\n");
	server_spawn(&s, "--check");
	cr_assert_neq(server_exit(&s, PATIENCE_MS), 0);
	server_forget(&s);
}

Test(process, shipped_settings_are_good_and_their_defaults)
{
	struct server s = server_prepare("workers=1");
	char *text = strdup(server_file(&s, "etc/goxeld.conf")), *at;

	cr_assert_gt(strlen(text), 1000);
	for (at = text; (at = strstr(at, "\n#")) != NULL; at++)
		if (at[2] >= 'a' && at[2] <= 'z')
			at[1] = ' ';
	server_settings(&s, text);
	free(text);
	server_spawn(&s, "--check");
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 0, "%s",
	    server_file(&s, s.errors));
	server_forget(&s);
}

Test(process, flag_wins_over_environment_and_file)
{
	struct server s = server_prepare("attempts=3 jobs=3 jobs_waiting=33");
	const char *config;

	setenv("GOXEL_ATTEMPTS", "4", 1);
	setenv("GOXEL_JOBS", "4", 1);
	server_spawn(&s, "-oattempts=5");
	server_await(&s);
	config = stats(&s, "show config json");
	cr_assert_eq(number_beside(config, "name", "attempts", "value"), 5,
	    "%s", config);
	cr_assert_eq(number_beside(config, "name", "jobs", "value"), 4);
	cr_assert_eq(number_beside(config, "name", "jobs_waiting", "value"),
	    33);
	server_stop(&s);
}

Test(process, sigusr1_opens_the_log_again)
{
	struct server s = server_start("workers=2");
	pid_t pids[WORKERS_MAX];

	await_workers(&s, 2, 0);
	cr_assert_eq(rename(s.log, in_dir(&s, "log.1")), 0);
	server_signal(&s, SIGUSR1);
	worker_pids(&s, pids);
	kill_worker(&s, pids[0]);
	await_log(&s, "killed by signal 9");
	server_stop(&s);
}

Test(process, log_has_no_line_per_request)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);
	unsigned before, i;

	call(&c, "ping", NULL);
	before = log_lines(&s, "20");
	for (i = 0; i < 200; i++)
		call(&c, i & 1 ? "ping" : "none", NULL);
	cr_assert_leq(log_lines(&s, "20"), before + 1);
	client_close(&c);
	server_stop(&s);
}

/* The process id of a server that went to the background, by its file. */
static bool
has_pid_file(const void *what)
{
	const struct server *s = what;

	return atoi(server_file(s, s->pid_file)) > 1;
}

Test(process, daemonize_leaves_a_server_behind)
{
	struct server s = server_prepare("workers=1");
	struct client c;
	pid_t pid;

	server_spawn(&s, "--daemonize");
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 0);
	cr_assert(soon(has_pid_file, &s, PATIENCE_MS));
	pid = atoi(server_file(&s, s.pid_file));
	cr_assert(process_lives(pid));
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	kill(pid, SIGTERM);
	while (process_lives(pid))
		usleep(5000);
	cr_assert_neq(access(s.socket, F_OK), 0);
	server_forget(&s);
}
