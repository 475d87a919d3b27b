/*
 * call - what few ask of a call, beside method.h
 */
#ifndef WORKER_METHOD_CALL_H
#define WORKER_METHOD_CALL_H

#include "worker/method/method.h"

/* It runs in a job: its method always does, or its parameters ask for it. */
bool	 call_is_job(const struct call *c);

/* It traces paths of light, which takes as long as it is given. */
bool	 call_is_traced(const struct call *c);

/* Try an edit on a draft of the project, which nobody hears of; a failure has
 * its words set. */
enum err call_try(struct call *c, struct context *draft,
    const struct edit *edit, struct edit_outcome *outcome);

#endif
