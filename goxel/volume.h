/*
 * volume - a sparse, boundless body of voxels
 *
 * Two levels: a hash table from sector (128^3 voxels) to 8^3 tile slots, each
 * empty, of one colour throughout, or a 16^3 tile.  A sector may be of one
 * colour too, so that a box of any size costs what its surface costs.
 *
 * Copying a volume is one reference (O(1)); the first write after it copies
 * the table, then the touched sector, then the touched tile.
 *
 *	volume -> table (refs) -> sector (refs) -> tile (refs)
 *
 * Coordinates reach -BOUND_COORD .. BOUND_COORD - 1; sectors BOUND_SECTORS.
 * A zeroed struct volume is an empty volume.
 */
#ifndef GOXEL_VOLUME_H
#define GOXEL_VOLUME_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/tile.h"
#include "goxel/vec.h"

#define SECTOR_TILES	8				/* a side */
#define SECTOR_SIDE	(SECTOR_TILES * TILE_SIDE)	/* 128 voxels */
#define SECTOR_SLOTS	(SECTOR_TILES * SECTOR_TILES * SECTOR_TILES)

struct volume_table;
struct sector;
struct entry;

/*
 * A sector written before, known to be the volume's alone, as its table is.
 * The corner is in 64 bits only so that the compiler does not read a struct
 * pos in vectors, which a processor cannot forward from single stores.
 */
struct volume_hot {
	struct sector		*sector;	/* or NULL */
	int64_t			 at[3];		/* its lowest corner */
};

#define VOLUME_HOT	8	/* neighbours do not displace each other */

/*
 * The tile that volume_set_near wrote last, in a sector that is the volume's
 * alone.  Whether the tile is, too, its counter tells.
 */
struct volume_last {
	struct tile		*tile;		/* or NULL */
	const uint32_t		*refs;		/* its counter */
	int64_t			 at[3];		/* its lowest corner */
};

struct volume {
	struct volume_table	*table;		/* NULL: empty */
	struct volume_hot	 hot[VOLUME_HOT];
	struct volume_last	 last;
};

void	 volume_fini(struct volume *v);

/* Make `to` (a fini'd or zeroed struct) the same as `from`; O(1). */
void	 volume_copy(struct volume *to, struct volume *from);

struct rgba volume_get(const struct volume *v, const struct pos *pos);

/* Alpha 0 empties the place.  ERR_BOUNDS, or ERR_TOO_BIG past BOUND_SECTORS. */
enum err volume_set(struct volume *v, const struct pos *pos, struct rgba color);

/* What volume_set_near does where it is not in the tile it wrote last. */
enum err volume_set_anew(struct volume *v, const struct pos *pos,
	    struct rgba color);

/* It is `last`, and the volume's alone. */
static inline bool
volume_last_holds(const struct volume_last *last, const struct pos *pos)
{
	uint64_t apart = (uint64_t)((pos->at[0] ^ last->at[0]) |
	    (pos->at[1] ^ last->at[1]) | (pos->at[2] ^ last->at[2]));

	return apart < TILE_SIDE && last->tile != NULL && *last->refs == 1;
}

/*
 * The same as volume_set, for those who mostly go on in the tile that they
 * wrote last: then it takes half the time, else it takes longer.  A write that
 * makes the tile full or empties a place is volume_set's, for then the tile
 * may have become another slot.
 */
static inline enum err
volume_set_near(struct volume *v, const struct pos *pos, struct rgba color)
{
	struct tile *tile = v->last.tile;
	uint32_t at = tile_index(pos);

	if (!volume_last_holds(&v->last, pos) || !rgba_exists(color))
		return volume_set_anew(v, pos, color);
	if (tile->count != TILE_VOXELS && !tile_has(tile, at)) {
		if (tile->count == TILE_VOXELS - 1)
			return volume_set_anew(v, pos, color);
		tile->mask[at / 64] |= 1ull << at % 64;
		tile->count++;
	}
	tile->voxel[at] = color;
	return OK;
}

/*
 * Write one colour into every voxel of a box; uniform inside, tiles at its
 * surface (equal partial tiles are shared).  ERR_BOUNDS; ERR_TOO_BIG when it
 * would touch over BOUND_EDIT_TILES tiles one by one or pass BOUND_SECTORS;
 * then nothing was changed.
 */
enum err volume_fill(struct volume *v, const struct box *box,
	    struct rgba color);

/* The slot of the tile that holds `pos`: 0, uniform or a tile.  Read only. */
tile_slot volume_slot(const struct volume *v, const struct pos *pos);

/* The same, and how far it holds: `side` is SECTOR_SIDE when the whole sector
 * around is empty or of this colour, else TILE_SIDE.  For rays and skipping. */
tile_slot volume_slot_wide(const struct volume *v, const struct pos *pos,
	    int32_t *side);

/*
 * Replace the tile at `pos` (any voxel in it), taking the reference in
 * `slot` over.  ERR_BOUNDS or ERR_TOO_BIG: then `slot` was dropped.
 */
enum err volume_put(struct volume *v, const struct pos *pos, tile_slot slot);

/* Voxels that exist; by masks. */
uint64_t volume_count(const struct volume *v);

/* Smallest box around all voxels; false when there is none.  With `exact`
 * false, around all tiles that hold one. */
bool	 volume_bounds(const struct volume *v, bool exact, struct box *box);

/* Equal voxel by voxel (colour of empty voxels does not count). */
bool	 volume_same(const struct volume *a, const struct volume *b);

/*
 * A walk over everything that is not empty, in no promised order: each step
 * yields the lowest corner and a slot that is uniform or a tile, `side` voxels
 * wide: TILE_SIDE, or SECTOR_SIDE for a uniform sector.  The volume must not
 * change meanwhile.
 */
struct volume_walk {
	const struct volume	*volume;
	uint32_t		 entry;		/* in the table */
	uint32_t		 slot;		/* in the sector */
	struct pos		 at;		/* out: lowest corner */
	int32_t			 side;		/* out: voxels */
	tile_slot		 here;		/* out */
};

void	 volume_walk_open(struct volume_walk *w, const struct volume *v);
bool	 volume_walk_next(struct volume_walk *w);

/*
 * The same in order of z, then y, then x of the tiles, restricted to a box
 * (NULL: all), sectors broken into tiles: what exporters and readers of
 * regions want, for their bytes must not depend on history.
 */
struct volume_scan {
	struct box		 box;		/* voxels */
	struct entry		*sectors;	/* sorted, owned */
	uint32_t		 count;		/* of them */
	/* First with this z; and this y. */
	uint32_t		 layer, row;
	uint32_t		 sector;	/* where we are */
	uint32_t		 next;		/* slot in it */
	struct pos		 at;		/* out: lowest corner, voxels */
	tile_slot		 here;		/* out: never 0 */
};

void	 volume_scan_open(struct volume_scan *s, const struct volume *v,
	    const struct box *box);
bool	 volume_scan_next(struct volume_scan *s);
void	 volume_scan_close(struct volume_scan *s);

#endif
