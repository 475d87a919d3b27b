/*
 * field - a volume prepared for rays
 *
 * Read only; it borrows the volume, which must not change meanwhile.  The grid
 * knows for every brick (4^3 voxels; in large fields, tile) how far the next
 * one that is not empty lies away, so that a ray leaps over what is empty and
 * looks at single voxels only near a surface.  It has a rim of one tile.
 *
 * Any box that the coordinates allow will do: one too large for a grid is
 * walked through a hash of the sectors that exist.
 */
#ifndef GOXEL_FIELD_H
#define GOXEL_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "goxel/tile.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define FIELD_GRID		(1u << 22)	/* tiles; else a hash */
#define FIELD_BRICK		4		/* voxels a side */
#define FIELD_BRICK_SHIFT	2
#define FIELD_TILE_SHIFT	4

struct field_cell {
	tile_slot	 slot;		/* borrowed from the volume */
	uint64_t	 bricks;	/* bit x + 4 y + 16 z: not empty */
};

struct field {
	const struct volume	*volume;
	struct box		 box;	/* exact; empty if no voxel is */
	struct pos		 base;	/* voxel where the grid begins */
	int32_t			 tiles[3];	/* with the rim */
	struct field_cell	*cell;	/* one a tile; NULL: no grid */
	int			 shift;	/* a gap is in cubes of 1 << shift */
	int64_t			 stride[3];	/* of the gaps */
	uint8_t			*gap;	/* to the next one, 0: here */
	uint64_t		*key;	/* without a grid: cubes that exist */
	uint32_t		 key_mask;
};

/* The masks of tiles without and full of voxels. */
extern const uint64_t	field_empty[TILE_WORDS], field_full[TILE_WORDS];

/* Prepare `volume`, with a grid of at most `grid` tiles (FIELD_GRID). */
void	 field_init(struct field *f, const struct volume *volume,
	    uint32_t grid);
void	 field_fini(struct field *f);

/* There is a voxel at this place of the world. */
bool	 field_solid(const struct field *f, const struct pos *pos);

/* Which of nine places around one, across an axis, hold a voxel: bit
 * (b + 1) + 3 (c + 1) on the two next axes. */
uint32_t field_around(const struct field *f, const struct pos *pos, int axis);

/* Its colour; of an empty place, any of alpha 0. */
struct rgba field_color(const struct field *f, const struct pos *pos);

/* Without a grid: the size of an empty cube around a place, counted from the
 * base, and its lowest corner; or 0 and the cell. */
int32_t	 field_gap_sparse(const struct field *f, const int32_t at[3],
	    int32_t lo[3], struct field_cell *cell);

/* With a grid: the lowest corner of the tile of cell n. */
void	 field_place(const struct field *f, size_t n, double at[3]);

/* Which voxels of a cell there are: TILE_WORDS words. */
static inline const uint64_t *
field_mask(const struct field_cell *cell)
{
	return cell->slot == 0 ? field_empty : slot_uniform(cell->slot) ?
	    field_full : slot_tile(cell->slot)->mask;
}

/* With a grid: the indices of the cell and of the gap at such a place. */
static inline size_t
field_cell(const struct field *f, const int32_t at[3])
{
	return ((size_t)(at[2] >> 4) * f->tiles[1] + (at[1] >> 4)) *
	    f->tiles[0] + (at[0] >> 4);
}

static inline int64_t
field_gap(const struct field *f, const int32_t at[3])
{
	return (at[2] >> f->shift) * f->stride[2] +
	    (at[1] >> f->shift) * f->stride[1] + (at[0] >> f->shift);
}

#endif
