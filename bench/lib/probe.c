/*
 * probe - requests sent one at a time, by a caller who waits
 */
#include <sys/socket.h>
#include <sys/time.h>

#include "bench/lib/probe.h"

#define PATIENCE_S	10

static bool
send_all(int fd, const char *bytes, size_t len)
{
	ssize_t sent;

	for (; len > 0; bytes += sent, len -= (size_t)sent)
		if ((sent = send(fd, bytes, len, MSG_NOSIGNAL)) < 0)
			return false;
	return true;
}

static bool
read_reply(int fd, enum echo_kind kind, FILE *out)
{
	struct echo echo = { .skip = 0 };
	uint64_t errors = 0;
	char room[65536];
	unsigned replies;
	ssize_t got;

	do {
		if ((got = recv(fd, room, sizeof(room), 0)) <= 0)
			return false;
		replies = echo_count(&echo, kind, room, (size_t)got,
		    &errors);
		if (out != NULL)
			fwrite(room, 1, (size_t)got, out);
	} while (replies == 0);
	return errors == 0;
}

bool
probe(int fd, const struct plan *p, unsigned count, FILE *out)
{
	struct timeval patience = { PATIENCE_S, 0 };
	const char *bytes;
	size_t len;
	unsigned i;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	for (i = 0; i < count; i++) {
		bytes = salvo_request(&p->salvo, i, &len);
		if (!send_all(fd, bytes, len) ||
		    !read_reply(fd, p->kind, out))
			return false;
	}
	return true;
}
