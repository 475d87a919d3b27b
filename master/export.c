/*
 * export - the life of the tracer, who sends traces to a collector
 */
#include <string.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "fds.h"
#include "log.h"
#include "master/aside.h"
#include "master/export.h"
#include "shm/channel.h"
#include "tracer/tracer.h"

#define YOUNG_MS	5000	/* one younger than this died early */
#define DELAY_FIRST_MS	100
#define LIVES_MOST	16	/* short ones, that the delay grows with */

static void
become_tracer(struct master *m, int channel)
{
	static struct heritage heritage;
	const int keep[] = { channel, m->segment.fd, log_keep() };

	heritage = (struct heritage){ .segment = &m->segment,
	    .config = &m->config, .channel = channel, .listen_unix = -1,
	    .listen_tcp = -1, .bell = -1, .keeper_bell = -1 };
	fds_close_all_but(keep, sizeof keep / sizeof keep[0]);
	tracer_main(&heritage);
}

static void
forget(struct master *m)
{
	if (m->export.channel == -1)
		return;
	event_free(m->export.on_channel);
	close(m->export.channel);
	m->export.channel = -1;
	atomic_store(&m->segment.spans->pid, 0);
}

static void
start_later(struct master *m)
{
	uint64_t ms, most = (uint64_t)m->config.restart_delay_max * 1000;
	struct timeval delay;

	if (clock_ms() - m->export.born_ms >= YOUNG_MS)
		m->export.short_lives = 0;
	ms = (uint64_t)DELAY_FIRST_MS << m->export.short_lives;
	if (m->export.short_lives < LIVES_MOST)
		m->export.short_lives++;
	if (ms > most)
		ms = most;
	delay = (struct timeval){ (time_t)(ms / 1000),
	    (suseconds_t)(ms % 1000 * 1000) };
	event_add(m->export.on_delay, &delay);
}

static void
on_channel(int end, short what, void *arg)
{
	struct message message = { 0 };
	struct master *m = arg;
	int fd;

	(void)what;
	if (channel_receive(end, &message, &fd) != ERR_IO)
		return;
	forget(m);
	m->segment.board->row[BOARD_MASTER].counter[COUNT_tracer_deaths]++;
	log_warnx("the tracer has ended -- it is started again; what it had "
	    "not sent is in shared memory");
	start_later(m);
}

static void
start(struct master *m)
{
	if (strcmp(m->config.trace_endpoint, "off") == 0)
		return;
	m->export.born_ms = clock_ms();
	if (aside_start(m, become_tracer, &m->export.channel) != OK) {
		log_warn("the tracer cannot be started -- it is tried again");
		start_later(m);
		return;
	}
	m->export.on_channel = event_new(m->base, m->export.channel,
	    EV_READ | EV_PERSIST, on_channel, m);
	event_add(m->export.on_channel, NULL);
}

static void
on_delay(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	start(arg);
}

void
export_open(struct master *m)
{
	m->export.channel = -1;
	m->export.on_delay = event_new(m->base, -1, 0, on_delay, m);
	start(m);
}

void
export_renew(struct master *m)
{
	event_del(m->export.on_delay);
	forget(m);
	start(m);
}

void
export_close(struct master *m)
{
	forget(m);
}
