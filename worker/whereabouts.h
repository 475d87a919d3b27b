/*
 * whereabouts - where this worker is in its program, when the master asks
 *
 * By a signal, so that the answer comes from the middle of a request too; into
 * shared memory (shm/stacks.h), so that nobody waits for it longer than he
 * likes.
 */
#ifndef WORKER_WHEREABOUTS_H
#define WORKER_WHEREABOUTS_H

#include "shm/stacks.h"

/* Answer from now on; stack_prepare() was called before. */
void	 whereabouts_open(struct stack_row *row);

#endif
