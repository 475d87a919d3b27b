/*
 * linger - a connection between its last reply and its end
 *
 * To close a socket that holds bytes nobody has read makes the kernel send a
 * reset, and that takes from the client what it has not read yet: the very
 * reply that tells it what was wrong.  So first only our half is closed, and
 * what still comes is read and thrown away, until the client closes its own;
 * but for no more than some seconds and bytes.
 */
#ifndef WORKER_LINGER_H
#define WORKER_LINGER_H

#include "worker/conn.h"

/* All is sent: close our half, and the connection when its time has come,
 * which may be now. */
void	 linger_begin(struct conn *c);

#endif
