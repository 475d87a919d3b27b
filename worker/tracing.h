/*
 * tracing - when a request was where, for who traces it
 *
 * Off, as it usually is, a worker's `laps.tracing` is NULL, and each step of a
 * request costs the look at that.  On, each step is timed; whether the request
 * is told of is decided at its end, so that no slow or failed one is missed:
 * until then it is in the worker's own memory, after that in its ring
 * (shm/spans.h), which it leaves for the tracer when what this turn of the
 * loop answered has been sent.
 *
 * A step begins where the one before ended, so they follow each other without
 * gaps, and all lie in the request.
 */
#ifndef WORKER_TRACING_H
#define WORKER_TRACING_H

#include "shm/spans.h"
#include "worker/answer.h"
#include "worker/conn.h"
#include "worker/mcp/era.h"

struct tracing {
	struct spans_ring *ring;
	uint64_t	 random[2];	/* state of the ids' generator */
	uint64_t	 sample;	/* one in so many; 0: none */
	uint64_t	 at_ns;		/* end of the last step */
	struct span_time read;		/* the last from a socket */
	const struct conn *reader;	/* whose it was; NULL: told already */
	const struct conn *conn;	/* whose request `now` is */
	struct span_request now;
	uint32_t	 unpublished;	/* in the ring */
	/* Of `now`, to return. */
	char		 text[TRACEPARENT_SIZE];
};

/* What a client said of its trace, as it stands; at is NULL: nothing. */
struct tracing_said { struct slice parent, state; };

/* At the start of a loop: nothing unless setting trace_endpoint is given. */
void	 tracing_open(struct worker *w);

/*
 * The steps; each only where w->laps.tracing is not NULL.
 */

/* Bytes have come. */
void	 tracing_read(struct conn *c);
/* A request of this connection begins, or is read again. */
void	 tracing_begin(struct conn *c);
/* It is a child of what its client said, if that is a traceparent. */
void	 tracing_join(struct worker *w, const struct tracing_said *said);
/* The same from the headers of HTTP; nothing without a traceparent there. */
void	 tracing_join_http(struct worker *w,
	    const struct mcp_carrier *carrier);
/* A layer is passed; one that is passed again goes on. */
void	 tracing_step(struct worker *w, enum request_layer layer);
/* Its method is known, and has been run. */
void	 tracing_run(struct conn *c, const struct method *method);
/* It is answered with `err`: what is returned to its client is in
 * tracing->text from here on. */
void	 tracing_decide(struct conn *c, const struct plan *plan,
	    const struct call *call, enum err err);
/* Its reply of so many bytes is committed. */
void	 tracing_end(struct conn *c, size_t bytes);
/* Replies of this connection were sent since `began`. */
void	 tracing_wrote(struct conn *c, uint64_t began);
/* The turn of the loop is over. */
void	 tracing_publish(struct worker *w);

/* A job takes the request over: what is to be given to tracing_return with
 * the job's end, which frees it. */
struct span_request *tracing_lend(struct worker *w);
void	 tracing_return(struct conn *c, struct span_request *lent);

/* Where what is returned to a client will stand: in laps.tracing; or NULL,
 * it said nothing or nothing is traced. */
static inline const char *
tracing_text(const struct worker *w, struct slice said)
{
	struct tracing *t = w->laps.tracing;

	return t != NULL && said.at != NULL ? t->text : NULL;
}

#endif
