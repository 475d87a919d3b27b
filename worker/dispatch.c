/*
 * dispatch - from a decoded request to the handler
 */
#include <stdatomic.h>

#include "clock.h"
#include "killpoint.h"
#include "worker/dispatch.h"
#include "worker/filing.h"
#include "worker/holding.h"
#include "worker/job.h"
#include "worker/lap.h"
#include "worker/method/call.h"
#include "worker/shadow.h"
#include "worker/slow.h"
#include "worker/note.h"

#define SMALL_REQUEST	8192	/* bytes, of it and of its edits */
#define AGENT_EDITS	(1u << 20)	/* bytes, of those that are no lists */

void
dispatch_begin(struct conn *c, struct call *call, struct json_out *out,
    const struct plan *plan)
{
	struct worker *w = c->worker;

	w->laps.parse_ns = lap_begin(c, LAYER_parse);
	mem_reset(&w->mem);
	answer_begin(c, out, plan);
	call->method = NULL;
	call->preset = NULL;
	call->services = &holding_services;
	call->owner = c;
	call->context = NULL;
	call->mem = &w->mem;
	call->out = out;
	call->in = NULL;
	call->positional = false;
	call->project = NULL;
	call->expects = call->recalled = call->made = false;
	call->request_key = NULL;
	call->trusted = c->row->trusted;
	call->subject = NULL;
	c->birth.made = false;
	w->store.closing = NULL;
	buf_reset(&w->edits);
	call->edits = &w->edits;
	call->deferred = call->raw = false;
	call->agent = plan->style != STYLE_CALL && plan->style != STYLE_READ ?
	    AGENT_NONE : plan->modern ? AGENT_MODERN : AGENT_LEGACY;
	call->err = OK;
	call->why[0] = '\0';
	w->took_ns = 0;
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
	KILLPOINT(request_over);
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

/* Bytes of edits a request may come to: a listed voxel takes 16 and is never
 * shorter than 8 in JSON.  A small request is not measured. */
static size_t
edits_expected(const struct conn *c, const struct method *method)
{
	size_t unread = c->row->rx_tail - conn_cut(c->row)->rx_head;
	size_t ops = 20 * unread + SMALL_REQUEST;

	/* An op has lists as above, perhaps twice, and else up to 20 times
	 * what it is in JSON, but with a thousand of them no more than this. */
	if (method->flags & AGENTS)
		return 4 * unread + (ops < AGENT_EDITS ? ops : AGENT_EDITS);
	return unread < SMALL_REQUEST ? SMALL_REQUEST : 2 * unread;
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
	if (err == OK)
		err = note_recall(call);
	if (err == OK && (m->flags & EDITS) && !call->recalled)
		err = holding_reserve(c, call, edits_expected(c, m) +
		    note_room(call));
	if (err != OK || call->recalled)
		return err;
	if (call_is_job(call) && !method_is_light(call))
		return job_start(c, call, plan);
	return method_run(call);
}

_Static_assert((int)METHOD_COUNT <= BOARD_METHODS,
    "each method has its row on the board");

void
dispatch_account(struct conn *c, const struct method *method,
    const struct plan *plan, struct spent spent, enum err err)
{
	struct board_row *board = c->worker->board;

	c->worker->took_ns = spent.ns;
	board_time(&board->method[method - methods], spent.ns, err);
	board->request[method - methods][c->row->door % DOOR_COUNT]
	    [err != OK]++;
	if (c->partial.waited != 0)
		lap_count(c, LAYER_wait, c->partial.waited);
	if (slow_is(c, spent.ns, err))
		slow_note(c, method, plan, spent, err);
	c->partial.waited = 0;
}

/* Parsing a small request takes no time that a person would look at. */
static uint64_t
parsed(struct conn *c, const struct plan *plan)
{
	struct worker *w = c->worker;

	lap_end(c, LAYER_parse, w->laps.parse_ns);
	return plan->next.rx_head - conn_cut(c->row)->rx_head < SMALL_REQUEST ?
	    0 : clock_ns() - w->now_ns;
}

enum err
dispatch(struct conn *c, struct call *call, enum err err,
    const struct plan *plan)
{
	struct worker *w = c->worker;
	uint64_t now, lap;
	struct spent spent;

	if (err != OK)
		return err;
	spent.parse_ns = parsed(c, plan);
	if (is_poison(c)) {
		spent.ns = spent.parse_ns;
		slow_note(c, call->method, plan, spent, ERR_CRASHED);
		worker_count(w, COUNT_poisoned, 1);
		return fail(call, ERR_CRASHED, "workers died of this request "
		    "%u times; it was not run again (crash %llu)",
		    c->row->attempts, (unsigned long long)atomic_load(
		    &w->segment->crashes->count));
	}
	mark(c, call->method);
	KILLPOINT(request_marked);
	KILLPOINT_POISON(call->method->name);
	lap = lap_begin(c, LAYER_execute);
	err = run(c, call, plan);
	if (err == WAIT || err == MOVE)
		return err;
	lap_end(c, LAYER_execute, lap);
	now = clock_ns();
	spent.ns = now - w->now_ns;
	dispatch_account(c, call->method, plan, spent, err);
	if (c->serving != NULL && (call->method->flags & EDITS)) {
		c->serving->cost_ns += now - w->now_ns;
		filing_cost(c->serving, now - w->now_ns);
		shadow_follow(w, now - w->now_ns);
	}
	w->now_ns = now;
	return err;
}
