/*
 * agent_task - tasks/get, tasks/update, tasks/cancel, and how tasks begin
 *
 * Modern, of the extension io.modelcontextprotocol/tasks (SEP-2663).  A task is
 * in shared memory before its id is told, so whichever worker is asked for it
 * next knows it.  Its id is 16 random bytes: who has it may use it.
 */
#ifndef WORKER_AGENT_TASK_H
#define WORKER_AGENT_TASK_H

#include <stdbool.h>

#include "worker/agent.h"

#define AGENT_TASK_ID	33	/* bytes of an id as text, and NUL */

/* Has the client declared the extension, in this request? */
bool	 agent_task_is_declared(const struct agent *a);

/* It would have had to: ERR_REQUEST, with a->fault. */
enum err agent_task_refuse(struct agent *a);

/* A new id, and an id as clients have it. */
void	 agent_task_id(struct task_id *id, char text[AGENT_TASK_ID]);
void	 agent_task_print(const struct task_id *id, char out[AGENT_TASK_ID]);

/* Answer with a task that is known. */
enum err agent_task_put(struct agent *a, const struct task_id *id,
	    const struct task_order *order);

/* Make the task and answer with it. */
enum err agent_task_begin(struct agent *a, const struct task_order *order);

/* The methods. */
enum err agent_task_get(struct agent *a);
enum err agent_task_update(struct agent *a);
enum err agent_task_cancel(struct agent *a);

#endif
