/*
 * spawn - the life of a worker, from its seat
 *
 * A table, state by event, says what follows; a blank means that the event
 * has no meaning there and is ignored.
 *
 * A worker that dies young is started again after a delay that doubles, per
 * seat.  Too many deaths in a minute, over all seats, degrade the server: a
 * request that kills a worker is not tried twice any more.  The master never
 * gives up while it can fork.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "fds.h"
#include "log.h"
#include "master/handoff.h"
#include "master/hang.h"
#include "master/keep.h"
#include "master/life.h"
#include "master/listen.h"
#include "master/recover.h"
#include "master/reload.h"
#include "master/spawn.h"
#include "master/understudy.h"
#include "master/upgrade.h"
#include "shm/channel.h"
#include "text.h"
#include "worker/worker.h"

#define YOUNG_MS	5000	/* a worker younger than this died early */
#define DELAY_FIRST_MS	100
#define MINUTE_MS	60000

/*
 * In the child
 */

static __attribute__((noreturn)) void
become_worker(struct seat *s, int channel, int master)
{
	static struct heritage heritage;
	struct master *m = s->master;
	bool accepts = m->config.accept == ACCEPT_REUSEPORT;
	int keep[7];

	heritage = (struct heritage){ .segment = &m->segment,
	    .config = &m->config, .row = s->row, .channel = channel,
	    .listen_unix = accepts ? m->listen_unix : -1,
	    .listen_tcp = accepts ? s->listen_tcp : -1,
	    .bell = m->keep.bell[s->row],
	    .keeper_bell = m->keep.keeper_bell, .master = master };
	keep[0] = channel;
	keep[1] = m->segment.fd;
	keep[2] = heritage.listen_unix;
	keep[3] = heritage.listen_tcp;
	keep[4] = log_keep();
	keep[5] = heritage.bell;
	keep[6] = heritage.keeper_bell;
	fds_close_all_but(keep, 7);
	worker_main(&heritage);
}

/*
 * In the master
 */

static void
on_delay(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	seat_happen(arg, SEAT_ELAPSED, 0);
}

static void
wait_and_start(struct seat *s, uint64_t ms)
{
	struct timeval delay = { (time_t)(ms / 1000),
	    (suseconds_t)(ms % 1000 * 1000) };

	if (s->on_delay == NULL)
		s->on_delay = event_new(s->master->base, -1, 0, on_delay, s);
	event_add(s->on_delay, &delay);
	s->state = SEAT_BACKOFF;
}

static void
fill_row(struct seat *s, pid_t pid)
{
	struct worker_row *row = &s->master->segment.workers[s->row];

	row->born_ms = clock_ms();
	row->generation++;
	atomic_store(&row->heartbeat_ms, row->born_ms);
	atomic_store(&row->state, WORKER_STARTING);
	/* The child stores it too: whoever is first. */
	atomic_store(&row->pid, (int32_t)pid);
}

/* In accept mode reuseport every seat has a listener, which the master keeps,
 * so that a death costs no client in the queue. */
static void
open_listener(struct seat *s)
{
	if (s->master->config.accept != ACCEPT_REUSEPORT || s->listen_tcp != -1)
		return;
	s->listen_tcp = s->row == 0 ? s->master->listen_tcp :
	    listen_tcp_again(s->master);
}

/* A seat that is given up must not keep clients waiting in its queue. */
static void
close_listener(struct seat *s)
{
	if (s->listen_tcp != -1 && s->row != 0)
		close(s->listen_tcp);
	s->listen_tcp = -1;
}

void
spawn_seat(struct seat *s, pid_t pid, int channel)
{
	s->pid = pid;
	s->born_ms = clock_ms();
	s->channel = channel;
	s->stale = false;
	s->state = SEAT_STARTING;
	fill_row(s, pid);
	s->master->segment.board->row[BOARD_MASTER].
	    counter[COUNT_worker_starts]++;
	if (s->understudy.seated)
		events_add(s->master->segment.events, EVENT_TAKEOVER, s->row,
		    "its shadow (pid %d) takes its place", (int)pid);
	else
		events_add(s->master->segment.events, EVENT_WORKER_START,
		    s->row, "pid %d", (int)pid);
	handoff_watch(s);
}

