/*
 * sweeper - pictures that are too old or too many go away
 *
 * The worker in the first seat does it for all, in a child, since a disk may
 * be slow: once when it begins, so that deaths of workers delay nothing, and
 * then every render_cleanup_interval.  With nothing in the folder no child is
 * made.
 */
#ifndef WORKER_SWEEPER_H
#define WORKER_SWEEPER_H

struct worker;

/* Once a second. */
void	 sweeper_tick(struct worker *w);

#endif
