/*
 * wire - bytes between a socket and a connection's rings
 */
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/types.h>

#include "bounds.h"
#include "clock.h"
#include "variant.h"
#include "worker/tracing.h"
#include "worker/transfer.h"
#include "worker/wire.h"

#define READ_MOST	(1u << 20) /* bytes a turn; others have theirs */

#define ORDER()	atomic_signal_fence(memory_order_seq_cst)

static ssize_t
transfer(struct conn *c, enum wire_op op, uint64_t *pos, struct iovec span)
{
	struct wire_slot *slot = &c->worker->row->slot;

	if (!VARIANT_SLOT)
		return transfer_plain(c->fd, op, pos, span);
	slot->conn = c->index;
	slot->generation = c->generation;
	return transfer_kept(slot, c->fd, op, pos, span);
}

/* Room to receive: the rest of the ring, or a larger ring when it is full. */
static enum err
make_room(struct conn *c)
{
	struct conn_row *row = c->row;
	uint64_t head = conn_cut(row)->rx_head;
	size_t filled = row->rx_tail - head;

	if (row->rx_ring != 0 && filled < rings_size(row->rx_ring))
		return OK;
	if (filled > BOUND_REQUEST)
		return ERR_FULL;
	return rings_ensure(&c->worker->rings, &row->rx_ring, head,
	    row->rx_tail, filled + 1);
}

enum err
wire_read(struct conn *c)
{
	struct conn_row *row = c->row;
	struct iovec span;
	ssize_t moved;
	size_t room;

	if (make_room(c) != OK)
		return ERR_FULL;
	room = rings_size(row->rx_ring) -
	    (row->rx_tail - conn_cut(row)->rx_head);
	span.iov_base = rings_at(&c->worker->rings, row->rx_ring, row->rx_tail);
	span.iov_len = room < READ_MOST ? room : READ_MOST;

	moved = transfer(c, WIRE_READ, &row->rx_tail, span);
	if (moved > 0) {
		worker_count(c->worker, COUNT_bytes_in, (uint64_t)moved);
		if (c->worker->laps.tracing != NULL)
			tracing_read(c);
		return OK;
	}
	if (moved == 0) {
		row->hangup = 1;
		return OK;
	}
	return errno == EAGAIN || errno == EINTR ? ERR_EMPTY : ERR_IO;
}

static enum err
write_to(struct conn *c, uint64_t limit)
{
	struct conn_row *row = c->row;
	struct iovec span;
	ssize_t moved;

	while (row->tx_head < limit) {
		span.iov_base = rings_at(&c->worker->rings, row->tx_ring,
		    row->tx_head);
		span.iov_len = limit - row->tx_head;
		moved = transfer(c, WIRE_WRITE, &row->tx_head, span);
		if (moved <= 0)
			return moved == -1 && errno != EAGAIN &&
			    errno != EINTR && errno != ENOBUFS ?
			    ERR_IO : ERR_FULL;
		worker_count(c->worker, COUNT_bytes_out, (uint64_t)moved);
	}
	return OK;
}

enum err
wire_write(struct conn *c, uint64_t limit)
{
	uint64_t began;
	enum err err;

	if (c->worker->laps.tracing == NULL ||
	    c->worker->laps.tracing->unpublished == 0)
		return write_to(c, limit);
	began = clock_ns();
	err = write_to(c, limit);
	tracing_wrote(c, began);
	return err;
}

enum err
wire_append(struct conn *c, uint64_t *tail, const void *bytes, size_t len)
{
	struct conn_row *row = c->row;
	enum err err;

	err = rings_ensure(&c->worker->rings, &row->tx_ring, row->tx_head,
	    *tail, *tail - row->tx_head + len);
	if (err != OK)
		return err;
	memcpy(rings_at(&c->worker->rings, row->tx_ring, *tail), bytes, len);
	*tail += len;
	return OK;
}

void
wire_lend(struct conn *c, struct buf *reply)
{
	const struct conn_row *row = c->row;
	uint64_t tail = conn_cut(row)->tx_tail;
	char *at = NULL;
	size_t room = 0;

	if (row->tx_ring != 0) {
		at = rings_at(&c->worker->rings, row->tx_ring, tail);
		room = rings_size(row->tx_ring) - (tail - row->tx_head);
	}
	if (at != NULL && room > 0)
		buf_borrow(reply, at, room);
	else
		buf_trim(reply, 0);
}

enum err
wire_reserve(struct conn *c, size_t need)
{
	return rings_ensure(&c->worker->rings, &c->row->tx_ring,
	    c->row->tx_head, conn_cut(c->row)->tx_tail, need);
}

char *
wire_unsent(struct conn *c, uint64_t pos)
{
	return rings_at(&c->worker->rings, c->row->tx_ring, pos);
}

const char *
wire_received(struct conn *c, uint64_t pos)
{
	return rings_at(&c->worker->rings, c->row->rx_ring, pos);
}

void
wire_relax(struct conn *c)
{
	struct conn_row *row = c->row;
	const struct conn_cut *cut = conn_cut(row);
	uint32_t ring;

	if ((ring = row->rx_ring) != 0 && row->rx_tail == cut->rx_head) {
		row->rx_ring = 0;
		ORDER();
		rings_give(&c->worker->rings, ring);
	}
	if ((ring = row->tx_ring) != 0 && row->tx_head == cut->tx_tail) {
		row->tx_ring = 0;
		ORDER();
		rings_give(&c->worker->rings, ring);
	}
}
