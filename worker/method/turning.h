/*
 * turning - matrices that turn and stretch about a pivot
 *
 * What a matrix turns or stretches stays in place at a pivot p: the move that
 * belongs to it is p - p M.
 */
#ifndef WORKER_METHOD_TURNING_H
#define WORKER_METHOD_TURNING_H

#include <stdbool.h>

#include "goxel/vec.h"

/* Make an identity turn about an axis, by finite degrees.  True: by right
 * angles, exactly. */
bool	 turning_rotate(struct matrix *mat, int axis, double angle);

/* Make an identity the mirror across a plane of this normal, which is of any
 * length but 0.  True: whole voxels become whole voxels. */
bool	 turning_mirror(struct matrix *mat, const double normal[3]);

/* Let the pivot stay.  What is `whole` goes to whole voxels. */
void	 turning_pin(struct matrix *mat, const double pivot[3], bool whole);

#endif
