/*
 * worker - one process that serves
 *
 * Single-threaded, around one libevent loop.  It owns connections (rows of
 * shared memory) and projects (contexts of its own memory), reads requests
 * from rings, runs them, and writes replies into rings.  It may be killed at
 * any instant: what it had committed is in shared memory, the rest never was.
 *
 * Reading order: worker.c (the loop), conn.c (one connection's turn), wire.c
 * (bytes), jsonrpc.c (requests), holding.c (projects), job.c (forked work).
 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include <event2/event.h>

#include "buf.h"
#include "mem.h"
#include "shm/rings.h"
#include "shm/segment.h"
#include "variant.h"

struct conn;
struct checkpoint;
struct filing;
struct job;
struct holding;
struct tracing;

/* Of connections. */
struct worker_lists {
	struct conn	*busy;		/* hold rings */
	struct conn	*hungry;	/* wait for a ring */
	struct conn	*sending;	/* have replies to send */
	struct stream	*streams;	/* wait for something to tell */
	struct event	*look;		/* for them; NULL: not made yet */
	struct event	*tell;		/* the same, for lines; teller.h */
};

/* What has to do with projects outliving this worker. */
struct worker_store {
	bool		 power;		/* replies wait for the disk */
	bool		 ring;		/* the keeper is to be woken */
	struct conn	*held;		/* conns that wait for the disk */
	struct conn	*parked;	/* conns that wait for a project */
	struct holding	*first;		/* of all holdings */
	struct holding	*closing;	/* by the request */
	bool		 erasing;	/* it is deleted */
	struct filing	*filing;	/* being written; NULL: none */
	struct event	*soon;		/* while projects are closed */
};

/* The copy of this worker that is to take its place. */
struct worker_shadow {
	pid_t		 pid;		/* 0: none */
	int		 pidfd;
	int		 bell;		/* rung when it has to follow */
	struct event	*on_end;
	struct event	*on_time;	/* for another one */
	uint64_t	 cost_ns;	/* of edits since it was rung */
	uint64_t	 born_ms;
	unsigned	 short_lives;	/* in a row */
	/* Of a worker that was a shadow: whose, until it is gone. */
	pid_t		 parent;
};

/* Requests that share a reading of the clock (tally.h). */
struct worker_tally {
	bool		 open;
	uint32_t	 method;	/* of the last that was booked */
	uint32_t	 count;		/* not booked, since now_ns */
	uint64_t	 usual_ns;	/* what one takes */
};

/* When the time of a layer is next taken (lap.h), and requests without a time
 * of their own. */
struct worker_laps {
	uint32_t	 left[LAYER_COUNT];
	uint64_t	 parse_ns;	/* when it began; 0: not taken */
	struct worker_tally tally;
	struct tracing	*tracing;	/* of each request; NULL: off */
};

#define WORKER_WATCHES	9

/* Everything one worker knows. */
struct worker {
	struct heritage		*heritage;
	const struct config	*config;
	struct segment		*segment;
	struct worker_row	*row;		/* ours, in shared memory */
	struct board_row	*board;		/* ours, in shared memory */
	struct rings		 rings;
	struct event_base	*base;
	struct event		*watch[WORKER_WATCHES];	/* for its life */

	struct conn		**conns;	/* by row; NULL: not ours */
	struct worker_lists	 lists;
	struct job		*jobs;		/* running */
	struct job		*queue;		/* waiting for their turn */
	struct job		**queue_end;
	/* By directory row; NULL: not ours. */
	struct holding		**holdings;

	struct mem		 mem;		/* the request region */
	struct buf		 reply;		/* the reply being built */
	struct buf		 edits;		/* of the request, encoded */
	struct checkpoint	*checkpoints;	/* being made */
	int			*kept;		/* by directory row; -1: none */
	struct worker_store	 store;
	struct worker_shadow	 shadow;
	struct worker_laps	 laps;
	/* Clock at the last request's end, and how long the current call
	 * took. */
	uint64_t		 now_ns, took_ns;
	/* Used when the board was last told. */
	uint64_t		 cpu_ns;
};

/* Serve until told to drain, or until the master is gone.  The only way into
 * this folder; called by the child right after fork. */
void	 worker_main(struct heritage *heritage) __attribute__((noreturn));

/* Make the tables that all workers share: before the first fork, so that none
 * does it again; where it was done, nothing. */
void	 worker_prepare(const struct config *config);

/* Watch a descriptor for as long as the loop lives; -1: only time, or not at
 * all. */
struct event	*worker_watch(struct worker *w, int fd, short what,
	    event_callback_fn callback);

/* Begin to serve, with the projects held by now. */
void	 worker_sit_down(struct worker *w) __attribute__((noreturn));

/* Look for what was closed, some milliseconds from now. */
void	 worker_soon(struct worker *w);

/* For what was committed before: the pass that its reply waits for. */
uint64_t worker_ticket(struct worker *w);

/* Wake the keeper if it sleeps and there is something new for it. */
void	 worker_ring(struct worker *w);

/* Count on this worker's row of the board. */
static inline void
worker_count(struct worker *w, enum counter counter, uint64_t more)
{
	if (VARIANT_COUNTS)
		w->board->counter[counter] += more;
}

#endif
