/*
 * allocs - this worker tells what its memory is for, and who asked for it
 *
 * Into its row of shm/memory.h: totals once a second, and the stacks of
 * sampled allocations as they happen.  A job's and a shadow's memory is not
 * told; a shadow that takes its worker's place begins with an empty row.
 */
#ifndef WORKER_ALLOCS_H
#define WORKER_ALLOCS_H

#include "worker/worker.h"

/* This process serves: its allocations are sampled from now on.
 * stack_prepare() was called before. */
void	 allocs_begin(const struct worker *w);
/* This process is a copy that does not. */
void	 allocs_end(void);

/* Once a second. */
void	 allocs_tick(const struct worker *w);

#endif
