/*
 * joblist - the jobs that run, and those that wait for their turn
 */
#include "clock.h"
#include "master/joblist.h"
#include "master/listing.h"
#include "shm/jobs.h"

static const char *
name_project(const struct projects *p, const struct job_facts *job)
{
	if (job->generation == 0 || job->project >= BOUND_PROJECTS ||
	    !p->row[job->project].used ||
	    p->row[job->project].generation != job->generation)
		return "-";
	return p->row[job->project].name;
}

static void
put_job(struct listing *t, const struct master *m,
    const struct job_facts *job)
{
	uint64_t now = clock_ms();

	listing_number(t, job->number);
	listing_number(t, job->worker);
	listing_text(t, job->waits ? "waiting" : "running");
	listing_number(t, job->place);
	listing_number(t, now > job->since_ms ? now - job->since_ms : 0);
	listing_number(t, job->percent);
	listing_text(t, show_method(job->method));
	listing_text(t, name_project(m->segment.projects, job));
}

void
joblist_show(struct master *m, struct buf *out, const struct query *query)
{
	struct job_facts job;
	uint32_t cursor = 0;
	struct listing t;

	listing_open(&t, out, query, "#job #worker state #place #ms #percent "
	    "method project");
	while (jobs_next(m->segment.jobs, m->segment.workers, &cursor, &job))
		put_job(&t, m, &job);
	listing_close(&t);
}
