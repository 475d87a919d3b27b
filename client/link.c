/*
 * link - one connection to a server, for a program that may wait
 *
 * What was received lies in one buffer; lines are handed out where they lie
 * and the buffer is emptied when the last one was taken, so a reply of 100 MB
 * is copied once, by the kernel.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#include "client/link.h"
#include "client/quit.h"
#include "text.h"

#define ROOM_MIN	(64u << 10)	/* bytes; of one receive */
#define LINE_MAX_SIZE	(1u << 30)	/* bytes; servers stop earlier */

static void
start(struct link *link, int fd)
{
	link->fd = fd;
	link->taken = 0;
	link->seen = 0;
	buf_init(&link->in, LINE_MAX_SIZE);
}

bool
link_open_unix(struct link *link, const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd, saved;

	if (!text_copy(addr.sun_path, sizeof addr.sun_path, path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return false;
	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == -1) {
		saved = errno;
		close(fd);
		errno = saved;
		return false;
	}
	start(link, fd);
	return true;
}

static void
open_socket(struct link *link, const char *path)
{
	if (link_open_unix(link, path))
		return;
	if (errno != ENOENT && errno != ECONNREFUSED)
		quit("%s: %s", path, strerror(errno));
	if (strcmp(path, LINK_SOCKET) == 0)
		quit("no server listens on %s; start one with: goxeld", path);
	quit("no server listens on %s; start one with: goxeld -s %s", path,
	    path);
}

/* "host:port" or "[address]:port", cut in two. */
static bool
split_address(char *text, char **host, char **port)
{
	char *colon = strrchr(text, ':');

	if (colon == NULL || colon[1] == '\0')
		return false;
	*colon = '\0';
	*port = colon + 1;
	*host = text;
	if (text[0] == '[' && colon > text && colon[-1] == ']') {
		colon[-1] = '\0';
		*host = text + 1;
	}
	return true;
}

/* The first address that answers; -1 with errno when none does. */
static int
connect_first(const struct addrinfo *list)
{
	const struct addrinfo *a;
	int fd, saved;

	for (a = list; a != NULL; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, 0);
		if (fd == -1)
			continue;
		if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
			return fd;
		saved = errno;
		close(fd);
		errno = saved;
	}
	return -1;
}

static void
open_tcp(struct link *link, const char *where)
{
	struct addrinfo wish = { .ai_socktype = SOCK_STREAM }, *list;
	char text[256], *host, *port;
	int err, fd;

	if (!text_copy(text, sizeof text, where) ||
	    !split_address(text, &host, &port))
		quit("'%s' is not HOST:PORT", where);
	if ((err = getaddrinfo(host, port, &wish, &list)) != 0)
		quit("%s: %s", where, gai_strerror(err));
	fd = connect_first(list);
	freeaddrinfo(list);
	if (fd == -1 && errno == ECONNREFUSED)
		quit("no server listens on %s; start one with: "
		    "goxeld -o listen=%s", where, where);
	if (fd == -1)
		quit("%s: %s", where, strerror(errno));
	start(link, fd);
}

void
link_open(struct link *link, const struct target *target)
{
	if (target->tcp != NULL)
		open_tcp(link, target->tcp);
	else
		open_socket(link, target->socket);
}

void
link_close(struct link *link)
{
	close(link->fd);
	buf_fini(&link->in);
}

bool
link_send(struct link *link, const char *bytes, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = send(link->fd, bytes, len, MSG_NOSIGNAL);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* Forget the lines that were handed out. */
static void
make_room(struct link *link)
{
	struct buf *in = &link->in;

	if (link->taken == 0)
		return;
	memmove(in->bytes, in->bytes + link->taken, in->len - link->taken);
	in->len -= link->taken;
	link->seen -= link->taken;
	link->taken = 0;
}

int
link_receive(struct link *link)
{
	struct buf *in = &link->in;
	size_t size;
	char *room;
	ssize_t n;

	make_room(link);
	size = in->size - in->len > ROOM_MIN ? in->size - in->len : ROOM_MIN;
	if ((room = buf_room(in, size)) == NULL) {
		errno = EMSGSIZE;
		return -1;
	}
	do
		n = recv(link->fd, room, size, 0);
	while (n == -1 && errno == EINTR);
	if (n <= 0)
		return (int)n;
	in->len += (size_t)n;
	return 1;
}

char *
link_next(struct link *link, size_t *len)
{
	struct buf *in = &link->in;
	char *line, *end;

	if (link->seen == in->len)
		return NULL;
	end = memchr(in->bytes + link->seen, '\n', in->len - link->seen);
	if (end == NULL) {
		link->seen = in->len;
		return NULL;
	}
	line = in->bytes + link->taken;
	*end = '\0';
	*len = (size_t)(end - line);
	link->taken += *len + 1;
	link->seen = link->taken;
	return line;
}

char *
link_line(struct link *link, size_t *len)
{
	char *line;

	while ((line = link_next(link, len)) == NULL)
		if (link_receive(link) != 1)
			return NULL;
	return line;
}
