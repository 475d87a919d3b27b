/*
 * handoff - from accept to the worker with least work
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "master/errand.h"
#include "master/handoff.h"
#include "master/move.h"
#include "master/spawn.h"
#include "master/understudy.h"
#include "shm/channel.h"
#include "shm/peer.h"

#define BURST	64		/* accepted in one turn */
#define RETRY_MS 5		/* before a full channel is tried again */

static void
count(struct master *m, enum counter counter)
{
	m->segment.board->row[BOARD_MASTER].counter[counter]++;
}

static void
pause_one(struct event *listener, bool pause)
{
	if (listener != NULL)
		pause ? event_del(listener) : event_add(listener, NULL);
}

/* Not accepting while the table is full: clients wait in the kernel. */
static void
pause_accepting(struct master *m, bool pause)
{
	if (m->accepting.paused == pause)
		return;
	m->accepting.paused = pause;
	if (pause)
		log_warnx("%lld connections are open, which is the limit -- "
		    "more wait until one ends",
		    (long long)m->config.connections);
	pause_one(m->accepting.on_unix, pause);
	pause_one(m->accepting.on_tcp, pause);
	pause_one(m->accepting.on_admin, pause);
}

/* The ready worker that has least to do, or NULL. */
static struct seat *
least_loaded(struct master *m)
{
	struct seat *best = NULL;
	uint32_t row, load, least = UINT32_MAX;

	for (row = 0; row < m->seats; row++) {
		if (m->seat[row].state != SEAT_READY || m->seat[row].retire)
			continue;
		load = atomic_load(&m->segment.workers[row].conns);
		if (load < least) {
			least = load;
			best = &m->seat[row];
		}
	}
	return best;
}

/* Where the row is to go; NULL: nowhere yet. */
static struct seat *
choose(struct master *m, const struct conn_row *row)
{
	int32_t wanted = row->wanted;
	struct seat *s;

	if (wanted < 0 || wanted >= (int32_t)m->seats)
		return least_loaded(m);
	s = &m->seat[wanted];
	if (s->state == SEAT_READY)
		return s;
	/* A worker that will be back soon with its projects is waited for. */
	return s->state == SEAT_EMPTY ? least_loaded(m) : NULL;
}

static void
retry_soon(struct master *m)
{
	struct timeval soon = { 0, RETRY_MS * 1000 };

	event_add(m->on_retry, &soon);
}

void
handoff_offer(struct master *m, uint32_t conn)
{
	struct conn_row *row = &m->segment.conns.row[conn];
	struct message offer = { MESSAGE_OFFER, conn, row->generation };
	struct seat *s = choose(m, row);

	atomic_store(&row->state, CONN_ACCEPTED);
	if (s == NULL)
		return;
	atomic_store(&row->owner, (int32_t)s->row);
	atomic_store(&row->state, CONN_OFFERED);
	atomic_fetch_add(&m->segment.workers[s->row].conns, 1);
	KILLPOINT(master_offered);
	if (channel_send(s->channel, &offer, m->fd[conn]) == OK)
		return;
	/* Full, or it is dying, which SIGCHLD tells: once more, later. */
	atomic_fetch_sub(&m->segment.workers[s->row].conns, 1);
	atomic_store(&row->owner, -1);
	atomic_store(&row->state, CONN_ACCEPTED);
	retry_soon(m);
}

void
handoff_offer_all(struct master *m)
{
	uint32_t conn;

	for (conn = 0; conn < m->high; conn++)
		if (atomic_load(&m->segment.conns.row[conn].state) ==
		    CONN_ACCEPTED && m->fd[conn] != -1)
			handoff_offer(m, conn);
}

static void
keep(struct master *m, uint32_t conn, int fd)
{
	m->fd[conn] = fd;
	if (conn >= m->high)
		m->high = conn + 1;
}

static bool
accept_one(struct master *m, int listener, enum transport transport)
{
	int index = conns_claim(&m->segment.conns, transport, clock_ms());
	int fd;

	if (index < 0) {
		pause_accepting(m, true);
		return false;
	}
	fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd == -1) {
		conns_release(&m->segment.conns, (uint32_t)index);
		if (errno == EMFILE || errno == ENFILE)
			log_warn("no descriptor for another connection -- "
			    "raise the limit (ulimit -n)");
		return false;
	}
	keep(m, (uint32_t)index, fd);
	peer_introduce(&m->segment.conns.row[index], fd);
	count(m, COUNT_connections_accepted);
	handoff_offer(m, (uint32_t)index);
	return true;
}

