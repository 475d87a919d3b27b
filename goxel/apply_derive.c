/*
 * apply_derive - edits whose result is told by what is there
 */
#include "goxel/component.h"
#include "goxel/reduce.h"
#include "goxel/step.h"

/* How many parts stay. */
static uint32_t
count_kept(const struct components *parts,
    const struct edit_components_keep *edit)
{
	uint32_t kept = 0, most = edit->largest == 0 ? parts->count :
	    (uint32_t)edit->largest;

	while (kept < parts->count && kept < most &&
	    parts->at[kept].count >= (uint64_t)edit->at_least)
		kept++;
	return kept;
}

static enum err
cut_parts(struct context *context, uint32_t id,
    const struct components *parts, uint32_t kept)
{
	struct image *before = step_open(context);
	struct layer *layer = step_open_layer(context, id);

	return step_close_layer(context, before, layer,
	    component_cut(parts, kept, &layer->volume));
}

enum err
apply_components_keep(struct context *context,
    const struct edit_components_keep *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct components parts;
	uint32_t kept, i;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (edit->at_least < 0 || edit->largest < 0)
		return ERR_PARAMS;
	outcome->layer = layer->id;
	if ((err = component_find(&parts, &layer->volume)) == OK) {
		kept = count_kept(&parts, edit);
		for (i = kept; i < parts.count; i++)
			outcome->voxels += parts.at[i].count;
		if (kept < parts.count)
			err = cut_parts(context, layer->id, &parts, kept);
	}
	component_fini(&parts);
	return err;
}

enum err
apply_layer_reduce(struct context *context,
    const struct edit_layer_reduce *edit, struct edit_outcome *outcome)
{
	const struct layer *source = image_layer(context->image, edit->source);
	struct image *before;
	struct layer *layer;
	char name[BOUND_NAME + 1];
	enum err err;

	if (source == NULL)
		return ERR_NO_LAYER;
	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	before = step_open(context);
	err = image_layer_add(context->image, name, &layer);
	if (err == OK)
		err = reduce_volume(&source->volume, edit->factor,
		    edit->percent, &layer->volume);
	if (err == OK) {
		outcome->layer = layer->id;
		outcome->voxels = volume_count(&layer->volume);
	}
	return step_close(context, before, err);
}
