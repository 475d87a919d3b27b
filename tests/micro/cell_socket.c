/*
 * cell_socket · receive or send for ever, and count to the byte
 *
 * The peer is here.  After the kill nobody else has the child's end: what the
 * socket still holds is drained, and the child's position must be exactly what
 * came through, each byte in its place.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "log.h"
#include "tests/micro/cell.h"
#include "worker/transfer.h"

#define RING	65536		/* bytes; the stream goes round in it */
#define SPAN	4096		/* at once, at most */

/* What the two processes share. */
struct shared {
	struct wire_slot slot;
	uint64_t	 pos;
	char		 ring[2 * RING];
};

struct stream {
	struct shared	*shared;
	const struct cell *cell;
	int		 peer, fd;
	uint64_t	 count;		/* bytes the peer has moved */
	bool		 wrong;
	char		 bytes[RING];
};

static void
open_tcp(struct stream *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (bind(listener, (struct sockaddr *)&at, len) == -1 ||
	    listen(listener, 1) == -1 ||
	    getsockname(listener, (struct sockaddr *)&at, &len) == -1)
		fatal("no TCP port");
	s->peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(s->peer, (struct sockaddr *)&at, len) == -1 ||
	    (s->fd = accept(listener, NULL, NULL)) == -1)
		fatal("no TCP connection");
	close(listener);
}

static void
open_pair(struct stream *s)
{
	int ends[2];

	if (s->cell->how & CELL_TCP) {
		open_tcp(s);
		return;
	}
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == -1)
		fatal("no pair of sockets");
	s->peer = ends[0];
	s->fd = ends[1];
}

/* In the child: no pause, so that the kill is most often in a call. */
static void
move_for_ever(void *arg)
{
	struct stream *s = arg;
	struct shared *m = s->shared;
	enum wire_op op = s->cell->how & CELL_SENDS ? WIRE_WRITE : WIRE_READ;
	struct iovec span = { .iov_len = SPAN };

	for (;;) {
		span.iov_base = m->ring + m->pos % RING;
		if (op == WIRE_WRITE)
			cell_fill(span.iov_base, m->pos, span.iov_len = 1 +
			    m->pos * 7 % SPAN);
		if (s->cell->naive)
			transfer_plain(s->fd, op, &m->pos, span);
		else
			transfer_kept(&m->slot, s->fd, op, &m->pos, span);
	}
}

static void
read_peer(struct stream *s, int fd)
{
	ssize_t n = recv(fd, s->bytes, sizeof s->bytes, MSG_DONTWAIT);

	if (n <= 0)
		return;
	if (!cell_is_right(s->bytes, s->count, (size_t)n))
		s->wrong = true;
	s->count += (uint64_t)n;
}

static void
write_peer(struct stream *s)
{
	ssize_t n;

	cell_fill(s->bytes, s->count, 1 + s->count * 5 % SPAN);
	n = send(s->peer, s->bytes, 1 + s->count * 5 % SPAN,
	    MSG_DONTWAIT | MSG_NOSIGNAL);
	s->count += n > 0 ? (uint64_t)n : 0;
}

static void
serve_peer(void *arg)
{
	struct stream *s = arg;

	if (s->cell->how & CELL_SENDS)
		read_peer(s, s->peer);
	else
		write_peer(s);
}

/* All that is in the socket, up to its end, from the stream offset `pos`. */
static uint64_t
drain(struct stream *s, int from, int to, uint64_t pos)
{
	struct pollfd end = { .fd = from, .events = POLLIN };
	ssize_t n;

	shutdown(to, SHUT_WR);
	while (poll(&end, 1, 1000) == 1 &&
	    (n = recv(from, s->bytes, sizeof s->bytes, 0)) > 0) {
		if (!cell_is_right(s->bytes, pos, (size_t)n))
			s->wrong = true;
		pos += (uint64_t)n;
	}
	return pos;
}

struct outcome
cell_socket(const struct cell *cell, uint64_t *seed)
{
	static struct stream s;
	struct outcome outcome = { 0 };
	uint64_t pos;
	int pid;

	s = (struct stream){ .cell = cell, .shared = cell_share(
	    sizeof *s.shared) };
	open_pair(&s);
	pid = cell_fork(move_for_ever, &s);
	cell_kill(pid, seed, serve_peer, &s);
	pos = s.shared->pos;
	if (slot_repair(&s.shared->slot, &pos) != WIRE_NONE)
		outcome.repaired = pos != s.shared->pos;
	if (cell->how & CELL_SENDS)
		s.wrong |= drain(&s, s.peer, s.fd, s.count) != pos;
	else
		s.wrong |= drain(&s, s.fd, s.peer, pos) != s.count;
	outcome.wrong = s.wrong;
	close(s.peer);
	close(s.fd);
	munmap(s.shared, sizeof *s.shared);
	return outcome;
}