static void
on_unix(int listener, short what, void *arg)
{
	int n = 0;

	(void)what;
	while (n++ < BURST && accept_one(arg, listener, TRANSPORT_UNIX))
		;
}

static void
on_tcp(int listener, short what, void *arg)
{
	int n = 0;

	(void)what;
	while (n++ < BURST && accept_one(arg, listener, TRANSPORT_TCP))
		;
}

static void
on_admin(int listener, short what, void *arg)
{
	int n = 0;

	(void)what;
	while (n++ < BURST && accept_one(arg, listener, TRANSPORT_ADMIN))
		;
}

static void
on_retry(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	handoff_offer_all(arg);
}

static struct event *
watch(struct master *m, int fd, event_callback_fn callback)
{
	struct event *e;

	if (fd == -1)
		return NULL;
	e = event_new(m->base, fd, EV_READ | EV_PERSIST, callback, m);
	event_add(e, NULL);
	return e;
}

void
handoff_open(struct master *m)
{
	m->on_retry = event_new(m->base, -1, 0, on_retry, m);
	m->accepting.on_admin = watch(m, m->listen_admin, on_admin);
	if (m->config.accept == ACCEPT_REUSEPORT)
		return;
	m->accepting.on_unix = watch(m, m->listen_unix, on_unix);
	m->accepting.on_tcp = watch(m, m->listen_tcp, on_tcp);
}

void
handoff_end(struct master *m, uint32_t conn)
{
	struct conn_row *row = &m->segment.conns.row[conn];
	struct rings rings = { .holder = m->segment.holders };

	if (m->fd[conn] != -1) {
		shutdown(m->fd[conn], SHUT_RDWR);
		close(m->fd[conn]);
		m->fd[conn] = -1;
	}
	/* An owner that closed it gave its rings back; a dead one did not. */
	if (rings_valid(row->rx_ring))
		rings_free(&rings, row->rx_ring);
	if (rings_valid(row->tx_ring))
		rings_free(&rings, row->tx_ring);
	row->rx_ring = row->tx_ring = 0;
	conns_release(&m->segment.conns, conn);
	pause_accepting(m, false);
}

/* One less for the worker that had it. */
static void
leave(struct seat *s)
{
	atomic_fetch_sub(&s->master->segment.workers[s->row].conns, 1);
}

/* Keep a project's newest checkpoint, and say so: then its log may shrink. */
static void
take_checkpoint(struct seat *s, const struct message *message, int fd)
{
	struct master *m = s->master;
	struct message kept = { MESSAGE_KEPT, message->conn,
	    message->generation };
	const struct project_row *p = &m->segment.projects->row[
	    message->conn % BOUND_PROJECTS];

	/* A late one, of a project that is another by now or another worker's,
	 * must not take the place of a newer one. */
	if (fd == -1)
		return;
	if (message->conn >= BOUND_PROJECTS || !p->used ||
	    p->generation != message->generation || p->worker != s->row) {
		close(fd);
		return;
	}
	if (m->kept[message->conn].fd != -1)
		close(m->kept[message->conn].fd);
	m->kept[message->conn].fd = fd;
	m->kept[message->conn].generation = message->generation;
	KILLPOINT(master_kept);
	/* If it does not pass, the next checkpoint will be kept. */
	channel_send(s->channel, &kept, -1);
}

/*
 * The message's connection is still the one it means, in the state it tells
 * of, and the sender's: the tick may have acted on the row already, and then
 * the row may be another worker's.
 */
static bool
is_current(struct seat *s, const struct message *message,
    enum conn_state state)
{
	struct conns *conns = &s->master->segment.conns;
	const struct conn_row *row;

	if (message->conn >= conns->count)
		return false;
	row = &conns->row[message->conn];
	return row->generation == message->generation &&
	    atomic_load(&row->owner) == (int32_t)s->row &&
	    (state == CONN_FREE || atomic_load(&row->state) == state);
}

static void
take_message(struct seat *s, const struct message *message, int fd)
{
	struct master *m = s->master;

	switch (message->kind) {
	case MESSAGE_READY:
		seat_happen(s, SEAT_SERVES, 0);
		break;
	case MESSAGE_CHECKPOINT:
		take_checkpoint(s, message, fd);
		return;
	case MESSAGE_SHADOW:
		if (fd == -1 || s->state == SEAT_DRAINING)
			break;
		understudy_note(s, (pid_t)message->conn, fd);
		return;
	case MESSAGE_MOVED:
		move_end(s, message->conn, message->generation);
		break;
	case MESSAGE_ACCEPTED:
		if (!is_current(s, message, CONN_FREE) || fd == -1)
			break;
		keep(m, message->conn, fd);
		return;
	case MESSAGE_RELEASED:
		if (!is_current(s, message, CONN_RELEASED))
			break;
		leave(s);
		handoff_offer(m, message->conn);
		break;
	case MESSAGE_CLOSED:
		if (!is_current(s, message, CONN_CLOSING))
			break;
		leave(s);
		handoff_end(m, message->conn);
		break;
	case MESSAGE_ERRAND:
		errand_run_all(m);
		break;
	default:
		break;
	}
	if (fd != -1)
		close(fd);
}

