/*
 * sector - 8^3 tile slots, and the table that finds them
 *
 * The inside of a volume, for the files that work on whole volumes; others
 * use volume.h.  A table's entry holds a block, which is 0 (empty), one
 * colour throughout (tagged as a tile slot is), or a sector.  A sector held by
 * a table has at least one slot that is not empty.
 *
 * Whoever shares a block of a volume must cool the volume: what is hot promises
 * that table and sector are the volume's alone.
 */
#ifndef GOXEL_SECTOR_H
#define GOXEL_SECTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "goxel/tile.h"
#include "goxel/volume.h"

struct sector {
	uint32_t	 refs;
	uint32_t	 count;			/* slots not empty */
	uint64_t	 some[SECTOR_TILES];	/* a bit for each of them */
	tile_slot	 slot[SECTOR_SLOTS];	/* x + 8 y + 64 z */
};

struct entry {
	uint64_t	 key;			/* 0: free */
	tile_slot	 block;
};

struct volume_table {
	uint32_t	 refs;
	uint32_t	 size;			/* entries; a power of two */
	uint32_t	 shift;			/* 64 - log2(size) */
	uint32_t	 used;			/* entries with a key */
	uint32_t	 count;			/* entries with a block */
	struct entry	 entry[];
};

/* Never negative, and below 2 * BOUND_COORD exactly when in bounds. */
static inline uint32_t
coord_bias(int32_t coord)
{
	return (uint32_t)coord + BOUND_COORD;
}

/* Sorted by key, sectors are in order of z, then y, then x. */
static inline uint64_t
sector_key(const struct pos *pos)
{
	return 1ull << 63 |
	    (uint64_t)(coord_bias(pos->at[2]) / SECTOR_SIDE) << 28 |
	    (uint64_t)(coord_bias(pos->at[1]) / SECTOR_SIDE) << 14 |
	    coord_bias(pos->at[0]) / SECTOR_SIDE;
}

/* The one place among the hot where the sector of `pos` can be. */
static inline struct volume_hot *
volume_hot(struct volume *v, const struct pos *pos)
{
	uint32_t odd = (uint32_t)((pos->at[0] & SECTOR_SIDE) +
	    2 * (pos->at[1] & SECTOR_SIDE) + 4 * (pos->at[2] & SECTOR_SIDE));

	return &v->hot[odd / SECTOR_SIDE];
}

/* It is there; then `pos` is in bounds, too. */
static inline bool
hot_holds(const struct volume_hot *hot, const struct pos *pos)
{
	uint64_t apart = (uint64_t)((pos->at[0] ^ hot->at[0]) |
	    (pos->at[1] ^ hot->at[1]) | (pos->at[2] ^ hot->at[2]));

	return apart < SECTOR_SIDE && hot->sector != NULL;
}

/* The slot of the tile that holds `pos` in its sector. */
static inline uint32_t
sector_index(const struct pos *pos)
{
	return ((uint32_t)pos->at[0] >> 4 & 7) |
	    ((uint32_t)pos->at[1] >> 1 & 7 << 3) |
	    ((uint32_t)pos->at[2] << 2 & 7 << 6);
}

static inline struct sector *
block_sector(tile_slot block)
{
	return (struct sector *)block;
}

/* It is a sector: neither empty nor of one colour. */
static inline bool
block_split(tile_slot block)
{
	return block != 0 && !slot_uniform(block);
}

/* The tile that holds `pos`, if it was written before and is the volume's
 * alone; else NULL. */
static inline struct tile *
volume_own_tile(struct volume *v, const struct pos *pos)
{
	const struct volume_hot *hot = volume_hot(v, pos);
	tile_slot slot;

	if (!hot_holds(hot, pos))
		return NULL;
	slot = hot->sector->slot[sector_index(pos)];
	if (!block_split(slot) || tile_shared(slot_tile(slot)))
		return NULL;
	return slot_tile(slot);
}

/* The slot of a tile in a block. */
static inline tile_slot
block_slot(tile_slot block, uint32_t index)
{
	return block_split(block) ? block_sector(block)->slot[index] : block;
}

/* Lowest corner of a sector, in voxels. */
struct pos	 sector_at(uint64_t key);

/* A sector of equal slots (empty or uniform), with one reference. */
struct sector	*sector_new(tile_slot fill);
/* Bytes of all sectors there are, for counters. */
size_t		 sector_memory(void);
/* Give a place of a sector nobody shares another slot.  What it held is not
 * dropped: it went where the new one came from. */
void		 sector_replace(struct sector *sector, uint32_t index,
		    tile_slot slot);

void		 block_take(tile_slot block);
void		 block_drop(tile_slot block);
/* A sector that nobody shares, of what was in the block; takes it over. */
struct sector	*block_open(tile_slot block);
/* The other way: 0 or uniform if that says the same, the sector dropped. */
tile_slot	 block_close(struct sector *sector);

/* Found by trial: the sectors of boxes of many proportions, which volumes
 * mostly are, hardly ever meet in tables as large as they make them. */
#define TABLE_HASH	0xdf6a100af8e9b069ull

static inline uint32_t
table_probe(const struct volume_table *table, uint64_t key)
{
	return (uint32_t)(key * TABLE_HASH >> table->shift);
}

/* The block with this key, 0 if there is none. */
static inline tile_slot
table_block(const struct volume_table *table, uint64_t key)
{
	uint32_t i;

	if (table == NULL)
		return 0;
	i = table_probe(table, key);
	while (table->entry[i].key != key) {
		if (table->entry[i].key == 0)
			return 0;
		i = (i + 1) & (table->size - 1);
	}
	return table->entry[i].block;
}

/* Its entry, or NULL. */
struct entry	*table_find(struct volume_table *table, uint64_t key);
void		 table_drop(struct volume_table *table);

/*
 * Make the volume's table its own and find the entry for a key, made if there
 * was none; NULL when that would pass BOUND_SECTORS.  Good until the next
 * call.
 */
struct entry	*volume_entry(struct volume *v, uint64_t key);
/* Forget what is hot. */
void		 volume_cool(struct volume *v);
/* The table its own, with room for `more` blocks; ERR_TOO_BIG. */
enum err	 volume_reserve(struct volume *v, uint64_t more);
/* Give an entry of the volume's own table another block.  What it held is not
 * dropped: it went where the new one came from. */
void		 volume_replace(struct volume *v, struct entry *entry,
		    tile_slot block);

#endif
