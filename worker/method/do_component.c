/*
 * do_component · the parts of a layer that hang together
 */
#include "bounds.h"
#include "goxel/component.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define LIMIT_DEFAULT	100	/* parts a reply */
#define LEAST_DEFAULT	2	/* voxels */

static void
put_parts(struct call *c, const struct components *parts, uint32_t shown)
{
	uint32_t i;

	reply_open(c);
	reply_int(c, "count", parts->count);
	reply_list(c, "components");
	for (i = 0; i < shown; i++) {
		reply_item(c);
		reply_int(c, "voxels", (int64_t)parts->at[i].count);
		reply_pos(c, "min", &parts->at[i].box.lo);
		reply_pos(c, "max", &parts->at[i].box.hi);
		reply_pos(c, "first", &parts->at[i].first);
		reply_item_end(c);
	}
	reply_list_end(c);
	reply_bool(c, "truncated", shown < parts->count);
	reply_close(c);
}

enum err
do_list_components(struct call *c, const struct list_components_in *in)
{
	uint32_t limit = in->has_limit ? (uint32_t)in->limit : LIMIT_DEFAULT;
	const struct layer *layer = call_layer(c, in->layer_id);
	struct components parts;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->limit < 0)
		return fail(c, ERR_PARAMS, "parameter 'limit' must be 0 or "
		    "more");
	if ((err = component_find(&parts, &layer->volume)) == OK)
		put_parts(c, &parts, limit > 0 && limit < parts.count ?
		    limit : parts.count);
	else
		fail(c, err, "the layer has more than %u tiles of 16 voxels a "
		    "side", BOUND_EDIT_TILES);
	component_fini(&parts);
	return err;
}

enum err
do_keep_components(struct call *c, const struct keep_components_in *in)
{
	struct edit edit = { .kind = EDIT_components_keep };
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->min_voxels < 0 || (in->has_largest && in->largest < 1))
		return fail(c, ERR_PARAMS, "parameter 'min_voxels' must be 0 "
		    "or more, and 'largest' 1 or more");
	edit.components_keep.layer = layer->id;
	edit.components_keep.largest = in->largest;
	edit.components_keep.at_least = in->has_min_voxels ||
	    in->has_largest ? in->min_voxels : LEAST_DEFAULT;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", outcome.layer);
	reply_int(c, "voxels_removed", (int64_t)outcome.voxels);
	return reply_close(c);
}
