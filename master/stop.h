/*
 * stop - the end of all workers, at the end of the server
 *
 * They are asked first, for what they have gathered of logs; whoever does not
 * hear that soon, as in a long request, is killed.  What is committed needs
 * neither.
 */
#ifndef MASTER_STOP_H
#define MASTER_STOP_H

#include "master/master.h"

/* Returns within STOP_ASK_MS + STOP_KILL_MS. */
void	 stop_workers(struct master *m);

#define STOP_ASK_MS	250	/* to end by themselves */
#define STOP_KILL_MS	300	/* for a big one's memory to be given back */

#endif
