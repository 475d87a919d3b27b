/*
 * dice - chance that can be repeated: the same seed, the same throws
 */
#ifndef TESTS_CHAOS_DICE_H
#define TESTS_CHAOS_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
	uint64_t	 state;		/* never 0 */
};

void	 dice_init(struct dice *d, uint64_t seed);
uint64_t dice_throw(struct dice *d);

/* 0 to sides - 1. */
uint32_t dice_below(struct dice *d, uint32_t sides);

/* low to high, both included. */
uint32_t dice_between(struct dice *d, uint32_t low, uint32_t high);

/* True once in `sides` throws. */
bool	 dice_once_in(struct dice *d, uint32_t sides);

#endif
