/*
 * stats - the operators' socket
 *
 * A line of commands in, their answers out, closed; after `prompt` it stays
 * open and asks for the next with "> ", and after `watch` it answers again and
 * again.  command.h tells of the commands.  Root and the server's own user may
 * do everything; others are refused, or with setting stats_others may look.
 */
#ifndef MASTER_STATS_H
#define MASTER_STATS_H

#include "master/master.h"

void	 stats_open(struct master *m);

#endif
