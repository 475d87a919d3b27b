/*
 * channel - short messages and descriptors between the master and a worker
 *
 * A socketpair that keeps message borders.  No request or reply passes here:
 * only who holds which connection.  Nothing is lost with a message: the rows
 * in shared memory tell the same, and the master repairs from them.
 */
#ifndef SHM_CHANNEL_H
#define SHM_CHANNEL_H

#include <stdint.h>

#include "err.h"

enum message_kind {
	/* To a worker: take this connection; a descriptor. */
	MESSAGE_OFFER,
	/* To a worker: end at the next request border. */
	MESSAGE_DRAIN,
	MESSAGE_READY,		/* from it: it serves */
	/* From it: a connection it accepted; a descriptor. */
	MESSAGE_ACCEPTED,
	MESSAGE_RELEASED,	/* from it: give this connection to another */
	MESSAGE_CLOSED,		/* from it: this connection is over */
	/* From it: keep this project's memory file. */
	MESSAGE_CHECKPOINT,
	/* To it: the file is kept, the log may shrink. */
	MESSAGE_KEPT,
	/* To a project's new owner: its memory file.  Without one: look again,
	 * it could not be made or is another worker's. */
	MESSAGE_INHERIT,
	MESSAGE_LET_GO,		/* to its owner: another one is to have it */
	MESSAGE_MOVED,		/* from it: done */
	/* From a worker: its shadow, a process id in place of a connection,
	 * and the master's end of a channel to it. */
	MESSAGE_SHADOW,
	MESSAGE_TAKE_SEAT,	/* to a shadow: be the worker now */
	/* From a worker: there is a command to carry out (errands.h). */
	MESSAGE_ERRAND
};

struct message {
	uint32_t	 kind;
	uint32_t	 conn;		/* or the project's directory row */
	uint32_t	 generation;
};

/* Both ends, non-blocking, closed on exec.  ERR_IO with errno. */
enum err channel_open(int ends[2]);

/* `fd` is passed along unless -1.  ERR_FULL: try again; ERR_IO: it is dead. */
enum err channel_send(int end, const struct message *m, int fd);

/* *fd is -1 when none came.  ERR_EMPTY: nothing now; ERR_IO: the other end is
 * gone; ERR_CORRUPT: no message of ours, and what came with it is closed. */
enum err channel_receive(int end, struct message *m, int *fd);

#endif
