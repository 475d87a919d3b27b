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
#include "worker/job_in.h"
#include "worker/note.h"
#include "worker/snapshot.h"
#include "worker/stream.h"
#include "worker/task_conn.h"
#include "worker/tracing.h"

#define LOOK_US		50000	/* whether it was cancelled, how far it is */
#define REDO_MOST	8	/* times that a job is begun anew */
#define PROGRESS_NS	100000000u	/* nobody asks for it before */

/* An import becomes the whole model, what was there with it: others have
 * changed that since. */
static bool
is_outdated(const struct job *job, const struct holding *h)
{
	return job->method == &methods[METHOD_voxel_import] &&
	    h->context->revision != job->terms.revision;
}

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
	if (job->terms.expects && job->terms.expect != h->context->revision)
		return fail(call, ERR_STALE, "the project was changed while "
		    "the job ran; look at it again and repeat");
	job->outdated = is_outdated(job, h);
	if (job->outdated)
		return fail(call, ERR_STALE, "the project was changed again "
		    "and again while the job ran; repeat it when nobody else "
		    "builds");
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
	    fstat(job->process.memory, &st) == -1 ||
	    (size = (size_t)st.st_size) < sizeof *o)
		return died(call, status);
	o = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE,
	    job->process.memory, 0);
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

/* Its project, if that is still there. */
static struct holding *
project_of(const struct job *job)
{
	struct holding *h = job->worker->holdings[job->terms.row];

	return job->terms.generation != 0 && h != NULL &&
	    h->generation == job->terms.generation ? h : NULL;
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
	job->plan.silent |= job->client.unwanted;
}

/* The call whose reply the job was to make, again. */
static void
recall(struct job *job, struct call *call, struct json_out *out)
{
	struct conn *c = job->conn;

	job->worker->now_ns = clock_ns();
	catch_up(job);
	dispatch_begin(c, call, out, &job->plan);
	tracing_return(c, job->lent);
	job->lent = NULL;
	call->method = job->method;
	c->birth.made = job->terms.made;
	c->serving = project_of(job);
	if (job->terms.key[0] != '\0')
		call->request_key = job->terms.key;
}

static void
answer_job(struct job *job, struct call *call, enum err err)
{
	struct worker *w = job->worker;
	struct conn *c = job->conn;

	worker_count(w, COUNT_jobs_failed, err == ERR_JOB);
	dispatch_account(c, job->method, &job->plan, (struct spent){
	    w->now_ns - job->started_ns, 0 }, err);
	c->job = NULL;
	if (answer_end(c, &job->plan, call, err) != OK)
		conn_close(c);
	else
		conn_resume(c);
}

/* Who was told of progress is told of its end. */
static void
tell_whole(struct job *job, int status)
{
	struct conn *c = job->conn;

	/* The process is gone, and not to be killed with the connection. */
	c->job = NULL;
	if (job->client.token[0] == '\0' || status != 0 ||
	    stream_step(c) == 0 ||
	    mcp_progress_tell(c, job->client.token, 100) == OK)
		return;
	conn_close(c);
	job->conn = NULL;
}

struct conn_turn *
job_turn(struct job *job)
{
	const struct conn_cut *cut = conn_cut(job->conn->row);
	struct conn_turn *turn = &job->conn->turn;
	uint64_t offset = cut->rx_head + cut->batch;

	if (turn->offset != offset)
		*turn = (struct conn_turn){ .offset = offset };
	turn->number = job->seen != NULL ? jobs_number(job->seen) : 0;
	return turn;
}

static bool
begin_anew(struct job *job)
{
	struct conn_turn *turn = job_turn(job);

	if (turn->redone == REDO_MOST)
		return false;
	turn->redone++;
	conn_resume(job->conn);
	return true;
}

static void
answer_outcome(struct job *job, int status)
{
	struct json_out out;
	struct call call;
	enum err err;

	tell_whole(job, status);
	if (job->conn == NULL)
		return;
	recall(job, &call, &out);
	err = was_cancelled(job) ? fail(&call, ERR_CANCELLED, "the job was "
	    "cancelled") : collect(job, &call, status);
	if (!job->outdated || !begin_anew(job))
		answer_job(job, &call, err);
}

void
job_answer_cancelled(struct job *job)
{
	struct json_out out;
	struct call call;

	recall(job, &call, &out);
	answer_job(job, &call, fail(&call, ERR_CANCELLED,
	    "the job was cancelled"));
	job_free(job);
}

void
job_free(struct job *job)
{
	if (job->seen != NULL)
		jobs_leave(job->seen);
	free(job->lent);
	free(job);
}

static void
tell_progress(struct job *job)
{
	uint32_t percent = job->seen != NULL ?
	    atomic_load_explicit(&job->seen->percent,
	    memory_order_relaxed) : 0;

	if (job->client.token[0] == '\0' ||
	    clock_ns() - job->started_ns < PROGRESS_NS)
		return;
	/* The whole is told with the result. */
	if (mcp_progress_tell(job->conn, job->client.token,
	    percent < 100 ? percent : 99) != OK)
		conn_close(job->conn);
}

bool
job_is_cancelled(struct job *job)
{
	if (job->conn != NULL && job->plan.tag != 0 &&
	    cancel_overheard(job->conn, job->plan.tag, &job->client.heard)) {
		job->client.unwanted = true;
		cancel_tagged(job->worker, job->plan.tag);
	}
	/* It may have been wanted no more before it was seen. */
	if (job->conn != NULL && job->conn->row->task != 0 &&
	    task_conn_is_unwanted(job->conn))
		cancel_tagged(job->worker, job->plan.tag);
	return job->seen != NULL && jobs_cancelled(job->seen);
}

