/*
 * peer - who is at the other end of a connection just accepted
 */
#ifndef SHM_PEER_H
#define SHM_PEER_H

#include "shm/conns.h"

/* Fill the row's peer fields from the socket: credentials and trust on Unix,
 * no delay on TCP. */
void	 peer_introduce(struct conn_row *row, int fd);

#endif
