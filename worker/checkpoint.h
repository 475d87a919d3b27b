/*
 * checkpoint - a project as a memory file that outlives its worker
 *
 * When a project's hotlog has grown, a forked child writes the whole project
 * into a nameless file; the master keeps the file, and the log is cut down to
 * what came after.  A new owner begins with the file and redoes the log.
 */
#ifndef WORKER_CHECKPOINT_H
#define WORKER_CHECKPOINT_H

#include <stddef.h>

#include "worker/holding.h"
#include "worker/worker.h"

/* When a checkpoint is due: redoing what is behind it is to take some ten
 * milliseconds, or, where a checkpoint itself takes longer, no longer than
 * that. */
#ifdef KILLPOINTS
#define CHECKPOINT_SIZE		(16u << 10)	/* workers do not live long */
#else
#define CHECKPOINT_SIZE		(3u << 20)	/* bytes of hotlog */
#endif
#define CHECKPOINT_COST_NS	20000000u	/* of edits in it */

/* Start making one; nothing happens when no process is to be had. */
void	 checkpoint_start(struct worker *w, struct holding *h);

/* In a copy of the worker: forget those being made. */
void	 checkpoints_forget(struct worker *w);

/* The master has the file: cut the log. */
void	 checkpoint_kept(struct worker *w, uint32_t row, uint32_t generation);

/* Put what a file holds into a fresh holding; it stays fresh if the file is
 * of another project, or damaged.  Takes the mapping over: the past of the
 * project may stay in it. */
void	 checkpoint_load(struct holding *h, void *map, size_t size);

#endif
