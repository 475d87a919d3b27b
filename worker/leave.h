/*
 * leave - projects that leave this worker: closed, erased, or moved
 *
 * What is closed stays in the directory until the keeper has all of it, and is
 * loaded again by whoever asks for it; what is erased is gone with the reply.
 */
#ifndef WORKER_LEAVE_H
#define WORKER_LEAVE_H

#include "worker/conn.h"

/*
 * Around the commit of the request that closes worker.store.closing and leaves
 * its connection in the state `next`: the master can tell on which side of it
 * a death was.  The end returns the ticket of what the keeper has to do for it.
 */
void	 leave_begin(struct conn *c, const struct conn_cut *next);
uint64_t leave_end(struct conn *c);

/* Another worker is to have a row's project, if the row still says so. */
void	 leave_let_go(struct worker *w, uint32_t row);

/* Let go of what was closed and is stored by now; true: some is not. */
bool	 leave_retire(struct worker *w);

/* Once a second: moves that had to wait, what was closed. */
void	 leave_tick(struct worker *w);

#endif
