/*
 * clone - a volume as another one is, moved by a matrix
 */
#ifndef GOXEL_CLONE_H
#define GOXEL_CLONE_H

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/* Tiles one clone may visit, a quarter of a second of work: more than memory
 * holds full ones, and a limit for uniform bodies that are larger than that. */
#define CLONE_TILES		(1u << 20)
/* The same when it is turned or stretched, voxel by voxel: a second. */
#define CLONE_TURN_TILES	(1u << 14)

/*
 * Make `to` (in use or empty) what `from` is after `mat`.  Moves by whole
 * voxels are exact, others take the nearest voxel to each centre.  What leaves
 * the bounds is cut off; a matrix without an inverse leaves nothing.
 * ERR_TOO_BIG past these limits or as volume_put.
 */
enum err clone_build(struct volume *to, struct volume *from,
    const struct matrix *mat);

/* The matrix only moves, by whole voxels: then `pos` is moved so. */
bool	 clone_moves(const struct matrix *mat, struct pos *pos);

#endif