static void
on_channel(int end, short what, void *arg)
{
	struct seat *s = arg;
	struct message message = { 0 };
	enum err err;
	int fd;

	(void)what;
	while ((err = channel_receive(end, &message, &fd)) == OK)
		take_message(s, &message, fd);
	if (err != ERR_IO || s->on_channel == NULL)
		return;
	/* Its other end is gone: SIGCHLD will say so; until then, silence.
	 * Of a shadow that was dead already it has said so before. */
	event_del(s->on_channel);
	if (s->understudy.seated)
		seat_happen(s, SEAT_EXITED, STATUS_UNKNOWN);
}

void
handoff_watch(struct seat *s)
{
	s->on_channel = event_new(s->master->base, s->channel,
	    EV_READ | EV_PERSIST, on_channel, s);
	event_add(s->on_channel, NULL);
}

void
handoff_unwatch(struct seat *s)
{
	struct message message = { 0 };
	int fd;

	while (channel_receive(s->channel, &message, &fd) == OK)
		take_message(s, &message, fd);
	/* Before close: another child may hold a copy of the descriptor. */
	event_free(s->on_channel);
	s->on_channel = NULL;
	close(s->channel);
	s->channel = -1;
}

/* A checkpoint of a project that is no more, or of one before it. */
static bool
is_outdated(const struct master *m, uint32_t row)
{
	const struct project_row *p = &m->segment.projects->row[row];

	return !p->used || p->stored ||
	    p->generation != m->kept[row].generation;
}

static void
drop_checkpoint(struct master *m, uint32_t row)
{
	close(m->kept[row].fd);
	m->kept[row].fd = -1;
}

bool
handoff_inherit_one(struct seat *s, uint32_t project)
{
	struct master *m = s->master;
	struct message message = { MESSAGE_INHERIT, project,
	    m->kept[project].generation };

	if (m->kept[project].fd == -1)
		return true;
	if (is_outdated(m, project)) {
		drop_checkpoint(m, project);
		return true;
	}
	return channel_send(s->channel, &message, m->kept[project].fd) == OK;
}

void
handoff_inherit(struct seat *s)
{
	struct projects *p = s->master->segment.projects;
	uint32_t row, count = atomic_load(&p->count);

	for (row = 0; row < count; row++)
		if (p->row[row].worker == s->row &&
		    !handoff_inherit_one(s, row))
			log_warn("the checkpoint of '%s' did not reach worker "
			    "%u -- the project may be lost", p->row[row].name,
			    s->row);
}

void
handoff_reassign(struct master *m, uint32_t from)
{
	struct seat *to = least_loaded(m);
	struct conn_row *row;
	uint32_t conn;

	if (to == NULL || projects_reassign(m->segment.projects, from,
	    to->row) == 0)
		return;
	log_info("the projects of worker %u are worker %u's now", from,
	    to->row);
	handoff_inherit(to);
	for (conn = 0; conn < m->high; conn++) {
		row = &m->segment.conns.row[conn];
		if (row->wanted == (int32_t)from)
			row->wanted = (int32_t)to->row;
	}
	handoff_offer_all(m);
}

void
handoff_tick(struct master *m)
{
	struct conn_row *row;
	uint32_t conn, state, project;

	for (project = 0; project < BOUND_PROJECTS; project++)
		if (m->kept[project].fd != -1 && is_outdated(m, project))
			drop_checkpoint(m, project);
	for (conn = 0; conn < m->high; conn++) {
		row = &m->segment.conns.row[conn];
		state = atomic_load(&row->state);
		if (m->fd[conn] == -1)
			continue;
		if (state == CONN_CLOSING || state == CONN_RELEASED)
			leave(&m->seat[atomic_load(&row->owner)]);
		if (state == CONN_CLOSING)
			handoff_end(m, conn);
		else if (state == CONN_ACCEPTED || state == CONN_RELEASED)
			handoff_offer(m, conn);
	}
}
