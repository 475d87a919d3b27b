/*
 * do_job · methods about jobs that run or wait for their turn
 */
#include <inttypes.h>

#include "worker/method/method.h"
#include "worker/method/reply.h"

static void
put_job(struct call *c, const struct running_facts *facts)
{
	reply_item(c);
	reply_int(c, "id", (int64_t)facts->id);
	reply_text(c, "method", facts->method);
	reply_text(c, "project", facts->project);
	reply_text(c, "state", facts->place == 0 ? "running" : "waiting");
	reply_real(c, "seconds", facts->seconds);
	reply_int(c, "percent", facts->percent);
	reply_int(c, "worker", facts->worker);
	if (facts->place != 0)
		reply_int(c, "place", facts->place);
	reply_item_end(c);
}

enum err
do_list_jobs(struct call *c, const struct list_jobs_in *in)
{
	struct running_facts facts;
	uint32_t cursor = 0;
	int64_t count = 0;

	(void)in;
	reply_open(c);
	reply_list(c, "jobs");
	for (; c->services->job_next(c, &cursor, &facts); count++)
		put_job(c, &facts);
	reply_list_end(c);
	reply_int(c, "count", count);
	return reply_close(c);
}

enum err
do_cancel_job(struct call *c, const struct cancel_job_in *in)
{
	if (c->services->job_cancel(c, in->id) != OK)
		return fail(c, ERR_NO_JOB, "no job %" PRIu64 " runs or waits; "
		    "goxel.list_jobs tells which do", in->id);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "id", (int64_t)in->id);
	return reply_close(c);
}
