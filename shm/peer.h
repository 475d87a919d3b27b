/*
 * peer - who is at the other end of a connection just accepted
 */
#ifndef SHM_PEER_H
#define SHM_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "shm/conns.h"

/* Fill the row's peer fields from the socket: credentials and trust on Unix,
 * no delay on TCP. */
void	 peer_introduce(struct conn_row *row, int fd);

/*
 * What TCP itself counts of the stream: bytes sent and received by whoever had
 * the socket, since peer_introduce.  False where it cannot tell: on Unix
 * sockets, and once the connection is closing.
 */
bool	 peer_counts(const struct conn_row *row, int fd, uint64_t *sent,
	    uint64_t *received);

#endif
