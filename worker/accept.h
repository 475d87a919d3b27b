/*
 * accept - connections accepted by the worker itself (accept reuseport)
 *
 * Cheaper than the master's handoff for clients that connect for one request.
 * The master gets a copy of each descriptor; a worker killed between the
 * accept and that message costs the client that one connection.
 */
#ifndef WORKER_ACCEPT_H
#define WORKER_ACCEPT_H

#include "worker/worker.h"

/* Watch the listeners of the heritage, if it has any. */
void	 accept_open(struct worker *w);

#endif
