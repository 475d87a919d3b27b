/*
 * lookup - from a 64-bit key to the number it was given first
 *
 * For those who take each distinct thing once.  A hash table that
 * doubles; key 0 is not a key.
 */
#ifndef GOXEL_LOOKUP_H
#define GOXEL_LOOKUP_H

#include <stdbool.h>
#include <stdint.h>

/* Zeroed: empty. */
struct lookup {
	struct lookup_entry	*entry;		/* size of them; owned */
	uint32_t		 size;		/* a power of two, or 0 */
	uint32_t		 count;
};

void	 lookup_fini(struct lookup *l);

/*
 * The number of `key`: true when it had one.  If not, it now has `number` as
 * it was passed in.
 */
bool	 lookup_number(struct lookup *l, uint64_t key, uint32_t *number);

/* Give a key that has a number another one. */
void	 lookup_change(struct lookup *l, uint64_t key, uint32_t number);

#endif
