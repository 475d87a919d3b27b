/*
 * job - heavy work in a forked snapshot
 *
 * What the child leaves behind, in a memory file that only the two can see:
 *
 *	| struct outcome | the reply's bytes | edits, encoded |
 *
 * The worker trusts none of it: the child has read a stranger's file.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "goxel/edit.h"
#include "text.h"
#include "worker/cancel.h"
#include "worker/dispatch.h"
#include "worker/holding.h"
#include "worker/job.h"
#include "worker/lap.h"
#include "worker/note.h"
#include "worker/progress.h"
#include "worker/snapshot.h"
#include "worker/stream.h"
#include "worker/tracing.h"

#define OUTCOME_MAGIC	0x6a6f62u
#define LOOK_US		50000	/* whether it was cancelled, how far it is */
#define PROGRESS_NS	300000000u	/* nobody asks for it before */

struct outcome {
	uint32_t	 magic;
	uint32_t	 err;		/* enum err */
	uint64_t	 reply;		/* bytes */
	uint64_t	 edits;		/* bytes */
	char		 why[CALL_WHY];
	char		 subject[BOUND_PATH];
};

struct job {
	struct event	 event;		/* on pidfd */
	struct job	*next;
	struct worker	*worker;
	struct conn	*conn;		/* NULL: nobody waits for it any more */
	pid_t		 pid;
	int		 pidfd;
	int		 memory;
	struct plan	 plan;
	char		 id[ENVELOPE_ID];
	char		 token[PROGRESS_TOKEN + 1];
	size_t		 lead;		/* of the reply, when it began */
	uint64_t	 heard;		/* of what came since, cancel.h */
	bool		 listens;	/* job_listens */
	bool		 unwanted;	/* its client has cancelled it */
	char		 key[BOUND_KEY + 1];	/* the request's; "": none */
	const struct method *method;
	uint64_t	 expect;	/* revision, if it expects one */
	bool		 expects;
	uint32_t	 row;		/* of its project, in the directory */
	uint32_t	 generation;
	bool		 made;		/* the project, by this request */
	uint64_t	 started_ns;
	struct job_row	*seen;		/* by all workers; or NULL */
	struct span_request *lent;	/* it is traced as; or NULL */
};

/*
 * In the child
 */

static void
limit(int which, uint64_t most, uint64_t hard)
{
	struct rlimit r = { most, hard };

	setrlimit(which, &r);
}

static void
job_limits(const struct config *config)
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

