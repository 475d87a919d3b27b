/*
 * conn - one connection's turn in this worker
 *
 * A turn: receive once, answer what is complete; and when every connection that
 * was ready has had its turn, send, and settle: give empty rings back and watch
 * for what can happen next.  Sent one by one, each reply would wake its client
 * from sleep; sent together, they find it awake.
 *
 * The socket is level triggered, so that a turn cut short is taken up again.
 */
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "worker/conn.h"
#include "worker/detect.h"
#include "worker/http.h"
#include "worker/job.h"
#include "worker/jsonrpc.h"
#include "worker/lap.h"
#include "worker/linger.h"
#include "worker/stream.h"
#include "worker/teller.h"
#include "worker/wire.h"

#define ROUNDS	4		/* of serve and send in one turn */

static void on_socket(int fd, short what, void *arg);

static void
tell_master(struct conn *c, enum message_kind kind)
{
	struct message m = { kind, c->index, c->generation };

	/* A message that does not pass is repaired from the row's state by the
	 * master when it next looks. */
	if (channel_send(c->worker->heritage->channel, &m, -1) == ERR_FULL)
		log_warnx("the channel to the master is full -- "
		    "connection %u waits for its next look", c->index);
}

/* Connections that hold rings are listed, to be looked at once a second. */
static void
list_busy(struct conn *c)
{
	struct worker *w = c->worker;
	bool holds = c->row->rx_ring != 0 || c->row->tx_ring != 0;

	if (holds == c->listed)
		return;
	c->listed = holds;
	if (holds) {
		c->busy_next = w->lists.busy;
		c->busy_link = &w->lists.busy;
		if (w->lists.busy != NULL)
			w->lists.busy->busy_link = &c->busy_next;
		w->lists.busy = c;
		return;
	}
	*c->busy_link = c->busy_next;
	if (c->busy_next != NULL)
		c->busy_next->busy_link = c->busy_link;
}

static void
leave_hungry(struct conn *c)
{
	struct conn **link = &c->worker->lists.hungry;

	while (*link != NULL && *link != c)
		link = &(*link)->next;
	if (*link != NULL)
		*link = c->next;
}

static void
leave_sending(struct conn *c)
{
	struct conn **link = &c->worker->lists.sending;

	while (*link != NULL && *link != c)
		link = &(*link)->send_next;
	if (*link != NULL)
		*link = c->send_next;
}

static void
leave_parked(struct conn *c)
{
	struct conn **link = &c->worker->store.parked;

	while (*link != NULL && *link != c)
		link = &(*link)->next;
	if (*link != NULL)
		*link = c->next;
}

static void
leave_held(struct conn *c)
{
	*c->hold.link = c->hold.next;
	if (c->hold.next != NULL)
		c->hold.next->hold.link = c->hold.link;
	c->hold.ticket = 0;
}

void
conn_free(struct conn *c)
{
	stream_forget(c);
	http_forget(c);
	c->worker->conns[c->index] = NULL;
	free(c);
}

/* Forget the private half; the row and its rings stay as they are. */
static void
forget(struct conn *c)
{
	if (c->hungry)
		leave_hungry(c);
	if (c->sending)
		leave_sending(c);
	if (c->wait == CONN_WAITS_PROJECT)
		leave_parked(c);
	if (c->hold.ticket != 0)
		leave_held(c);
	if (c->listed) {
		*c->busy_link = c->busy_next;
		if (c->busy_next != NULL)
			c->busy_next->busy_link = c->busy_link;
	}
	/* Before close: a forked job may hold a copy of the descriptor, and
	 * epoll would go on reporting it. */
	event_del(&c->event);
	close(c->fd);
	conn_free(c);
}

static void
drop_rings(struct conn *c)
{
	struct rings *r = &c->worker->rings;
	uint32_t rx = c->row->rx_ring, tx = c->row->tx_ring;

	c->row->rx_ring = c->row->tx_ring = 0;
	if (rx != 0)
		rings_give(r, rx);
	if (tx != 0)
		rings_give(r, tx);
}

