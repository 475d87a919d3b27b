/*
 * test_peer - who is trusted with any file
 */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/peer.h"
#include "tests/skip.h"

#define STRANGER	54321u		/* a user */

TestSuite(peer, .timeout = 10);

static struct conn_row row;

/* A nameless Unix listener; its address into *address. */
static int
listen_unix(struct sockaddr_un *address, socklen_t *len)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	*len = sizeof address->sun_family;
	cr_assert_eq(bind(fd, (struct sockaddr *)address, *len), 0);
	cr_assert_eq(listen(fd, 1), 0);
	*len = sizeof *address;
	getsockname(fd, (struct sockaddr *)address, len);
	return fd;
}

/* A child of this user connects and waits; its pid into *pid. */
static int
accept_from(uid_t user, pid_t *pid)
{
	struct sockaddr_un address;
	socklen_t len;
	int listener = listen_unix(&address, &len), fd;
	char byte;

	*pid = fork();
	if (*pid == 0) {
		fd = socket(AF_UNIX, SOCK_STREAM, 0);
		if (setuid(user) == -1 || connect(fd,
		    (struct sockaddr *)&address, len) == -1)
			_exit(1);
		(void)!read(fd, &byte, 1);
		_exit(0);
	}
	fd = accept(listener, NULL, NULL);
	cr_assert_neq(fd, -1);
	close(listener);
	return fd;
}

static void
introduce(enum transport transport, int fd)
{
	row = (struct conn_row){ .transport = (uint8_t)transport };
	peer_introduce(&row, fd);
}

Test(peer, own_user_is_known_and_trusted)
{
	pid_t pid;
	int fd = accept_from(geteuid(), &pid);

	introduce(TRANSPORT_UNIX, fd);
	cr_assert_eq(row.arrival.pid, (uint32_t)pid);
	cr_assert_eq(row.arrival.uid, geteuid());
	cr_assert_eq(row.trusted, 1);
	close(fd);
	wait(NULL);
}

Test(peer, another_user_is_known_and_not_trusted)
{
	pid_t pid;
	int fd;

	if (geteuid() != 0)
		skip("only root can become another user");
	fd = accept_from(STRANGER, &pid);
	introduce(TRANSPORT_UNIX, fd);
	cr_assert_eq(row.arrival.pid, (uint32_t)pid);
	cr_assert_eq(row.arrival.uid, STRANGER);
	cr_assert_eq(row.trusted, 0);
	close(fd);
	wait(NULL);
}

Test(peer, root_is_trusted_by_every_server)
{
	pid_t pid;
	int root, own;

	if (geteuid() != 0)
		skip("only root can become another user");
	root = accept_from(0, &pid);
	own = accept_from(STRANGER, &pid);
	cr_assert_eq(seteuid(STRANGER), 0);
	introduce(TRANSPORT_UNIX, root);
	cr_assert_eq(row.trusted, 1);
	introduce(TRANSPORT_UNIX, own);
	cr_assert_eq(row.trusted, 1, "the server's own user");
	cr_assert_eq(seteuid(0), 0);
	close(root);
	close(own);
	while (wait(NULL) > 0)
		continue;
}

Test(peer, nobody_on_tcp_is_trusted_and_replies_do_not_linger)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0), fd, on = 0;
	int client = socket(AF_INET, SOCK_STREAM, 0);

	bind(listener, (struct sockaddr *)&address, len);
	listen(listener, 1);
	getsockname(listener, (struct sockaddr *)&address, &len);
	cr_assert_eq(connect(client, (struct sockaddr *)&address, len), 0);
	fd = accept(listener, NULL, NULL);
	introduce(TRANSPORT_TCP, fd);
	cr_assert_eq(row.trusted, 0);
	cr_assert_eq(row.arrival.pid, 0);
	len = sizeof on;
	getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, &len);
	cr_assert_neq(on, 0);
	close(fd);
	close(client);
	close(listener);
}

Test(peer, who_cannot_be_asked_is_not_trusted)
{
	introduce(TRANSPORT_UNIX, -1);
	cr_assert_eq(row.trusted, 0);
}
