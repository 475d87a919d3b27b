/*
 * workers - one row a worker: who it is, and what it is in the middle of
 */
#include "shm/workers.h"

enum wire_op
slot_repair(const struct wire_slot *slot, uint64_t *pos)
{
	if (slot->op != WIRE_READ && slot->op != WIRE_WRITE)
		return WIRE_NONE;

	/* msg_len was 0 before the call: absolute, so doing it twice is
	 * safe. */
	*pos = slot->pos + slot->message.msg_len;
	return (enum wire_op)slot->op;
}

uint32_t
workers_used(const struct worker_row rows[BOUND_WORKERS])
{
	uint32_t used = BOUND_WORKERS;

	while (used > 0 && rows[used - 1].generation == 0)
		used--;
	return used;
}
