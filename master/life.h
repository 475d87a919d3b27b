/*
 * life - hear of a worker's death at once
 *
 * A worker holds a robust mutex in its row for life.  A thread of the master
 * waits for each; it gets the mutex, with EOWNERDEAD, when the kernel begins
 * to end the process: some 0.2 ms after a kill, where SIGCHLD comes only when
 * its memory is torn down, 70 ms for a gigabyte.  By then the worker's one
 * thread can make no system call any more.  The threads do nothing else; what
 * follows a death happens in the master's loop.
 */
#ifndef MASTER_LIFE_H
#define MASTER_LIFE_H

#include "master/master.h"

/* Once, with the loop there. */
void	 life_open(struct master *m);

/* A fresh mutex, before the worker of a seat is forked. */
void	 life_renew(struct seat *s);

/* Wait for the death of a worker that has said it serves. */
void	 life_watch(struct seat *s);

/* It is dead: its watcher has ended, or ends now. */
void	 life_unwatch(struct seat *s);

#endif
