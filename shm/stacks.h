/*
 * stacks - where each worker is in its program, when it is asked
 *
 * The master counts `asked` up and sends a signal; the worker's handler puts
 * the addresses here and then sets `answered` to what was asked.  Addresses
 * mean something to a process of the same image at the same place: `anchor` is
 * the address of a function that both know.
 */
#ifndef SHM_STACKS_H
#define SHM_STACKS_H

#include <stdatomic.h>
#include <stdint.h>

#include "bounds.h"

#define STACK_FRAMES	48

struct stack_row {
	_Atomic uint32_t asked, answered;
	uint32_t	 depth;		/* frames */
	uint64_t	 anchor;
	uint64_t	 frame[STACK_FRAMES];
};

/* What is shared. */
struct stacks { struct stack_row row[BOUND_WORKERS]; };

#endif
