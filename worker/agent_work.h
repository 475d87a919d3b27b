/*
 * agent_work - tools that work as tasks
 *
 * A client that has declared the extension gets a task at once from calls that
 * may take long: exports and imports (TOOL_TASK), and traced pictures.  Its
 * work is the same call, made by a connection without a client
 * (worker/task_conn.h); its result is what that is answered.
 */
#ifndef WORKER_AGENT_WORK_H
#define WORKER_AGENT_WORK_H

#include <stdbool.h>

#include "worker/agent.h"
#include "worker/method/tool.h"

/* A call of it that is decoded becomes a task, for this client. */
bool	 agent_work_is(const struct agent *a, const struct tool *tool);

/* Let a call that is decoded work as a task, and answer with that.  False:
 * there is no room for one, and the call is as it was. */
bool	 agent_work_begin(struct agent *a, const struct tool *tool);

/* What has become of one. */
struct task_view agent_work_view(const struct task_order *order,
	    const struct task_news *news);

/* The members that go with it: statusMessage, result or error.  ERR_REQUEST
 * with a->fault when it is gone. */
enum err agent_work_put(struct agent *a, const struct task_id *id,
	    const struct task_news *news);

/* It has been noted; end its job, if it has one. */
void	 agent_work_cancel(struct agent *a, const struct task_id *id,
	    const struct task_news *news);

#endif
