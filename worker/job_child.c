/*
 * job_child - a job, in the forked process
 *
 * The child has the worker's memory as it stood.  It runs the very handler
 * the worker would, with edits only encoded, and leaves what comes of it in the
 * memory file (job.c draws it).
 */
#include <sys/resource.h>
#include <unistd.h>

#include "text.h"
#include "worker/job_in.h"
#include "worker/snapshot.h"

static void
limit(int which, uint64_t most, uint64_t hard)
{
	struct rlimit r = { most, hard };

	setrlimit(which, &r);
}

static void
set_limits(const struct config *config)
{
	uint64_t seconds = (uint64_t)config->job_cpu;
	uint64_t bytes = ((uint64_t)config->worker_memory +
	    (uint64_t)config->job_memory) << 20;

	/* At the hard limit a plain SIGKILL would come, which says nothing. */
	limit(RLIMIT_CPU, seconds, seconds + 1);
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_DATA, bytes, bytes);
#else
	(void)bytes;
#endif
}

void
job_child_work(struct worker *w, struct call *call, int memory,
    struct job_row *seen)
{
	struct outcome o = { .magic = OUTCOME_MAGIC };
	struct buf *edits = &w->edits;

	set_limits(w->config);
	buf_reset(edits);
	call->edits = edits;
	call->deferred = true;
	if (seen != NULL)
		call->percent = &seen->percent;
	o.err = method_run(call);
	if (o.err == OK && (w->reply.failed || edits->failed))
		o.err = fail(call, ERR_TOO_BIG, "the result is too large");
	text_copy(o.why, sizeof o.why, call->why);
	if (call->subject != NULL)
		text_copy(o.subject, sizeof o.subject, call->subject);
	if (o.err == OK) {
		o.reply = w->reply.len;
		o.edits = edits->len;
	}
	snapshot_put(memory, &o, sizeof o);
	snapshot_put(memory, w->reply.bytes, o.reply);
	snapshot_put(memory, edits->bytes, o.edits);
	_exit(0);
}
