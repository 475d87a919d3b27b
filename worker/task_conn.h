/*
 * task_conn - the work of a task: a connection without a client
 *
 * Its request is put into its ring by the worker that makes it; its socket is
 * connected to nothing; what it is answered stays in its ring until the task
 * expires, and any worker reads it there.  Everything else is as with all
 * connections: it goes to where its project is, its job is seen, its edits are
 * committed with its reply, and when its worker dies another one begins anew,
 * or answers that workers die of it.
 *
 *	tools/call -> task, row of tasks -> conn row -> job -> reply
 *	tasks/get  ------^                                     ^
 *	             \-----------------------------------------/
 */
#ifndef WORKER_TASK_CONN_H
#define WORKER_TASK_CONN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "shm/tasks.h"
#include "worker/conn.h"

/*
 * Let a task that is known work on a request, a line of JSON; it may name what
 * the client of `c` may name.  False, and nothing has begun: there is no room
 * for it.
 */
bool	 task_conn_start(struct conn *c, const struct task_id *id,
	    const struct buf *request);

/* After a turn of one, and once a second.  False: its time is over, and it may
 * be closed. */
bool	 task_conn_keep(struct conn *c);

/* Its client wants it no more. */
bool	 task_conn_is_unwanted(const struct conn *c);

/* It is going to be answered that it was cancelled. */
void	 task_conn_stop(struct conn *c);

/* Add a copy of the reply of a task that is done.  False: it is gone, or too
 * large for the buffer. */
bool	 task_conn_read(struct worker *w, const struct task_news *news,
	    struct buf *reply);

#endif
