/*
 * apply_displace - the edit that moves what is selected elsewhere
 *
 * The selected voxels leave their layer, are turned and go over what is where
 * they come to lie; and the selection goes along with them.
 */
#include "goxel/mask.h"
#include "goxel/step.h"
#include "goxel/turn.h"

#define SHARE	0.5		/* of the work allowed: voxels, and the mask */

/* The voxels of a layer, those of them that are selected having been turned. */
static enum err
displace(struct volume *v, struct volume *mask, const struct matrix *mat,
    uint64_t *voxels)
{
	struct volume part = { 0 }, turned = { 0 };
	enum err err;

	volume_copy(&part, v);
	err = mode_merge(&part, mask, MODE_INTERSECT);
	if (err == OK && turn_price(&part, mat) > SHARE)
		err = ERR_TOO_BIG;
	if (err == OK &&
	    (err = mode_merge(v, mask, MODE_SUB)) == OK &&
	    (err = turn_build(&turned, &part, mat)) == OK)
		err = mode_merge(v, &turned, MODE_OVER);
	*voxels = volume_count(&turned);
	volume_fini(&part);
	volume_fini(&turned);
	return err;
}

static enum err
displace_both(struct context *context, struct layer *layer,
    const struct matrix *mat, uint64_t *voxels)
{
	struct volume *mask = mask_of(context->image), turned = { 0 };
	enum err err = turn_build(&turned, mask, mat);

	if (err == OK)
		err = displace(&layer->volume, mask, mat, voxels);
	if (err == OK)
		image_set_aside(context->image, ASIDE_MASK, &turned);
	volume_fini(&turned);
	return err;
}

enum err
apply_selection_turn(struct context *context,
    const struct edit_selection_turn *edit, struct edit_outcome *outcome)
{
	struct volume *mask = mask_of(context->image);
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (mask == NULL)
		return ERR_EMPTY;
	if (turn_price(mask, &edit->mat) > SHARE)
		return ERR_TOO_BIG;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = displace_both(context, layer, &edit->mat, &outcome->voxels);
	return step_close_layer(context, before, layer, err);
}
