/*
 * filing - a project as a checkpoint file on disk
 *
 * The journal grows with every edit; a file lets the keeper forget what is
 * behind it, and a project be opened without doing all its edits again.  A
 * forked child writes it (filer.h) and outlives its worker, so that a file
 * comes about however fast workers die; and what is due stands in the
 * directory, so that a worker that takes over goes on counting.
 *
 * A worker has one child at a time, which is its row's and not its own.
 */
#ifndef WORKER_FILING_H
#define WORKER_FILING_H

#include "worker/holding.h"

/* A file is due after so much, whichever comes first. */
#ifdef KILLPOINTS
#define FILING_SIZE	(64u << 10)	/* workers do not live long */
#else
#define FILING_SIZE	(16u << 20)	/* bytes of edits */
#endif
#define FILING_COST_NS	1000000000u	/* of doing them */
#define FILING_MS	60000u		/* with any edit in it */

/* An edit of `len` bytes was committed, and doing it took `ns`; start a file
 * if it is due now. */
void	 filing_note(struct worker *w, struct holding *h, size_t len);
void	 filing_cost(struct holding *h, uint64_t ns);

/* One that was opened has so many bytes of edits that no file has. */
void	 filing_owe(struct worker *w, struct holding *h, uint64_t len);

/* Start one if it is due. */
void	 filing_look(struct worker *w, struct holding *h);

/* In a copy of the worker: forget the one being written. */
void	 filing_forget(struct worker *w);

/* Start one if there is anything new; not while another one is written. */
void	 filing_start(struct worker *w, struct holding *h);

#endif
