/*
 * secret - what signs the sessions of agents
 *
 * 32 random bytes in the data folder, so that sessions are still known after
 * a restart.
 */
#ifndef MASTER_SECRET_H
#define MASTER_SECRET_H

#include "master/master.h"

/* Read them into shared memory, or make them.  Without a data folder, or with
 * one that cannot be used, sessions end with the server; the log says so. */
void	 secret_open(struct master *m);

#endif
