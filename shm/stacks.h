/*
 * stacks - where each worker is in its program, when it is asked
 *
 * Who asks counts `asked` up and sends a signal; the worker's handler puts
 * the addresses here and then sets `answered` to what was asked.  Addresses
 * mean something to a process of the same image at the same place: `anchor` is
 * the address of a function that both know.
 */
#ifndef SHM_STACKS_H
#define SHM_STACKS_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "bounds.h"

#define STACK_FRAMES	48
#define STACK_SIGNAL	SIGRTMIN

struct stack_row {
	_Atomic uint32_t asked, answered;
	uint32_t	 depth;		/* frames */
	uint64_t	 anchor;
	uint64_t	 frame[STACK_FRAMES];
};

/* What is shared. */
struct stacks { struct stack_row row[BOUND_WORKERS]; };

/* Ask the process of this row, which `pid` still is; false: it is not there.
 * The number of the question goes into *asked. */
bool	 stacks_ask(struct stack_row *row, const _Atomic int32_t *pid,
	    uint32_t *asked);

/* Whether it has answered by then (clock_ms), looked at again and again. */
bool	 stacks_wait(const struct stack_row *row, uint32_t asked,
	    uint64_t until_ms);

/* Addresses that are there, whatever the row says. */
uint32_t stacks_depth(const struct stack_row *row);

#endif
