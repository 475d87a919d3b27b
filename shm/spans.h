/*
 * spans - requests that are to be told of as traces, on their way out
 *
 * One ring a worker: it writes, the tracer reads, nobody waits.  An entry is
 * one request, its own span and those of the layers that it passed; a ring is
 * as many as are ever kept, and when it is full what comes is dropped.  Some
 * room is for those alone that failed or were slow, so that a client that
 * wants all of its requests traced cannot crowd them out.
 *
 * `made` moves when entries are whole, `taken` when they were delivered: what
 * a dead worker had published is delivered, what it was writing never was
 * there, and what a dead tracer was sending is sent again by the next one.
 */
#ifndef SHM_SPANS_H
#define SHM_SPANS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/traceparent.h"
#include "bounds.h"
#include "shm/layers.h"

#define SPANS_RING	256		/* requests a worker */
#define SPANS_URGENT	64		/* of them, for failed and slow ones */
#define SPANS_NAME	64		/* bytes of a method's name */
#define SPANS_STATE	513		/* bytes of a tracestate and a NUL */

/* The children of a request's span: its layers, and its job. */
enum { SPANS_JOB = LAYER_COUNT, SPANS_CHILDREN };

/* clock_ns; an end of 0: there was none. */
struct span_time { uint64_t begin, end; };

struct span_request {
	struct traceparent self;	/* its trace, its span */
	uint8_t		 parent[SPAN_ID];	/* zeros: it has none */
	uint8_t		 door;		/* enum door */
	bool		 urgent;	/* it failed, or was slow */
	int32_t		 pid;
	struct span_time time, child[SPANS_CHILDREN];
	uint64_t	 bytes_in, bytes_out;
	uint32_t	 conn, worker;	/* rows */
	uint32_t	 err;		/* enum err */
	uint32_t	 attempts;	/* workers that died of it before */
	char		 method[SPANS_NAME];
	char		 project[BOUND_NAME + 1];	/* "": of none */
	char		 state[SPANS_STATE];	/* the caller's tracestate */
};

struct spans_ring {
	_Alignas(64) _Atomic uint64_t made;	/* its worker's */
	_Alignas(64) _Atomic uint64_t taken;	/* the tracer's */
	_Alignas(64) struct span_request slot[SPANS_RING];
};

/* What is shared. */
struct spans {
	_Atomic int32_t	 pid;		/* of the tracer; 0: none */
	/* Spans that a collector has taken, or not. */
	_Atomic uint64_t exported, failed;
	_Atomic uint64_t tries;		/* batches sent, again too */
	struct spans_ring ring[BOUND_WORKERS];
};

/* Spans that an entry stands for. */
uint32_t spans_count(const struct span_request *r);

/*
 * Its worker's: the slot behind `unpublished` others, or NULL: there is no
 * room.  Nobody sees it before it is published.
 */
struct span_request *spans_reserve(struct spans_ring *ring,
	    uint32_t unpublished, bool urgent);
void	 spans_publish(struct spans_ring *ring, uint32_t count);

/*
 * The tracer's.  A copy of the entry `number`, its texts ended; false: there
 * is none yet, or it is gone.  Numbers begin at *from, which spans_first
 * tells.
 */
uint64_t spans_first(const struct spans_ring *ring);
bool	 spans_read(const struct spans_ring *ring, uint64_t number,
	    struct span_request *out);
/* All from `from` up to `to` are done with; if another tracer has said so
 * before, nothing happens. */
void	 spans_take(struct spans_ring *ring, uint64_t from, uint64_t to);

#endif
