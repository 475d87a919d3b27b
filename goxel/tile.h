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
 * Tiles are counted references, single-threaded: one process, one owner.  They
 * come in aligned slabs, and a slab keeps the counters of its tiles at its
 * beginning: a sector of 512 tiles is shared, and a tile found to be ours
 * alone, without touching the tiles themselves, which are never in the cache.
 */
#ifndef GOXEL_TILE_H
#define GOXEL_TILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "goxel/vec.h"

#define TILE_SIDE	16
#define TILE_VOXELS	(TILE_SIDE * TILE_SIDE * TILE_SIDE)
#define TILE_WORDS	(TILE_VOXELS / 64)

#define TILE_SLAB	((uintptr_t)2 << 20)	/* bytes, and alignment */
#define TILE_SLAB_COUNT	124			/* tiles in a slab */
#define TILE_UNIT	16384u			/* bytes; less than a tile */
#define TILE_SLAB_HEAD	1024			/* bytes before the tiles */

struct tile {
	uint64_t	 count;			/* bits set in the mask */
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
	return rgba_of_word((uint32_t)(slot >> 32));
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

/* The voxel exists. */
static inline bool
tile_has(const struct tile *tile, uint32_t index)
{
	return tile->mask[index / 64] >> index % 64 & 1;
}

/*
 * The counter of references to a tile.  Tiles are a little larger than 16 KiB,
 * so no two of a slab begin in the same 16 KiB of it: these number counters
 * without a division.
 */
static inline uint32_t *
tile_refs(const struct tile *tile)
{
	uintptr_t at = (uintptr_t)tile;

	return (uint32_t *)(at & ~(TILE_SLAB - 1)) +
	    (at / TILE_UNIT & (TILE_SLAB / TILE_UNIT - 1));
}

/* Somebody else sees this tile: copy it before writing. */
static inline bool
tile_shared(const struct tile *tile)
{
	return *tile_refs(tile) != 1;
}

static inline struct tile *
tile_take(struct tile *tile)
{
	++*tile_refs(tile);
	return tile;
}

/* A new tile filled with one colour (alpha 0: empty), with one reference. */
struct tile	*tile_new(struct rgba color);
/* One for readers: whatever is in it is to be written over and refreshed. */
struct tile	*tile_blank(void);
struct tile	*tile_copy(const struct tile *tile);
void		 tile_drop(struct tile *tile);

void		 tile_set(struct tile *tile, uint32_t index, struct rgba color);
/* Which of 64 voxels exist, the first in the lowest bit. */
uint64_t	 tile_bits(const struct rgba voxel[64]);
/* How many bits of a tile's mask are set. */
uint32_t	 tile_count_bits(const uint64_t mask[TILE_WORDS]);
/* Mask and count from the colours, after writing them directly. */
void		 tile_refresh(struct tile *tile);
/* All voxels have the first one's colour, or all are empty. */
bool		 tile_uniform(const struct tile *tile);
/* Smallest box around its voxels, 0..16 on each axis.  Not for empty tiles. */
struct box	 tile_bounds(const struct tile *tile);

/* What the pool of tiles holds now: for counters and tests. */
uint64_t	 tile_alive(void);		/* tiles */
size_t		 tile_memory(void);		/* bytes had from the system */

/* What one voxel of a slot is. */
struct rgba	 slot_get(tile_slot slot, uint32_t index);
/* Both hold the same voxels in the same colours. */
bool		 slot_same(tile_slot a, tile_slot b);
uint32_t	 slot_count(tile_slot slot);		/* voxels that exist */
/* Alpha 0: empty slot. */
tile_slot	 slot_of_color(struct rgba color);
/* Takes a reference over; a tile all empty or of one colour is dropped for
 * the slot that says the same. */
tile_slot	 slot_of_tile(struct tile *tile);
/*
 * The tile of a slot, opened for writing: a tile that nobody shares is itself,
 * anything else a new one.  Takes the reference in `slot` over.
 */
struct tile	*slot_open(tile_slot slot);
void		 slot_drop(tile_slot slot);

/* Inline, for a sector that is copied takes 512 of them. */
static inline void
slot_take(tile_slot slot)
{
	if (slot != 0 && !slot_uniform(slot))
		tile_take(slot_tile(slot));
}

#endif
