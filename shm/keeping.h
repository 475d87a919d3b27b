/*
 * keeping - between the workers and the keeper, who puts edits on disk
 *
 * The keeper is one process that reads the hotlogs of all projects and writes
 * what is new into the store, all of it in one transaction: a pass.  A worker
 * that has committed an edit marks its project here and rings the keeper's
 * bell.  With durability power a reply waits for a pass that began after the
 * commit: its ticket.
 *
 *	keeper	begun++ ... reads log_tail of marked projects, COMMIT ... done
 *	worker	publishes log_tail, marks, takes the ticket begun + 1, says
 *		that it is wanted, and sends when done has come to it
 *
 * Wanted, because the mark may be taken between the two by a pass of a lower
 * number, and nothing else would bring the next one (tests/model/keep.pml).
 *
 * The keeper may be killed at any instant: its transaction then never was, and
 * the next one reads what the journal has not.  Each field has one writer but
 * for the marks.
 */
#ifndef SHM_KEEPING_H
#define SHM_KEEPING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"

#define KEEPING_WORDS	((BOUND_PROJECTS + 63) / 64)

struct keeping {
	uint32_t	 on;		/* there is a store; the master's */
	_Atomic int32_t	 pid;		/* of the keeper, 0: none; master's */
	/* It is about to sleep, or sleeps: its bell must be rung. */
	_Atomic uint32_t sleeping;
	/* Somebody waits for a project: edits are not gathered first. */
	_Atomic uint32_t hurry;
	/* No room on the disk: edits are refused. */
	_Atomic uint32_t full;
	_Atomic uint64_t begun, done;	/* passes */
	_Atomic uint64_t wanted;	/* the highest ticket */
	_Atomic uint64_t mark[KEEPING_WORDS];	/* projects to be looked at */
	/* What it has done, for operators. */
	_Atomic uint64_t commits;	/* transactions that are on disk */
	_Atomic uint64_t edits;		/* records in them */
	_Atomic uint64_t bytes;
	_Atomic uint64_t commit_ns;	/* in all */
	_Atomic uint64_t commit_ns_max;
	_Atomic uint64_t last_ms;	/* clock_ms of the last one */
};

/* There is something new of this project; true when a bell must be rung. */
static inline bool
keeping_mark(struct keeping *k, uint32_t project)
{
	uint64_t bit = 1ull << project % 64;
	_Atomic uint64_t *word = &k->mark[project / 64];

	/* What was published before must be seen by who takes the mark, and
	 * `sleeping` must be read after the mark is there. */
	if (!(atomic_load_explicit(word, memory_order_seq_cst) & bit))
		atomic_fetch_or(word, bit);
	return atomic_load_explicit(&k->sleeping, memory_order_seq_cst) != 0;
}

/* For what was published before: the pass that will certainly hold it.  If
 * the keeper sleeps then, its bell must be rung. */
static inline uint64_t
keeping_ticket(struct keeping *k)
{
	uint64_t ticket, before = atomic_load(&k->wanted);

	atomic_thread_fence(memory_order_seq_cst);
	ticket = atomic_load(&k->begun) + 1;
	while (before < ticket &&
	    !atomic_compare_exchange_weak(&k->wanted, &before, ticket))
		;
	return ticket;
}

static inline bool
keeping_holds(const struct keeping *k, uint64_t ticket)
{
	return atomic_load_explicit(&k->done, memory_order_acquire) >= ticket;
}

#endif