void
conn_close(struct conn *c)
{
	struct worker *w = c->worker;

	log_event(LOG_LEVEL_DEBUG, LOG_FIELDS({ "conn", NULL, c->index },
	    { "requests", NULL, (int64_t)c->row->requests }),
	    "connection %u closed after %llu requests", c->index,
	    (unsigned long long)c->row->requests);
	job_cancel(c);
	teller_end(c);
	/* The master holds a copy, so close alone would not end it. */
	shutdown(c->fd, SHUT_RDWR);
	drop_rings(c);
	worker_count(w, COUNT_connections_closed, 1);
	atomic_store(&c->row->state, CONN_CLOSING);
	tell_master(c, MESSAGE_CLOSED);
	forget(c);
}

/* Give the connection to another worker, with all that is in its rings. */
static void
release(struct conn *c)
{
	KILLPOINT(release_begun);
	worker_count(c->worker, COUNT_connections_moved, 1);
	atomic_store(&c->row->state, CONN_RELEASED);
	KILLPOINT(release_marked);
	tell_master(c, MESSAGE_RELEASED);
	KILLPOINT(release_told);
	forget(c);
}

static void
arm(struct conn *c, short what)
{
	if (c->armed == what)
		return;
	if (c->armed != 0)
		event_del(&c->event);
	c->armed = what;
	if (what == 0)
		return;
	event_assign(&c->event, c->worker->base, c->fd,
	    (short)(what | EV_PERSIST), on_socket, c);
	event_add(&c->event, NULL);
}

/* Up to where replies may be sent: not into a batch that is not whole, and not
 * what waits for the disk. */
static uint64_t
sendable(const struct conn *c)
{
	const struct conn_cut *cut = conn_cut(c->row);
	uint64_t limit = cut->batch != 0 ? cut->tx_hold : cut->tx_tail;

	return c->hold.ticket != 0 && c->hold.from < limit ? c->hold.from :
	    limit;
}

/* No more is to be read. */
static bool
ends(const struct conn *c)
{
	return c->row->hangup || conn_cut(c->row)->flags & CUT_CLOSING;
}

static bool
wants_input(const struct conn *c)
{
	if (ends(c) || c->wait == CONN_WAITS_TURN ||
	    c->wait == CONN_WAITS_PROJECT)
		return false;
	if (c->wait == CONN_WAITS_JOB)
		return job_listens(c);
	return c->wait != CONN_WAITS_RING && c->wait != CONN_WAITS_READER;
}

static void
wait_for_ring(struct conn *c)
{
	struct worker *w = c->worker;

	if (c->hungry)
		return;
	c->hungry = true;
	c->next = w->lists.hungry;
	w->lists.hungry = c;
	worker_count(w, COUNT_ring_waits, 1);
}

/* Everything that can come of it has come. */
static bool
is_over(const struct conn *c)
{
	return ends(c) && c->wait == CONN_FLOWS &&
	    c->row->tx_head == conn_cut(c->row)->tx_tail;
}

/* Nobody is there any more to read what a stream would tell, or to want what
 * a job is about. */
static bool
has_left(const struct conn *c)
{
	return c->row->hangup && c->row->door == DOOR_HTTP &&
	    (c->wait == CONN_WAITS_EVENT ||
	    (c->wait == CONN_WAITS_JOB && job_listens(c)));
}

/* After a turn: what now? */
static void
settle(struct conn *c)
{
	/* A turn that stopped because replies waited, and then sent them all,
	 * has requests left and no event to come: one is made by asking to
	 * write.  One whose replies wait for the disk is sent when they may. */
	bool unsent = c->row->tx_head < sendable(c) ||
	    (c->wait == CONN_WAITS_READER && c->hold.ticket == 0);

	if (c->wait == CONN_LINGERS)
		return;
	if (is_over(c) || has_left(c)) {
		if (c->row->hangup)
			conn_close(c);
		else
			linger_begin(c);
		return;
	}
	if (c->wait == CONN_WAITS_RING)
		wait_for_ring(c);
	wire_relax(c);
	list_busy(c);
	arm(c, (short)((wants_input(c) ? EV_READ : 0) |
	    (unsent ? EV_WRITE : 0)));
}

