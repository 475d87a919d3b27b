/*
 * post - one exchange with a collector: a body there, a status back
 *
 * A connection each, which costs nothing at a few batches a second and leaves
 * nothing behind.  Of the reply only the status is read.
 */
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "text.h"
#include "tracer/post.h"

#define HEAD		1024		/* bytes of a request's head */
#define STATUS_AT	9		/* "HTTP/1.1 " before it */
#define STATUS_LINE	12		/* bytes up to its end */

/* Until it can be read or written; false: it is too late. */
static bool
await(int fd, short what, uint64_t deadline_ms)
{
	struct pollfd p = { .fd = fd, .events = what };
	uint64_t now = clock_ms();
	int ready;

	do
		ready = poll(&p, 1, now < deadline_ms ?
		    (int)(deadline_ms - now) : 0);
	while (ready == -1 && errno == EINTR);
	return ready == 1;
}

static bool
connects(int fd, const struct addrinfo *to, uint64_t deadline_ms)
{
	socklen_t len = sizeof(int);
	int err = 0;

	if (connect(fd, to->ai_addr, to->ai_addrlen) == 0)
		return true;
	if (errno != EINPROGRESS || !await(fd, POLLOUT, deadline_ms))
		return false;
	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &err, &len) == 0 &&
	    err == 0;
}

/* The first of its addresses that answers; -1. */
static int
dial(const struct endpoint *to, uint64_t deadline_ms)
{
	struct addrinfo wish = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list, *each;
	int fd = -1;

	if (getaddrinfo(to->host, to->port, &wish, &list) != 0)
		return -1;
	for (each = list; each != NULL && fd == -1; each = each->ai_next) {
		fd = socket(each->ai_family, SOCK_STREAM | SOCK_NONBLOCK |
		    SOCK_CLOEXEC, 0);
		if (fd == -1 || connects(fd, each, deadline_ms))
			continue;
		close(fd);
		fd = -1;
	}
	freeaddrinfo(list);
	return fd;
}

static bool
send_all(int fd, const char *bytes, size_t len, uint64_t deadline_ms)
{
	ssize_t sent;

	while (len > 0) {
		sent = send(fd, bytes, len, MSG_NOSIGNAL);
		if (sent > 0) {
			bytes += sent;
			len -= (size_t)sent;
		} else if ((errno != EAGAIN && errno != EINTR) ||
		    !await(fd, POLLOUT, deadline_ms)) {
			return false;
		}
	}
	return true;
}

static int
read_status(int fd, uint64_t deadline_ms)
{
	char line[STATUS_LINE + 1] = "";
	size_t len = 0;
	ssize_t got;
	int64_t status;

	while (len < STATUS_LINE && await(fd, POLLIN, deadline_ms)) {
		got = recv(fd, line + len, STATUS_LINE - len, 0);
		if (got == 0 || (got == -1 && errno != EAGAIN &&
		    errno != EINTR))
			break;
		len += got > 0 ? (size_t)got : 0;
	}
	if (len < STATUS_LINE || strncmp(line, "HTTP/1.", 7) != 0 ||
	    !text_integer(line + STATUS_AT, 100, 599, &status))
		return 0;
	return (int)status;
}

int
post(const struct endpoint *to, const struct buf *body, int ms)
{
	uint64_t deadline_ms = clock_ms() + (uint64_t)ms;
	bool six = strchr(to->host, ':') != NULL;
	char head[HEAD];
	int status = 0, fd = dial(to, deadline_ms);

	if (fd == -1)
		return 0;
	text_format(head, sizeof head, "POST %s HTTP/1.1\r\n"
	    "Host: %s%s%s:%s\r\nContent-Type: application/json\r\n"
	    "User-Agent: goxeld/" GOXELD_VERSION "\r\n"
	    "Connection: close\r\nContent-Length: %zu\r\n\r\n", to->path,
	    six ? "[" : "", to->host, six ? "]" : "", to->port, body->len);
	if (send_all(fd, head, strlen(head), deadline_ms) &&
	    send_all(fd, body->bytes, body->len, deadline_ms))
		status = read_status(fd, deadline_ms);
	close(fd);
	return status;
}
