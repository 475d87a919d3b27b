/*
 * Becoming another user: by all processes, for good, and with the files.
 */
#include <sys/stat.h>
#include <criterion/criterion.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(privileges, .fini = harness_fini);

#define NOBODY	65534

/* A number of /proc/PID/status. */
static long
id_of(const struct server *s, pid_t pid, const char *name)
{
	char path[64];
	const char *at;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	at = strstr(server_file(s, path), name);
	cr_assert_not_null(at, "%s", name);
	return strtol(at + strlen(name), NULL, 10);
}

static void
expect_nobody(const struct server *s, pid_t pid)
{
	cr_assert_eq(id_of(s, pid, "\nUid:"), NOBODY);
	cr_assert_eq(id_of(s, pid, "\nGid:"), NOBODY);
	cr_assert_eq(id_of(s, pid, "\nGroups:"), NOBODY);
	cr_assert_eq(id_of(s, pid, "\nCapEff:"), 0);
}

/* Sockets that listen on its port. */
static unsigned
count_listeners(const struct server *s)
{
	const char *at = server_file(s, "/proc/net/tcp");
	char wanted[32];
	unsigned count = 0;

	snprintf(wanted, sizeof wanted, ":%04X 00000000:0000 0A", s->port);
	while ((at = strstr(at, wanted)) != NULL) {
		count++;
		at++;
	}
	return count;
}

Test(privileges, user_is_become_by_all_for_good_with_its_files)
{
	struct server s = server_prepare("workers=2 accept=reuseport");
	pid_t pids[WORKERS_MAX];
	struct client c;

	if (geteuid() != 0)
		cr_skip("only root can be somebody else");
	cr_assert_eq(chown(s.dir, NOBODY, NOBODY), 0);
	cr_assert_eq(chmod(s.conf, 0644), 0);
	server_spawn(&s, "-unobody");
	server_await(&s);
	await_ready(&s, 2);
	expect_nobody(&s, s.pid);
	cr_assert_eq(worker_pids(&s, pids), 2);
	expect_nobody(&s, pids[0]);
	expect_nobody(&s, pids[1]);
	cr_assert_eq(count_listeners(&s), 2);
	c = client_open(&s, DOOR_TCP);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	kill_worker(&s, pids[0]);
	await_workers(&s, 2, pids[0]);
	await_ready(&s, 2);
	server_signal(&s, SIGUSR2);
	await_log(&s, "has taken over");
	await_ready(&s, 2);
	expect_nobody(&s, s.pid);
	cr_assert_eq(rename(s.log, in_dir(&s, "log.1")), 0);
	server_signal(&s, SIGHUP);
	server_signal(&s, SIGUSR1);
	await_log(&s, "serves");
	client_close(&c);
	server_stop(&s);
}

Test(privileges, group_alone_is_become)
{
	struct server s = server_prepare("workers=1");

	if (geteuid() != 0)
		cr_skip("only root can be of another group");
	server_spawn(&s, "-gnogroup");
	server_await(&s);
	cr_assert_eq(id_of(&s, s.pid, "\nUid:"), 0);
	cr_assert_eq(id_of(&s, s.pid, "\nGid:"), NOBODY);
	cr_assert_eq(id_of(&s, s.pid, "\nGroups:"), NOBODY);
	server_stop(&s);
}

Test(privileges, user_that_it_is_already_needs_no_rights)
{
	struct server s;

	if (geteuid() != 0)
		cr_skip("only root can be somebody else");
	cr_assert_eq(setgroups(0, NULL), 0);
	cr_assert_eq(setresgid(NOBODY, NOBODY, NOBODY), 0);
	cr_assert_eq(setresuid(NOBODY, NOBODY, NOBODY), 0);
	if (access("build", X_OK) == -1)
		cr_skip("the build folder is closed to others");
	s = server_start("workers=1 user=nobody group=nogroup");
	cr_assert_eq(id_of(&s, s.pid, "\nUid:"), NOBODY);
	server_stop(&s);
}

/* What could be taken back is not given up. */
Test(privileges, half_a_user_is_refused)
{
	struct server s = server_prepare("workers=1 data_dir=off");

	if (geteuid() != 0)
		cr_skip("only root can be somebody else");
	cr_assert_eq(chmod(s.dir, 0777), 0);
	cr_assert_eq(chmod(s.conf, 0644), 0);
	cr_assert_eq(seteuid(NOBODY), 0);
	server_spawn(&s, "-unobody");
	cr_assert_eq(seteuid(0), 0);
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 1);
	cr_assert_not_null(strstr(server_file(&s, s.errors),
	    "Operation not permitted"));
	server_forget(&s);
}
