/*
 * sector - 8^3 tile slots, and the table that finds them
 *
 * The table is open-addressed with linear probing, at most three quarters
 * full.  An entry whose block has gone keeps its key, so that probing goes on
 * past it; such entries vanish when the table is rebuilt, which is when the
 * keys fill it: twice as large if the blocks need it, else of the same size.
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/sector.h"
#include "mem.h"

#define TABLE_SIZE_MIN	16

static uint64_t alive;		/* sectors: of the process, as its heap is */

struct pos
sector_at(uint64_t key)
{
	struct pos at;
	int axis;

	for (axis = 0; axis < 3; axis++)
		at.at[axis] = (int32_t)(key >> 14 * axis & 0x3fff) *
		    SECTOR_SIDE - BOUND_COORD;
	return at;
}

struct sector *
sector_new(tile_slot fill)
{
	struct sector *sector = xmalloc(sizeof *sector);
	int i;

	assert(!block_split(fill));
	alive++;
	sector->refs = 1;
	sector->count = fill == 0 ? 0 : SECTOR_SLOTS;
	memset(sector->some, fill == 0 ? 0 : 0xff, sizeof sector->some);
	for (i = 0; i < SECTOR_SLOTS; i++)
		sector->slot[i] = fill;
	return sector;
}

static struct sector *
copy_sector(const struct sector *sector)
{
	struct sector *copy = xmalloc(sizeof *copy);
	int i;

	memcpy(copy, sector, sizeof *copy);
	copy->refs = 1;
	alive++;
	for (i = 0; i < SECTOR_SLOTS; i++)
		slot_take(copy->slot[i]);
	return copy;
}

void
sector_replace(struct sector *sector, uint32_t index, tile_slot slot)
{
	uint64_t bit = 1ull << index % 64, *some = &sector->some[index / 64];

	sector->count += (uint32_t)(slot != 0) -
	    (uint32_t)(sector->slot[index] != 0);
	*some = slot != 0 ? *some | bit : *some & ~bit;
	sector->slot[index] = slot;
}

void
block_take(tile_slot block)
{
	if (block_split(block))
		block_sector(block)->refs++;
}

void
block_drop(tile_slot block)
{
	struct sector *sector = block_sector(block);
	int i;

	if (!block_split(block) || --sector->refs > 0)
		return;
	for (i = 0; i < SECTOR_SLOTS; i++)
		slot_drop(sector->slot[i]);
	alive--;
	free(sector);
}

size_t
sector_memory(void)
{
	return alive * sizeof(struct sector);
}

struct sector *
block_open(tile_slot block)
{
	struct sector *copy;

	if (!block_split(block))
		return sector_new(block);
	if (block_sector(block)->refs == 1)
		return block_sector(block);
	copy = copy_sector(block_sector(block));
	block_drop(block);
	return copy;
}

tile_slot
block_close(struct sector *sector)
{
	tile_slot all = sector->slot[0];
	int i;

	if (sector->count > 0 && (sector->count < SECTOR_SLOTS ||
	    !slot_uniform(all)))
		return (tile_slot)sector;
	for (i = 1; sector->count > 0 && i < SECTOR_SLOTS; i++)
		if (sector->slot[i] != all)
			return (tile_slot)sector;
	block_drop((tile_slot)sector);
	return all;
}

/* The entry with this key, or the free one where it belongs. */
static struct entry *
probe(struct volume_table *table, uint64_t key)
{
	uint32_t i = table_probe(table, key);

	while (table->entry[i].key != key && table->entry[i].key != 0)
		i = (i + 1) & (table->size - 1);
	return &table->entry[i];
}

struct entry *
table_find(struct volume_table *table, uint64_t key)
{
	struct entry *entry;

	if (table == NULL)
		return NULL;
	entry = probe(table, key);
	return entry->key == key ? entry : NULL;
}

void
table_drop(struct volume_table *table)
{
	uint32_t i;

	if (table == NULL || --table->refs > 0)
		return;
	for (i = 0; i < table->size; i++)
		block_drop(table->entry[i].block);
	free(table);
}

static struct volume_table *
new_table(uint32_t size)
{
	struct volume_table *table;

	table = xcalloc(1, sizeof *table + size * sizeof table->entry[0]);
	table->refs = 1;
	table->size = size;
	table->shift = 64 - (uint32_t)__builtin_ctz(size);
	return table;
}

/* A table of `size` with the blocks of another; empty entries are left out. */
static struct volume_table *
rebuild(const struct volume_table *old, uint32_t size)
{
	struct volume_table *table = new_table(size);
	uint32_t i;

	for (i = 0; old != NULL && i < old->size; i++) {
		if (old->entry[i].block == 0)
			continue;
		*probe(table, old->entry[i].key) = old->entry[i];
		block_take(old->entry[i].block);
		table->used++;
	}
	table->count = table->used;
	return table;
}

static uint32_t
size_for(uint64_t blocks)
{
	uint32_t size = TABLE_SIZE_MIN;

	while (size - size / 4 < blocks)
		size *= 2;
	return size;
}

void
volume_cool(struct volume *v)
{
	memset(v->hot, 0, sizeof v->hot);
	memset(&v->last, 0, sizeof v->last);
}

enum err
volume_reserve(struct volume *v, uint64_t more)
{
	struct volume_table *old = v->table;
	uint64_t count = old == NULL ? 0 : old->count;

	if (more > BOUND_SECTORS || count + more > BOUND_SECTORS)
		return ERR_TOO_BIG;
	if (old != NULL && old->refs == 1 &&
	    old->used + more <= old->size - old->size / 4)
		return OK;
	/* A quarter to spare, so that rebuilding is rare near the brim. */
	v->table = rebuild(old, size_for(count + count / 4 + more));
	table_drop(old);
	return OK;
}

struct entry *
volume_entry(struct volume *v, uint64_t key)
{
	struct entry *entry;

	if (v->table != NULL && v->table->refs == 1) {
		entry = probe(v->table, key);
		if (entry->key == key && (entry->block != 0 ||
		    v->table->count < BOUND_SECTORS))
			return entry;
	} else if (table_block(v->table, key) != 0) {
		volume_reserve(v, 0);
		return probe(v->table, key);
	}
	if (volume_reserve(v, 1) != OK)
		return NULL;
	entry = probe(v->table, key);
	v->table->used += entry->key == 0;
	entry->key = key;
	return entry;
}

void
volume_replace(struct volume *v, struct entry *entry, tile_slot block)
{
	v->table->count += (uint32_t)(block != 0) -
	    (uint32_t)(entry->block != 0);
	entry->block = block;
}
