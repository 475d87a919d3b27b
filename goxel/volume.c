/*
 * volume - a sparse, boundless body of voxels
 *
 * Everything shared is copied on the way down, at the moment of writing:
 * table, then sector, then tile.  A run of writes that stay in one sector
 * goes down only once: `hot` says that table and sector are ours alone, so
 * that only the tile's counter is left to look at.
 *
 * Single writes keep the volume tidy where that is cheap: a tile or sector
 * that has lost its last voxel goes, and a tile that has become full is looked
 * at once, whether it is of one colour now.
 */
#include "goxel/sector.h"
#include "goxel/sweep.h"
#include "goxel/volume.h"

void
volume_fini(struct volume *v)
{
	table_drop(v->table);
	memset(v, 0, sizeof *v);
}

void
volume_copy(struct volume *to, struct volume *from)
{
	from->hot = NULL;
	*to = *from;
	if (to->table != NULL)
		to->table->refs++;
}

static inline bool
in_bounds(const struct pos *pos)
{
	return (coord_bias(pos->at[0]) | coord_bias(pos->at[1]) |
	    coord_bias(pos->at[2])) < 2u * BOUND_COORD;
}

static inline tile_slot
find_block(const struct volume *v, const struct pos *pos)
{
	uint64_t key = sector_key(pos);

	if (v->hot != NULL && v->hot_key == key)
		return (tile_slot)v->hot;
	return table_block(v->table, key);
}

tile_slot
volume_slot(const struct volume *v, const struct pos *pos)
{
	if (!in_bounds(pos))
		return 0;
	return block_slot(find_block(v, pos), sector_index(pos));
}

tile_slot
volume_slot_wide(const struct volume *v, const struct pos *pos, int32_t *side)
{
	tile_slot block = in_bounds(pos) ? find_block(v, pos) : 0;

	*side = block_split(block) ? TILE_SIDE : SECTOR_SIDE;
	return block_slot(block, sector_index(pos));
}

struct rgba
volume_get(const struct volume *v, const struct pos *pos)
{
	return slot_get(volume_slot(v, pos), tile_index(pos));
}

/* Go down to the sector, making everything on the way our own. */
static struct sector *
heat(struct volume *v, const struct pos *pos)
{
	uint64_t key = sector_key(pos);
	struct entry *entry = volume_entry(v, key);
	struct sector *sector;

	if (entry == NULL)
		return NULL;
	sector = block_open(entry->block);
	volume_replace(v, entry, (tile_slot)sector);
	v->hot = sector;
	v->hot_key = key;
	return sector;
}

/* A sector in a table is never empty. */
static void
drop_if_empty(struct volume *v)
{
	struct entry *entry;

	if (v->hot->count > 0)
		return;
	entry = table_find(v->table, v->hot_key);
	block_drop(entry->block);
	volume_replace(v, entry, 0);
	v->hot = NULL;
}

/* A tile that may have become empty or of one colour. */
static __attribute__((noinline)) void
settle(struct volume *v, uint32_t index)
{
	struct tile *tile = slot_tile(v->hot->slot[index]);

	sector_replace(v->hot, index, slot_of_tile(tile));
	drop_if_empty(v);
}

static inline void
write_voxel(struct volume *v, uint32_t index, const struct pos *pos,
    struct rgba color)
{
	struct tile *tile = slot_tile(v->hot->slot[index]);
	uint32_t at = tile_index(pos);
	bool was = rgba_exists(tile->voxel[at]);

	tile->voxel[at] = color;
	if (was == rgba_exists(color))
		return;
	tile->mask[at / 64] ^= 1ull << at % 64;
	tile->count += was ? -1ull : 1ull;
	if (tile->count % TILE_VOXELS == 0)
		settle(v, index);
}

/* The place is not in a tile of our own in the hot sector. */
static __attribute__((noinline)) enum err
write_cold(struct volume *v, const struct pos *pos, struct rgba color)
{
	uint32_t index = sector_index(pos);
	struct sector *sector;

	if (rgba_same(volume_get(v, pos), color))
		return OK;
	if ((sector = heat(v, pos)) == NULL)
		return ERR_TOO_BIG;
	sector_replace(sector, index,
	    (tile_slot)slot_open(sector->slot[index]));
	write_voxel(v, index, pos, color);
	return OK;
}

enum err
volume_set(struct volume *v, const struct pos *pos, struct rgba color)
{
	uint32_t index;
	tile_slot slot;

	if (!in_bounds(pos))
		return ERR_BOUNDS;
	if (!rgba_exists(color))
		color = (struct rgba){ { 0, 0, 0, 0 } };
	if (v->hot == NULL || v->hot_key != sector_key(pos))
		return write_cold(v, pos, color);
	index = sector_index(pos);
	slot = v->hot->slot[index];
	if (!block_split(slot) || tile_shared(slot_tile(slot)))
		return write_cold(v, pos, color);
	write_voxel(v, index, pos, color);
	return OK;
}

enum err
volume_put(struct volume *v, const struct pos *pos, tile_slot slot)
{
	struct sector *sector = NULL;

	if (slot != 0 && !slot_uniform(slot))
		slot = slot_of_tile(slot_tile(slot));
	if (!in_bounds(pos)) {
		slot_drop(slot);
		return ERR_BOUNDS;
	}
	if (slot == volume_slot(v, pos)) {
		slot_drop(slot);
		return OK;
	}
	if (v->hot != NULL && v->hot_key == sector_key(pos))
		sector = v->hot;
	else
		sector = heat(v, pos);
	if (sector == NULL) {
		slot_drop(slot);
		return ERR_TOO_BIG;
	}
	slot_drop(sector->slot[sector_index(pos)]);
	sector_replace(sector, sector_index(pos), slot);
	drop_if_empty(v);
	return OK;
}

enum err
volume_fill(struct volume *v, const struct box *box, struct rgba color)
{
	struct sweep sweep = { .mode = MODE_REPLACE, .box = *box };

	if (!rgba_exists(color))
		color = (struct rgba){ { 0, 0, 0, 0 } };
	sweep.color = color;
	return sweep_run(&sweep, v);
}
