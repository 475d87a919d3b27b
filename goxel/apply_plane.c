/*
 * apply_plane - the edit that cuts along a plane
 */
#include "goxel/halfspace.h"
#include "goxel/step.h"

enum err
apply_plane_cut(struct context *context, const struct edit_plane_cut *edit,
    struct edit_outcome *outcome)
{
	struct halfspace space = { edit->twice, { edit->normal_x,
	    edit->normal_y, edit->normal_z } };
	struct image *before;
	struct layer *layer;
	uint64_t count;
	enum err err;
	int axis;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	for (axis = 0; axis < 3; axis++)
		if (space.twice.at[axis] < -2 * BOUND_COORD ||
		    space.twice.at[axis] > 2 * BOUND_COORD)
			return ERR_BOUNDS;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	count = volume_count(&layer->volume);
	err = halfspace_empty(&layer->volume, &space);
	outcome->voxels = count - volume_count(&layer->volume);
	return step_close_layer(context, before, layer, err);
}
