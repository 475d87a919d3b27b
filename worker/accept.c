/*
 * accept - connections accepted by the worker itself (accept reuseport)
 */
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "shm/peer.h"
#include "worker/accept.h"
#include "worker/conn.h"

#define BURST	16		/* accepted in one turn, so that others serve */

/* The master's copy first: from then on a death costs nothing. */
static void
serve_one(struct worker *w, int fd, enum transport transport)
{
	struct message m = { .kind = MESSAGE_ACCEPTED };
	struct conn_row *row;
	int index = conns_claim(&w->segment->conns, transport, clock_ms());

	KILLPOINT(accept_taken);
	if (index < 0) {
		close(fd);
		return;
	}
	row = &w->segment->conns.row[index];
	atomic_store(&row->owner, (int32_t)w->heritage->row);
	peer_introduce(row, fd);
	m.conn = (uint32_t)index;
	m.generation = row->generation;
	if (channel_send(w->heritage->channel, &m, fd) != OK) {
		close(fd);
		conns_release(&w->segment->conns, (uint32_t)index);
		return;
	}
	KILLPOINT(accept_told);
	worker_count(w, COUNT_connections_accepted, 1);
	atomic_fetch_add(&w->row->conns, 1);
	KILLPOINT(accept_counted);
	conn_adopt(w, (uint32_t)index, m.generation, fd);
}

static void
accept_burst(struct worker *w, int listener, enum transport transport)
{
	int n, fd;

	for (n = 0; n < BURST; n++) {
		fd = accept4(listener, NULL, NULL,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd == -1)
			return;
		serve_one(w, fd, transport);
	}
}

static void
on_unix(int listener, short what, void *arg)
{
	(void)what;
	accept_burst(arg, listener, TRANSPORT_UNIX);
}

static void
on_tcp(int listener, short what, void *arg)
{
	(void)what;
	accept_burst(arg, listener, TRANSPORT_TCP);
}

void
accept_open(struct worker *w)
{
	if (w->heritage->listen_unix != -1)
		worker_watch(w, w->heritage->listen_unix,
		    EV_READ | EV_PERSIST, on_unix);
	if (w->heritage->listen_tcp != -1)
		worker_watch(w, w->heritage->listen_tcp,
		    EV_READ | EV_PERSIST, on_tcp);
}
