/*
 * access - one line a request, for those who count requests
 *
 * Off by default.  Lines are gathered in the worker and written, whole ones
 * only, at once with O_APPEND: each 100 ms, at 64 KiB, before the file is
 * opened again, and when the worker is told to go, as all are when the
 * server ends.  A worker that is killed loses what it had gathered.  A
 * pipe that nobody empties is never waited for: its lines are dropped, and
 * the log tells how many.
 *
 * A line has the time, the peer, the door, the method, the project that was
 * named, the outcome, microseconds and the bytes of the reply.  No parameter
 * but the project's name is ever written: no token, path or body.
 */
#ifndef WORKER_ACCESS_H
#define WORKER_ACCESS_H

#include "worker/conn.h"
#include "worker/method/method.h"

/* What one line tells beside the connection. */
struct access_entry {
	const struct call *call;	/* NULL: it never became one */
	enum err	 err;
	uint32_t	 status;	/* of HTTP without a call, or 0 */
	size_t		 bytes;		/* of the reply */
};

/* At the start of a loop; what a parent had gathered is the parent's. */
void	 access_open(struct worker *w);

/* A request is answered. */
void	 access_note(struct conn *c, const struct access_entry *entry);

/* Write what was gathered. */
void	 access_flush(void);
/* The same, then follow a rotation. */
void	 access_reopen(void);

#endif
