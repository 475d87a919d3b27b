/*
 * call - one request, one reply
 */
#ifndef CLIENT_CALL_H
#define CLIENT_CALL_H

#include <stddef.h>

#include "buf.h"
#include "client/answer.h"
#include "client/link.h"

/* goxelctl call METHOD [PARAMS|-] */
int	 call_command(const struct target *target, int argc, char **argv);

/* Append a request as one line.  `params` is JSON, or NULL for none. */
void	 call_write(struct buf *out, unsigned long id, const char *method,
	    const char *params);

/*
 * Ask over an open link and wait; the answer lasts until the next receive.
 * Quits when the connection ends or the reply makes no sense.
 */
void	 call_ask(struct link *link, const char *method, const char *params,
	    struct answer *answer);

/* Quit, with words, unless `text` is one JSON object or array. */
void	 call_check_params(const char *text, size_t len);

#endif
