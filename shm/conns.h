/*
 * conns - the connection table: a connection is a row, not a process
 *
 * A worker serves a connection while it owns the row; everything needed to
 * serve on is in the row and in the rings it names.  Handing the row and the
 * descriptor to another worker is how load is spread, data is reached, and a
 * crash, a reload and a drain are survived.
 *
 *	FREE -> ACCEPTED -> OFFERED -> OWNED -> CLOSING -> FREE
 *	           ^                     |
 *	           +---- RELEASED -------+   by its owner, to go to the data
 *	           +---------------------+   its owner died
 *
 * Positions are absolute stream offsets.  What one request changes - bytes
 * consumed, bytes answered - becomes real in one store: the owner fills the
 * cut that is not current and flips the selector (RELIABILITY, 2).
 *
 *	rx:  ... | rx_head ... received, not answered ... | rx_tail
 *	tx:  ... | tx_head ... answered, not sent ... | tx_tail
 *
 * rx_tail and tx_head belong to the socket and move by the operation slot of
 * the worker's row (wire.h).  Each field has one writer: the owner of the row;
 * `owner` is the master's, but in accept mode reuseport at the beginning.
 */
#ifndef SHM_CONNS_H
#define SHM_CONNS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "variant.h"

enum conn_state {
	CONN_FREE, CONN_ACCEPTED, CONN_OFFERED, CONN_OWNED, CONN_RELEASED,
	CONN_CLOSING
};

/* Admin: of either kind, and answered by worker/admin.c alone. */
enum transport { TRANSPORT_UNIX, TRANSPORT_TCP, TRANSPORT_ADMIN };

/* What the first bytes said (worker/detect.h): a stream of JSON, one of the
 * kinds of frames in worker/frame.h, or HTTP. */
enum door {
	DOOR_UNKNOWN, DOOR_JSON, DOOR_HEADER, DOOR_MCPT, DOOR_MCPB, DOOR_HTTP,
	DOOR_COUNT
};

/* Bits of a cut. */
#define CUT_SKIPPING	1u	/* looking for the end of what is no JSON */
#define CUT_ANSWERED	2u	/* the batch has a reply already */
#define CUT_CONTINUED	4u	/* HTTP: 100 Continue is said */
#define CUT_CLOSING	8u	/* all is answered: close when it is sent */
/* A reply in pieces has begun to the request at rx_head, which stays there
 * until the last piece; the upper half of `flags` counts its steps. */
#define CUT_STREAMING	16u
#define CUT_STEP	16	/* bits to the right of the count */

/* One consistent state of a connection, between two requests. */
struct conn_cut {
	uint64_t	rx_head;	/* consumed up to here */
	uint64_t	tx_tail;	/* answered up to here */
	/* In a batch: send nothing from here on. */
	uint64_t	tx_hold;
	/* Next element, from rx_head; 0: no batch. */
	uint32_t	batch;
	uint32_t	flags;
};

/* What was noted when it was accepted. */
struct conn_arrival {
	uint64_t	 sent_before, received_before;	/* TCP */
	uint32_t	 pid, uid;	/* Unix: the client's */
	uint64_t	 accepted_ns;	/* clock_ns, until a worker has it */
	uint64_t	 took_ns;	/* and then that, until it is counted */
};

struct conn_row {
	_Atomic uint32_t state;		/* enum conn_state */
	uint32_t	 generation;	/* of this use of the row */
	_Atomic int32_t	 owner;		/* worker row, -1: the master */
	uint8_t		 transport;
	uint8_t		 door;
	uint8_t		 trusted;	/* same user, Unix: any file */
	uint8_t		 hangup;	/* the client has sent all it will */
	/* MCP without HTTP: enum mcp_version + 1 of initialize; 0: none. */
	uint8_t		 agreed;
	uint8_t		 bridged;	/* by goxelctl mcp (worker/bridged.h) */
	/* There is no client: the reply stays here, for whom asks for the task
	 * in this row, plus one, of shm/tasks.h; 0: it is a connection. */
	uint16_t	 task;

	_Atomic uint32_t selector;	/* the current cut */
	struct conn_cut	 cut[2];
	uint64_t	 rx_tail;
	uint64_t	 tx_head;
	uint32_t	 rx_ring;	/* ring ids, 0: none */
	uint32_t	 tx_ring;

	uint32_t	 attempts;	/* deaths at rx_head + batch */
	/* Directory row + 1 it named; 0: none. */
	uint32_t	 project;
	uint32_t	 project_generation;
	int32_t		 wanted;	/* worker row to go to, -1: any */

	uint64_t	 opened_ms;	/* clock_ms */
	uint64_t	 active_ms;
	uint64_t	 requests;
	struct conn_arrival arrival;
};

_Static_assert(sizeof(struct conn_row) <= 256, "an idle connection is small");

/* One process's handle. */
struct conns {
	struct conn_row	*row;
	uint32_t	 count;
	uint32_t	 hint;		/* where the next search starts */
};

/* Claim a free row: state ACCEPTED, everything else as for a new connection.
 * Its index, or -1 when the table is full. */
int	 conns_claim(struct conns *c, enum transport transport,
	    uint64_t now_ms);
/* Make it free; the generation changes, so that late messages miss it. */
void	 conns_release(struct conns *c, uint32_t index);

/* The current cut. */
static inline const struct conn_cut *
conn_cut(const struct conn_row *row)
{
	return &row->cut[atomic_load_explicit(&row->selector,
	    memory_order_relaxed) & 1];
}

/*
 * A cut, word by word: of what was stored just now by words, a wider load has
 * to wait until the stores have reached the cache.  That cost more than all
 * the rest of a commit.
 */
static inline struct conn_cut
conn_cut_copy(const volatile struct conn_cut *cut)
{
	return (struct conn_cut){ .rx_head = cut->rx_head,
	    .tx_tail = cut->tx_tail, .tx_hold = cut->tx_hold,
	    .batch = cut->batch, .flags = cut->flags };
}

/* THE commit of a request: everything in `cut` becomes real, or nothing. */
static inline void
conn_commit(struct conn_row *row, const struct conn_cut *cut)
{
	uint32_t next = !(atomic_load_explicit(&row->selector,
	    memory_order_relaxed) & 1);

	if (!VARIANT_SHARED)
		next = !next;	/* in place: half of it may be seen */
	row->cut[next] = conn_cut_copy(cut);
	atomic_store_explicit(&row->selector, next, memory_order_release);
}

/*
 * The row cannot be true: positions out of order or beyond their rings, a
 * ring that is none.  ERR_CORRUPT, and the connection is not to be served.
 */
enum err conn_check(const struct conn_row *row);

#endif
