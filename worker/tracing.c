/*
 * tracing - when a request was where, for who traces it
 */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/http.h"
#include "clock.h"
#include "mem.h"
#include "text.h"
#include "worker/holding.h"
#include "worker/slow.h"
#include "worker/tracing.h"

/* xorshift128+: ids need be different, not secret. */
static uint64_t
next_random(struct tracing *t)
{
	uint64_t a = t->random[0], b = t->random[1];

	t->random[0] = b;
	a ^= a << 23;
	t->random[1] = a ^ b ^ (a >> 18) ^ (b >> 5);
	return t->random[1] + b;
}

static void
make_id(struct tracing *t, uint8_t *id, size_t len)
{
	uint64_t part;
	size_t at;

	for (at = 0; at < len; at += sizeof part) {
		while ((part = next_random(t)) == 0)
			;
		memcpy(id + at, &part, sizeof part);
	}
}

void
tracing_open(struct worker *w)
{
	struct tracing *t;

	/* A shadow has its parent's, and would have its ids. */
	free(w->laps.tracing);
	w->laps.tracing = NULL;
	if (strcmp(w->config->trace_endpoint, "off") == 0)
		return;
	t = xcalloc(1, sizeof *t);
	t->ring = &w->segment->spans->ring[w->heritage->row];
	t->sample = (uint64_t)w->config->trace_sample;
	while (getrandom(t->random, sizeof t->random, 0) !=
	    (ssize_t)sizeof t->random || t->random[0] == 0)
		;
	t->now.worker = w->heritage->row;
	/* Of its length from the first reply on. */
	traceparent_write(&t->now.self, t->text);
	t->now.pid = atomic_load(&w->row->pid);
	w->laps.tracing = t;
}

void
tracing_read(struct conn *c)
{
	struct tracing *t = c->worker->laps.tracing;

	t->conn = NULL;		/* another connection may be where one was */
	t->reader = c;
	t->read = (struct span_time){ c->worker->now_ns, clock_ns() };
	t->at_ns = t->read.end;
}

/* It begins with the read that brought it, or with what it waited for. */
static void
find_begin(struct tracing *t, const struct conn *c)
{
	uint64_t waited = c->partial.waited;

	if (t->at_ns < c->worker->now_ns)
		t->at_ns = c->worker->now_ns;
	t->now.time.begin = t->at_ns;
	if (waited > 0 && waited < t->at_ns) {
		t->now.time.begin -= waited;
		t->now.child[LAYER_wait] = (struct span_time){
		    t->now.time.begin, t->at_ns };
	} else if (t->reader == c && t->read.begin == c->worker->now_ns) {
		t->now.time.begin = t->read.begin;
		t->now.child[LAYER_read] = t->read;
	}
}

/* A trace of its own, one in so many told of, by its id. */
static void
begin_trace(struct tracing *t)
{
	struct traceparent *self = &t->now.self;
	uint64_t share;

	make_id(t, self->trace_id, sizeof self->trace_id);
	memcpy(&share, self->trace_id + TRACE_ID - sizeof share,
	    sizeof share);
	self->sampled = t->sample > 0 && share % t->sample == 0;
	memset(t->now.parent, 0, sizeof t->now.parent);
	t->now.state[0] = '\0';
}

void
tracing_begin(struct conn *c)
{
	struct tracing *t = c->worker->laps.tracing;

	t->conn = c;
	memset(t->now.child, 0, sizeof t->now.child);
	find_begin(t, c);
	begin_trace(t);
	make_id(t, t->now.self.span_id, SPAN_ID);
	t->now.urgent = false;
	t->now.method[0] = t->now.project[0] = '\0';
}

/* As many members as there is room for: level 1 lets the last ones go. */
static void
keep_state(struct tracing *t, struct slice state)
{
	size_t len = state.len;

	t->now.state[0] = '\0';
	if (state.at == NULL || !tracestate_is_valid(state.at, len))
		return;
	if (len >= SPANS_STATE)
		for (len = SPANS_STATE - 1; len > 0 && state.at[len] != ',';
		    len--)
			;
	memcpy(t->now.state, state.at, len);
	t->now.state[len] = '\0';
}

/* A JSON string without its quotes, which a slice of MCP has. */
static struct slice
unquoted(struct slice said)
{
	if (said.len >= 2 && said.at[0] == '"')
		return (struct slice){ said.at + 1, said.len - 2 };
	return said;
}

void
tracing_join(struct worker *w, const struct tracing_said *said)
{
	struct slice parent = unquoted(said->parent);
	struct tracing *t = w->laps.tracing;
	struct traceparent from;

	if (parent.at == NULL ||
	    !traceparent_read(parent.at, parent.len, &from))
		return;
	memcpy(t->now.self.trace_id, from.trace_id, TRACE_ID);
	memcpy(t->now.parent, from.span_id, SPAN_ID);
	t->now.self.sampled = from.sampled;
	keep_state(t, unquoted(said->state));
}

/* All headers of that name are one list. */
static struct slice
join_state(const struct mcp_carrier *carrier, char *out, size_t size)
{
	struct http_line line = { { 0 }, { 0 } };
	struct slice state = { NULL, 0 };
	const char *bytes = carrier->bytes;

	while (http_next(carrier->head, bytes, &line)) {
		if (!http_same(bytes + line.name.at, line.name.len,
		    "tracestate"))
			continue;
		if (state.len + line.value.len + 1 >= size)
			break;
		if (state.len > 0)
			out[state.len++] = ',';
		memcpy(out + state.len, bytes + line.value.at,
		    line.value.len);
		state.len += line.value.len;
		state.at = out;
	}
	return state;
}

