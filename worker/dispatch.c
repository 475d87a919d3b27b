/*
 * dispatch - from a decoded request to the handler
 */
#include <stdatomic.h>

#include "clock.h"
#include "worker/dispatch.h"
#include "worker/holding.h"
#include "worker/job.h"

void
dispatch_begin(struct conn *c, struct call *call, struct json_out *out,
    bool element)
{
	struct worker *w = c->worker;

	mem_reset(&w->mem);
	answer_begin(c, out, element);
	call->method = NULL;
	call->services = &holding_services;
	call->owner = c;
	call->context = NULL;
	call->mem = &w->mem;
	call->out = out;
	call->in = NULL;
	call->positional = false;
	call->project = NULL;
	call->expects = false;
	call->trusted = c->row->trusted;
	call->subject = NULL;
	call->edits = NULL;
	call->err = OK;
	call->why[0] = '\0';
}

static void
mark(struct conn *c, const struct method *method)
{
	struct executing *x = &c->worker->row->executing;
	const struct conn_cut *cut = conn_cut(c->row);

	x->generation = c->generation;
	x->offset = cut->rx_head + cut->batch;
	x->since_ns = c->worker->now_ns;
	x->method = (uint32_t)(method - methods);
	atomic_signal_fence(memory_order_seq_cst);
	x->conn = c->index + 1;
	atomic_signal_fence(memory_order_seq_cst);
}

void
dispatch_end(struct conn *c)
{
	atomic_signal_fence(memory_order_seq_cst);
	c->worker->row->executing.conn = 0;
}

/* Workers died of this request as often as is allowed. */
static bool
is_poison(const struct conn *c)
{
	const struct worker *w = c->worker;
	uint32_t limit = atomic_load_explicit(&w->segment->head->degraded,
	    memory_order_relaxed) ? 1 : (uint32_t)w->config->attempts;

	return c->row->attempts >= limit;
}

static enum err
run(struct conn *c, struct call *call, const struct plan *plan)
{
	const struct method *m = call->method;
	enum err err = OK;

	if (m->flags & OPENS)
		err = method_open(call);
	else if (m->flags & (READS | EDITS))
		err = holding_find(c, call);
	if (err != OK)
		return err;
	if (m->flags & JOB)
		return job_start(c, call, plan);
	err = method_run(call);
	if (err == OK && (m->flags & EDITS)) {
		holding_publish(c);
		worker_count(c->worker, COUNT_edits, 1);
	}
	return err;
}

void
dispatch_account(struct conn *c, const struct method *method, uint64_t ns,
    enum err err)
{
	board_time(&c->worker->board->method[method - methods], ns, err);
}

enum err
dispatch(struct conn *c, struct call *call, enum err err,
    const struct plan *plan)
{
	struct worker *w = c->worker;
	uint64_t now;

	if (err != OK)
		return err;
	if (is_poison(c)) {
		worker_count(w, COUNT_poisoned, 1);
		return fail(call, ERR_CRASHED, "workers died of this request "
		    "%u times; it was not run again (crash %llu)",
		    c->row->attempts, (unsigned long long)atomic_load(
		    &w->segment->crashes->count));
	}
	mark(c, call->method);
	err = run(c, call, plan);
	if (err == WAIT || err == MOVE)
		return err;
	now = clock_ns();
	dispatch_account(c, call->method, now - w->now_ns, err);
	w->now_ns = now;
	return err;
}
