/*
 * target - where the measured server listens
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "bench/lib/target.h"
#include "text.h"

bool
target_unix(struct target *t, const char *path)
{
	struct sockaddr_un *un = (struct sockaddr_un *)&t->addr;

	memset(t, 0, sizeof(*t));
	un->sun_family = AF_UNIX;
	t->len = sizeof(*un);
	return text_copy(un->sun_path, sizeof(un->sun_path), path);
}

static bool
read_v4(struct target *t, const char *host, uint16_t port)
{
	struct sockaddr_in *in = (struct sockaddr_in *)&t->addr;

	if (inet_pton(AF_INET, host, &in->sin_addr) != 1)
		return false;
	in->sin_family = AF_INET;
	in->sin_port = htons(port);
	t->len = sizeof(*in);
	return ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

static bool
read_v6(struct target *t, const char *host, uint16_t port)
{
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&t->addr;

	if (strcmp(host, "[::1]") != 0)
		return false;
	in6->sin6_family = AF_INET6;
	in6->sin6_addr = in6addr_loopback;
	in6->sin6_port = htons(port);
	t->len = sizeof(*in6);
	return true;
}

bool
target_tcp(struct target *t, const char *text)
{
	const char *colon = strrchr(text, ':');
	char host[64];
	int64_t port;

	memset(t, 0, sizeof(*t));
	if (colon == NULL || !text_integer(colon + 1, 1, 65535, &port) ||
	    (size_t)(colon - text) >= sizeof(host))
		return false;
	memcpy(host, text, (size_t)(colon - text));
	host[colon - text] = '\0';
	if (strcmp(host, "localhost") == 0)
		text_copy(host, sizeof(host), "127.0.0.1");
	return read_v4(t, host, (uint16_t)port) ||
	    read_v6(t, host, (uint16_t)port);
}

void
target_command(struct target *t, const char *command)
{
	memset(t, 0, sizeof(*t));
	t->len = sizeof(t->addr);
	t->command = command;
}

/* As hosts of agents do that are made with node: over a pair of sockets. */
static int
run_command(const char *command)
{
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return -1;
	if ((pid = fork()) == 0) {
		dup2(pair[1], STDIN_FILENO);
		dup2(pair[1], STDOUT_FILENO);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(pair[1]);
	if (pid == -1) {
		close(pair[0]);
		return -1;
	}
	return pair[0];
}

int
target_dial(const struct target *t)
{
	int fd, one = 1;

	if (t->command != NULL)
		return run_command(t->command);
	fd = socket(t->addr.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (connect(fd, (const struct sockaddr *)&t->addr, t->len) != 0) {
		close(fd);
		return -1;
	}
	if (t->addr.ss_family != AF_UNIX)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}
