/*
 * shadow - a copy of this worker that takes its place when it dies
 *
 * The copy is made by fork, which takes a millisecond for a hundred megabytes;
 * then it reads the hotlogs of its projects, and does every edit again soon
 * after the worker did.  When the worker dies, what is left to do is what is
 * in the logs since, and the connections are served again a millisecond later,
 * where a successor that begins with nothing has to read a checkpoint first.
 *
 * A shadow only reads what is shared.  Whatever it cannot follow - a project
 * that came from elsewhere, a log that was cut before it was read - it drops:
 * that is loaded in the usual way when it is wanted.  And when a worker brings
 * its death on itself, nobody takes a copy of its memory further.
 */
#ifndef WORKER_SHADOW_H
#define WORKER_SHADOW_H

#include "worker/worker.h"

/* With the loop: get ready to have one. */
void	 shadow_open(struct worker *w);

/* There is a project that a shadow should have: make one, or one anew. */
void	 shadow_want(struct worker *w);

/* Edits have cost so much more. */
void	 shadow_follow(struct worker *w, uint64_t ns);

#endif
