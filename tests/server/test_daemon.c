/*
 * The command line as an old installation uses it: each flag, each variable,
 * each exit status.
 */
#include <sys/stat.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

TestSuite(daemon, .fini = harness_fini);

#define ARGS	24
#define NOBODY	65534

/* What a run of the program came to. */
struct run {
	int		 status;	/* of its exit */
	char		 said[8192];	/* on both outputs */
	uint64_t	 took_ms;
};

static void __attribute__((noreturn))
become_daemon(const struct server *s, int out, va_list args)
{
	const char *build = getenv("BUILD");
	char folder[PATH_MAX], program[PATH_MAX + 16], link[128];
	char *argv[ARGS] = { link };
	unsigned n = 1;

	if (realpath(build == NULL ? "build" : build, folder) == NULL)
		_exit(125);
	snprintf(program, sizeof program, "%s/goxeld", folder);
	snprintf(link, sizeof link, "%s/goxel-daemon", s->dir);
	if (symlink(program, link) == -1 && errno != EEXIST)
		_exit(126);
	while (n < ARGS - 1 && (argv[n] = va_arg(args, char *)) != NULL)
		n++;
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execv(link, argv);
	_exit(127);
}

/* All it says, until nobody has its outputs any more. */
static void
listen_to(struct run *r, int from)
{
	struct pollfd p = { .fd = from, .events = POLLIN };
	size_t len = 0;
	ssize_t n;

	while (len + 1 < sizeof r->said && poll(&p, 1, PATIENCE_MS) == 1 &&
	    (n = read(from, r->said + len, sizeof r->said - 1 - len)) > 0)
		len += (size_t)n;
	r->said[len] = '\0';
}

/* Run it as goxel-daemon with these arguments, up to NULL, to its end. */
static struct run
run(const struct server *s, ...)
{
	struct run r = { .status = -1 };
	uint64_t began_ms = clock_ms();
	int ends[2], status;
	va_list args;
	pid_t pid;

	cr_assert_eq(pipe2(ends, O_CLOEXEC), 0);
	va_start(args, s);
	if ((pid = fork()) == 0)
		become_daemon(s, ends[1], args);
	va_end(args);
	close(ends[1]);
	listen_to(&r, ends[0]);
	close(ends[0]);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	r.took_ms = clock_ms() - began_ms;
	if (WIFEXITED(status))
		r.status = WEXITSTATUS(status);
	return r;
}

/* It refused to start, soon, and gave this reason. */
static void
expect_refused(const struct run *r, const char *reason)
{
	cr_assert_eq(r->status, 1, "%d: %s", r->status, r->said);
	cr_assert_not_null(strstr(r->said, reason), "%s", r->said);
	cr_assert_lt(r->took_ms, 2000 * SLOW);
}

/* The program's flags for a server of its own in the test's folder. */
#define OURS(s)	"-c", (s).conf, "-s", (s).socket, "-p", (s).pid_file,	\
    "-o", "listen=off"

static void
expect_setting(const struct server *s, const char *name, const char *words)
{
	const char *all = stats(s, "show config"), *at = all;
	char line[512];

	while (at != NULL && (strncmp(at, name, strlen(name)) != 0 ||
	    at[strlen(name)] != ' '))
		at = (at = strchr(at, '\n')) == NULL ? NULL : at + 1;
	cr_assert_not_null(at, "%s: %s", name, all);
	snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
	cr_assert_not_null(strstr(line, words), "'%s' in '%s'", words, line);
}

Test(daemon, version_begins_as_formulas_expect)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "--version", NULL);

	cr_assert_eq(r.status, 0);
	cr_assert_eq(strncmp(r.said, "goxel-daemon version ", 21), 0);
	r = run(&s, "-v", NULL);
	cr_assert_eq(r.status, 0);
	cr_assert_eq(strncmp(r.said, "goxel-daemon version ", 21), 0);
	server_forget(&s);
}

Test(daemon, help_names_every_flag_of_before)
{
	static const char *const flags[] = { "-h, --help", "-v, --version",
	    "-V, --verbose", "-D, --daemonize", "-f, --foreground",
	    "-p, --pid-file", "-s, --socket", "-c, --config",
	    "-l, --log-file", "-w, --working-dir", "-u, --user",
	    "-g, --group", "-j, --workers", "-q, --queue-size",
	    "-m, --max-connections", "-P, --protocol", "--priority-queue",
	    "--status", "--stop", "--reload" };
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "-h", NULL);
	size_t i;

	cr_assert_eq(r.status, 0);
	for (i = 0; i < sizeof flags / sizeof flags[0]; i++)
		cr_assert_not_null(strstr(r.said, flags[i]), "%s", flags[i]);
	server_forget(&s);
}

