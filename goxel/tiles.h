/*
 * tiles - the tiles of a sector that a box touches, in turn
 *
 * In order of z, then y, then x, as their slots are.
 */
#ifndef GOXEL_TILES_H
#define GOXEL_TILES_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/tile.h"
#include "goxel/vec.h"

struct tiles {
	struct box	 box;		/* made of whole tiles; not empty */
	struct pos	 at;		/* out: lowest corner */
	uint32_t	 index;		/* out: slot */
};

/* Those of the sector with its lowest corner at `sector`; it must touch one. */
void	 tiles_open(struct tiles *t, const struct box *box,
	    const struct pos *sector);
/* On to the next row, or plane. */
bool	 tiles_turn(struct tiles *t);
/* How many of them the box does not cover. */
uint32_t tiles_cut(const struct box *box, const struct pos *sector);

static inline bool
tiles_next(struct tiles *t)
{
	t->index++;
	t->at.at[0] += TILE_SIDE;
	return t->at.at[0] < t->box.hi.at[0] || tiles_turn(t);
}

#endif
