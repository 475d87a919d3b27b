/*
 * ask - the stats socket: one command in, its answer out
 */
#ifndef CLIENT_ASK_H
#define CLIENT_ASK_H

#include <stdbool.h>

#include "buf.h"
#include "client/link.h"

/* goxelctl stats COMMAND...; on a terminal and without one, a prompt. */
int	 ask_command(const struct target *target, int argc, char **argv);

/* Send one command, whose answer ends with the connection.  False, with errno,
 * when nobody listens. */
bool	 ask_send(const struct target *target, const char *command,
	    struct link *link);

/*
 * The whole answer to one command, with a NUL, appended to `out`.  False,
 * with errno, when nobody listens.
 */
bool	 ask_stats(const struct target *target, const char *command,
	    struct buf *out);

#endif
