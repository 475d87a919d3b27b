/*
 * command - a line of the stats socket, carried out
 *
 * A line holds commands with `;` between them, each with an answer of its own;
 * a `;` in double quotes is none.  A command is `show` and a topic, an order,
 * or help; `watch` and `prompt`, which change how the socket is spoken with,
 * are the socket's own (stats.c).
 */
#ifndef MASTER_COMMAND_H
#define MASTER_COMMAND_H

#include <stdbool.h>

#include "buf.h"
#include "master/master.h"
#include "master/query.h"

/* Who asks. */
enum rights {
	MAY_NOTHING,
	MAY_LOOK,		/* show, help, complete, watch */
	MAY_ALL
};

/* Carry out one command. */
void	 command_run(struct master *m, enum rights rights, const char *command,
	    struct buf *out);

/* It only looks, and so may be repeated. */
bool	 command_looks(const char *command);

/* The next command of *line, without the spaces around it, into `out`; false:
 * there is none left. */
bool	 command_next(const char **line, char out[QUERY_LINE]);

#endif
