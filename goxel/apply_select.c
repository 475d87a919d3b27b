/*
 * apply_select - edits that change what is selected
 *
 * Each finds the places it is about and combines them with what was selected.
 */
#include "goxel/mask.h"
#include "goxel/paint.h"
#include "goxel/step.h"

/* Join what was found, taken over, unless finding failed. */
static enum err
join_found(struct context *context, enum join join, struct volume *found,
    enum err err)
{
	struct image *before;

	if (err != OK) {
		volume_fini(found);
		return err;
	}
	before = step_open(context);
	return step_close(context, before,
	    mask_join(context->image, join, found));
}

enum err
apply_select_box(struct context *context, const struct edit_select_box *edit,
    struct edit_outcome *outcome)
{
	struct volume found = { 0 };

	(void)outcome;
	if (edit->join >= JOIN_COUNT)
		return ERR_PARAMS;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	return join_found(context, edit->join, &found,
	    volume_fill(&found, &edit->box, MASK_WHITE));
}

enum err
apply_select_color(struct context *context,
    const struct edit_select_color *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct volume found = { 0 };

	if (edit->join >= JOIN_COUNT)
		return ERR_PARAMS;
	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	return join_found(context, edit->join, &found, mask_color(
	    &layer->volume, edit->color, edit->tolerance, &found));
}

enum err
apply_select_connected(struct context *context,
    const struct edit_select_connected *edit, struct edit_outcome *outcome)
{
	/* Looking for what is connected changes no voxel. */
	struct layer *layer = (struct layer *)image_layer(context->image,
	    edit->layer);
	struct volume found = { 0 };
	enum err err;

	if (edit->join >= JOIN_COUNT)
		return ERR_PARAMS;
	if (layer == NULL)
		return ERR_NO_LAYER;
	if (!pos_bounded(&edit->pos))
		return ERR_BOUNDS;
	outcome->layer = layer->id;
	/* Without tolerance nothing drifts, and there is a faster way. */
	if (edit->drift && edit->tolerance > 0)
		err = paint_drift(&layer->volume, &edit->pos, edit->tolerance,
		    &found);
	else
		err = paint_connected(&layer->volume, &edit->pos,
		    edit->tolerance, &found);
	return join_found(context, edit->join, &found, err);
}

enum err
apply_select_view(struct context *context, const struct edit_select_view *edit,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct volume found = { 0 };

	if (edit->join >= JOIN_COUNT)
		return ERR_PARAMS;
	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	return join_found(context, edit->join, &found,
	    mask_view(&layer->volume, &edit->project, &found));
}

enum err
apply_select_invert(struct context *context,
    const struct edit_select_invert *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct volume *mask = mask_of(context->image), rest = { 0 };
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	/* All voxels are within 255 of any colour. */
	err = mask_color(&layer->volume, MASK_WHITE, 255, &rest);
	if (err == OK && mask != NULL)
		err = mode_merge(&rest, mask, MODE_SUB);
	return join_found(context, JOIN_SET, &rest, err);
}

enum err
apply_select_clear(struct context *context,
    const struct edit_select_clear *edit, struct edit_outcome *outcome)
{
	struct volume nothing = { 0 };

	(void)edit, (void)outcome;
	if (mask_of(context->image) == NULL)
		return OK;
	return join_found(context, JOIN_SET, &nothing, OK);
}
