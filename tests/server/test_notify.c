/*
 * What the service manager is told: the test is the manager, with a datagram
 * socket.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <criterion/criterion.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

TestSuite(notify, .fini = harness_fini);

#define WATCHDOG_US	"400000"
#define WATCHDOG_MS	400

/* Before the server starts; a name with '@' is abstract. */
static int
manage(const char *name)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	snprintf(addr.sun_path, sizeof addr.sun_path, "%s", name);
	if (name[0] == '@')
		addr.sun_path[0] = '\0';
	cr_assert_eq(bind(fd, (struct sockaddr *)&addr, (socklen_t)
	    (offsetof(struct sockaddr_un, sun_path) + strlen(name))), 0);
	setenv("NOTIFY_SOCKET", name, 1);
	return fd;
}

/* The next datagram, or NULL after `ms`. */
static const char *
hear(int fd, int ms)
{
	static char said[1024];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t n;

	if (ms < 0 || poll(&p, 1, ms) != 1 ||
	    (n = recv(fd, said, sizeof said - 1, 0)) < 0)
		return NULL;
	said[n] = '\0';
	return said;
}

/* Wait for a datagram that begins so. */
static const char *
await_said(int fd, const char *what)
{
	uint64_t until_ms = clock_ms() + PATIENCE_MS;
	const char *said;

	while ((said = hear(fd, (int)(until_ms - clock_ms()))) != NULL)
		if (strncmp(said, what, strlen(what)) == 0)
			return said;
	wrong("nobody said %s", what);
}

static unsigned
count_said(int fd, const char *what, int ms)
{
	uint64_t until_ms = clock_ms() + (uint64_t)ms;
	const char *said;
	unsigned count = 0;

	while (clock_ms() < until_ms &&
	    (said = hear(fd, (int)(until_ms - clock_ms()))) != NULL)
		count += strcmp(said, what) == 0;
	return count;
}

static struct server
start(int *fd, const char *settings)
{
	struct server s = server_prepare("%s", settings);

	*fd = manage(in_dir(&s, "notify"));
	server_spawn(&s, NULL);
	return s;
}

Test(notify, ready_is_said_when_all_workers_serve)
{
	int fd;
	struct server s = start(&fd, "workers=3");

	await_said(fd, "READY=1");
	cr_assert_str_eq(hear(fd, PATIENCE_MS),
	    "STATUS=3 of 3 workers serve");
	server_stop(&s);
}

Test(notify, abstract_socket_is_spoken_to)
{
	struct server s = server_prepare("workers=1");
	char name[64];
	int fd;

	snprintf(name, sizeof name, "@goxeld-test-%d", (int)getpid());
	fd = manage(name);
	server_spawn(&s, NULL);
	await_said(fd, "READY=1");
	server_stop(&s);
}

Test(notify, manager_that_is_not_there_costs_nothing)
{
	struct server s = server_prepare("workers=1");

	setenv("NOTIFY_SOCKET", in_dir(&s, "nobody"), 1);
	server_spawn(&s, NULL);
	server_await(&s);
	await_log(&s, "nobody listens on NOTIFY_SOCKET");
	server_stop(&s);
}

Test(notify, reload_is_told_with_its_time_and_its_end)
{
	int fd;
	struct server s = start(&fd, "workers=2");
	pid_t before[WORKERS_MAX], after[WORKERS_MAX];
	struct timespec now;
	long long us, from_us;
	const char *said;

	await_said(fd, "READY=1");
	worker_pids(&s, before);
	clock_gettime(CLOCK_MONOTONIC, &now);
	from_us = (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
	server_signal(&s, SIGHUP);
	said = await_said(fd, "RELOADING=1\n");
	cr_assert_eq(sscanf(said, "RELOADING=1\nMONOTONIC_USEC=%lld", &us), 1);
	cr_assert_geq(us, from_us);
	cr_assert_leq(us, from_us + 1000ll * PATIENCE_MS);
	await_said(fd, "READY=1");
	cr_assert_eq(worker_pids(&s, after), 2);
	cr_assert(after[0] != before[0] && after[0] != before[1]);
	cr_assert(after[1] != before[0] && after[1] != before[1]);
	server_stop(&s);
}

Test(notify, refused_reload_ends_at_once)
{
	int fd;
	struct server s = start(&fd, "workers=1");

	await_said(fd, "READY=1");
	server_settings(&s, "workers many\n");
	server_signal(&s, SIGHUP);
	await_said(fd, "RELOADING=1");
	await_said(fd, "READY=1");
	await_log(&s, "reload refused");
	server_stop(&s);
}

Test(notify, end_is_told)
{
	int fd;
	struct server s = start(&fd, "workers=1");

	await_said(fd, "READY=1");
	server_stop(&s);
	await_said(fd, "STOPPING=1");
}

Test(notify, watchdog_hears_at_half_its_time)
{
	int fd;
	unsigned heard;
	struct server s;

	setenv("WATCHDOG_USEC", WATCHDOG_US, 1);
	s = start(&fd, "workers=1");
	await_said(fd, "READY=1");
	heard = count_said(fd, "WATCHDOG=1", 5 * WATCHDOG_MS);
	/* 10 on an idle machine. */
	cr_assert_geq(heard, 5);
	cr_assert_leq(heard, 12);
	server_stop(&s);
}

Test(notify, without_a_watchdog_there_is_silence)
{
	int fd;
	struct server s = start(&fd, "workers=1");

	await_said(fd, "READY=1");
	cr_assert_eq(count_said(fd, "WATCHDOG=1", 3 * WATCHDOG_MS), 0);
	server_stop(&s);
}

Test(notify, watchdog_of_another_process_is_not_fed)
{
	int fd;
	struct server s;

	setenv("WATCHDOG_USEC", WATCHDOG_US, 1);
	setenv("WATCHDOG_PID", "1", 1);
	s = start(&fd, "workers=1");
	await_said(fd, "READY=1");
	cr_assert_eq(count_said(fd, "WATCHDOG=1", 3 * WATCHDOG_MS), 0);
	server_stop(&s);
}

/* Its worker dies young so often that the next one waits over a second. */
static void
kill_until_it_waits(struct server *s)
{
	pid_t pids[WORKERS_MAX] = { 0 };
	unsigned i;

	for (i = 0; i < 6; i++) {
		await_workers(s, 1, pids[0]);
		worker_pids(s, pids);
		kill_worker(s, pids[0]);
	}
}

Test(notify, watchdog_hears_nothing_while_no_worker_serves)
{
	int fd;
	struct server s;

	setenv("WATCHDOG_USEC", WATCHDOG_US, 1);
	s = start(&fd, "workers=1");
	await_said(fd, "READY=1");
	kill_until_it_waits(&s);
	count_said(fd, "WATCHDOG=1", WATCHDOG_MS + 100);
	cr_assert_eq(count_said(fd, "WATCHDOG=1", 2 * WATCHDOG_MS), 0);
	await_said(fd, "WATCHDOG=1");
	server_stop(&s);
}

Test(notify, upgrade_goes_on_telling)
{
	int fd;
	struct server s;

	setenv("WATCHDOG_USEC", WATCHDOG_US, 1);
	s = start(&fd, "workers=2");
	await_said(fd, "READY=1");
	server_signal(&s, SIGUSR2);
	await_said(fd, "RELOADING=1");
	await_said(fd, "READY=1");
	await_said(fd, "WATCHDOG=1");
	server_stop(&s);
	await_said(fd, "STOPPING=1");
}
