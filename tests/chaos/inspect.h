/*
 * inspect - look at the whole server before the run and after it
 */
#ifndef TESTS_CHAOS_INSPECT_H
#define TESTS_CHAOS_INSPECT_H

#include <stdint.h>

#include "tests/chaos/patron.h"

/* Make the shared projects. */
void	 inspect_make(struct stage *s);

/* Compare every voxel and every revision with the world. */
void	 inspect_compare(struct stage *s);

/* Print what the server counted; returns how many windows it repaired. */
uint64_t inspect_counters(struct stage *s);

#endif
