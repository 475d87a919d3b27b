/*
 * face_bits - which sides of a tile's voxels are visible, 64 at a time
 *
 * The inside of the meshers: they read a tile with its neighbours, and have
 * a bit for each face.
 */
#ifndef GOXEL_FACE_BITS_H
#define GOXEL_FACE_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/mesh.h"
#include "goxel/tile.h"
#include "goxel/volume.h"

#define FACE_BITS_CLEAR	4096	/* tiles remembered */

/* A bit for each voxel, set when it is solid. */
struct solid_bits { uint64_t word[TILE_WORDS]; };

struct face_bits {
	const struct volume	*volume;
	struct pos		 at;		/* of the tile that was read */
	tile_slot		 here;
	const uint64_t		*solid;		/* words of this tile */
	const uint64_t		*near[MESH_SIDES];	/* of those next door */
	struct solid_bits	 made[MESH_SIDES + 1];	/* of mixed tiles */
	struct solid_bits	 full;			/* all are set */
	/* With nothing half transparent. */
	const struct tile	*clear[FACE_BITS_CLEAR];
};

void	 face_bits_init(struct face_bits *m, const struct volume *v);

/* Read the tile at its lowest corner, and those next door; false when it
 * cannot have a face. */
bool	 face_bits_read(struct face_bits *m, const struct pos *tile,
	    tile_slot here);

/* Which of its voxels have a visible face on this side; false: none. */
bool	 face_bits_side(const struct face_bits *m, int side,
	    uint64_t face[TILE_WORDS]);

/* The colour of one of its voxels. */
static inline struct rgba
face_bits_color(const struct face_bits *m, int index)
{
	return slot_uniform(m->here) ? slot_color(m->here) :
	    slot_tile(m->here)->voxel[index];
}

#endif