static __attribute__((noreturn)) void
work(struct worker *w, struct call *call, int memory, struct job_row *seen)
{
	struct outcome o = { .magic = OUTCOME_MAGIC };
	struct buf *edits = &w->edits;

	job_limits(w->config);
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

/*
 * In the worker
 */

/* Apply what the child wants changed, to the project if it is still there. */
static enum err
apply_edits(struct job *job, struct call *call, const char *bytes, size_t len)
{
	struct holding *h = job->conn->serving;
	struct edit_outcome done;
	struct edit edit;
	size_t used;
	enum err err = OK;

	if (h == NULL)
		return fail(call, ERR_NO_PROJECT,
		    "the project was closed meanwhile");
	call->context = h->context;
	if ((err = note_recall(call)) != OK || call->recalled)
		return err;
	if (job->expects && job->expect != h->context->revision)
		return fail(call, ERR_STALE, "the project was changed while "
		    "the job ran; look at it again and repeat");
	err = holding_reserve(job->conn, call, len + note_room(call));
	if (err != OK)
		return err;
	while (len > 0 && err == OK) {
		if (edit_decode(bytes, len, &edit, &used) != OK)
			return fail(call, ERR_JOB,
			    "the job's edits are damaged");
		err = call_edit(call, &edit, &done);
		edit_fini(&edit);
		bytes += used;
		len -= used;
	}
	return err;
}

/* The outcome is whole and true to its sizes. */
static bool
believable(const struct outcome *o, size_t size)
{
	return o->magic == OUTCOME_MAGIC && o->err < ERR_COUNT &&
	    o->err != WAIT && o->err != MOVE &&
	    o->reply <= size - sizeof *o &&
	    o->edits == size - sizeof *o - o->reply;
}

static enum err
digest(struct job *job, struct call *call, const struct outcome *o)
{
	const char *bytes = (const char *)(o + 1);
	enum err err = (enum err)o->err;

	text_copy(call->why, sizeof call->why, o->why);
	call->subject = mem_text(call->mem, o->subject,
	    strnlen(o->subject, sizeof o->subject));
	if (err != OK)
		return err;
	if (o->edits > 0 || call->request_key != NULL)
		err = apply_edits(job, call, bytes + o->reply, o->edits);
	if (err != OK || call->recalled)
		return err;
	if (o->reply < job->lead)
		return fail(call, ERR_JOB, "the job's reply is damaged");
	answer_resume(job->conn, &job->plan, bytes + job->lead,
	    o->reply - job->lead);
	return OK;
}

static enum err
died(struct call *call, int status)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return fail(call, ERR_JOB, "the job used more CPU time than "
		    "the setting job_cpu allows");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		return fail(call, ERR_INTERNAL, "Script execution timeout");
	if (WIFSIGNALED(status))
		return fail(call, ERR_JOB, "the job was ended by signal %d "
		    "(%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	return fail(call, ERR_JOB, "the job ended before it was done; memory "
	    "may be short (setting job_memory)");
}

static enum err
collect(struct job *job, struct call *call, int status)
{
	struct stat st;
	struct outcome *o;
	enum err err;
	size_t size;

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 ||
	    fstat(job->memory, &st) == -1 ||
	    (size = (size_t)st.st_size) < sizeof *o)
		return died(call, status);
	o = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, job->memory,
	    0);
	if (o == MAP_FAILED)
		return died(call, status);
	o->why[sizeof o->why - 1] = '\0';
	err = believable(o, size) ? digest(job, call, o) :
	    fail(call, ERR_JOB, "the job's outcome is damaged");
	munmap(o, size);
	return err;
}

static void
unlink_job(struct job *job)
{
	struct job **link = &job->worker->jobs;

	while (*link != job)
		link = &(*link)->next;
	*link = job->next;
	atomic_fetch_sub(&job->worker->row->jobs, 1);
}

static enum job_lane
lane_of(const struct method *method)
{
	if (method == &methods[METHOD_execute_script])
		return LANE_SCRIPT;
	return method == &methods[METHOD_render_path] ? LANE_PATH :
	    LANE_SHORT;
}

/* One more of those of a lane may run. */
static bool
has_room(const struct worker *w, enum job_lane lane)
{
	const struct job *job;
	int64_t count = 0;

	for (job = w->jobs; job != NULL; job = job->next)
		count += lane_of(job->method) == lane;
	return count < w->config->jobs;
}

static void
leave_queue(struct conn *c)
{
	struct worker *w = c->worker;
	struct conn **link = &w->queue;

	while (*link != NULL && *link != c)
		link = &(*link)->next;
	if (*link == NULL)
		return;
	*link = c->next;
	if (c->next == NULL)
		w->queue_end = link;
	c->next = NULL;
	atomic_fetch_sub(&w->row->jobs_waiting, 1);
}

/* The first that waits and may now run, or NULL. */
static struct conn *
first_in_queue(const struct worker *w)
{
	struct conn *c = w->queue;

	while (c != NULL && !has_room(w, c->lane))
		c = c->next;
	return c;
}

/* Let them have their turn, until one has taken it: a project that is gone by
 * now needs no job. */
static void
next_in_queue(struct worker *w)
{
	struct conn *c;

	while ((c = first_in_queue(w)) != NULL) {
		leave_queue(c);
		conn_resume(c);
	}
}

