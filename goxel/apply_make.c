/*
 * apply_make - edits that make voxels by a rule
 *
 * What is made is a volume of its own, which is then combined with the layer
 * as a layer above would be: each place once.
 */
#include "goxel/column.h"
#include "goxel/letters.h"
#include "goxel/step.h"
#include "goxel/terrain.h"

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

/* What came of the making, `err`, and if it went well, its voxels; which are
 * taken over.  Nothing made may still clear something (Intersect). */
static enum err
put_made(struct context *context, enum mode mode, struct volume *made,
    enum err err, struct edit_outcome *outcome)
{
	struct image *before;
	struct layer *layer;

	if (err == OK) {
		outcome->voxels = volume_count(made);
		before = step_open(context);
		layer = step_open_layer(context, outcome->layer);
		err = mode_merge(&layer->volume, made, mode);
		err = step_close_layer(context, before, layer, err);
	}
	volume_fini(made);
	return err;
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
	if (err == OK)
		err = letters_draw(&letters, &made);
	return put_made(context, edit->mode, &made, err, outcome);
}

enum err
apply_noise_fill(struct context *context, const struct edit_noise_fill *edit,
    struct edit_outcome *outcome)
{
	struct terrain terrain = { .box = edit->box, .cloud = edit->cloud,
	    .noise = { (uint32_t)edit->seed, edit->scale, edit->octaves },
	    .threshold = edit->threshold, .ramp = edit->ramp };
	struct volume made = { 0 };
	enum err err;

	err = find_layer(context, edit->layer, edit->mode, outcome);
	if (err == OK)
		err = terrain_fill(&terrain, &made);
	return put_made(context, edit->mode, &made, err, outcome);
}

enum err
apply_heights_fill(struct context *context,
    const struct edit_heights_fill *edit, struct edit_outcome *outcome)
{
	struct columns columns = { .base = edit->base, .ramp = edit->ramp,
	    .heights = edit->heights.at };
	uint32_t width = (uint32_t)edit->columns;
	uint32_t count = edit->heights.len / (uint32_t)sizeof(uint16_t);
	struct volume made = { 0 };
	enum err err;

	err = find_layer(context, edit->layer, edit->mode, outcome);
	if (err == OK && (edit->columns < 1 || count % width != 0 ||
	    edit->heights.len % sizeof(uint16_t) != 0))
		err = ERR_PARAMS;
	if (err == OK) {
		columns.size[0] = width;
		columns.size[1] = count / width;
		columns.range = column_highest(&columns);
		err = column_fill(&columns, &made);
	}
	return put_made(context, edit->mode, &made, err, outcome);
}
