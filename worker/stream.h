/*
 * stream - a reply that comes in pieces
 *
 * Some requests are answered by several messages, over seconds or for as long
 * as the client listens: notifications first, the result last.  Over HTTP they
 * are events of one reply (text/event-stream), elsewhere lines.
 *
 * The request stays in its ring, unconsumed, until the last piece; how many
 * steps were made stands in the cut beside what was sent, and becomes real
 * with it.  Each step runs the request's handler anew from its bytes, so that
 * the worker may die between any two: another one reads the same request and
 * the same step, and goes on.
 *
 *	switch (stream_step(c)) {
 *	case 0:	stream_send(c, event...); return stream_sleep(c, 50);
 *	case 1:	...
 *	default: the result, as any other
 *	}
 */
#ifndef WORKER_STREAM_H
#define WORKER_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "worker/conn.h"

/* Pieces of the current request that were sent. */
unsigned stream_step(const struct conn *c);

/* The current request is being answered in pieces. */
bool	 stream_is_open(const struct conn *c);

/*
 * Send one message, JSON without a newline, and make the step.  With none
 * (len 0) the step alone, and over HTTP the head.  ERR_IO: the connection
 * cannot go on.
 */
enum err stream_send(struct conn *c, const char *json, size_t len);

/* The same in more than one step, so that their number can mean something. */
enum err stream_send_steps(struct conn *c, const char *json, size_t len,
	    unsigned steps);

/*
 * The same as an event with an id, which a client names when it comes again;
 * over HTTP only.  `retry_ms` is what it shall wait before that; 0: nothing is
 * said.
 */
struct stream_event {
	uint64_t	 id;
	unsigned	 retry_ms;
	const char	*json;
	size_t		 len;
};

enum err stream_send_event(struct conn *c, const struct stream_event *event);

/* End an open stream without a last message: the connection goes on with what
 * `next` says. */
enum err stream_end(struct conn *c, const struct conn_cut *next);

/*
 * Send a message that belongs to no request, between two replies of a
 * connection without HTTP.  ERR_EMPTY: not now, a batch is being answered or
 * the client reads nothing.
 */
enum err stream_note(struct conn *c, const char *json, size_t len);

/* Let the handler run again after some time.  WAIT, always. */
enum err stream_sleep(struct conn *c, unsigned ms);

/*
 * Let it run again when `look` finds something to tell; it is asked every few
 * milliseconds.  `what` is the heap's, and freed when the wait is over.  WAIT,
 * always.
 */
enum err stream_watch(struct conn *c,
    bool (*look)(struct conn *c, void *what), void *what);

/* The connection is given up. */
void	 stream_forget(struct conn *c);

#endif
