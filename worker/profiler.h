/*
 * profiler - a process of this worker samples where it is, when it is asked
 *
 * A timer of the process's own CPU time looks ten times a CPU second whether a
 * profile is being taken (shm/samples.h), so that one in the middle of a long
 * request, and a job, hear of it too; the loop's tick looks as well, for those
 * that hardly use any.  Asked, the timer goes faster, and each time its signal
 * comes the stack is walked by backtrace(3), which reads the tables that the
 * compiler makes for exceptions: it goes through libraries, and costs nothing
 * while nobody asks, as a frame pointer in every function would.
 */
#ifndef WORKER_PROFILER_H
#define WORKER_PROFILER_H

#include "shm/samples.h"
#include "worker/worker.h"

/* From now on this process, which a fork has made or which is another than it
 * was, looks and samples itself.  stack_prepare() was called before. */
void	 profiler_begin(const struct worker *w, enum sample_of of);

/* Once a second. */
void	 profiler_look(void);

#endif
