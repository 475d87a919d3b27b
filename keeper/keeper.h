/*
 * keeper - one process that puts edits on disk
 *
 * It reads what workers have committed in the hotlogs and writes it into the
 * journal, the edits of all projects in one transaction; hands stored projects
 * to the workers that want them; and lets the journal forget what checkpoint
 * files hold.  It alone has the store open, so there is one writer and one wait
 * for the disk for everybody.  It may be killed at any instant: the next one
 * goes on where the journal ends.
 *
 * Reading order: keeper.c (the loop), pass.c (edits to disk), hand.c (projects
 * back), sweep.c (files that nobody needs).
 */
#ifndef KEEPER_KEEPER_H
#define KEEPER_KEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "mem.h"
#include "settings.h"
#include "shm/segment.h"
#include "store/journal.h"

#define KEEPER_ROW	(64u << 10)	/* bytes of edits in a journal row */

/* What the journal has of a project once a pass is committed. */
struct promise {
	uint32_t	 row;
	bool		 erased;
	uint64_t	 id, revision, log_pos;
	/* Revisions of files that nobody needs any more; 0: none. */
	uint64_t	 old[3];
};

struct keeper {
	struct heritage		*heritage;
	struct segment		*segment;
	struct keeping		*keeping;
	struct rings		 rings;
	struct folder		 folder;
	struct journal		 journal;
	bool			 power;
	bool			 orphan;	/* the master is gone */
	struct mem		 mem;		/* of one pass */
	struct buf		 row;		/* of the journal, being filled */
	struct promise		*promises;	/* of one pass, in mem */
	uint32_t		 promised;
	uint64_t		 edits, bytes;	/* in this pass */
	uint64_t		 last_ms;	/* end of the last pass */
	/* By directory row: the newest file that the journal knows. */
	uint64_t		*filed;
};

/* Serve until the master is gone.  The only way into this folder; called by
 * the child right after fork. */
void	 keeper_main(struct heritage *heritage) __attribute__((noreturn));

/* Look at all marked projects, and store what is new.  What the journal says;
 * then nothing is promised, and the marks stand as they were. */
enum err keeper_pass(struct keeper *k);

/* Remove files that no project needs. */
void	 keeper_sweep(struct keeper *k);

/* Mark every project that there is. */
void	 keeper_mark_all(struct keeper *k);

/* Give the owner of a row's project what the store has of it. */
void	 keeper_hand(struct keeper *k, uint32_t row);

#endif