/* Its project, if that is still there. */
static struct holding *
project_of(const struct job *job)
{
	struct holding *h = job->worker->holdings[job->row];

	return job->generation != 0 && h != NULL &&
	    h->generation == job->generation ? h : NULL;
}

/* From here on nobody can cancel it. */
static bool
was_cancelled(struct job *job)
{
	return job->seen != NULL && !jobs_settle(job->seen);
}

/* What was sent since it began: news between replies, or progress, which made
 * a stream of the reply. */
static void
catch_up(struct job *job)
{
	struct conn *c = job->conn;

	job->plan.next.tx_tail = conn_cut(c->row)->tx_tail;
	job->plan.http.stream = c->row->door == DOOR_HTTP &&
	    stream_is_open(c);
	job->plan.silent |= job->unwanted;
}

static void
answer_job(struct job *job, int status)
{
	struct worker *w = job->worker;
	struct conn *c = job->conn;
	struct json_out out;
	struct call call;
	enum err err;

	w->now_ns = clock_ns();
	catch_up(job);
	dispatch_begin(c, &call, &out, &job->plan);
	tracing_return(c, job->lent);
	job->lent = NULL;
	call.method = job->method;
	c->birth.made = job->made;
	c->serving = project_of(job);
	if (job->key[0] != '\0')
		call.request_key = job->key;
	err = was_cancelled(job) ? fail(&call, ERR_CANCELLED, "the job was "
	    "cancelled") : collect(job, &call, status);
	worker_count(w, COUNT_jobs_failed, err == ERR_JOB);
	dispatch_account(c, job->method, &job->plan, (struct spent){
	    w->now_ns - job->started_ns, 0 }, err);
	c->job = NULL;
	if (answer_end(c, &job->plan, &call, err) != OK)
		conn_close(c);
	else
		conn_resume(c);
}

static void
tell_progress(struct job *job)
{
	uint32_t percent = job->seen != NULL ?
	    atomic_load(&job->seen->percent) : 0;

	if (job->token[0] == '\0' ||
	    clock_ns() - job->started_ns < PROGRESS_NS)
		return;
	if (progress_tell(job->conn, job->token, percent) != OK)
		conn_close(job->conn);
}

/* While it runs. */
static void
look_after(struct job *job)
{
	if (job->conn != NULL && job->plan.tag != 0 &&
	    cancel_overheard(job->conn, job->plan.tag, &job->heard)) {
		job->unwanted = true;
		cancel_tagged(job->worker, job->plan.tag);
	}
	if (job->seen != NULL && jobs_cancelled(job->seen))
		kill(job->pid, SIGKILL);
	else if (job->conn != NULL)
		tell_progress(job);
}

static void
job_over(int fd, short what, void *arg)
{
	struct job *job = arg;
	struct worker *w = job->worker;
	int status = 0;

	(void)fd;
	if (what & EV_TIMEOUT) {
		look_after(job);
		return;
	}
	if (waitpid(job->pid, &status, WNOHANG) == 0)
		return;
	event_del(&job->event);
	close(job->pidfd);
	unlink_job(job);
	if (job->conn != NULL)
		answer_job(job, status);
	if (job->seen != NULL)
		jobs_leave(job->seen);
	close(job->memory);
	free(job->lent);
	free(job);
	next_in_queue(w);
}

static void
remember(struct job *job, struct conn *c, const struct call *call,
    const struct plan *plan)
{
	job->worker = c->worker;
	job->conn = c;
	job->method = call->method;
	job->expects = call->expects;
	job->expect = call->expect_revision;
	job->plan = *plan;
	if (call->request_key != NULL)
		text_copy(job->key, sizeof job->key, call->request_key);
	if (plan->id != NULL) {
		memcpy(job->id, plan->id, plan->id_len);
		job->plan.id = job->id;
	}
	if (plan->token != NULL)
		memcpy(job->token, plan->token, plan->token_len);
	job->lead = answer_lead(c, plan);
	job->heard = plan->next.rx_head;
	/* A client of the modern era that leaves wants it no more; on a stream
	 * of JSON it may say so. */
	job->listens = plan->tag != 0 && (plan->modern ||
	    c->row->door != DOOR_HTTP);
	if (c->serving != NULL) {
		job->row = c->serving->row;
		job->generation = c->serving->generation;
	}
	job->made = c->birth.made;
	job->started_ns = c->worker->now_ns;
	job->lent = tracing_lend(c->worker);
}

