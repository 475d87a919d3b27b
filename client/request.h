/*
 * request - one request, one reply
 */
#ifndef CLIENT_REQUEST_H
#define CLIENT_REQUEST_H

#include <stddef.h>

#include "buf.h"
#include "client/outcome.h"
#include "client/link.h"

/* goxelctl call METHOD [PARAMS|-] */
int	 request_command(const struct target *target, int argc, char **argv);

/* Append a request as one line.  `params` is JSON, or NULL for none. */
void	 request_write(struct buf *out, unsigned long id, const char *method,
	    const char *params);

/*
 * Ask over an open link and wait; the answer lasts until the next receive.
 * Quits when the connection ends or the reply makes no sense.
 */
void	 request_ask(struct link *link, const char *method, const char *params,
	    struct outcome *outcome);

#endif
