/*
 * stats - the operators' socket
 *
 * One command a connection: a line in, the answer out, closed.  `help` lists
 * the commands; `json` before or behind one gives JSON.  Only the server's own
 * user and root are answered.
 */
#ifndef MASTER_STATS_H
#define MASTER_STATS_H

#include <stdbool.h>

#include "buf.h"
#include "master/master.h"

void	 stats_open(struct master *m);

#endif
