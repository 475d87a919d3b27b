/*
 * keep - the life of the keeper, who puts edits on disk
 */
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "fds.h"
#include "keeper/keeper.h"
#include "log.h"
#include "master/aside.h"
#include "master/keep.h"
#include "shm/channel.h"
#include "text.h"

#define YOUNG_MS	5000	/* one younger than this died early */
#define DELAY_FIRST_MS	100
#define OPEN_MS		60000	/* to open a store, its log read again */
#define END_MS		10000	/* for the last edits to be stored */

/*
 * In the child
 */

static void
become_keeper(struct master *m, int channel)
{
	static struct heritage heritage;
	int keep[4 + BOUND_WORKERS];

	heritage = (struct heritage){ .segment = &m->segment,
	    .config = &m->config, .channel = channel, .listen_unix = -1,
	    .listen_tcp = -1, .bell = -1, .keeper_bell = m->keep.keeper_bell,
	    .bells = m->keep.bell };
	keep[0] = channel;
	keep[1] = m->segment.fd;
	keep[2] = m->keep.keeper_bell;
	keep[3] = log_keep();
	memcpy(&keep[4], m->keep.bell, sizeof m->keep.bell);
	fds_close_all_but(keep, 4 + BOUND_WORKERS);
	keeper_main(&heritage);
}

/*
 * In the master
 */

static enum err
start(struct master *m)
{
	if (aside_start(m, become_keeper, &m->keep.channel) != OK)
		return ERR_IO;
	m->keep.born_ms = clock_ms();
	return OK;
}

static void
forget(struct master *m)
{
	if (m->keep.on_channel != NULL)
		event_free(m->keep.on_channel);
	m->keep.on_channel = NULL;
	close(m->keep.channel);
	m->keep.channel = -1;
	atomic_store(&m->segment.keeping->pid, 0);
}