static enum serve
serve_door(struct conn *c)
{
	const struct conn_cut *cut = conn_cut(c->row);
	size_t len = c->row->rx_tail - cut->rx_head;

	if (len == 0)
		return SERVE_MORE;
	if (c->row->door == DOOR_UNKNOWN)
		c->row->door = (uint8_t)detect_door(
		    wire_received(c, cut->rx_head), len);
	if (c->row->door == DOOR_HTTP)
		return http_serve(c);
	if (c->row->transport == TRANSPORT_ADMIN && c->row->door !=
	    DOOR_UNKNOWN)
		return SERVE_CLOSE;
	return c->row->door == DOOR_UNKNOWN ? SERVE_MORE : jsonrpc_serve(c);
}

/* Answer what can be answered.  False when the connection is not ours any
 * more. */
static bool
serve(struct conn *c)
{
	if (c->wait == CONN_WAITS_READER)
		c->wait = CONN_FLOWS;
	if (c->wait != CONN_FLOWS)
		return true;
	switch (serve_door(c)) {
	case SERVE_MOVE:
		/* What is answered goes first, from here. */
		wire_write(c, sendable(c));
		release(c);
		return false;
	case SERVE_CLOSE:
		conn_close(c);
		return false;
	default:
		return true;
	}
}

void
conn_send_soon(struct conn *c)
{
	if (c->sending)
		return;
	c->sending = true;
	c->send_next = c->worker->lists.sending;
	c->worker->lists.sending = c;
}

/* Send; answer what had to wait for that; what now? */
static void
send_now(struct conn *c)
{
	uint64_t lap;
	enum err err;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		lap = lap_begin(c, LAYER_write);
		err = wire_write(c, sendable(c));
		lap_end(c, LAYER_write, lap);
		if (err == ERR_IO) {
			conn_close(c);
			return;
		}
		if (c->wait != CONN_WAITS_READER || c->hold.ticket != 0 ||
		    c->row->tx_head < sendable(c))
			break;
		if (!serve(c))
			return;
	}
	settle(c);
}

void
conns_send(struct worker *w)
{
	struct conn *c;

	worker_ring(w);
	while ((c = w->lists.sending) != NULL) {
		w->lists.sending = c->send_next;
		c->sending = false;
		send_now(c);
	}
}

static void
turn(struct conn *c, bool readable)
{
	uint64_t lap;
	enum err err;

	c->worker->now_ns = clock_ns();
	c->row->active_ms = c->worker->now_ns / 1000000;
	if (readable && wants_input(c)) {
		lap = lap_begin(c, LAYER_read);
		err = wire_read(c);
		lap_end(c, LAYER_read, lap);
		/* Nobody sends so much into a stream that he listens to. */
		if (err == ERR_IO ||
		    (err == ERR_FULL && c->wait == CONN_WAITS_EVENT)) {
			conn_close(c);
			return;
		}
		if (err == ERR_FULL && c->wait == CONN_WAITS_JOB)
			job_deafen(c);
		else if (err == ERR_FULL)
			c->wait = CONN_WAITS_RING;
	}
	if (!serve(c))
		return;
	lap_asked(c);
	wire_relax(c);
	if (c->row->tx_head < sendable(c) ||
	    (c->wait == CONN_WAITS_READER && c->hold.ticket == 0))
		conn_send_soon(c);
	else
		settle(c);
}

static void
on_socket(int fd, short what, void *arg)
{
	(void)fd;
	turn(arg, what & EV_READ);
}

void
conn_resume(struct conn *c)
{
	c->wait = CONN_FLOWS;
	lap_waited(c);
	turn(c, false);
}

void
conn_park(struct conn *c, uint32_t project)
{
	lap_waits(c);
	c->wait = CONN_WAITS_PROJECT;
	c->parked = project;
	c->next = c->worker->store.parked;
	c->worker->store.parked = c;
}

/* Those that wait for a project, or for any. */
static void
unpark(struct worker *w, bool any, uint32_t project)
{
	struct conn *c, **link = &w->store.parked, *ready = NULL;

	/* All first: one that resumes may park again. */
	while ((c = *link) != NULL) {
		if (!any && c->parked != project) {
			link = &c->next;
			continue;
		}
		*link = c->next;
		c->wait = CONN_FLOWS;
		c->next = ready;
		ready = c;
	}
	while ((c = ready) != NULL) {
		ready = c->next;
		conn_resume(c);
	}
}

