/*
 * dice - chance that can be repeated: the same seed, the same throws
 */
#include "tests/chaos/dice.h"

void
dice_init(struct dice *d, uint64_t seed)
{
	d->state = seed * 0x9e3779b97f4a7c15u + 1;
	if (d->state == 0)
		d->state = 1;
	dice_throw(d);
}

/* xorshift64* */
uint64_t
dice_throw(struct dice *d)
{
	d->state ^= d->state >> 12;
	d->state ^= d->state << 25;
	d->state ^= d->state >> 27;
	return d->state * 0x2545f4914f6cdd1du;
}

uint32_t
dice_below(struct dice *d, uint32_t sides)
{
	return (uint32_t)((dice_throw(d) >> 32) * sides >> 32);
}

uint32_t
dice_between(struct dice *d, uint32_t low, uint32_t high)
{
	return low + dice_below(d, high - low + 1);
}

bool
dice_once_in(struct dice *d, uint32_t sides)
{
	return dice_below(d, sides) == 0;
}
