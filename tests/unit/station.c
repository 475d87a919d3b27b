/*
 * station - one connection in a worker without its loop, and its client
 */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "tests/unit/station.h"
#include "worker/holding.h"
#include "worker/http.h"
#include "worker/jsonrpc.h"
#include "worker/wire.h"

#define CHUNK	(32u << 10)	/* bytes sent at once */

static void
pair_tcp(int ends[2])
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t len = sizeof address;

	bind(listener, (struct sockaddr *)&address, len);
	listen(listener, 1);
	getsockname(listener, (struct sockaddr *)&address, &len);
	ends[1] = socket(AF_INET, SOCK_STREAM, 0);
	cr_assert_eq(connect(ends[1], (struct sockaddr *)&address, len), 0);
	ends[0] = accept(listener, NULL, NULL);
	cr_assert_neq(ends[0], -1);
	close(listener);
}

static void
open_conn(struct station *s, enum transport transport)
{
	int index = conns_claim(&s->segment.conns, transport, 0), ends[2];

	if (transport == TRANSPORT_TCP)
		pair_tcp(ends);
	else
		cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	s->client = ends[1];
	s->row = &s->segment.conns.row[index];
	s->row->state = CONN_OWNED;
	s->row->owner = 0;
	s->row->door = DOOR_JSON;
	s->conn = (struct conn){ .worker = &s->worker, .row = s->row,
	    .index = (uint32_t)index, .fd = ends[0],
	    .generation = s->row->generation };
}

void
station_open(struct station *s, enum transport transport)
{
	struct worker *w = &s->worker;

	memset(s, 0, sizeof *s);
	cr_assert_eq(segment_make(&s->segment, 4), OK);
	s->config.attempts = 2;
	s->heritage = (struct heritage){ .segment = &s->segment,
	    .config = &s->config, .channel = -1 };
	w->heritage = &s->heritage;
	w->config = &s->config;
	w->segment = &s->segment;
	w->row = &s->segment.workers[0];
	w->board = &s->segment.board->row[0];
	w->queue_end = &w->queue;
	w->holdings = xcalloc(BOUND_PROJECTS, sizeof *w->holdings);
	mem_init(&w->mem, 4096, BOUND_REQUEST_MEM);
	buf_init(&w->reply, BOUND_REPLY);
	buf_init(&w->edits, BOUND_REQUEST_MEM);
	rings_open(&w->rings, s->segment.fd, s->segment.rings_start,
	    s->segment.holders, 0);
	methods_init();
	open_conn(s, transport);
	s->heard = xcalloc(1, STATION_HEARD);
}

void
station_close(struct station *s)
{
	struct worker *w = &s->worker;
	uint32_t row;

	for (row = 0; row < BOUND_PROJECTS; row++)
		if (w->holdings[row] != NULL) {
			context_free(w->holdings[row]->context);
			free(w->holdings[row]);
		}
	free(w->holdings);
	http_forget(&s->conn);
	buf_fini(&w->reply);
	buf_fini(&w->edits);
	mem_fini(&w->mem);
	rings_close(&w->rings);
	close(s->conn.fd);
	close(s->client);
	free(s->heard);
	segment_close(&s->segment);
}

static void
take_turns(struct station *s)
{
	const struct conn_cut *cut;

	while (wire_read(&s->conn) == OK && !s->row->hangup) {
		s->serve = s->row->door == DOOR_HTTP ?
		    http_serve(&s->conn) : jsonrpc_serve(&s->conn);
		cut = conn_cut(s->row);
		wire_write(&s->conn,
		    cut->batch != 0 ? cut->tx_hold : cut->tx_tail);
	}
}

void
station_say(struct station *s, const char *bytes, size_t len)
{
	ssize_t n;

	/* What a request costs is counted from here. */
	s->worker.now_ns = clock_ns();
	while (len > 0) {
		n = send(s->client, bytes, len < CHUNK ? len : CHUNK, 0);
		cr_assert(n > 0 || errno == EAGAIN);
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
		take_turns(s);
	}
}

const char *
station_hear(struct station *s)
{
	size_t len = 0;
	ssize_t n;

	while ((n = recv(s->client, s->heard + len, STATION_HEARD - len, 0)) >
	    0) {
		len += (size_t)n;
		cr_assert_lt(len, STATION_HEARD);
		wire_write(&s->conn, conn_cut(s->row)->tx_tail);
	}
	s->heard[len] = '\0';
	return s->heard;
}

const char *
station_ask(struct station *s, const char *text)
{
	station_say(s, text, strlen(text));
	return station_hear(s);
}

void
station_starve(struct station *s, unsigned class)
{
	uint32_t id = 1;
	unsigned before;

	for (before = 0; before < class; before++)
		id += rings_class[before].count;
	for (; id <= rings_total(); id++)
		s->segment.holders[id] = 99;
}