Test(daemon, unknown_flag_is_refused_with_a_hint)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "--bogus", NULL);

	expect_refused(&r, "--help lists the flags");
	cr_assert_not_null(strstr(r.said, "--bogus"));
	server_forget(&s);
}

Test(daemon, self_tests_are_refused_by_name)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "--test-lifecycle", NULL);

	expect_refused(&r, "self tests");
	server_forget(&s);
}

Test(daemon, flags_without_effect_are_taken)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "-P", "auto", "--protocol", "mcp",
	    "--priority-queue", "--check", NULL);

	cr_assert_eq(r.status, 0, "%s", r.said);
	server_forget(&s);
}

Test(daemon, numbers_beyond_their_limits_are_refused)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "-j", "65", NULL);

	expect_refused(&r, "workers must be 0 to 64 processes, not '65'");
	r = run(&s, "-q", "65537", NULL);
	expect_refused(&r, "jobs_waiting must be 0 to 65536");
	r = run(&s, "-m", "0", NULL);
	expect_refused(&r, "connections must be 1 to");
	r = run(&s, "-j", "64", "-q", "65536", "-m", "65536", "--check", NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	server_forget(&s);
}

/* --status, --stop and --reload of the server with this pid file. */
static struct run
ask(const struct server *s, const char *what)
{
	return run(s, what, "-p", s->pid_file, NULL);
}

