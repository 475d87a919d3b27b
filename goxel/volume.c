/*
 * volume - a sparse, boundless body of voxels
 *
 * Everything shared is copied on the way down, at the moment of writing:
 * table, then sector, then tile.  A run of writes that stay in one sector
 * goes down only once: `hot` says that table and sector are ours alone, so
 * that only the tile's counter is left to look at.  A run that stays in one
 * tile need not even look for it: it is `last`.  Who takes a tile away from its
 * sector forgets it; sharing the sector cools the volume, which forgets all.
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
	volume_cool(from);
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
	return in_bounds(pos) ? table_block(v->table, sector_key(pos)) : 0;
}

static inline tile_slot
find_slot(const struct volume *v, const struct pos *pos)
{
	return block_slot(find_block(v, pos), sector_index(pos));
}

tile_slot
volume_slot(const struct volume *v, const struct pos *pos)
{
	return find_slot(v, pos);
}

tile_slot
volume_slot_wide(const struct volume *v, const struct pos *pos, int32_t *side)
{
	tile_slot block = find_block(v, pos);

	*side = block_split(block) ? TILE_SIDE : SECTOR_SIDE;
	return block_slot(block, sector_index(pos));
}

struct rgba
volume_get(const struct volume *v, const struct pos *pos)
{
	tile_slot slot = find_slot(v, pos);

	if (!block_split(slot))
		return slot_color(slot);
	return slot_tile(slot)->voxel[tile_index(pos)];
}

/* Go down to the sector, making everything on the way our own. */
static struct sector *
heat(struct volume *v, const struct pos *pos)
{
	struct volume_hot *hot = volume_hot(v, pos);
	struct entry *entry = volume_entry(v, sector_key(pos));
	int axis;

	if (entry == NULL)
		return NULL;
	hot->sector = block_open(entry->block);
	for (axis = 0; axis < 3; axis++)
		hot->at[axis] = pos->at[axis] & -SECTOR_SIDE;
	volume_replace(v, entry, (tile_slot)hot->sector);
	return hot->sector;
}

/* A slot of the hot sector; and a sector in a table is never empty. */
static void
replace_slot(struct volume *v, const struct pos *pos, tile_slot slot)
{
	struct volume_hot *hot = volume_hot(v, pos);
	struct entry *entry;

	v->last.tile = NULL;
	sector_replace(hot->sector, sector_index(pos), slot);
	if (hot->sector->count > 0)
		return;
	entry = table_find(v->table, sector_key(pos));
	block_drop(entry->block);
	volume_replace(v, entry, 0);
	hot->sector = NULL;
}

/* A voxel of a tile of our own in the hot sector. */
static __attribute__((noinline)) enum err
write_voxel(struct volume *v, const struct pos *pos, struct rgba color,
    struct tile *tile)
{
	if (!rgba_exists(color))
		color = (struct rgba){ { 0, 0, 0, 0 } };
	tile_set(tile, tile_index(pos), color);
	if (tile->count % TILE_VOXELS == 0)
		replace_slot(v, pos, slot_of_tile(tile));
	return OK;
}

/*
 * A tile that will be copied, fetched while table and sector are: it has not
 * been written for a while, and is not in the cache.
 */
static void
fetch_copied(const struct volume *v, const struct pos *pos)
{
	tile_slot block = find_block(v, pos);
	tile_slot slot = block_slot(block, sector_index(pos));
	const char *byte = (const char *)slot_tile(slot);
	size_t i;

	if (!block_split(slot) || (v->table->refs == 1 &&
	    block_sector(block)->refs == 1 && !tile_shared(slot_tile(slot))))
		return;
	for (i = 0; i < sizeof(struct tile); i += 64)
		__builtin_prefetch(byte + i);
}

/* Something on the way to the voxel is not our own, or not there. */
static __attribute__((noinline)) enum err
write_cold(struct volume *v, const struct pos *pos, struct rgba color)
{
	struct sector *sector;
	struct tile *tile;
	struct rgba was;

	if (!in_bounds(pos))
		return ERR_BOUNDS;
	was = volume_get(v, pos);
	if (rgba_same(was, color) || (!rgba_exists(was) && !rgba_exists(color)))
		return OK;
	fetch_copied(v, pos);
	if ((sector = heat(v, pos)) == NULL)
		return ERR_TOO_BIG;
	v->last.tile = NULL;
	tile = slot_open(sector->slot[sector_index(pos)]);
	sector_replace(sector, sector_index(pos), (tile_slot)tile);
	return write_voxel(v, pos, color, tile);
}

/*
 * Most writes give another colour to a voxel of a tile that was written
 * before.  Those take few instructions and never read the voxel: the mask
 * knows whether it exists, or the count does when all do, and unlike the
 * voxels those are in the cache, so that the processor need not wait before it
 * goes on to the next.
 */
enum err
volume_set(struct volume *v, const struct pos *pos, struct rgba color)
{
	const struct volume_hot *hot = volume_hot(v, pos);
	uint32_t at = tile_index(pos);
	struct tile *tile;
	tile_slot slot;

	if (!hot_holds(hot, pos))
		return write_cold(v, pos, color);
	slot = hot->sector->slot[sector_index(pos)];
	tile = slot_tile(slot);
	if (!block_split(slot) || tile_shared(tile))
		return write_cold(v, pos, color);
	if (!rgba_exists(color) ||
	    (tile->count != TILE_VOXELS && !tile_has(tile, at)))
		return write_voxel(v, pos, color, tile);
	tile->voxel[at] = color;
	return OK;
}

/* A voxel that exists into a tile of our own, which stays a tile. */
static inline bool
write_plain(struct tile *tile, uint32_t at, struct rgba color)
{
	if (tile->count != TILE_VOXELS && !tile_has(tile, at)) {
		if (tile->count == TILE_VOXELS - 1)
			return false;
		tile->mask[at / 64] |= 1ull << at % 64;
		tile->count++;
	}
	tile->voxel[at] = color;
	return true;
}

enum err
volume_set_anew(struct volume *v, const struct pos *pos, struct rgba color)
{
	struct tile *tile = volume_own_tile(v, pos);
	struct volume_last *last = &v->last;
	enum err err = OK;
	int axis;

	if (tile == NULL || !rgba_exists(color) ||
	    !write_plain(tile, tile_index(pos), color)) {
		err = volume_set(v, pos, color);
		tile = volume_own_tile(v, pos);
	}
	last->tile = tile;
	if (tile == NULL)
		return err;
	last->refs = tile_refs(tile);
	for (axis = 0; axis < 3; axis++)
		last->at[axis] = pos->at[axis] & -TILE_SIDE;
	return err;
}

enum err
volume_put(struct volume *v, const struct pos *pos, tile_slot slot)
{
	enum err err = OK;
	tile_slot was;

	if (slot != 0 && !slot_uniform(slot))
		slot = slot_of_tile(slot_tile(slot));
	was = volume_slot(v, pos);
	if (!in_bounds(pos))
		err = ERR_BOUNDS;
	else if (slot != was && heat(v, pos) == NULL)
		err = ERR_TOO_BIG;
	if (err != OK || slot == was) {
		slot_drop(slot);
		return err;
	}
	replace_slot(v, pos, slot);
	slot_drop(was);
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
