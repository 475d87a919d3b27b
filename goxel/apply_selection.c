/*
 * apply_selection - edits of what is selected, and of what was copied
 *
 * What was copied stands aside in the image, sharing its voxels, and not with
 * the client: it costs nothing, has any size, and is still there for whoever
 * goes on with the project.
 */
#include "goxel/clone.h"
#include "goxel/mask.h"
#include "goxel/step.h"

/* Those voxels of a volume that are selected, into a zeroed struct. */
static enum err
take_selected(struct volume *v, struct volume *mask, struct volume *selected)
{
	volume_copy(selected, v);
	return mode_merge(selected, mask, MODE_INTERSECT);
}

/* The layer of an edit and the mask, or why not. */
static enum err
find_both(const struct context *context, uint32_t id,
    struct edit_outcome *outcome, struct volume **mask)
{
	const struct layer *layer = image_layer(context->image, id);

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((*mask = mask_of(context->image)) == NULL)
		return ERR_EMPTY;
	outcome->layer = layer->id;
	return OK;
}

enum err
apply_selection_draw(struct context *context,
    const struct edit_selection_draw *edit, struct edit_outcome *outcome)
{
	struct image *before;
	struct volume *mask;
	struct layer *layer;
	enum err err;

	/* Max would turn what is not selected black. */
	if (edit->mode >= MODE_COUNT || edit->mode == MODE_MAX)
		return ERR_PARAMS;
	if ((err = find_both(context, edit->layer, outcome, &mask)) != OK)
		return err;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	err = mask_draw(&layer->volume, mask, edit->mode, edit->color);
	outcome->voxels = volume_count(mask);
	return step_close_layer(context, before, layer, err);
}

/* On top, active, with these voxels, which are taken over. */
static enum err
add_layer(struct context *context, const char *name, struct volume *voxels,
    struct edit_outcome *outcome)
{
	struct layer *layer;
	enum err err;

	err = image_layer_add(context->image, name, &layer);
	if (err == OK) {
		volume_copy(&layer->volume, voxels);
		outcome->layer = layer->id;
		outcome->voxels = volume_count(voxels);
	}
	volume_fini(voxels);
	return err;
}

enum err
apply_selection_cut(struct context *context,
    const struct edit_selection_cut *edit, struct edit_outcome *outcome)
{
	struct volume selected = { 0 }, *mask;
	char name[BOUND_NAME + 1];
	struct image *before;
	struct layer *layer;
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK ||
	    (err = find_both(context, edit->layer, outcome, &mask)) != OK)
		return err;
	before = step_open(context);
	layer = image_layer_write(context->image, edit->layer);
	err = take_selected(&layer->volume, mask, &selected);
	if (err == OK && !edit->keep) {
		layer_make_plain(layer);
		err = mode_merge(&layer->volume, mask, MODE_SUB);
	}
	if (err == OK)
		err = add_layer(context, name, &selected, outcome);
	volume_fini(&selected);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_selection_copy(struct context *context,
    const struct edit_selection_copy *edit, struct edit_outcome *outcome)
{
	struct volume selected = { 0 }, *mask;
	struct image *before;
	struct layer *layer;
	enum err err;

	if ((err = find_both(context, edit->layer, outcome, &mask)) != OK)
		return err;
	before = step_open(context);
	layer = image_layer_write(context->image, edit->layer);
	err = take_selected(&layer->volume, mask, &selected);
	if (err == OK && edit->cut) {
		layer_make_plain(layer);
		err = mode_merge(&layer->volume, mask, MODE_SUB);
	}
	outcome->voxels = volume_count(&selected);
	if (err == OK)
		image_set_aside(context->image, ASIDE_CLIP, &selected);
	volume_fini(&selected);
	return step_close_layer(context, before, layer, err);
}

static enum err
put_down(struct context *context, const struct edit_selection_paste *edit,
    struct volume *voxels, struct edit_outcome *outcome)
{
	struct layer *layer = step_open_layer(context, edit->layer);
	enum err err = mode_merge(&layer->volume, voxels, edit->mode);

	outcome->layer = layer->id;
	outcome->voxels = volume_count(voxels);
	if (err == OK && context->clones)
		err = image_follow(context->image, layer->id);
	return err;
}

enum err
apply_selection_paste(struct context *context,
    const struct edit_selection_paste *edit, struct edit_outcome *outcome)
{
	struct layer *clip = context->image->aside[ASIDE_CLIP];
	struct matrix move = MATRIX_IDENTITY;
	struct volume moved = { 0 };
	char name[BOUND_NAME + 1];
	struct image *before;
	enum err err;
	int axis;

	if (edit->mode >= MODE_REPLACE || edit->mode == MODE_MAX)
		return ERR_PARAMS;
	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	if (!edit->fresh && image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (clip == NULL)
		return ERR_EMPTY;
	if (!pos_bounded(&edit->offset))
		return ERR_BOUNDS;
	for (axis = 0; axis < 3; axis++)
		move.m[3][axis] = (float)edit->offset.at[axis];
	before = step_open(context);
	err = clone_build(&moved, &clip->volume, &move);
	if (err == OK)
		err = edit->fresh ? add_layer(context, name, &moved, outcome) :
		    put_down(context, edit, &moved, outcome);
	volume_fini(&moved);
	return step_close(context, before, err);
}
