/*
 * tally - how long a bridge itself takes for what passes it
 *
 * Two legs, each added to by one thread; a third one takes both once a second
 * and tells the server, as worker/bridged.h wants it told.
 */
#ifndef CLIENT_TALLY_H
#define CLIENT_TALLY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "shm/board.h"

/* The notification by which a bridge says that it is one. */
#define TALLY_HELLO							\
	"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/goxel/bridge\"}\n"

enum leg { LEG_UP, LEG_DOWN, LEGS };

struct tally {
	pthread_mutex_t	 lock;
	struct board_method leg[LEGS];
};

/* So many messages passed together, and each took that long. */
void	 tally_add(struct tally *t, enum leg leg, long messages, uint64_t ns);

/* Write the line that tells of what passed since the last one; false: nothing
 * did. */
bool	 tally_report(struct tally *t, struct buf *out);

#endif