/* Let every worker see it. */
static void
enter(struct job *job)
{
	struct worker *w = job->worker;
	struct job_facts facts = { .project = job->row,
	    .generation = job->generation,
	    .method = (uint32_t)(job->method - methods),
	    .tag = job->plan.tag };

	job->seen = jobs_enter(w->segment->jobs, w->heritage->row, &facts);
}

static enum err
launch(struct job *job, struct call *call)
{
	struct worker *w = job->worker;

	/* It may stand in a ring, which is not copied, and soon another's. */
	buf_own(&w->reply);
	job->pid = snapshot_fork(w, &job->memory, &job->pidfd);
	if (job->pid == 0)
		work(w, call, job->memory, job->seen);
	return job->pid == -1 ? ERR_JOB : OK;
}

static enum err
wait_for_turn(struct conn *c, struct call *call)
{
	struct worker *w = c->worker;

	if (atomic_load(&w->row->jobs_waiting) >=
	    (uint32_t)w->config->jobs_waiting) {
		worker_count(w, COUNT_jobs_refused, 1);
		return fail(call, ERR_BUSY, "%lld jobs wait already; try again",
		    (long long)w->config->jobs_waiting);
	}
	atomic_fetch_add(&w->row->jobs_waiting, 1);
	lap_waits(c);
	c->lane = (uint8_t)lane_of(call->method);
	c->next = NULL;
	*w->queue_end = c;
	w->queue_end = &c->next;
	c->wait = CONN_WAITS_TURN;
	return WAIT;
}

enum err
job_start(struct conn *c, struct call *call, const struct plan *plan)
{
	struct timeval look = { 0, LOOK_US };
	struct worker *w = c->worker;
	struct job *job;

	if (!has_room(w, lane_of(call->method)))
		return wait_for_turn(c, call);
	job = xcalloc(1, sizeof *job);
	remember(job, c, call, plan);
	enter(job);
	if (launch(job, call) != OK) {
		if (job->seen != NULL)
			jobs_leave(job->seen);
		free(job->lent);
		free(job);
		return fail(call, ERR_JOB, "no process for the job: %s",
		    strerror(errno));
	}
	job->next = w->jobs;
	w->jobs = job;
	atomic_fetch_add(&w->row->jobs, 1);
	worker_count(w, COUNT_jobs, 1);
	event_assign(&job->event, w->base, job->pidfd, EV_READ | EV_PERSIST,
	    job_over, job);
	event_add(&job->event, &look);
	c->job = job;
	c->wait = CONN_WAITS_JOB;
	return WAIT;
}

void
job_cancel(struct conn *c)
{
	if (c->wait == CONN_WAITS_TURN)
		leave_queue(c);
	if (c->job == NULL)
		return;
	kill(c->job->pid, SIGKILL);
	c->job->conn = NULL;
	c->job = NULL;
}

bool
job_listens(const struct conn *c)
{
	return c->job != NULL && c->job->listens;
}

void
job_deafen(struct conn *c)
{
	if (c->job != NULL)
		c->job->listens = false;
}

bool
job_works_on(const struct worker *w, uint32_t row)
{
	const struct job *job;

	for (job = w->jobs; job != NULL; job = job->next)
		if (job->generation != 0 && job->row == row)
			return true;
	return false;
}

void
jobs_forget(struct worker *w)
{
	struct job *job;

	while ((job = w->jobs) != NULL) {
		w->jobs = job->next;
		free(job);
	}
}
