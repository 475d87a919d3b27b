/*
 * apply_extrude - the edit that pushes a piece of surface out or in
 */
#include "goxel/extrude.h"
#include "goxel/step.h"

enum err
apply_face_extrude(struct context *context,
    const struct edit_face_extrude *edit, struct edit_outcome *outcome)
{
	struct extrude how = { edit->seed, edit->axis, edit->back ? -1 : 1,
	    edit->delta, edit->threshold };
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (edit->axis < 0 || edit->axis > 2 || edit->threshold < 0)
		return ERR_PARAMS;
	if (edit->delta < -2 * BOUND_COORD || edit->delta > 2 * BOUND_COORD)
		return ERR_BOUNDS;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = extrude(&layer->volume, &how, &outcome->voxels);
	return step_close_layer(context, before, layer, err);
}
