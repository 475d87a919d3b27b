/*
 * halfspace - all that is on one side of a plane
 *
 * Twice a voxel's middle less twice the plane's point is made of whole
 * numbers: across an axis, or a diagonal, what is on the plane is found to be
 * exactly there.
 */
#include <math.h>
#include <string.h>

#include "goxel/halfspace.h"
#include "goxel/sweep.h"

#define UNSURE	1e-3	/* of double heights that are rounded apart */

/* Double the height over the plane, of what is at half of `twice`. */
static double
height_of(const struct halfspace *space, const int32_t twice[3])
{
	double height = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		height += space->normal[axis] *
		    ((double)twice[axis] - space->twice.at[axis]);
	return height;
}

static enum cover
cover_space(const struct sweep *sweep, const struct box *cube)
{
	const struct halfspace *space = sweep->shape;
	double height, reach = UNSURE;
	int32_t twice[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		twice[axis] = cube->lo.at[axis] + cube->hi.at[axis];
		reach += fabs(space->normal[axis]) *
		    (cube->hi.at[axis] - cube->lo.at[axis] - 1);
	}
	height = height_of(space, twice);
	return height > reach ? COVER_FULL : height < -reach ? COVER_NONE :
	    COVER_PART;
}

static void
mask_space(const struct sweep *sweep, const struct pos *at,
    uint64_t mask[TILE_WORDS])
{
	int32_t twice[3];
	int i, axis;

	memset(mask, 0, TILE_WORDS * sizeof mask[0]);
	for (i = 0; i < TILE_VOXELS; i++) {
		for (axis = 0; axis < 3; axis++)
			twice[axis] = 2 * (at->at[axis] +
			    (i >> 4 * axis & 15)) + 1;
		if (height_of(sweep->shape, twice) > 0)
			mask[i / 64] |= 1ull << i % 64;
	}
}

enum err
halfspace_empty(struct volume *v, const struct halfspace *space)
{
	struct halfspace plain = *space;
	struct sweep sweep = { .mode = MODE_SUB_CLAMP,
	    .color = { { 0, 0, 0, 255 } }, .cover = cover_space,
	    .mask = mask_space, .shape = &plain };
	double most = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		most = fmax(most, fabs(space->normal[axis]));
	if (!(most > 0) || !isfinite(most))
		return ERR_PARAMS;
	for (axis = 0; axis < 3; axis++) {
		plain.normal[axis] /= most;
		if (!isfinite(plain.normal[axis]))
			return ERR_PARAMS;
	}
	return volume_bounds(v, false, &sweep.box) ? sweep_run(&sweep, v) :
	    OK;
}
