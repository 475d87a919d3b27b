/*
 * teller - notifications of what has changed, to who wants to know
 *
 * Agents subscribe (shm/subscribers.h).  The worker that holds a connection
 * looks every few milliseconds whether there is news for it: nobody has to be
 * told of a change, so no message between workers can be lost.
 *
 * Over HTTP news go out as events of a stream that the client has opened, by
 * the request that waits there (stream.h).  On a stream of JSON they are lines
 * between replies, and no request waits.
 */
#ifndef WORKER_TELLER_H
#define WORKER_TELLER_H

#include <stdbool.h>

#include "err.h"
#include "shm/subscribers.h"
#include "worker/conn.h"
#include "worker/mcp/message.h"

/* What stands now. */
struct told_now teller_now(const struct worker *w);

/* Who a connection is: itself, or its listen with this id. */
struct subscriber_key teller_key(const struct conn *c,
	    const struct slice *listen);

/*
 * Send what is new to the subscriber of a row, on a stream of HTTP or between
 * replies; with the lock held.  ERR_IO: the connection cannot go on.
 */
enum err teller_tell(struct conn *c, int row);

/* Let the handler run again when there is news for a subscriber, or when its
 * session or its row is gone.  WAIT, always. */
enum err teller_watch(struct conn *c, const struct subscriber_key *key);

/* From now on tell a connection without HTTP whatever it subscribes to. */
void	 teller_follow(struct conn *c);
/* It came from elsewhere: go on, if it subscribes to something. */
void	 teller_adopt(struct conn *c);
/* It is over, with all its subscriptions. */
void	 teller_end(struct conn *c);

#endif
