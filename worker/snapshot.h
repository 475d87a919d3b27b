/*
 * snapshot - fork a child that has the worker's memory as it stands
 *
 * What jobs and checkpoints share: a child that dies with its worker, holds
 * none of its descriptors, and leaves its result in a memory file.
 */
#ifndef WORKER_SNAPSHOT_H
#define WORKER_SNAPSHOT_H

#include <stddef.h>
#include <sys/types.h>

#include "worker/worker.h"

/*
 * As fork(2): the child's pid and in the child 0; -1 with errno.  *file is the
 * memory file, in both; *pidfd tells the worker when the child has ended.
 */
pid_t	 snapshot_fork(struct worker *w, int *file, int *pidfd);

/* In the child: write everything, or end with status 1. */
void	 snapshot_put(int file, const void *bytes, size_t len);

#endif