Test(daemon, background_is_reached_when_the_command_returns)
{
	struct server s = server_prepare("workers=2");
	struct run r;
	struct client c;

	setenv("GOXEL_DATA_DIR", "off", 1);
	r = run(&s, "-D", OURS(s), "-l", s.log, NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	cr_assert_lt(r.took_ms, PATIENCE_MS, "it keeps our outputs");
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	client_close(&c);
	r = ask(&s, "--status");
	cr_assert_eq(r.status, 0);
	cr_assert_not_null(strstr(r.said, "is running"));
	cr_assert_eq(ask(&s, "--reload").status, 0);
	await_log(&s, "reload: new settings hold");
	r = ask(&s, "--stop");
	cr_assert_eq(r.status, 0, "%s", r.said);
	cr_assert_neq(access(s.socket, F_OK), 0);
	cr_assert_neq(access(s.pid_file, F_OK), 0);
	r = ask(&s, "--status");
	expect_refused(&r, "is not running");
	server_forget(&s);
}

Test(daemon, background_that_fails_tells_why)
{
	struct server s = server_prepare("workers=1");
	struct run r;

	setenv("GOXEL_DATA_DIR", "off", 1);
	r = run(&s, "-D", "-s", in_dir(&s, "none/sock"), "-p", s.pid_file,
	    "-o", "listen=off", "-l", s.log, NULL);
	expect_refused(&r, "none/sock: No such file or directory");
	cr_assert_neq(access(s.pid_file, F_OK), 0);
	await_log(&s, "none/sock: No such file or directory");
	server_forget(&s);
}

Test(daemon, nothing_runs_without_a_pid_file)
{
	struct server s = server_prepare("workers=1");
	struct run r = ask(&s, "--status");

	expect_refused(&r, "is not running");
	r = ask(&s, "--stop");
	expect_refused(&r, "is not running");
	r = ask(&s, "--reload");
	expect_refused(&r, "is not running");
	server_forget(&s);
}

/* The lock tells, not the number: it is ours, and --stop must not end us. */
Test(daemon, stale_pid_file_is_no_running_server)
{
	struct server s = server_prepare("workers=1");
	FILE *file = fopen(s.pid_file, "we");
	struct run r;

	fprintf(file, "%d\n", (int)getpid());
	fclose(file);
	r = ask(&s, "--status");
	expect_refused(&r, "is not running");
	r = ask(&s, "--stop");
	expect_refused(&r, "is not running");
	server_spawn(&s, NULL);
	server_await(&s);
	cr_assert_eq(atoi(server_file(&s, s.pid_file)), s.pid);
	server_stop(&s);
}

Test(daemon, second_server_names_the_first)
{
	struct server s = server_start("workers=1");
	char pid[64];
	struct run r = run(&s, "-f", OURS(s), "-o", "data_dir=off", NULL);

	snprintf(pid, sizeof pid, "process %d", (int)s.pid);
	expect_refused(&r, "a server runs already");
	expect_refused(&r, pid);
	r = run(&s, "-f", OURS(s), "-p", in_dir(&s, "other"), "-o",
	    "data_dir=off", NULL);
	expect_refused(&r, "a server answers on");
	server_stop(&s);
}

Test(daemon, bind_failure_is_told_though_the_log_is_a_file)
{
	struct server s = server_prepare("workers=1");
	char longest[200] = "";
	struct run r;

	r = run(&s, "-f", OURS(s), "-s", in_dir(&s, "none/sock"), "-l", s.log,
	    NULL);
	expect_refused(&r, "none/sock: No such file or directory");
	memset(longest, 'x', sizeof longest - 1);
	r = run(&s, "-f", "-s", longest, NULL);
	expect_refused(&r, "at most 107 bytes");
	close(open(in_dir(&s, "file"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	r = run(&s, "-f", OURS(s), "-s", in_dir(&s, "file"), "-l", s.log,
	    NULL);
	expect_refused(&r, "no socket at");
	cr_assert_eq(access(in_dir(&s, "file"), F_OK), 0);
	server_forget(&s);
}

Test(daemon, taken_port_ends_it_and_leaves_no_files)
{
	struct server s = server_start("workers=1"), other = s;
	char listen[64];
	struct run r;

	snprintf(listen, sizeof listen, "listen=127.0.0.1:%d", s.port);
	snprintf(other.socket, sizeof other.socket, "%s", in_dir(&s, "sock2"));
	snprintf(other.pid_file, sizeof other.pid_file, "%s",
	    in_dir(&s, "pid2"));
	r = run(&s, "-f", OURS(other), "-o", listen, NULL);
	expect_refused(&r, "the port is taken");
	cr_assert_neq(access(other.socket, F_OK), 0);
	cr_assert_neq(access(other.pid_file, F_OK), 0);
	server_stop(&s);
}

Test(daemon, folder_of_others_is_refused_with_the_reason)
{
	struct server s = server_prepare("workers=1");
	char dir[128];
	struct run r;

	if (geteuid() != 0)
		cr_skip("only root can be somebody else");
	snprintf(dir, sizeof dir, "%s", in_dir(&s, "closed"));
	cr_assert_eq(mkdir(dir, 0700), 0);
	cr_assert_eq(chmod(s.dir, 0777), 0);
	cr_assert_eq(chmod(s.conf, 0644), 0);
	run(&s, "-v", NULL);
	cr_assert_eq(seteuid(NOBODY), 0);
	r = run(&s, "-f", OURS(s), "-s", in_dir(&s, "closed/sock"), "-o",
	    "data_dir=off", NULL);
	cr_assert_eq(seteuid(0), 0);
	expect_refused(&r, "Permission denied");
	server_forget(&s);
}

Test(daemon, relative_paths_start_in_the_working_folder)
{
	struct server s = server_prepare("workers=1");
	char dir[128], build[PATH_MAX];
	struct run r;

	setenv("GOXEL_DATA_DIR", "off", 1);
	snprintf(dir, sizeof dir, "%s", in_dir(&s, "work"));
	cr_assert_eq(mkdir(dir, 0700), 0);
	cr_assert_not_null(realpath(getenv("BUILD") == NULL ? "build" :
	    getenv("BUILD"), build));
	setenv("BUILD", build, 1);
	cr_assert_eq(chdir(s.dir), 0);
	snprintf(s.pid_file, sizeof s.pid_file, "work/pid");
	snprintf(s.log, sizeof s.log, "work/log");
	r = run(&s, "-D", "-w", dir, "-c", "conf", "-s", "sock", "-p", "pid",
	    "-l", "log", "-o", "listen=off", NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	cr_assert_eq(access("work/sock", F_OK), 0);
	cr_assert_eq(access("work/pid", F_OK), 0);
	r = run(&s, "--reload", "-w", dir, "-p", "pid", NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	await_log(&s, "reload: new settings hold");
	kill(atoi(server_file(&s, s.pid_file)), SIGUSR2);
	await_log(&s, "has taken over");
	r = run(&s, "--stop", "-w", dir, "-p", "pid", NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	cr_assert_neq(access("work/sock", F_OK), 0);
	server_forget(&s);
}

Test(daemon, flags_are_settings_and_win_over_variables)
{
	struct server s = server_prepare("workers=1");

	setenv("GOXEL_DATA_DIR", "off", 1);
	setenv("GOXEL_MAX_WORKERS", "3", 1);
	setenv("GOXEL_LOG_LEVEL", "error", 1);
	setenv("GOXEL_QUEUE_SIZE", "4", 1);
	cr_assert_eq(run(&s, "-D", OURS(s), "-l", s.log, "-j", "2", "-q", "9",
	    "-m", "77", "-V", NULL).status, 0);
	expect_setting(&s, "workers", " 2 ");
	expect_setting(&s, "workers", "flag");
	expect_setting(&s, "jobs_waiting", " 9 ");
	expect_setting(&s, "connections", " 77 ");
	expect_setting(&s, "log_level", "debug");
	expect_setting(&s, "daemonize", "yes");
	cr_assert_eq(ask(&s, "--stop").status, 0);
	server_forget(&s);
}

Test(daemon, variables_of_before_are_settings_and_win_over_the_file)
{
	struct server s = server_prepare("workers=1 connections=5");
	struct run r;

	setenv("GOXEL_DATA_DIR", "off", 1);
	setenv("GOXEL_SOCKET_PATH", s.socket, 1);
	setenv("GOXEL_PID_FILE", s.pid_file, 1);
	setenv("GOXEL_LOG_FILE", s.log, 1);
	setenv("GOXEL_LOG_LEVEL", "DEBUG", 1);
	setenv("GOXEL_WORKER_THREADS", "2", 1);
	setenv("GOXEL_QUEUE_SIZE", "9", 1);
	setenv("GOXEL_MAX_CONNECTIONS", "77", 1);
	setenv("GOXEL_DAEMON_MODE", "1", 1);
	r = run(&s, "-c", s.conf, "-o", "listen=off", NULL);
	cr_assert_eq(r.status, 0, "%s", r.said);
	expect_setting(&s, "socket", "environment GOXEL_SOCKET_PATH");
	expect_setting(&s, "pid_file", "environment");
	expect_setting(&s, "log", "environment GOXEL_LOG_FILE");
	expect_setting(&s, "log_level", "debug");
	expect_setting(&s, "workers", "environment GOXEL_WORKER_THREADS");
	expect_setting(&s, "jobs_waiting", "environment GOXEL_QUEUE_SIZE");
	expect_setting(&s, "connections", " 77 ");
	expect_setting(&s, "daemonize", "environment GOXEL_DAEMON_MODE");
	cr_assert_eq(run(&s, "--stop", NULL).status, 0);
	server_forget(&s);
}

Test(daemon, settings_files_of_before_are_refused_with_their_line)
{
	struct server s = server_prepare("workers=1");
	char where[128];
	struct run r;

	server_settings(&s, "{\n  \"daemon\": { \"workers\": 4 }\n}\n");
	snprintf(where, sizeof where, "%s:1: this is JSON", s.conf);
	r = run(&s, "-f", "-c", s.conf, NULL);
	expect_refused(&r, where);
	server_settings(&s, "# goxel\n\ndaemon:\n  workers: 4\n");
	snprintf(where, sizeof where, "%s:3: this is YAML", s.conf);
	r = run(&s, "-f", "-c", s.conf, NULL);
	expect_refused(&r, where);
	expect_refused(&r, "goxeld.conf(5)");
	server_forget(&s);
}

Test(daemon, unknown_user_is_refused)
{
	struct server s = server_prepare("workers=1");
	struct run r = run(&s, "-f", "-u", "no-such-user", NULL);

	expect_refused(&r, "there is no user 'no-such-user'");
	r = run(&s, "-f", "-g", "no-such-group", NULL);
	expect_refused(&r, "there is no group 'no-such-group'");
	server_forget(&s);
}

/* Requests that nobody has read the replies of. */
Test(daemon, sigterm_under_load_ends_within_a_second)
{
	struct server s = server_start("workers=2");
	struct client c = client_open(&s, DOOR_UNIX);
	uint64_t began_ms;
	unsigned i;

	call(&c, "goxel.create_project", "[\"a\"]");
	for (i = 0; i < 20000; i++)
		client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
		    "\"goxel.add_voxel\",\"params\":[1,2,3,4,5,6]}\n");
	began_ms = clock_ms();
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert_lt(clock_ms() - began_ms, STOP_MS);
	cr_assert_neq(access(s.socket, F_OK), 0);
	cr_assert_neq(access(s.pid_file, F_OK), 0);
	client_close(&c);
	server_forget(&s);
}