static void
open_bells(struct master *m)
{
	uint32_t row;

	m->keep.keeper_bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (m->config.durability != DURABILITY_POWER)
		return;
	for (row = 0; row < BOUND_WORKERS; row++)
		m->keep.bell[row] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

static void
note_pid(struct master *m, const struct message *ready)
{
	atomic_store(&m->segment.keeping->pid, (int32_t)ready->generation);
}

/* Its first word: OK, or why there is none. */
static enum err
await_ready(struct master *m)
{
	struct pollfd p = { .fd = m->keep.channel, .events = POLLIN };
	struct message ready = { 0 };
	int fd;

	if (poll(&p, 1, OPEN_MS) != 1 || channel_receive(m->keep.channel,
	    &ready, &fd) != OK || ready.kind != MESSAGE_READY)
		return ERR_IO;
	note_pid(m, &ready);
	return (enum err)ready.conn;
}

/* Another server has a folder that nobody chose: we do without. */
static enum err
do_without(struct master *m)
{
	log_warnx("another server has the data folder %s -- this one keeps its "
	    "projects in memory only; -o data_dir=FOLDER gives it its own",
	    m->config.data_dir);
	m->segment.keeping->on = 0;
	return OK;
}

enum err
keep_open(struct master *m)
{
	uint32_t row;
	enum err err;

	m->keep.channel = m->keep.keeper_bell = -1;
	for (row = 0; row < BOUND_WORKERS; row++)
		m->keep.bell[row] = -1;
	if (strcmp(m->config.data_dir, "off") == 0)
		return OK;
	m->segment.keeping->on = 1;
	open_bells(m);
	if ((err = start(m)) == OK && (err = await_ready(m)) == OK)
		return OK;
	if (m->keep.channel != -1)
		forget(m);
	if (err == ERR_BUSY &&
	    m->config.origin[SETTING_data_dir] == CONFIG_DEFAULT)
		return do_without(m);
	text_format(m->why, sizeof m->why, "data_dir %s cannot be used%s",
	    m->config.data_dir, err == ERR_BUSY ?
	    ": another server has it" : "; the log says why");
	return err;
}

static void on_channel(int end, short what, void *arg);

static void
start_again(struct master *m)
{
	struct timeval delay = { 1, 0 };

	if (start(m) != OK) {
		log_warn("the keeper cannot be started -- trying again in 1 s");
		event_add(m->keep.on_delay, &delay);
		return;
	}
	keep_watch(m);
}

static void
on_delay(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	start_again(arg);
}

static void
died(struct master *m)
{
	uint64_t ms = 0, most = (uint64_t)m->config.restart_delay_max * 1000;
	struct timeval delay;

	forget(m);
	if (m->keep.renewed) {
		m->keep.renewed = false;
		start_again(m);
		return;
	}
	m->segment.board->row[BOARD_MASTER].counter[COUNT_keeper_deaths]++;
	events_add(m->segment.events, EVENT_KEEPER_DEATH, EVENT_NO_WORKER,
	    "the keeper has ended");
	if (clock_ms() - m->keep.born_ms >= YOUNG_MS)
		m->keep.short_lives = 0;
	if (m->keep.short_lives++ > 0)
		ms = m->keep.short_lives > 20 ? most :
		    (uint64_t)DELAY_FIRST_MS << (m->keep.short_lives - 2);
	if (ms > most)
		ms = most;
	log_warnx("the keeper has ended -- it is started again in %llu ms; "
	    "what is not on disk yet is in shared memory",
	    (unsigned long long)ms);
	delay = (struct timeval){ (time_t)(ms / 1000),
	    (suseconds_t)(ms % 1000 * 1000) };
	event_add(m->keep.on_delay, &delay);
}

/* A project for its owner; one that has moved meanwhile is asked for again. */
static void
pass_on(struct master *m, const struct message *message, int fd)
{
	struct message inherit = { MESSAGE_INHERIT, message->conn,
	    message->generation };
	struct projects *p = m->segment.projects;
	uint32_t owner;

	if (message->conn >= BOUND_PROJECTS)
		return;
	owner = p->row[message->conn].worker;
	if (owner < m->seats && m->seat[owner].state == SEAT_READY)
		channel_send(m->seat[owner].channel, &inherit, fd);
}

static void
on_channel(int end, short what, void *arg)
{
	struct message message = { 0 };
	struct master *m = arg;
	enum err err;
	int fd;

	(void)what;
	while ((err = channel_receive(end, &message, &fd)) == OK) {
		if (message.kind == MESSAGE_READY)
			note_pid(m, &message);
		if (message.kind == MESSAGE_CHECKPOINT)
			pass_on(m, &message, fd);
		if (fd != -1)
			close(fd);
	}
	if (err == ERR_IO)
		died(m);
}

void
keep_watch(struct master *m)
{
	if (m->keep.channel == -1)
		return;
	if (m->keep.on_delay == NULL)
		m->keep.on_delay = event_new(m->base, -1, 0, on_delay, m);
	m->keep.on_channel = event_new(m->base, m->keep.channel,
	    EV_READ | EV_PERSIST, on_channel, m);
	event_add(m->keep.on_channel, NULL);
}

void
keep_renew(struct master *m)
{
	if (m->keep.channel == -1)
		return;
	m->keep.renewed = true;
	shutdown(m->keep.channel, SHUT_WR);
}

void
keep_close(struct master *m)
{
	struct pollfd p = { .fd = m->keep.channel, .events = POLLIN };
	uint64_t deadline = clock_ms() + END_MS;
	struct message message;
	int fd;

	if (m->keep.channel == -1)
		return;
	/* It sees that nothing more comes, stores the rest, and ends. */
	shutdown(m->keep.channel, SHUT_WR);
	while (clock_ms() < deadline && poll(&p, 1, 100) >= 0) {
		if (!p.revents)
			continue;
		if (channel_receive(m->keep.channel, &message, &fd) == ERR_IO)
			return;
		if (fd != -1)
			close(fd);
	}
	log_warnx("the keeper takes longer than %d s to store the last edits "
	    "-- it goes on by itself", END_MS / 1000);
}
