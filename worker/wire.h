/*
 * wire - bytes between a socket and a connection's rings
 *
 * Socket bytes move only here, by transfer.h, so that a death at any instant
 * leaves the row's positions true, or repaired by the worker's slot.
 *
 * Rings are borrowed when bytes come or go and given back when they are empty.
 */
#ifndef WORKER_WIRE_H
#define WORKER_WIRE_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "worker/conn.h"

/* Receive what is there.  ERR_EMPTY: nothing now; ERR_FULL: no room, or no
 * ring, for it; ERR_IO: the connection is over.  The end of the stream sets
 * row->hangup and is OK. */
enum err wire_read(struct conn *c);

/* Send up to `limit`, a stream offset.  ERR_FULL: the client must read first;
 * ERR_IO: it is gone. */
enum err wire_write(struct conn *c, uint64_t limit);

/*
 * Append bytes behind `*tail` without committing them; *tail moves.  ERR_FULL
 * when no ring is to be had, ERR_TOO_BIG when none can be large enough.
 */
enum err wire_append(struct conn *c, uint64_t *tail, const void *bytes,
    size_t len);

/*
 * Let `reply` be built where it will be sent from, behind the last committed
 * byte; or on the heap, when the connection has no ring for it now.
 */
void	 wire_lend(struct conn *c, struct buf *reply);

/* Borrow a ring to answer into: room for `need` unsent bytes in all. */
enum err wire_reserve(struct conn *c, size_t need);

/* Where bytes are that were appended and are not sent; as long as that. */
char	*wire_unsent(struct conn *c, uint64_t pos);

/* Where the bytes from `pos` on are; valid until the ring changes. */
const char *wire_received(struct conn *c, uint64_t pos);

/* Give empty rings back. */
void	 wire_relax(struct conn *c);

#endif