static void
start(struct seat *s, int status)
{
	int ends[2], master = (int)getpid();
	pid_t pid;

	(void)status;
	open_listener(s);
	life_renew(s);
	if (channel_open(ends) != OK || (pid = fork()) == -1) {
		log_warn("worker %u cannot be started -- trying again in 1 s",
		    s->row);
		wait_and_start(s, 1000);
		return;
	}
	if (pid == 0)
		become_worker(s, ends[1], master);
	close(ends[1]);
	spawn_seat(s, pid, ends[0]);
}

/* What lived in seats that were given up while nobody could take it. */
static void
reassign_left(struct master *m)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (m->seat[row].retire && m->seat[row].state == SEAT_EMPTY)
			handoff_reassign(m, row);
}

static void
serves(struct seat *s, int status)
{
	(void)status;
	s->state = SEAT_READY;
	s->understudy.seated = false;
	if (s->died_ns != 0)
		board_time(&s->master->segment.board->row[BOARD_MASTER].
		    method[BOARD_RECOVERY], clock_ns() - s->died_ns, OK);
	s->died_ns = 0;
	atomic_store(&s->master->segment.workers[s->row].state, WORKER_READY);
	life_watch(s);
	log_event(LOG_LEVEL_INFO, LOG_FIELDS({ "worker", NULL, s->row },
	    { "worker_pid", NULL, s->pid }), "worker %u (pid %d) serves",
	    s->row, (int)s->pid);
	handoff_inherit(s);
	reassign_left(s->master);
	handoff_offer_all(s->master);
	reload_go_on(s->master);
	upgrade_tick(s->master);
}

/* A limit beyond what is remembered counts as what is remembered. */
static bool
too_many_deaths(const struct master *m)
{
	uint32_t limit = (uint32_t)m->config.restart_limit;

	if (limit > MASTER_DEATHS)
		limit = MASTER_DEATHS;
	return m->deaths.count >= limit && clock_ms() -
	    m->deaths.when_ms[(m->deaths.count - limit) %
	    MASTER_DEATHS] < MINUTE_MS;
}

static void
count_death(struct master *m)
{
	m->deaths.when_ms[m->deaths.count++ % MASTER_DEATHS] = clock_ms();
	if (too_many_deaths(m) &&
	    atomic_exchange(&m->segment.head->degraded, 1) == 0) {
		events_add(m->segment.events, EVENT_DEGRADED, EVENT_NO_WORKER,
		    "%u workers died, the last within a minute",
		    m->deaths.count);
		log_warnx("%lld workers died within a minute -- degraded: a "
		    "request that kills its worker is not tried again",
		    (long long)m->config.restart_limit);
	}
}

void
spawn_tick(struct master *m)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++) {
		hang_look(&m->seat[row]);
		understudy_look(&m->seat[row]);
	}
	if (atomic_load(&m->segment.head->degraded) && !too_many_deaths(m)) {
		atomic_store(&m->segment.head->degraded, 0);
		events_add(m->segment.events, EVENT_RECOVERED, EVENT_NO_WORKER,
		    "workers stay alive again");
		log_info("workers stay alive again -- no longer degraded");
	}
}

/* By what it died; one that is only known to be dead is counted when it is
 * reaped. */
static void
count_status(struct master *m, int status)
{
	uint64_t *counter = m->segment.board->row[BOARD_MASTER].counter;

	if (status == STATUS_UNKNOWN)
		return;
	if (!WIFSIGNALED(status))
		counter[COUNT_deaths_exited]++;
	else if (WTERMSIG(status) == SIGKILL)
		counter[COUNT_deaths_killed]++;
	else
		counter[COUNT_deaths_crashed]++;
}

