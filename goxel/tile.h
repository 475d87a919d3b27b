/*
 * tile - 16^3 voxels, shared until written
 *
 * The unit of storage and of copy on write.  Beside the colours it keeps one
 * bit for each voxel that exists (alpha above 0), always true to the colours,
 * so that counting, skipping and casting never read what is empty.
 *
 * The linear index is x + 16 y + 256 z; word w of the mask holds indices
 * 64 w .. 64 w + 63, that is four rows of x.
 *
 * Tiles are counted references, single-threaded: one process, one owner.
 */
#ifndef GOXEL_TILE_H
#define GOXEL_TILE_H

#include <stdint.h>

#include "goxel/vec.h"

#define TILE_SIDE	16
#define TILE_VOXELS	(TILE_SIDE * TILE_SIDE * TILE_SIDE)
#define TILE_WORDS	(TILE_VOXELS / 64)

struct tile {
	uint32_t	 refs;
	uint32_t	 count;			/* bits set in the mask */
	uint64_t	 mask[TILE_WORDS];
	struct rgba	 voxel[TILE_VOXELS];
};

/*
 * What stands in one place of a volume's table: nothing (0), one colour
 * throughout (low bit set, colour in the upper half), or a tile.
 */
typedef uintptr_t tile_slot;

static inline bool
slot_uniform(tile_slot slot)
{
	return slot & 1;
}

static inline struct rgba
slot_color(tile_slot slot)
{
	uint32_t word = (uint32_t)(slot >> 32);
	struct rgba color;

	memcpy(&color, &word, sizeof color);
	return color;
}

static inline struct tile *
slot_tile(tile_slot slot)
{
	return (struct tile *)slot;
}

static inline uint32_t
tile_index(const struct pos *pos)
{
	return (uint32_t)((pos->at[0] & 15) | (pos->at[1] & 15) << 4 |
	    (pos->at[2] & 15) << 8);
}

/* A new tile filled with one colour (alpha 0: empty).  refs is 1. */
struct tile	*tile_new(struct rgba color);
struct tile	*tile_copy(const struct tile *tile);
struct tile	*tile_take(struct tile *tile);
void		 tile_drop(struct tile *tile);

void		 tile_set(struct tile *tile, uint32_t index, struct rgba color);
/* Mask and count from the colours, after writing them directly. */
void		 tile_refresh(struct tile *tile);
/* All voxels have the first one's colour, or all are empty. */
bool		 tile_uniform(const struct tile *tile);

tile_slot	 slot_of_color(struct rgba color);	/* alpha 0: empty slot */
void		 slot_take(tile_slot slot);
void		 slot_drop(tile_slot slot);

#endif
