/*
 * linger - a connection between its last reply and its end
 *
 * What is thrown away needs no record: whoever takes the row over finds the
 * cut closing and everything sent, and lingers anew.
 */
#include <errno.h>
#include <sys/socket.h>

#include "bounds.h"
#include "clock.h"
#include "worker/linger.h"
#include "worker/wire.h"

#define SCRATCH	(16u << 10)	/* bytes read at once */
#define ROUNDS	16		/* reads of one turn of the loop */

/* Read what is there; false: the client has ended, or had enough. */
static bool
throw_away(struct conn *c)
{
	char scratch[SCRATCH];
	ssize_t n = 1;
	int round;

	for (round = 0; round < ROUNDS && n > 0; round++) {
		n = recv(c->fd, scratch, sizeof scratch, MSG_DONTWAIT);
		if (n > 0)
			c->partial.thrown += (uint32_t)n;
		if (c->partial.thrown > BOUND_LINGER)
			return false;
	}
	return n > 0 || (n == -1 && (errno == EAGAIN || errno == EINTR));
}

/* Wait for more, if there is time; active_ms is when it began. */
static bool
await_more(struct conn *c)
{
	uint64_t end_ms = c->row->active_ms + BOUND_LINGER_MS;
	uint64_t now_ms = clock_ms(), left_ms;
	struct timeval rest;

	if (now_ms >= end_ms)
		return false;
	left_ms = end_ms - now_ms;
	rest.tv_sec = (time_t)(left_ms / 1000);
	rest.tv_usec = (suseconds_t)(left_ms % 1000 * 1000);
	return event_add(&c->event, &rest) == 0;
}

static void
on_input(int fd, short what, void *arg)
{
	struct conn *c = arg;

	(void)fd, (void)what;
	if (!throw_away(c) || !await_more(c))
		conn_close(c);
}

void
linger_begin(struct conn *c)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));

	/* What came behind the last request is nobody's. */
	next.rx_head = c->row->rx_tail;
	conn_commit(c->row, &next);
	wire_relax(c);
	c->wait = CONN_LINGERS;
	c->row->active_ms = clock_ms();
	shutdown(c->fd, SHUT_WR);
	event_del(&c->event);
	c->armed = 0;
	event_assign(&c->event, c->worker->base, c->fd, EV_READ, on_input, c);
	on_input(c->fd, EV_READ, c);
}
