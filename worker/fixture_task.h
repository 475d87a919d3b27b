/*
 * fixture_task - tools of the conformance suite that are tasks (SEP-2663)
 *
 * What has become of one follows from its record and the clock
 * (shm/tasks.h): so long after it had all its inputs, it is done.
 */
#ifndef WORKER_FIXTURE_TASK_H
#define WORKER_FIXTURE_TASK_H

#include "worker/fixture.h"

/* Is this one? */
bool	 fixture_task_is(enum fixture id);

/* Carry it out: at once, or as a task. */
enum err fixture_task_call(struct agent *a, enum fixture id);

/* What has become of it by now. */
struct task_view fixture_task_view(const struct task_order *order,
	    const struct task_news *news, uint64_t now_ms);

/* The members that go with it: result, error or inputRequests. */
void	 fixture_task_put(struct json_out *out,
	    const struct task_order *order, const struct task_news *news,
	    enum task_status status);

/* The inputs that an inputResponses answers, as bits. */
uint32_t fixture_task_inputs(const struct task_order *order,
	    const struct slice *said);

#endif
