/*
 * slow - which requests the slow log is to tell of
 */
#include "clock.h"
#include "text.h"
#include "worker/holding.h"
#include "worker/slow.h"

/* Bytes of the request; of a batch's element, its own. */
static uint64_t
bytes_of(const struct conn *c, const struct plan *plan)
{
	const struct conn_cut *cut = conn_cut(c->row);
	uint64_t from = cut->rx_head + cut->batch;
	uint64_t to = plan->next.rx_head + (plan->last ? 0 : plan->next.batch);

	return to > from ? to - from : 0;
}

void
slow_note(const struct conn *c, const struct method *method,
    const struct plan *plan, struct spent spent, enum err err)
{
	const struct worker *w = c->worker;
	struct slow_entry entry = { .when = clock_unix(), .conn = c->index,
	    .worker = w->heritage->row, .err = err,
	    .path = c->row->bridged ? PATH_BRIDGE : PATH_DIRECT,
	    .method = (uint32_t)(method - methods),
	    .ns = spent.ns + c->partial.waited, .parse_ns = spent.parse_ns,
	    .wait_ns = c->partial.waited,
	    .execute_ns = spent.ns - spent.parse_ns,
	    .bytes_in = bytes_of(c, plan), .bytes_out = w->reply.len };

	if (c->serving != NULL)
		text_copy(entry.project, sizeof entry.project,
		    w->segment->projects->row[c->serving->row].name);
	slowlog_add(w->segment->slowlog, &entry);
}
