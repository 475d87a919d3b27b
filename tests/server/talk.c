/*
 * talk - a client of the server under test
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

#define ROOM	(256u << 10)	/* bytes of one receive */

static int
connect_unix(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(addr.sun_path, sizeof addr.sun_path, "%s", path);
	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == -1)
		wrong("connect to %s: %s", path, strerror(errno));
	return fd;
}

static int
connect_tcp(int port)
{
	struct sockaddr_in addr = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == -1)
		wrong("connect to port %d: %s", port, strerror(errno));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return fd;
}

struct client
client_open(const struct server *s, enum door door)
{
	struct client c = { .fd = -1 };

	c.fd = door == DOOR_UNIX ? connect_unix(s->socket) :
	    connect_tcp(s->port);
	buf_init(&c.in, 1u << 30);
	return c;
}

void
client_close(struct client *c)
{
	close(c->fd);
	buf_fini(&c->in);
}

static void
forget_taken(struct client *c)
{
	if (c->taken == 0)
		return;
	memmove(c->in.bytes, c->in.bytes + c->taken, c->in.len - c->taken);
	c->in.len -= c->taken;
	c->seen -= c->taken;
	c->taken = 0;
}

/* One receive; false at the end of the connection. */
static bool
receive(struct client *c)
{
	char *room = buf_room(&c->in, ROOM);
	ssize_t n;

	n = recv(c->fd, room, ROOM, MSG_DONTWAIT);
	if (n == -1 && errno != EAGAIN && errno != EINTR)
		return false;
	if (n > 0)
		c->in.len += (size_t)n;
	return n != 0;
}

/* Wait until something of `events` is possible; tells what. */
static short
await_events(struct client *c, short events, uint64_t until_ms)
{
	struct pollfd fd = { .fd = c->fd, .events = events };
	uint64_t now_ms = clock_ms();

	if (now_ms >= until_ms || poll(&fd, 1, (int)(until_ms - now_ms)) == 0)
		wrong("the server did nothing for %d ms", PATIENCE_MS);
	return fd.revents;
}

void
client_send(struct client *c, const char *bytes, size_t len)
{
	uint64_t until_ms = clock_ms() + PATIENCE_MS;
	short ready;
	ssize_t n;

	while (len > 0) {
		ready = await_events(c, POLLIN | POLLOUT, until_ms);
		if (ready & POLLIN && !receive(c))
			wrong("the server closed the connection");
		if (!(ready & POLLOUT))
			continue;
		n = send(c->fd, bytes, len, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (n == -1 && errno != EAGAIN && errno != EINTR)
			wrong("send: %s", strerror(errno));
		if (n <= 0)
			continue;
		bytes += n;
		len -= (size_t)n;
		until_ms = clock_ms() + PATIENCE_MS;
	}
}

void
client_say(struct client *c, const char *text)
{
	client_send(c, text, strlen(text));
}

static char *
take_line(struct client *c, size_t *len)
{
	char *line, *end;

	if (c->seen == c->in.len)
		return NULL;
	end = memchr(c->in.bytes + c->seen, '\n', c->in.len - c->seen);
	if (end == NULL) {
		c->seen = c->in.len;
		return NULL;
	}
	*end = '\0';
	line = c->in.bytes + c->taken;
	*len = (size_t)(end - line);
	c->taken += *len + 1;
	c->seen = c->taken;
	return line;
}

const char *
client_line_size(struct client *c, size_t *len)
{
	const char *line;

	while ((line = take_line(c, len)) == NULL) {
		forget_taken(c);
		await_events(c, POLLIN, clock_ms() + PATIENCE_MS);
		if (!receive(c))
			wrong("the server closed the connection");
	}
	return line;
}

const char *
client_line(struct client *c)
{
	size_t len;

	return client_line_size(c, &len);
}

const char *
client_take(struct client *c, size_t len)
{
	const char *bytes;

	forget_taken(c);
	while (c->in.len < len) {
		await_events(c, POLLIN, clock_ms() + PATIENCE_MS);
		if (!receive(c))
			wrong("the server closed the connection");
	}
	bytes = c->in.bytes;
	c->taken = c->seen = len;
	return bytes;
}

void
client_is_silent(struct client *c)
{
	client_say(c, "{\"jsonrpc\":\"2.0\",\"id\":\"silent?\","
	    "\"method\":\"ping\"}\n");
	expect(client_line(c), "id", "\"silent?\"");
}

void
client_ends(struct client *c)
{
	do
		await_events(c, POLLIN, clock_ms() + PATIENCE_MS);
	while (receive(c));
}

const char *
call(struct client *c, const char *method, const char *params)
{
	char head[256], id[16];
	const char *reply;

	snprintf(head, sizeof head, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
	    "\"method\":\"%s\"", ++c->id, method);
	client_say(c, head);
	if (params != NULL) {
		client_say(c, ",\"params\":");
		client_say(c, params);
	}
	client_say(c, "}\n");
	snprintf(id, sizeof id, "%u", c->id);
	reply = client_line(c);
	if (strlen(reply) < 4096)
		expect(reply, "id", id);
	return reply;
}

const char *
callf(struct client *c, const char *method, const char *params, ...)
{
	const char *reply;
	char *text;
	va_list args;

	va_start(args, params);
	if (vasprintf(&text, params, args) == -1)
		wrong("out of memory");
	va_end(args);
	reply = call(c, method, text);
	free(text);
	return reply;
}
