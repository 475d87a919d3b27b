/*
 * reuse - what has been made of shared blocks, to be shared again
 *
 * The surface of a big box is made of a few tiles, each in thousands of
 * places.  Whoever changes them one by one must not turn them into thousands
 * of equal tiles.  So what became of a block is remembered together with what
 * it was and what was done to it, and the next such block gets a reference.
 * The memory is small and forgets what was displaced.
 */
#ifndef GOXEL_REUSE_H
#define GOXEL_REUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/tile.h"

#define REUSE_ROWS	256	/* a power of two */
#define REUSE_PROBES	8

struct reuse_row {
	tile_slot	 was;		/* referenced */
	uint64_t	 by;		/* what was done; 0: free row */
	tile_slot	 now;		/* referenced */
};

struct reuse {
	void		(*take)(tile_slot);	/* slot_take or block_take */
	void		(*drop)(tile_slot);
	uint32_t	 turn;			/* who is displaced next */
	struct reuse_row row[REUSE_ROWS];
};

void	 reuse_init(struct reuse *r, void (*take)(tile_slot),
	    void (*drop)(tile_slot));
void	 reuse_fini(struct reuse *r);

/*
 * What `was` became by `by` (not 0) before: then a reference to it is in *now
 * and the caller's reference to `was` is dropped.
 */
bool	 reuse_find(struct reuse *r, tile_slot was, uint64_t by,
	    tile_slot *now);

/* Call before changing `was`, which then cannot be changed in place. No other
 * call may come between this and reuse_made(). */
void	 reuse_keep(struct reuse *r, tile_slot was, uint64_t by);

/* Call after: what it became. */
void	 reuse_made(struct reuse *r, tile_slot was, uint64_t by,
	    tile_slot now);

#endif
