/*
 * understudy - the shadows of workers, as the master has them
 *
 * A worker forks its own shadow (worker/shadow.h) and sends the master a
 * channel to it.  The shadow is the worker's child and becomes the master's
 * when that one dies, since the master is a subreaper.
 */
#ifndef MASTER_UNDERSTUDY_H
#define MASTER_UNDERSTUDY_H

#include "master/master.h"

/* A worker has a new one; the descriptor is taken over. */
void	 understudy_note(struct seat *s, pid_t pid, int channel);

/* The one there is is of no use any more. */
void	 understudy_drop(struct seat *s);

/* There is one that may take the seat. */
bool	 understudy_is_there(const struct seat *s);

/* The worker has died, and left its seat: let its shadow have it.  False:
 * there is none, or it must not go on with that memory. */
bool	 understudy_seat(struct seat *s);

/* Once a second: one that was told to take the seat and does not. */
void	 understudy_look(struct seat *s);

#endif
