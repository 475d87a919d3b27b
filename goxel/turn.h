/*
 * turn - a volume moved, turned, mirrored, stretched
 *
 * What a clone shows for a matrix, with two more ways that are cheap: turns by
 * right angles and mirrors keep tiles whole, so each is permuted once and what
 * is of one colour stays so; and what is only stretched goes axis by axis.
 */
#ifndef GOXEL_TURN_H
#define GOXEL_TURN_H

#include <stdbool.h>

#include "err.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

/*
 * How much of what one edit may do this would take: 1 is all of it.  Found
 * from the tiles that are there, before any work.
 */
double	 turn_price(const struct volume *from, const struct matrix *mat);

/*
 * Make `to` (in use or empty, not `from`) what `from` is after `mat`.  Moves
 * by whole voxels, right angles and mirrors are exact, all else takes the
 * nearest voxel to each centre.  What leaves the bounds is cut off; a matrix
 * without an inverse leaves nothing.  ERR_TOO_BIG.
 */
enum err turn_build(struct volume *to, struct volume *from,
    const struct matrix *mat);

/* By right angles, mirrors and moves only: what it does can be undone. */
bool	 turn_right(const struct matrix *mat);
/* What takes such a turn back. */
struct matrix turn_back(const struct matrix *mat);
/* The one, and after it the other. */
struct matrix turn_after(const struct matrix *mat, const struct matrix *then);

#endif