void
tracing_join_http(struct worker *w, const struct mcp_carrier *carrier)
{
	char state[2 * SPANS_STATE];
	struct tracing_said said;
	struct http_span span;

	if (!carrier->http)
		return;
	span = carrier->head->header[HTTP_TRACEPARENT];
	/* Two are as good as none. */
	if (span.at == 0 ||
	    carrier->head->again & 1u << HTTP_TRACEPARENT)
		return;
	said.parent = (struct slice){ carrier->bytes + span.at, span.len };
	said.state = join_state(carrier, state, sizeof state);
	tracing_join(w, &said);
}

static void
step_to(struct tracing *t, uint32_t layer, uint64_t now)
{
	struct span_time *step = &t->now.child[layer];

	if (step->end == 0)
		step->begin = t->at_ns;
	step->end = t->at_ns = now;
}

void
tracing_step(struct worker *w, enum request_layer layer)
{
	step_to(w->laps.tracing, layer, clock_ns());
}

void
tracing_run(struct conn *c, const struct method *method)
{
	struct tracing *t = c->worker->laps.tracing;

	step_to(t, LAYER_execute, clock_ns());
	text_copy(t->now.method, SPANS_NAME, method->name);
	if (c->serving != NULL && method->flags & (READS | EDITS))
		text_copy(t->now.project, sizeof t->now.project,
		    c->worker->segment->projects->row[c->serving->row].name);
}

static bool
is_slow(const struct worker *w)
{
	const struct tracing *t = w->laps.tracing;

	return t->at_ns - t->now.time.begin >=
	    (uint64_t)w->config->slow_request * 1000000;
}

void
tracing_decide(struct conn *c, const struct plan *plan,
    const struct call *call, enum err err)
{
	struct tracing *t = c->worker->laps.tracing;

	if (t->conn != c)
		return;
	/* What was read and never became a call was parsed all the time. */
	if (t->now.child[LAYER_parse].end == 0 &&
	    t->now.child[SPANS_JOB].end == 0)
		tracing_step(c->worker, LAYER_parse);
	else if (t->now.child[LAYER_execute].end == 0 && err == OK)
		tracing_step(c->worker, LAYER_execute);
	if (t->now.method[0] == '\0')
		text_copy(t->now.method, SPANS_NAME, call != NULL &&
		    call->method != NULL ? call->method->name : "request");
	t->now.err = (uint32_t)err;
	t->now.door = c->row->door;
	t->now.conn = c->index;
	t->now.attempts = c->row->attempts;
	t->now.bytes_in = slow_bytes(c, plan);
	t->now.urgent = err != OK || is_slow(c->worker);
	t->now.self.sampled |= t->now.urgent;
	traceparent_write(&t->now.self, t->text);
}

/* What is kept of it: what there is room for. */
static void
keep(struct worker *w, const struct span_request *r)
{
	struct tracing *t = w->laps.tracing;
	struct span_request *slot = spans_reserve(t->ring, t->unpublished,
	    r->urgent);

	if (slot == NULL) {
		worker_count(w, COUNT_spans_dropped, spans_count(r));
		return;
	}
	*slot = *r;
	t->unpublished++;
}

void
tracing_end(struct conn *c, size_t bytes)
{
	struct tracing *t = c->worker->laps.tracing;

	if (t->conn != c)
		return;
	t->conn = NULL;
	t->reader = NULL;
	tracing_step(c->worker, LAYER_commit);
	if (!t->now.self.sampled)
		return;
	t->now.time.end = t->at_ns;
	t->now.bytes_out = bytes;
	keep(c->worker, &t->now);
}

static struct span_request *
unpublished(struct tracing *t, uint32_t i)
{
	uint64_t made = atomic_load_explicit(&t->ring->made,
	    memory_order_relaxed);

	return &t->ring->slot[(made + i) % SPANS_RING];
}

void
tracing_wrote(struct conn *c, uint64_t began)
{
	struct tracing *t = c->worker->laps.tracing;
	uint64_t now = clock_ns();
	struct span_request *r;
	uint32_t i;

	for (i = 0; i < t->unpublished; i++) {
		r = unpublished(t, i);
		if (r->conn != c->index || r->child[LAYER_write].end != 0)
			continue;
		r->child[LAYER_write] = (struct span_time){ began, now };
		r->time.end = now;
	}
}

void
tracing_publish(struct worker *w)
{
	struct tracing *t = w->laps.tracing;
	uint64_t spans = 0;
	uint32_t i;

	if (t->unpublished == 0)
		return;
	for (i = 0; i < t->unpublished; i++)
		spans += spans_count(unpublished(t, i));
	spans_publish(t->ring, t->unpublished);
	t->unpublished = 0;
	worker_count(w, COUNT_spans_made, spans);
}

struct span_request *
tracing_lend(struct worker *w)
{
	struct span_request *lent;

	if (w->laps.tracing == NULL)
		return NULL;
	lent = xmalloc(sizeof *lent);
	*lent = w->laps.tracing->now;
	lent->child[SPANS_JOB].begin = w->laps.tracing->at_ns;
	return lent;
}

void
tracing_return(struct conn *c, struct span_request *lent)
{
	struct tracing *t = c->worker->laps.tracing;

	if (lent == NULL)
		return;
	t->now = *lent;
	free(lent);
	t->at_ns = c->worker->now_ns;
	t->now.child[SPANS_JOB].end = t->at_ns;
}
