/*
 * cycles - of the processor, spent by a server in its own code
 *
 * CPU time on a busy machine is mostly the kernel's mood; user-mode cycles of
 * one process are the same from run to run within a few per cent.  Only of the
 * named processes, not of their children: name the worker.
 */
#ifndef BENCH_LIB_CYCLES_H
#define BENCH_LIB_CYCLES_H

#include <stdint.h>

#include "bench/lib/herd.h"

struct cycles {
	int		fd[HERD_ROOTS];
	unsigned	count;		/* 0: the kernel does not tell us */
};

/* Count from now on. */
void	 cycles_open(struct cycles *c, const struct herd *h);

/* So far. */
uint64_t cycles_read(const struct cycles *c);

void	 cycles_close(struct cycles *c);

#endif
