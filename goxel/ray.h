/*
 * ray - what a straight line meets in a volume
 *
 * A field is a volume prepared for casting: read only, borrowed, valid while
 * the volume does not change.  Its grid knows for every brick (4^3 voxels; in
 * large fields, tile) how far the next one that is not empty lies away, so
 * that a ray leaps over what is empty and looks at single voxels only near a
 * surface.
 *
 * Any box that the coordinates allow will do: one too large for a grid is
 * walked through a hash of the sectors that exist.
 */
#ifndef GOXEL_RAY_H
#define GOXEL_RAY_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/tile.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define RAY_ALWAYS	(-1e30)		/* `from` of a line without a start */
#define RAY_GRID	(1u << 22)	/* cells; a larger box gets a hash */

struct ray {
	double	 origin[3];
	double	 toward[3];	/* of any length; no component is 0 */
	double	 inverse[3];	/* 1 / toward */
	double	 from;		/* nothing nearer than from * toward is met */
};

struct ray_hit {
	struct pos	 voxel;
	struct rgba	 color;		/* alpha above 0 */
	uint8_t		 side;		/* entered through; as in struct quad */
	double		 distance;	/* in lengths of `toward` */
};

struct ray_cell {
	tile_slot	 slot;		/* borrowed from the volume */
	uint64_t	 bricks;	/* bit x + 4 y + 16 z: not empty */
};

struct ray_field {
	const struct volume	*volume;
	struct box		 box;		/* exact; empty if no voxel is */
	struct pos		 base;		/* voxel where the grid begins */
	int32_t			 tiles[3];	/* of the grid, with its rim */
	struct ray_cell		*cell;		/* one a tile */
	int			 shift;		/* a gap is in cubes of 1 << shift */
	int64_t			 stride[3];	/* of the gaps */
	uint8_t			*gap;		/* to the next one, 0: here */
	uint64_t		*key;		/* instead: sectors and above */
	uint32_t		 key_mask;
};

/* Prepare `volume`, with at most `grid` tiles or bricks (RAY_GRID). */
void	 ray_field_init(struct ray_field *f, const struct volume *volume,
	    uint32_t grid);
void	 ray_field_fini(struct ray_field *f);

/* Set the direction; components of 0 are made very small. */
void	 ray_aim(struct ray *r, const double toward[3]);

/* The first voxel on the way; false when there is none. */
bool	 ray_cast(const struct ray_field *f, const struct ray *r,
	    struct ray_hit *hit);

/*
 * The next voxel after `hit`, of the same ray, that is not of its colour:
 * what is seen through something translucent.
 */
bool	 ray_beyond(const struct ray_field *f, const struct ray *r,
	    struct ray_hit *hit);

/* There is a voxel at this place. */
bool	 ray_solid(const struct ray_field *f, const struct pos *pos);

#endif
