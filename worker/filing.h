/*
 * filing - a project as a checkpoint file on disk
 *
 * The journal grows with every edit; a file lets the keeper forget what is
 * behind it, and a project be opened without doing all its edits again.  A
 * forked child writes it; when it is durable, the keeper is told.
 */
#ifndef WORKER_FILING_H
#define WORKER_FILING_H

#include "worker/holding.h"

/* A file is due after so much, whichever comes first. */
#define FILING_SIZE	(16u << 20)	/* bytes of edits */
#define FILING_COST_NS	1000000000u	/* of doing them */
#define FILING_MS	60000u		/* with any edit in it */

/* Start one if it is due. */
void	 filing_look(struct worker *w, struct holding *h);

/* In a copy of the worker: forget the one being written. */
void	 filing_forget(struct worker *w);

/* Start one if there is anything new; not while another one is written. */
void	 filing_start(struct worker *w, struct holding *h);

#endif
