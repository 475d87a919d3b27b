/*
 * notify - tell the service manager how the server is (sd_notify)
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "log.h"
#include "master/master.h"
#include "text.h"

#define WATCHDOG_MAX_US	(INT64_C(86400) * 1000000)	/* a day */

static void
say(const struct master *m, const char *what)
{
	/* Lost if the manager is slow: it hears of us again. */
	if (m->notify.fd != -1)
		send(m->notify.fd, what, strlen(what),
		    MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A path, or a name behind '@'; -1: there is none, or nobody is there. */
static int
open_socket(const char *name)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t len;
	int fd;

	if (name == NULL || (name[0] != '/' && name[0] != '@'))
		return -1;
	len = strlen(name);
	if (len < 2 || len >= sizeof to.sun_path)
		return -1;
	memcpy(to.sun_path, name, len);
	if (name[0] == '@')
		to.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (struct sockaddr *)&to,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)) == 0)
		return fd;
	log_warn("nobody listens on NOTIFY_SOCKET %s -- the service manager "
	    "hears nothing", name);
	close(fd);
	return -1;
}

/* How soon it wants to hear from us; 0: it does not, or from another. */
static uint64_t
read_watchdog(void)
{
	const char *pid = getenv("WATCHDOG_PID");
	const char *us = getenv("WATCHDOG_USEC");
	int64_t value;

	if (us == NULL || !text_integer(us, 2000, WATCHDOG_MAX_US, &value))
		return 0;
	return pid == NULL || atoi(pid) == (int)getpid() ?
	    (uint64_t)value / 1000 : 0;
}

static unsigned
count_ready(const struct master *m)
{
	unsigned ready = 0;
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		ready += m->seat[row].state == SEAT_READY;
	return ready;
}

static void
on_watchdog(int fd, short what, void *arg)
{
	struct master *m = arg;
	struct notify *n = &m->notify;
	uint64_t now = clock_ms();

	(void)fd, (void)what;
	if (count_ready(m) > 0)
		n->served_ms = now;
	if (now - n->served_ms < n->watchdog_ms)
		say(m, "WATCHDOG=1");
}

void
notify_open(struct master *m)
{
	struct notify *n = &m->notify;
	struct timeval half;

	n->fd = open_socket(getenv("NOTIFY_SOCKET"));
	n->served_ms = clock_ms();
	if (n->fd == -1 || (n->watchdog_ms = read_watchdog()) == 0)
		return;
	half.tv_sec = (time_t)(n->watchdog_ms / 2000);
	half.tv_usec = (suseconds_t)(n->watchdog_ms % 2000 * 500);
	n->on_watchdog = event_new(m->base, -1, EV_PERSIST, on_watchdog, m);
	event_add(n->on_watchdog, &half);
}

void
notify_settled(struct master *m)
{
	if (m->notify.told || count_ready(m) == 0)
		return;
	m->notify.told = true;
	say(m, "READY=1");
	notify_tick(m);
}

void
notify_reloading(struct master *m)
{
	struct timespec now;
	char text[64];

	m->notify.told = false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	text_format(text, sizeof text, "RELOADING=1\nMONOTONIC_USEC=%lld",
	    (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	say(m, text);
}

void
notify_stopping(struct master *m)
{
	say(m, "STOPPING=1\nSTATUS=ending");
}

void
notify_tick(struct master *m)
{
	char status[NOTIFY_STATUS];

	if (m->notify.fd == -1)
		return;
	text_format(status, sizeof status, "STATUS=%u of %lld workers "
	    "serve%s", count_ready(m), (long long)m->config.workers,
	    atomic_load(&m->segment.head->degraded) ?
	    "; degraded: too many die" : "");
	if (strcmp(status, m->notify.status) == 0)
		return;
	text_copy(m->notify.status, sizeof m->notify.status, status);
	say(m, status);
}