void
conns_unpark(struct worker *w, uint32_t project)
{
	unpark(w, false, project);
}

void
conns_look_again(struct worker *w)
{
	unpark(w, true, 0);
}

void
conn_hold(struct conn *c, uint64_t ticket, uint64_t from)
{
	struct worker *w = c->worker;

	if (c->hold.ticket == 0) {
		c->hold.from = from;
		c->hold.next = w->store.held;
		c->hold.link = &w->store.held;
		if (w->store.held != NULL)
			w->store.held->hold.link = &c->hold.next;
		w->store.held = c;
		worker_count(w, COUNT_held_replies, 1);
	}
	c->hold.ticket = ticket;
}

void
conns_let_go(struct worker *w)
{
	struct conn *c = w->store.held, *next;

	for (; c != NULL; c = next) {
		next = c->hold.next;
		if (!keeping_holds(w->segment->keeping, c->hold.ticket))
			continue;
		leave_held(c);
		conn_send_soon(c);
	}
}

/* What the last owner had answered may be on no disk yet: one pass more. */
static void
hold_unsent(struct conn *c)
{
	if (c->worker->store.power &&
	    c->row->tx_head < conn_cut(c->row)->tx_tail)
		conn_hold(c, worker_ticket(c->worker),
		    c->row->tx_head);
}

void
conn_adopt(struct worker *w, uint32_t index, uint32_t generation, int fd)
{
	struct conn_row *row = &w->segment->conns.row[index];
	struct conn *c;

	c = xcalloc(1, sizeof *c);
	*c = (struct conn){ .worker = w, .row = row, .index = index, .fd = fd,
	    .generation = generation };
	w->conns[index] = c;
	event_assign(&c->event, w->base, fd, EV_READ | EV_PERSIST, on_socket,
	    c);
	KILLPOINT(adopt_begun);
	row->wanted = -1;
	atomic_store(&row->state, CONN_OWNED);
	KILLPOINT(adopt_owned);
	if (conn_check(row) != OK) {
		log_warnx("connection %u: its row cannot be true -- closing it",
		    index);
		row->rx_ring = row->tx_ring = 0;
		worker_count(w, COUNT_connections_lost, 1);
		conn_close(c);
		return;
	}
	if (row->rx_ring != 0)
		rings_adopt(&w->rings, row->rx_ring);
	if (row->tx_ring != 0)
		rings_adopt(&w->rings, row->tx_ring);
	lap_arrived(row);
	hold_unsent(c);
	teller_adopt(c);
	turn(c, false);
}

/* It has stood still for longer than it may; why, or NULL. */
static const char *
stands_still(const struct conn *c, uint64_t now_ms)
{
	const struct config *config = c->worker->config;
	uint64_t still = now_ms - c->row->active_ms;

	if (c->row->tx_head < sendable(c))
		return still > (uint64_t)config->write_timeout * 1000 ?
		    "its client reads nothing" : NULL;
	if (c->wait == CONN_FLOWS && c->row->rx_ring != 0)
		return still > (uint64_t)config->first_request_timeout * 1000 ?
		    "a half-sent request stands still" : NULL;
	return NULL;
}

static void
feed_hungry(struct worker *w)
{
	struct conn *c = w->lists.hungry, *next;

	w->lists.hungry = NULL;
	for (; c != NULL; c = next) {
		next = c->next;
		c->hungry = false;
		c->wait = CONN_FLOWS;
		turn(c, true);
	}
}

void
conns_tick(struct worker *w)
{
	uint64_t now_ms = clock_ms();
	struct conn *c, *next;
	const char *why;

	for (c = w->lists.busy; c != NULL; c = next) {
		next = c->busy_next;
		if ((why = stands_still(c, now_ms)) == NULL)
			continue;
		log_event(LOG_LEVEL_INFO, LOG_FIELDS(
		    { "conn", NULL, c->index }),
		    "connection %u: %s -- closing it", c->index, why);
		worker_count(w, COUNT_timeouts, 1);
		conn_close(c);
	}
	feed_hungry(w);
}
