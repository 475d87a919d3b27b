/*
 * workers - one row a worker: who it is, and what it is in the middle of
 *
 * A row takes whole pages of its own: its owner locks them in memory, so that
 * the kernel's store of a byte count into the slot can never need a page that
 * is not there.
 *
 * The slot is how the kernel writes the commit record.  recvmmsg(2) and
 * sendmmsg(2) store the number of bytes moved into msg_len inside the system
 * call; the slot is in shared memory, so the count outlives a caller killed on
 * the way out.  The pointers in it are the owner's own and mean nothing to
 * anybody else.
 */
#ifndef SHM_WORKERS_H
#define SHM_WORKERS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>

#include "bounds.h"

enum worker_state {
	WORKER_NONE,		/* no process */
	WORKER_STARTING,
	WORKER_READY,
	WORKER_DRAINING		/* told to go; takes nothing new */
};

enum wire_op { WIRE_NONE, WIRE_READ, WIRE_WRITE };

/* One socket operation; a worker does one at a time. */
struct wire_slot {
	/* An enum wire_op; set last, cleared last. */
	uint32_t	 op;
	uint32_t	 conn;
	uint32_t	 generation;	/* of the connection */
	uint64_t	 pos;		/* stream offset where it begins */
	/* Its msg_len is the kernel's commit record. */
	struct mmsghdr	 message;
	struct iovec	 span;
};

/* The request being run, for blame. */
struct executing {
	uint32_t	 conn;		/* + 1; 0: nothing is running */
	uint32_t	 generation;
	uint64_t	 offset;	/* rx_head + batch of its connection */
	uint64_t	 since_ns;	/* clock_ns */
	uint32_t	 method;	/* enum method_id */
};

/* The child that writes a file of a project.  It outlives its worker; who has
 * the row then finds it here. */
struct filing_claim {
	/* 0: none; negative: it ended before its time. */
	_Atomic int32_t	 pid;
	/* A worker brought its death on itself meanwhile: the child's memory
	 * may be at fault as well. */
	_Atomic uint32_t doubted;
	uint32_t	 row;		/* of the project */
	uint32_t	 generation;
	uint64_t	 id;		/* of the project, in the store */
	uint64_t	 revision;
	uint64_t	 begun_ms;	/* clock_ms */
};

struct worker_row {
	_Alignas(4096) struct wire_slot slot;
	struct executing executing;

	/* Held by the worker for life.  The kernel tells of a robust mutex's
	 * dead owner before it tears the owner's memory down, so the master
	 * hears of a big worker's death long before it can be reaped. */
	pthread_mutex_t	 life;

	_Atomic int32_t	 pid;		/* 0: none */
	_Atomic uint32_t state;		/* enum worker_state */
	_Atomic uint32_t conns;		/* rows it owns or was offered */
	_Atomic uint32_t projects;	/* it holds */
	_Atomic uint32_t jobs;		/* running */
	_Atomic uint32_t jobs_waiting;
	uint32_t	 generation;	/* of the process in this row */
	uint64_t	 born_ms;	/* clock_ms */
	_Atomic uint64_t heartbeat_ms;
	uint32_t	 deaths;	/* unasked, of this row */
	/* Signal that it brought on itself, 0: none.  Its memory may be at
	 * fault, so no copy of it is to go on. */
	_Atomic uint32_t fatal;
	struct filing_claim filing;
};

/*
 * Finish what a dead worker's slot was in the middle of: the position where
 * the stream really stands, into *pos.  WIRE_NONE when nothing was going on.
 */
enum wire_op slot_repair(const struct wire_slot *slot, uint64_t *pos);

/* Rows up to the last that a worker ever had.  To read what belongs to the
 * others would give it memory. */
uint32_t workers_used(const struct worker_row rows[BOUND_WORKERS]);

#endif