/* While it runs. */
static void
look_after(struct job *job)
{
	if (job_is_cancelled(job))
		kill(job->process.pid, SIGKILL);
	else if (job->conn != NULL)
		tell_progress(job);
	job_queue_look(job->worker);
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
	if (waitpid(job->process.pid, &status, WNOHANG) == 0)
		return;
	event_del(&job->process.event);
	close(job->process.pidfd);
	unlink_job(job);
	if (job->conn != NULL)
		answer_outcome(job, status);
	close(job->process.memory);
	job_free(job);
	job_queue_advance(w);
}

static void
keep_client(struct job *job, const struct plan *plan)
{
	struct job_client *client = &job->client;
	struct conn *c = job->conn;

	if (plan->id != NULL) {
		memcpy(client->id, plan->id, plan->id_len);
		job->plan.id = client->id;
	}
	if (plan->token != NULL)
		memcpy(client->token, plan->token, plan->token_len);
	client->heard = plan->next.rx_head;
	/* A client of the modern era that leaves wants it no more; on a stream
	 * of JSON it may say so. */
	client->listens = plan->tag != 0 && (plan->modern ||
	    c->row->door != DOOR_HTTP);
}

static void
keep_terms(struct job_terms *terms, const struct conn *c,
    const struct call *call)
{
	terms->expects = call->expects;
	terms->expect = call->expect_revision;
	if (call->request_key != NULL)
		text_copy(terms->key, sizeof terms->key, call->request_key);
	if (c->serving != NULL) {
		terms->row = c->serving->row;
		terms->generation = c->serving->generation;
		terms->revision = c->serving->context->revision;
	}
	terms->made = c->birth.made;
}

/* Let every worker see it, by the number that it waited with, if it did. */
static void
enter(struct job *job)
{
	const struct conn_cut *cut = conn_cut(job->conn->row);
	struct worker *w = job->worker;
	struct job_facts facts = { .project = job->terms.row,
	    .generation = job->terms.generation,
	    .method = (uint32_t)(job->method - methods),
	    .tag = job->plan.tag };

	if (job->conn->turn.offset == cut->rx_head + cut->batch)
		facts.number = job->conn->turn.number;
	job->seen = jobs_enter(w->segment->jobs, w->heritage->row, &facts);
}

static struct job *
remember(struct conn *c, const struct call *call, const struct plan *plan)
{
	struct job *job = xcalloc(1, sizeof *job);

	job->worker = c->worker;
	job->conn = c;
	job->method = call->method;
	job->lane = job_queue_lane(call);
	job->plan = *plan;
	job->lead = answer_lead(c, plan);
	job->started_ns = c->worker->now_ns;
	job->lent = tracing_lend(c->worker);
	keep_client(job, plan);
	keep_terms(&job->terms, c, call);
	enter(job);
	return job;
}

static enum err
launch(struct job *job, struct call *call)
{
	struct job_process *p = &job->process;
	struct worker *w = job->worker;

	/* It may stand in a ring, which is not copied, and soon another's. */
	buf_own(&w->reply);
	p->pid = snapshot_fork(w, &p->memory, &p->pidfd);
	if (p->pid == 0)
		job_child_work(w, call, p->memory, job->seen);
	return p->pid == -1 ? fail(call, ERR_JOB, "no process for the job: %s",
	    strerror(errno)) : OK;
}

/* It runs. */
static void
watch(struct job *job)
{
	struct job_process *p = &job->process;
	struct timeval look = { 0, LOOK_US };
	struct worker *w = job->worker;

	job->next = w->jobs;
	w->jobs = job;
	atomic_fetch_add(&w->row->jobs, 1);
	worker_count(w, COUNT_jobs, 1);
	event_assign(&p->event, w->base, p->pidfd, EV_READ | EV_PERSIST,
	    job_over, job);
	event_add(&p->event, &look);
	job->conn->job = job;
	job->conn->wait = CONN_WAITS_JOB;
}

enum err
job_start(struct conn *c, struct call *call, const struct plan *plan)
{
	bool now = job_queue_has_room(c->worker, job_queue_lane(call));
	struct job *job = remember(c, call, plan);
	enum err err;

	err = now ? launch(job, call) : job_queue_push(job, call);
	if (err != OK)
		job_free(job);
	else if (now)
		watch(job);
	return err == OK ? WAIT : err;
}

void
job_cancel(struct conn *c)
{
	struct job *job = c->job;

	if (job == NULL)
		return;
	c->job = NULL;
	if (c->wait == CONN_WAITS_TURN) {
		job_queue_leave(job);
		job_free(job);
		return;
	}
	kill(job->process.pid, SIGKILL);
	job->conn = NULL;
}

bool
job_listens(const struct conn *c)
{
	return c->job != NULL && c->job->client.listens;
}

void
job_deafen(struct conn *c)
{
	if (c->job != NULL)
		c->job->client.listens = false;
}

bool
job_works_on(const struct worker *w, uint32_t row)
{
	const struct job *job;

	for (job = w->jobs; job != NULL; job = job->next)
		if (job->terms.generation != 0 && job->terms.row == row)
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
	while ((job = w->queue) != NULL) {
		w->queue = job->next;
		free(job);
	}
	w->queue_end = &w->queue;
}
