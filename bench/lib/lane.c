/*
 * lane - one connection of a load
 */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/lib/lane.h"

bool
lane_send(struct lane *l, const struct salvo *salvo, uint64_t due)
{
	assert(l->left == 0);

	l->batch = salvo_batch(salvo, l->at, &l->batch_len);
	l->at = (l->at + salvo->depth) % salvo->count;
	l->left = salvo->depth;
	l->began = due;
	echo_reset(&l->echo);
	return lane_flush(l);
}

bool
lane_flush(struct lane *l)
{
	ssize_t sent;

	l->full = false;
	while (l->batch_len > 0) {
		sent = send(l->fd, l->batch, l->batch_len, MSG_NOSIGNAL);
		if (sent < 0) {
			l->full = errno == EAGAIN;
			return l->full;
		}
		l->batch += sent;
		l->batch_len -= (size_t)sent;
	}
	return true;
}

int
lane_read(struct lane *l, enum echo_kind kind, char *room, size_t size,
    uint64_t *errors)
{
	ssize_t got = recv(l->fd, room, size, 0);
	unsigned replies;

	if (got < 0 && errno == EAGAIN)
		return 0;
	if (got <= 0)
		return -1;
	replies = echo_count(&l->echo, kind, room, (size_t)got, errors);
	if (replies > l->left) {
		*errors += replies - l->left;	/* nobody asked for these */
		replies = l->left;
	}
	l->left -= replies;
	return (int)replies;
}
