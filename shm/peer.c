/*
 * peer - who is at the other end of a connection just accepted
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shm/peer.h"

void
peer_introduce(struct conn_row *row, int fd)
{
	struct ucred who;
	socklen_t len = sizeof who;
	int on = 1;

	if (row->transport == TRANSPORT_TCP) {
		/* Replies are whole when they are sent: nothing to wait for. */
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		return;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == -1)
		return;
	row->peer_pid = (uint32_t)who.pid;
	row->peer_uid = who.uid;
	row->trusted = who.uid == geteuid() || who.uid == 0;
}
