/*
 * apply_make - edits that make voxels by a rule
 *
 * What is made is a volume of its own, which is then combined with the layer
 * as a layer above would be: each place once.
 */
#include "goxel/letters.h"
#include "goxel/step.h"

/* Takes the voxels of `made` over. */
static enum err
put_made(struct context *context, uint32_t id, enum mode mode,
    struct volume *made)
{
	struct image *before = step_open(context);
	struct layer *layer = step_open_layer(context, id);
	enum err err = mode_merge(&layer->volume, made, mode);

	volume_fini(made);
	return step_close_layer(context, before, layer, err);
}

/* The layer that will be written; Replace would empty the rest of it. */
static enum err
find_layer(const struct context *context, uint32_t id, enum mode mode,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, id);

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (mode >= MODE_REPLACE)
		return ERR_PARAMS;
	outcome->layer = layer->id;
	return OK;
}

enum err
apply_text_draw(struct context *context, const struct edit_text_draw *edit,
    struct edit_outcome *outcome)
{
	struct letters letters = { .text = edit->text, .at = edit->at,
	    .axis = edit->axis, .scale = edit->scale, .depth = edit->depth,
	    .color = edit->color };
	struct volume made = { 0 };
	enum err err;

	err = find_layer(context, edit->layer, edit->mode, outcome);
	if (err != OK)
		return err;
	if ((err = letters_draw(&letters, &made)) != OK) {
		volume_fini(&made);
		return err;
	}
	outcome->voxels = volume_count(&made);
	return put_made(context, outcome->layer, edit->mode, &made);
}
