/*
 * tracer - one process that sends traces to a collector
 */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/endpoint.h"
#include "clock.h"
#include "log.h"
#include "text.h"
#include "tracer/otlp.h"
#include "tracer/post.h"
#include "tracer/tracer.h"

#define LOOK_MS		200	/* between looks into the rings */
#define POST_MS		10000	/* for one exchange */
#define LAST_MS		2000	/* for that of the end */
#define RETRY_FIRST_MS	250	/* twice as long each time */
#define RETRY_MOST_MS	16000
#define TRIES		8	/* of a batch; about a minute */
#define BATCH		128	/* requests */
#define BATCH_SIZE	(8u << 20)	/* bytes of its JSON, at most */

/* What a batch is of: entries from..to of each ring. */
struct part { uint64_t from, to; };

struct tracer {
	struct heritage	*heritage;
	struct spans	*spans;
	struct endpoint	 endpoint;
	char		 id[32];	/* of this server */
	struct buf	 body;		/* of the batch */
	struct part	 part[BOUND_WORKERS];
	uint64_t	 in_batch;	/* spans */
	bool		 orphan;	/* the master is gone */
	bool		 deaf;		/* the collector is, and it was said */
	struct span_request request;
};

/* Entries of one ring, until the batch is full; how many. */
static uint32_t
gather_ring(struct tracer *t, struct json_out *o, uint32_t row,
    uint32_t room, uint64_t offset)
{
	const struct spans_ring *ring = &t->spans->ring[row];
	struct part *part = &t->part[row];

	part->from = part->to = spans_first(ring);
	while (part->to - part->from < room &&
	    spans_read(ring, part->to, &t->request)) {
		otlp_put(o, &t->request, offset);
		t->in_batch += spans_count(&t->request);
		part->to++;
	}
	return (uint32_t)(part->to - part->from);
}

/* A batch of what there is; false: nothing. */
static bool
gather(struct tracer *t)
{
	uint64_t offset = clock_unix_ns() - clock_ns();
	uint32_t row, count = 0;
	struct json_out o;

	buf_reset(&t->body);
	t->in_batch = 0;
	otlp_open(&o, &t->body, t->id);
	for (row = 0; row < BOUND_WORKERS; row++)
		count += gather_ring(t, &o, row, BATCH - count, offset);
	otlp_close(&o);
	return count > 0;
}

/* It is delivered, or given up. */
static void
let_go(struct tracer *t, _Atomic uint64_t *count)
{
	uint32_t row;

	atomic_fetch_add(count, t->in_batch);
	for (row = 0; row < BOUND_WORKERS; row++)
		if (t->part[row].to != t->part[row].from)
			spans_take(&t->spans->ring[row], t->part[row].from,
			    t->part[row].to);
}

/* Nothing comes over the channel but its end. */
static void
await(struct tracer *t, int ms)
{
	struct pollfd p = { .fd = t->heritage->channel, .events = POLLIN };

	if (poll(&p, 1, ms) == 1)
		t->orphan = true;
}

static bool
may_try_again(int status)
{
	return status == 0 || status == 429 || status == 502 ||
	    status == 503 || status == 504;
}

/* Once, until it is well again. */
static void
tell_deaf(struct tracer *t, int status)
{
	if (!t->deaf)
		log_warnx("the collector of traces, %s, %s (%d) -- traces "
		    "are lost until it does better",
		    t->heritage->config->trace_endpoint, status == 0 ?
		    "does not answer" : "does not take them", status);
	t->deaf = true;
}

static void
tell_well(struct tracer *t)
{
	if (t->deaf)
		log_info("the collector of traces takes them again");
	t->deaf = false;
}

/* Until it is there, or it is of no use. */
static void
deliver(struct tracer *t)
{
	int status = 0, tries, wait_ms = RETRY_FIRST_MS;

	for (tries = 0; tries < TRIES; tries++) {
		atomic_fetch_add(&t->spans->tries, 1);
		status = post(&t->endpoint, &t->body,
		    t->orphan ? LAST_MS : POST_MS);
		if (!may_try_again(status) || t->orphan)
			break;
		tell_deaf(t, status);
		await(t, wait_ms);
		wait_ms = 2 * wait_ms > RETRY_MOST_MS ? RETRY_MOST_MS :
		    2 * wait_ms;
	}
	if (status >= 200 && status < 300) {
		let_go(t, &t->spans->exported);
		tell_well(t);
		return;
	}
	/* The next tracer of a server that goes on tries again. */
	if (t->orphan && may_try_again(status))
		_exit(0);
	tell_deaf(t, status);
	let_go(t, &t->spans->failed);
}

static void
serve(struct tracer *t)
{
	while (!t->orphan) {
		await(t, LOOK_MS);
		while (gather(t))
			deliver(t);
		log_follow();	/* no signal comes here */
		log_tell_held();
	}
}

void
tracer_main(struct heritage *heritage)
{
	static struct tracer t;		/* everything the tracer knows */
	static const int ignored[] = { SIGINT, SIGQUIT, SIGHUP, SIGTERM,
	    SIGPIPE };
	size_t i;

	log_name("tracer");
	for (i = 0; i < sizeof ignored / sizeof ignored[0]; i++)
		signal(ignored[i], SIG_IGN);
	t = (struct tracer){ .heritage = heritage,
	    .spans = heritage->segment->spans };
	text_format(t.id, sizeof t.id, "%d-%llu",
	    (int)heritage->segment->head->master,
	    (unsigned long long)heritage->segment->head->started_ms);
	buf_init(&t.body, BATCH_SIZE);
	atomic_store(&t.spans->pid, (int32_t)getpid());
	if (endpoint_read(heritage->config->trace_endpoint, &t.endpoint))
		serve(&t);
	_exit(0);
}
