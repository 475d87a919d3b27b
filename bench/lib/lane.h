/*
 * lane - one connection of a load
 *
 * A lane sends a batch, waits for all its replies, and is then idle.  Its
 * descriptor does not block; what of a batch did not fit the socket goes out
 * by lane_flush when there is room.
 */
#ifndef BENCH_LIB_LANE_H
#define BENCH_LIB_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/lib/echo.h"
#include "bench/lib/salvo.h"

struct lane {
	int		 fd;
	unsigned	 at;		/* request that begins the next batch */
	unsigned	 left;		/* replies missing; 0: idle */
	const char	*batch;		/* bytes not yet sent */
	size_t		 batch_len;
	uint64_t	 began;		/* when the batch was due, ns */
	uint64_t	 turn;		/* open loop: its next batch's number */
	bool		 full;		/* waits for room in the socket */
	struct echo	 echo;
};

/* Begin the next batch of an idle lane; false when the peer is gone. */
bool	 lane_send(struct lane *l, const struct salvo *salvo, uint64_t due);

/* Send what is left of the batch; false when the peer is gone. */
bool	 lane_flush(struct lane *l);

/* Read once.  Number of replies, or -1 when the peer is gone. */
int	 lane_read(struct lane *l, enum echo_kind kind, char *room,
	    size_t size, uint64_t *errors);

#endif
