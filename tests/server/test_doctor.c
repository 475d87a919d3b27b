/*
 * goxelctl doctor and bugreport: a healthy server, sick ones, no secrets.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(doctor, .fini = harness_fini);

static struct server s;
static char said[262144];

/* Run a shell line, %s as in printf; its status, and its output in `said`. */
static int __attribute__((format(printf, 1, 2)))
run(const char *format, ...)
{
	char line[2048];
	va_list args;
	FILE *pipe;
	size_t len;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	pipe = popen(line, "re");
	cr_assert_not_null(pipe);
	len = fread(said, 1, sizeof said - 1, pipe);
	said[len] = '\0';
	return WEXITSTATUS(pclose(pipe));
}

static int
ctl(const char *command)
{
	const char *build = getenv("BUILD");

	return run("%s/goxelctl -s %s %s 2>&1", build == NULL ? "build" :
	    build, s.socket, command);
}

static void
says(const char *text)
{
	cr_assert(strstr(said, text) != NULL, "no '%s' in: %s", text, said);
}

/* A server with so few settings that nothing of the machine can be amiss. */
static void
begin(const char *settings)
{
	s = server_start("workers=1 connections=50 worker_memory=64 "
	    "job_memory=64 script_memory=32 %s", settings);
}

Test(doctor, healthy_server_is_well)
{
	begin("data_dir=off");
	cr_assert_eq(ctl("doctor"), 0, "%s", said);
	says("ok    server        serving with 1 workers");
	says("ok    nofile");
	says("ok    settings");
	cr_assert_eq(ctl("doctor --json"), 0);
	cr_assert_eq(strncmp(said, "{\"verdict\":\"ok\",\"checks\":[", 26), 0,
	    "%s", said);
	server_stop(&s);
}

Test(doctor, folder_of_projects_is_examined)
{
	begin("");
	cr_assert_neq(ctl("doctor"), 2, "%s", said);
	says("ok    keeper");
	says("a write reaches the disk in");
	says("ok    journal");
	server_stop(&s);
}

Test(doctor, server_that_is_not_there_is_bad)
{
	s = server_prepare("workers=1");
	cr_assert_eq(ctl("doctor"), 2);
	says("bad   server        no server answers");
	says("-> start one with goxeld");
	server_forget(&s);
}

Test(doctor, killed_server_leaves_what_is_told)
{
	begin("data_dir=off");
	server_signal(&s, SIGKILL);
	server_reap(&s);
	cr_assert_eq(run("BUILD=${BUILD:-build}; $BUILD/goxelctl -s %s -p %s "
	    "doctor", s.socket, s.pid_file), 2);
	says("is left of a server that died");
	says("warn  pid_file");
	server_forget(&s);
}

Test(doctor, worker_that_died_is_told)
{
	pid_t pids[WORKERS_MAX];

	begin("data_dir=off");
	worker_pids(&s, pids);
	kill_worker(&s, pids[0]);
	await_workers(&s, 1, pids[0]);
	server_await(&s);
	cr_assert_eq(ctl("doctor"), 1, "%s", said);
	says("warn  deaths        1 workers died");
	server_stop(&s);
}

Test(doctor, socket_that_was_removed_is_bad)
{
	begin("data_dir=off");
	cr_assert_eq(rename(s.socket, in_dir(&s, "moved")), 0);
	cr_assert_eq(ctl("doctor"), 2);
	says("bad   sockets");
	says("bad   ping");
	cr_assert_eq(rename(in_dir(&s, "moved"), s.socket), 0);
	server_stop(&s);
}

Test(doctor, socket_open_to_others_is_told)
{
	begin("data_dir=off");
	cr_assert_eq(chmod(s.socket, 0666), 0);
	cr_assert_eq(ctl("doctor"), 1, "%s", said);
	says("has mode 666, more than the 600");
	server_stop(&s);
}

Test(doctor, settings_that_contradict_are_bad)
{
	begin("data_dir=off durability=power");
	cr_assert_eq(ctl("doctor"), 2);
	says("bad   settings      durability is power and data_dir is off");
	server_stop(&s);
}

static void
write_token(const char *token)
{
	int fd = open(in_dir(&s, "token"), O_WRONLY | O_CREAT, 0600);

	cr_assert_eq(write(fd, token, strlen(token)), (ssize_t)strlen(token));
	close(fd);
}

Test(doctor, bugreport_holds_everything_but_the_token)
{
	static const char token[] = "seventeen-white-horses";
	char settings[256];

	s = server_prepare("workers=1");
	write_token(token);
	snprintf(settings, sizeof settings, "workers 1\nhttp_token_file %s\n",
	    in_dir(&s, "token"));
	server_settings(&s, settings);
	server_spawn(&s, NULL);
	server_await(&s);
	/* As if the server had said it. */
	cr_assert_eq(run("echo 'Bearer x1y2z3 %s' >>%s", token, s.log), 0);
	cr_assert_eq(run("BUILD=${BUILD:-build}; $BUILD/goxelctl -s %s "
	    "bugreport %s", s.socket, in_dir(&s, "report.tar.gz")), 0);
	says("show/config.json");
	cr_assert_eq(run("tar xzOf %s", in_dir(&s, "report.tar.gz")), 0);
	says("goxelctl " GOXELD_VERSION);
	says("Max open files");
	says("Bearer (left out) (left out)");
	says("\"name\":\"http_token_file\",\"value\":\"(left out)\"");
	cr_assert_null(strstr(said, token));
	cr_assert_null(strstr(said, "x1y2z3"));
	cr_assert_null(strstr(said, in_dir(&s, "token")));
	server_stop(&s);
}

Test(doctor, bugreport_replaces_no_file)
{
	s = server_prepare("workers=1");
	cr_assert_eq(run("echo mine >%s", in_dir(&s, "r")), 0);
	cr_assert_eq(run("BUILD=${BUILD:-build}; $BUILD/goxelctl -s %s "
	    "bugreport %s 2>&1", s.socket, in_dir(&s, "r")), 1);
	says("File exists");
	cr_assert_str_eq(server_file(&s, in_dir(&s, "r")), "mine\n");
	server_forget(&s);
}

Test(doctor, bugreport_of_no_server_tells_that)
{
	s = server_prepare("workers=1");
	cr_assert_eq(run("BUILD=${BUILD:-build}; $BUILD/goxelctl -s %s "
	    "bugreport %s", s.socket, in_dir(&s, "r")), 0);
	cr_assert_eq(run("tar xzOf %s doctor.txt", in_dir(&s, "r")), 0);
	says("no server answers");
	server_forget(&s);
}
