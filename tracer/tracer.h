/*
 * tracer - one process that sends traces to a collector
 *
 * It takes what workers have put into their rings (shm/spans.h), makes
 * OTLP/HTTP JSON of it, a batch at a time, and sends that; while the collector
 * is away it tries again, later each time, and the rings fill up behind it.
 * It may be killed at any instant: what it had not seen delivered is still
 * there, with the same ids.  No worker waits for it or knows of it.
 *
 * Reading order: tracer.c (the loop), otlp.c (a batch as JSON), post.c (one
 * exchange with the collector).
 */
#ifndef TRACER_TRACER_H
#define TRACER_TRACER_H

#include "shm/segment.h"

/* Serve until the master is gone.  The only way into this folder; called by
 * the child right after fork. */
void	 tracer_main(struct heritage *heritage) __attribute__((noreturn));

#endif
