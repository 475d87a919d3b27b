/*
 * sample - once a second, a note of how the server is (shm/history.h)
 *
 * Everything is read from shared memory and from the kernel; no worker is
 * asked.  What did not happen costs little: of a worker that answered nothing
 * no histogram is read.
 */
#ifndef MASTER_SAMPLE_H
#define MASTER_SAMPLE_H

#include "master/master.h"

void	 sample_take(struct master *m);

#endif
