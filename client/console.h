/*
 * console - the stats socket for people: goxelctl stats on a terminal
 *
 * One command a line, with history (~/.goxelctl_history) and completion by
 * Tab, of what the server itself says there is.  Each command is a visit of
 * its own, so the prompt outlives the server.  Ctrl-C ends a watch, Ctrl-D or
 * `quit` the prompt.
 */
#ifndef CLIENT_CONSOLE_H
#define CLIENT_CONSOLE_H

#include <stddef.h>

#include "client/link.h"

int	 console_command(const struct target *target);

/*
 * Of the server's answer to `complete`, JSON, those that begin with what is
 * typed: how many there are, and into `more` what all of them go on with.
 * `list` gets them, a line each.
 */
size_t	 console_match(const char *answer, const char *typed, char *more,
	    size_t size, struct buf *list);

#endif
