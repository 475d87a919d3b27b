/*
 * peer - who is at the other end of a connection just accepted
 */
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "shm/peer.h"

/* TCP_ESTABLISHED: its header and linux/tcp.h exclude each other. */
#define ESTABLISHED	1

/*
 * bytes_acked + what waits to be acknowledged, and bytes_received - what waits
 * to be read; read until two readings agree, since the network goes on.
 */
static bool
count(int fd, uint64_t *sent, uint64_t *received)
{
	struct tcp_info before, after;
	socklen_t len;
	int unacked, unread, tries;

	for (tries = 0; tries < 16; tries++) {
		len = sizeof before;
		if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &before,
		    &len) == -1 ||
		    ioctl(fd, SIOCOUTQ, &unacked) == -1 ||
		    ioctl(fd, SIOCINQ, &unread) == -1)
			return false;
		len = sizeof after;
		getsockopt(fd, IPPROTO_TCP, TCP_INFO, &after, &len);
		if (after.tcpi_state != ESTABLISHED)
			return false;
		if (before.tcpi_bytes_acked != after.tcpi_bytes_acked ||
		    before.tcpi_bytes_received != after.tcpi_bytes_received)
			continue;
		*sent = after.tcpi_bytes_acked + (uint64_t)unacked;
		*received = after.tcpi_bytes_received - (uint64_t)unread;
		return true;
	}
	return false;
}

bool
peer_counts(const struct conn_row *row, int fd, uint64_t *sent,
    uint64_t *received)
{
	if (row->transport != TRANSPORT_TCP || !count(fd, sent, received))
		return false;
	*sent -= row->arrival.sent_before;
	*received -= row->arrival.received_before;
	return true;
}

void
peer_introduce(struct conn_row *row, int fd)
{
	struct ucred who;
	socklen_t len = sizeof who;
	int on = 1;

	row->arrival.accepted_ns = clock_ns();
	if (row->transport == TRANSPORT_TCP) {
		/* Replies are whole when they are sent: nothing to wait for. */
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		/* The SYN may count as a byte. */
		count(fd, &row->arrival.sent_before,
		    &row->arrival.received_before);
		return;
	}
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == -1)
		return;
	row->arrival.pid = (uint32_t)who.pid;
	row->arrival.uid = who.uid;
	row->trusted = who.uid == geteuid() || who.uid == 0;
}
