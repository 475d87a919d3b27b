/*
 * roster - what handlers may ask of the jobs of all workers
 */
#include <string.h>

#include "clock.h"
#include "worker/conn.h"
#include "worker/roster.h"

/* A copy, for the directory may change. */
static const char *
name_of_project(struct call *call, const struct projects *p,
    const struct job_facts *job)
{
	const struct project_row *row;
	const char *name = NULL;

	if (job->generation == 0 || job->project >= BOUND_PROJECTS)
		return "";
	row = &p->row[job->project];
	if (row->used && row->generation == job->generation)
		name = mem_text(call->mem, row->name, strnlen(row->name,
		    BOUND_NAME));
	return name == NULL ? "" : name;
}

bool
roster_next(struct call *call, uint32_t *cursor, struct running_facts *facts)
{
	struct conn *c = call->owner;
	struct segment *s = c->worker->segment;
	struct job_facts job;
	uint64_t now = clock_ms();

	if (!jobs_next(s->jobs, s->workers, cursor, &job))
		return false;
	*facts = (struct running_facts){ .id = job.number,
	    .method = job.method < METHOD_COUNT ? methods[job.method].name :
	    "", .project = name_of_project(call, s->projects, &job),
	    .seconds = now < job.since_ms ? 0 :
	    (double)(now - job.since_ms) / 1000,
	    .percent = job.percent < 100 ? job.percent : 100,
	    .worker = job.worker, .place = job.place };
	return true;
}

enum err
roster_cancel(struct call *call, uint64_t id)
{
	struct conn *c = call->owner;
	struct segment *s = c->worker->segment;

	return jobs_cancel(s->jobs, s->workers, id);
}
