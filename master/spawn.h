/*
 * spawn - the life of a worker, from its seat
 *
 *	EMPTY -> STARTING -> READY -> DRAINING -> (again)
 *	              \________\___ died: BACKOFF, then again
 */
#ifndef MASTER_SPAWN_H
#define MASTER_SPAWN_H

#include "master/master.h"

enum seat_event {
	SEAT_START,		/* there shall be a worker */
	SEAT_SERVES,		/* it says that it is ready */
	SEAT_EXITED,		/* the process is gone */
	SEAT_ELAPSED,		/* the delay before a new start is over */
	SEAT_DRAIN,		/* it shall be replaced, or go */
	SEAT_EVENTS
};

/* Fill all seats the settings ask for; seats beyond them are drained. */
void	 spawn_all(struct master *m);

/* A process sits in an empty seat, and will say when it serves. */
void	 spawn_seat(struct seat *s, pid_t pid, int channel);

/* After an upgrade: the workers that the binary before left us. */
void	 spawn_adopt(struct master *m);


/* Something happened to a seat; the table in spawn.c says what follows. */
void	 seat_happen(struct seat *s, enum seat_event event, int status);

/* A death of which only the fact is known yet; how, the reaping will tell. */
#define STATUS_UNKNOWN	(-1)

/* Reap what has ended. */
void	 spawn_reap(struct master *m);

/* Send every worker a signal. */
void	 spawn_signal_all(struct master *m, int signal);

/* Once a second: is the flood of deaths over, does any worker hang? */
void	 spawn_tick(struct master *m);

#endif
