/*
 * conns - the connection table: a connection is a row, not a process
 */
#include <string.h>

#include "shm/conns.h"
#include "shm/rings.h"

static void
clear(struct conn_row *row, enum transport transport, uint64_t now_ms)
{
	uint32_t generation = row->generation;

	/* The state word stands first and is what others look at. */
	memset((char *)row + sizeof row->state, 0,
	    sizeof *row - sizeof row->state);
	row->generation = generation;
	atomic_store_explicit(&row->owner, -1, memory_order_relaxed);
	row->wanted = -1;
	row->transport = (uint8_t)transport;
	row->opened_ms = row->active_ms = now_ms;
}

int
conns_claim(struct conns *c, enum transport transport, uint64_t now_ms)
{
	uint32_t tried, index, expected;

	for (tried = 0; tried < c->count; tried++) {
		index = (c->hint + tried) % c->count;
		expected = CONN_FREE;
		if (atomic_load_explicit(&c->row[index].state,
		    memory_order_relaxed) != CONN_FREE ||
		    !atomic_compare_exchange_strong(&c->row[index].state,
		    &expected, CONN_ACCEPTED))
			continue;
		clear(&c->row[index], transport, now_ms);
		c->hint = index + 1;
		return (int)index;
	}
	return -1;
}

void
conns_release(struct conns *c, uint32_t index)
{
	c->row[index].generation++;
	atomic_store_explicit(&c->row[index].state, CONN_FREE,
	    memory_order_release);
	/* Low rows first: the table's touched part stays as small as its
	 * use. */
	if (index < c->hint)
		c->hint = index;
}

/* head <= tail <= head + size, and bytes waiting have a ring to be in. */
static enum err
check_stream(uint64_t head, uint64_t tail, uint32_t ring)
{
	if (ring != 0 && !rings_valid(ring))
		return ERR_CORRUPT;
	if (tail < head)
		return ERR_CORRUPT;
	if (tail - head > (ring == 0 ? 0 : rings_size(ring)))
		return ERR_CORRUPT;
	return OK;
}

enum err
conn_check(const struct conn_row *row)
{
	const struct conn_cut *cut = conn_cut(row);

	if (row->transport > TRANSPORT_ADMIN || row->door >= DOOR_COUNT)
		return ERR_CORRUPT;
	if (cut->batch != 0 && (cut->batch > row->rx_tail - cut->rx_head ||
	    cut->tx_hold < row->tx_head || cut->tx_hold > cut->tx_tail))
		return ERR_CORRUPT;
	if (check_stream(cut->rx_head, row->rx_tail, row->rx_ring) != OK)
		return ERR_CORRUPT;
	return check_stream(row->tx_head, cut->tx_tail, row->tx_ring);
}