/* How a worker ended, in words. */
static void
tell_death(const struct seat *s, int status, uint64_t delay)
{
	char next[64];

	if (delay == 0)
		text_format(next, sizeof next, "starting another");
	else
		text_format(next, sizeof next, "starting another in %llu ms",
		    (unsigned long long)delay);
	events_add(s->master->segment.events, EVENT_WORKER_DEATH, s->row,
	    status == STATUS_UNKNOWN ? "pid %d died (show crashes tells how)" :
	    WIFSIGNALED(status) ? "pid %d killed by signal %d" :
	    "pid %d ended with status %d", (int)s->pid,
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	if (status == STATUS_UNKNOWN)
		log_warnx("worker %u (pid %d) died -- %s", s->row, (int)s->pid,
		    next);
	else if (WIFSIGNALED(status))
		log_event(LOG_LEVEL_WARN, LOG_FIELDS({ "worker", NULL, s->row },
		    { "worker_pid", NULL, s->pid },
		    { "signal", NULL, WTERMSIG(status) }),
		    "worker %u (pid %d) killed by signal %d -- %s",
		    s->row, (int)s->pid, WTERMSIG(status), next);
	else
		log_event(LOG_LEVEL_WARN, LOG_FIELDS({ "worker", NULL, s->row },
		    { "worker_pid", NULL, s->pid },
		    { "status", NULL, WEXITSTATUS(status) }),
		    "worker %u (pid %d) ended with status %d -- %s",
		    s->row, (int)s->pid, WEXITSTATUS(status), next);
}

/* None after a long life or the first short one; then twice as long each. */
static uint64_t
next_delay(struct seat *s)
{
	uint64_t most = (uint64_t)s->master->config.restart_delay_max * 1000;
	uint64_t delay;

	if (clock_ms() - s->born_ms >= YOUNG_MS)
		s->short_lives = 0;
	if (s->short_lives++ == 0)
		return 0;
	delay = s->short_lives > 20 ? most :
	    (uint64_t)DELAY_FIRST_MS << (s->short_lives - 2);
	return delay < most ? delay : most;
}

static void
vacate(struct seat *s)
{
	struct worker_row *row = &s->master->segment.workers[s->row];

	life_unwatch(s);
	atomic_store(&row->state, WORKER_NONE);
	atomic_store(&row->pid, 0);
	atomic_store(&row->conns, 0);
	atomic_store(&row->projects, 0);
	atomic_store(&row->jobs, 0);
	atomic_store(&row->jobs_waiting, 0);
	s->pid = 0;
	s->state = SEAT_EMPTY;
}

static void
died(struct seat *s, int status)
{
	struct master *m = s->master;
	uint64_t delay = understudy_is_there(s) ? 0 : next_delay(s);

	s->died_ns = clock_ns();
	count_status(m, status);
	tell_death(s, status, delay);
	m->segment.workers[s->row].deaths++;
	m->segment.board->row[BOARD_MASTER].counter[COUNT_worker_deaths]++;
	count_death(m);
	recover(s, status, false);
	vacate(s);
	if (understudy_seat(s)) {
		reload_go_on(m);
		return;
	}
	if (s->retire || delay > 0)
		handoff_reassign(m, s->row);
	if (s->retire)
		return;
	if (delay == 0)
		start(s, 0);
	else
		wait_and_start(s, delay);
	reload_go_on(m);
}

static void
drained(struct seat *s, int status)
{
	log_event(LOG_LEVEL_INFO, LOG_FIELDS({ "worker", NULL, s->row },
	    { "worker_pid", NULL, s->pid }),
	    "worker %u (pid %d) has ended as it was told", s->row,
	    (int)s->pid);
	recover(s, status, true);
	vacate(s);
	if (!s->retire) {
		start(s, 0);
		return;
	}
	handoff_reassign(s->master, s->row);
	reload_go_on(s->master);
}

static void
drain(struct seat *s, int status)
{
	struct message m = { .kind = MESSAGE_DRAIN };

	(void)status;
	/* It would go on with old settings, or an old binary. */
	understudy_drop(s);
	s->state = SEAT_DRAINING;
	atomic_store(&s->master->segment.workers[s->row].state,
	    WORKER_DRAINING);
	/* One that does not listen is killed: that is a drain too. */
	if (channel_send(s->channel, &m, -1) != OK)
		kill(s->pid, SIGKILL);
}

/* It was waiting to be started: now it is not. */
static void
forget_start(struct seat *s, int status)
{
	(void)status;
	event_del(s->on_delay);
	s->state = SEAT_EMPTY;
	if (!s->retire)
		start(s, 0);
}

typedef void seat_action(struct seat *s, int status);

static seat_action *const table[SEAT_STATES][SEAT_EVENTS] = {
	/*		 START	 SERVES	 EXITED	 ELAPSED DRAIN */
	[SEAT_EMPTY] =	{ start, NULL,	 NULL,	 NULL,	 NULL },
	[SEAT_STARTING] = { NULL, serves, died,	 NULL,	 drain },
	[SEAT_READY] =	{ NULL,	 NULL,	 died,	 NULL,	 drain },
	[SEAT_DRAINING] = { NULL, NULL,	 drained, NULL,	 NULL },
	[SEAT_BACKOFF] = { NULL, NULL,	 NULL,	 start,	 forget_start },
};

void
seat_happen(struct seat *s, enum seat_event event, int status)
{
	if (table[s->state][event] != NULL)
		table[s->state][event](s, status);
}

void
spawn_all(struct master *m)
{
	uint32_t row, wanted = (uint32_t)m->config.workers;

	for (row = 0; row < wanted || row < m->seats; row++) {
		if (row >= m->seats)
			m->seat[row] = (struct seat){ .master = m, .row = row,
			    .channel = -1, .listen_tcp = -1,
			    .understudy = { .channel = -1 } };
		m->seat[row].retire = row >= wanted || m->seat[row].drained;
		if (!m->seat[row].retire)
			seat_happen(&m->seat[row], SEAT_START, 0);
		else
			close_listener(&m->seat[row]);
	}
	if (m->seats < wanted)
		m->seats = wanted;
}

/* The crash log has it already, but for how. */
static void
complete_crash(struct master *m, pid_t pid, int status)
{
	struct crashes *log = m->segment.crashes;
	uint64_t n = atomic_load(&log->count), back;
	struct crash *c;

	for (back = 1; back <= n && back <= CRASHES; back++) {
		c = &log->entry[(n - back) % CRASHES];
		if (c->pid == (int32_t)pid && c->status == STATUS_UNKNOWN) {
			c->status = status;
			count_status(m, status);
			return;
		}
	}
}

static void
reap_one(struct master *m, pid_t pid, int status)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (m->seat[row].pid == pid) {
			seat_happen(&m->seat[row], SEAT_EXITED, status);
			return;
		}
	complete_crash(m, pid, status);
	if (WIFSIGNALED(status))
		log_info("pid %d had been killed by signal %d", (int)pid,
		    WTERMSIG(status));
}

void
spawn_reap(struct master *m)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		reap_one(m, pid, status);
}

void
spawn_adopt(struct master *m)
{
	struct seat *s;
	uint32_t row;

	for (row = 0; row < m->seats; row++) {
		s = &m->seat[row];
		if (s->channel != -1)
			handoff_watch(s);
		if (s->state == SEAT_READY)
			life_watch(s);
	}
	spawn_reap(m);
	handoff_offer_all(m);
}

void
spawn_signal_all(struct master *m, int signal)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (m->seat[row].pid > 0)
			kill(m->seat[row].pid, signal);
}
