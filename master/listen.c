/*
 * listen - the sockets that clients and operators connect to
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "log.h"
#include "master/listen.h"
#include "text.h"

#define BACKLOG	4096

enum err
listen_address(const char *text, struct sockaddr_in *out, char why[MASTER_WHY])
{
	const char *colon = strrchr(text, ':');
	char host[64];
	int64_t port;

	*out = (struct sockaddr_in){ .sin_family = AF_INET };
	if (colon == NULL || !text_integer(colon + 1, 0, 65535, &port) ||
	    (size_t)(colon - text) >= sizeof host) {
		text_format(why, MASTER_WHY, "listen must be HOST:PORT, as "
		    "127.0.0.1:7531, or off, not '%s'", text);
		return ERR_PARAMS;
	}
	text_format(host, sizeof host, "%.*s", (int)(colon - text), text);
	if (strcmp(host, "localhost") == 0)
		text_copy(host, sizeof host, "127.0.0.1");
	if (inet_pton(AF_INET, host, &out->sin_addr) != 1 ||
	    ntohl(out->sin_addr.s_addr) >> 24 != 127) {
		text_format(why, MASTER_WHY, "listen must name a loopback "
		    "address, as 127.0.0.1: strangers would need no password, "
		    "and '%s' is open to them", host);
		return ERR_PARAMS;
	}
	out->sin_port = htons((uint16_t)port);
	return OK;
}

static bool
is_off(const char *text)
{
	return text[0] == '\0' || strcmp(text, "off") == 0;
}

static enum err
cannot(struct master *m, const char *what, const char *where)
{
	text_format(m->why, sizeof m->why, "cannot %s %s: %s", what, where,
	    strerror(errno));
	return ERR_IO;
}

static enum err
cannot_bind(struct master *m, const char *setting, const char *address)
{
	if (errno != EADDRINUSE)
		return cannot(m, "listen on", address);
	text_format(m->why, sizeof m->why, "cannot listen on %.100s: the port "
	    "is taken -- choose another (setting %s), or none "
	    "(%s = off)", address, setting, setting);
	return ERR_IO;
}

/* Somebody answers on this path. */
static bool
is_alive(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool alive = connect(fd, (const struct sockaddr *)address,
	    sizeof *address) == 0 || errno == EAGAIN;

	close(fd);
	return alive;
}

/* Make way for our own socket file. */
static enum err
clear_path(struct master *m, const struct sockaddr_un *address)
{
	struct stat st;

	if (lstat(address->sun_path, &st) == -1)
		return OK;
	if (!S_ISSOCK(st.st_mode)) {
		errno = EEXIST;
		return cannot(m, "replace what is no socket at",
		    address->sun_path);
	}
	if (is_alive(address)) {
		text_format(m->why, sizeof m->why, "a server answers on %s "
		    "already -- stop it, or choose another socket (-s)",
		    address->sun_path);
		return ERR_IO;
	}
	unlink(address->sun_path);
	return OK;
}

static enum err
open_unix(struct master *m, const char *path, mode_t mode, int *out)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mode_t before;
	enum err err;
	int fd, bound;

	*out = -1;
	if (is_off(path))
		return OK;
	text_copy(address.sun_path, sizeof address.sun_path, path);
	if ((err = clear_path(m, &address)) != OK)
		return err;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	/* Nobody may slip in between bind and chmod. */
	before = umask(0777);
	bound = bind(fd, (struct sockaddr *)&address, sizeof address);
	umask(before);
	if (bound == -1 || chmod(path, mode) == -1 ||
	    listen(fd, BACKLOG) == -1) {
		err = cannot(m, "listen on", path);
		close(fd);
		return err;
	}
	*out = fd;
	return OK;
}

static int
open_tcp(const struct sockaddr_in *address, bool share)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (share)
		setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
	if (bind(fd, (const struct sockaddr *)address, sizeof *address) == -1 ||
	    listen(fd, BACKLOG) == -1) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Port 0 became a real one: tell it in the settings. */
static void
note_port(int fd, char setting[CONFIG_TEXT])
{
	struct sockaddr_in bound;
	socklen_t len = sizeof bound;
	char host[INET_ADDRSTRLEN];

	if (getsockname(fd, (struct sockaddr *)&bound, &len) == -1)
		return;
	inet_ntop(AF_INET, &bound.sin_addr, host, sizeof host);
	text_format(setting, CONFIG_TEXT, "%s:%u", host,
	    ntohs(bound.sin_port));
}

static mode_t
octal(int64_t digits)
{
	return (mode_t)(digits / 100 * 64 + digits / 10 % 10 * 8 + digits % 10);
}

bool
listen_is_path(const char *text)
{
	return strchr(text, '/') != NULL;
}

/* Operators' programs, all of whom are one user's where it is a path. */
static enum err
open_admin(struct master *m)
{
	char *where = m->config.admin_listen;
	struct sockaddr_in address;

	if (is_off(where))
		return OK;
	if (listen_is_path(where))
		return open_unix(m, where, 0600, &m->listen_admin);
	listen_address(where, &address, m->why);
	m->listen_admin = open_tcp(&address, false);
	if (m->listen_admin == -1)
		return cannot_bind(m, "admin_listen", where);
	note_port(m->listen_admin, where);
	return OK;
}

enum err
listen_open(struct master *m)
{
	struct sockaddr_in address;
	enum err err;

	m->listen_unix = m->listen_tcp = -1;
	m->listen_stats = m->listen_admin = -1;
	err = open_unix(m, m->config.socket, octal(m->config.socket_mode),
	    &m->listen_unix);
	if (err == OK)
		err = open_unix(m, m->config.stats_socket, 0600,
		    &m->listen_stats);
	if (err == OK)
		err = open_admin(m);
	if (err != OK || is_off(m->config.listen))
		return err;
	listen_address(m->config.listen, &address, m->why);
	m->listen_tcp = open_tcp(&address,
	    m->config.accept == ACCEPT_REUSEPORT);
	if (m->listen_tcp == -1)
		return cannot_bind(m, "listen", m->config.listen);
	note_port(m->listen_tcp, m->config.listen);
	return OK;
}

int
listen_tcp_again(const struct master *m)
{
	struct sockaddr_in address;
	char why[MASTER_WHY];

	if (m->listen_tcp == -1 ||
	    listen_address(m->config.listen, &address, why) != OK)
		return -1;
	return open_tcp(&address, true);
}

void
listen_close(struct master *m)
{
	if (m->listen_unix != -1)
		unlink(m->config.socket);
	if (m->listen_stats != -1)
		unlink(m->config.stats_socket);
	if (m->listen_admin != -1 && listen_is_path(m->config.admin_listen))
		unlink(m->config.admin_listen);
	if (m->listen_unix != -1)
		close(m->listen_unix);
	if (m->listen_stats != -1)
		close(m->listen_stats);
	if (m->listen_tcp != -1)
		close(m->listen_tcp);
	if (m->listen_admin != -1)
		close(m->listen_admin);
	m->listen_unix = m->listen_stats = m->listen_tcp = -1;
	m->listen_admin = -1;
}
