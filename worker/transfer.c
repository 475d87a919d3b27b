/*
 * transfer - move bytes once, and never forget how many
 */
#include <stdatomic.h>
#include <sys/socket.h>

#include "killpoint.h"
#include "worker/transfer.h"

/* The compiler must not move stores across it; a dead process's stores are
 * all visible once its death is known, so no fence is needed. */
#define ORDER()	atomic_signal_fence(memory_order_seq_cst)

ssize_t
transfer_kept(struct wire_slot *slot, int fd, enum wire_op op, uint64_t *pos,
    struct iovec span)
{
	int done;

	slot->span = span;
	slot->message.msg_hdr.msg_iov = &slot->span;
	slot->message.msg_hdr.msg_iovlen = 1;
	slot->message.msg_len = 0;
	slot->pos = *pos;
	KILLPOINT(wire_begun);
	ORDER();
	slot->op = op;
	ORDER();
	KILLPOINT(wire_marked);
	if (op == WIRE_READ)
		done = recvmmsg(fd, &slot->message, 1, MSG_DONTWAIT, NULL);
	else
		done = sendmmsg(fd, &slot->message, 1,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	KILLPOINT(wire_called);
	ORDER();
	if (done == 1)
		*pos = slot->pos + slot->message.msg_len;
	ORDER();
	KILLPOINT(wire_moved);
	slot->op = WIRE_NONE;
	KILLPOINT(wire_cleared);
	return done == 1 ? (ssize_t)slot->message.msg_len : -1;
}

ssize_t
transfer_plain(int fd, enum wire_op op, uint64_t *pos, struct iovec span)
{
	ssize_t moved = op == WIRE_READ ?
	    recv(fd, span.iov_base, span.iov_len, MSG_DONTWAIT) :
	    send(fd, span.iov_base, span.iov_len,
	    MSG_DONTWAIT | MSG_NOSIGNAL);

	ORDER();
	*pos += moved > 0 ? (uint64_t)moved : 0;
	return moved;
}
