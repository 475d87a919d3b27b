/*
 * transfer - move bytes once, and never forget how many
 *
 * One recvmmsg(2) or sendmmsg(2) of one message whose control block stands in
 * shared memory, so that the kernel itself records how many bytes went,
 * whatever becomes of the caller:
 *
 *	1  msg_len = 0, pos                  what is about to happen
 *	2  op = READ or WRITE                from here a death is repaired
 *	3  the system call                   the kernel stores msg_len
 *	4  *pos = pos + msg_len              absolute: twice is safe
 *	5  op = NONE
 *
 * Whose position it is stands in the slot before: its conn and generation.
 * tests/micro kills it at every instant.
 */
#ifndef WORKER_TRANSFER_H
#define WORKER_TRANSFER_H

#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

#include "shm/workers.h"

/* Receive into, or send, the span; *pos moves by what went.  The bytes moved,
 * or -1 and errno; never blocks. */
ssize_t	 transfer_kept(struct wire_slot *slot, int fd, enum wire_op op,
	    uint64_t *pos, struct iovec span);

/* The same without a record: the control, which must be caught. */
ssize_t	 transfer_plain(int fd, enum wire_op op, uint64_t *pos,
	    struct iovec span);

#endif
