/*
 * logs - the log and the access log, by the settings
 *
 * The master opens both before it gives up its privileges; each worker opens
 * the access log by itself.
 */
#ifndef MASTER_LOGS_H
#define MASTER_LOGS_H

#include "err.h"
#include "master/master.h"

/* Make and open them.  ERR_IO with m->why. */
enum err logs_open(struct master *m);

/* Level, format and limit; of processes forked later, too. */
void	 logs_set(const struct config *config);

/* Open the log again, after a rotation. */
void	 logs_reopen(void);

/* The access log is a file of its own. */
bool	 logs_access_is_file(const struct config *config);

#endif
