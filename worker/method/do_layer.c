/*
 * do_layer · methods on the layers of a project
 */
#include "bounds.h"
#include "goxel/volume.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

static void
put_layer(struct call *c, const struct layer *layer)
{
	reply_item(c);
	reply_int(c, "id", layer->id);
	reply_text(c, "name", layer->name);
	reply_bool(c, "visible", layer->visible);
	reply_bool(c, "active", layer->id == c->context->image->active);
	reply_text(c, "mode", mode_names[layer->mode]);
	reply_int(c, "voxel_count", (int64_t)volume_count(&layer->volume));
	reply_item_end(c);
}

enum err
do_list_layers(struct call *c, const struct list_layers_in *in)
{
	uint32_t count, i;

	(void)in;
	count = c->context != NULL ? c->context->image->layer_count : 0;
	reply_open(c);
	reply_int(c, "count", count);
	reply_list(c, "layers");
	for (i = 0; i < count; i++)
		put_layer(c, c->context->image->layers[i]);
	reply_list_end(c);
	return reply_close(c);
}

/* The colour to answer, as the old daemon did: none at all is white. */
static bool
marker_color(const struct create_layer_in *in, int32_t color[3])
{
	int32_t wish[3] = { in->r, in->g, in->b }, most = 0;
	int i;

	for (i = 0; i < 3; i++)
		most = wish[i] > most ? wish[i] : most;
	for (i = 0; i < 3; i++) {
		color[i] = most > 0 ? wish[i] : 255;
		if (color[i] < 0 || color[i] > 255)
			return false;
	}
	return true;
}

static void
put_created(struct call *c, const char *name, bool visible,
    const int32_t color[3], uint32_t id)
{
	int i;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", name);
	reply_bool(c, "visible", visible);
	reply_list(c, "color");
	for (i = 0; i < 3; i++)
		reply_int(c, NULL, color[i]);
	reply_list_end(c);
	reply_int(c, "layer_id", id);
	reply_close(c);
}

enum err
do_create_layer(struct call *c, const struct create_layer_in *in)
{
	const char *name = in->has_name && *in->name ? in->name : "New Layer";
	bool visible = !in->has_visible || in->visible;
	struct edit edit = { .kind = EDIT_layer_add };
	const struct layer *layer;
	struct edit_outcome outcome;
	int32_t color[3];
	enum err err;

	if (!marker_color(in, color))
		return fail(c, ERR_PARAMS,
		    "Invalid color values (must be 0-255)");
	edit.layer_add.name = pick_bytes(name);
	edit.layer_add.visible = visible;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	/* Its name may have been made unique. */
	layer = image_layer(c->context->image, outcome.layer);
	put_created(c, layer != NULL ? layer->name : name, visible, color,
	    outcome.layer);
	return OK;
}

/* NULL: failed with words, as call_layer. */
static const struct layer *
layer_named(struct call *c, const char *name)
{
	const struct layer *layer = image_layer_named(c->context->image, name);

	if (layer == NULL)
		fail(c, ERR_NO_LAYER, "the project has no layer named '%s'; "
		    "goxel.list_layers tells their names", name);
	return layer;
}

static const struct layer *
layer_at(struct call *c, int32_t index)
{
	const struct image *image = c->context->image;

	if (index >= 0 && (uint32_t)index < image->layer_count)
		return image->layers[index];
	fail(c, ERR_NO_LAYER, "the project has %u layers; index counts them "
	    "from 0, the lowest", image->layer_count);
	return NULL;
}

enum err
do_select_layer(struct call *c, const struct select_layer_in *in)
{
	struct edit edit = { .kind = EDIT_layer_select };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if (in->layer_id > 0)
		layer = call_layer(c, in->layer_id);
	else if (in->has_name)
		layer = layer_named(c, in->name);
	else if (in->has_index)
		layer = layer_at(c, in->index);
	else
		return fail(c, ERR_PARAMS,
		    "Must specify layer_id, index or name");
	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_select.layer = layer->id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", outcome.layer);
	reply_text(c, "name", image_layer(c->context->image,
	    outcome.layer)->name);
	return reply_close(c);
}

enum err
do_rename_layer(struct call *c, const struct rename_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_rename };
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (*in->name == '\0')
		return fail(c, ERR_PARAMS,
		    "parameter 'name' must not be empty");
	edit.layer_rename.layer = layer->id;
	edit.layer_rename.name = pick_bytes(in->name);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", outcome.layer);
	reply_text(c, "name", in->name);
	return reply_close(c);
}

enum err
do_delete_layer(struct call *c, const struct delete_layer_in *in)
{
	struct edit edit = { .kind = EDIT_layer_delete };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if (in->layer_id > 0)
		layer = call_layer(c, in->layer_id);
	else if (in->has_layer_name)
		layer = layer_named(c, in->layer_name);
	else if (in->has_index)
		layer = layer_at(c, in->index);
	else
		return fail(c, ERR_PARAMS,
		    "Must specify either layer_id or layer_name");
	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_delete.layer = layer->id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	return reply_close(c);
}

enum err
do_merge_layers(struct call *c, const struct merge_layers_in *in)
{
	struct edit edit = { .kind = EDIT_layer_merge };
	struct edit_outcome outcome;
	enum err err;

	if (in->source_layer_id <= 0 || in->target_layer_id <= 0)
		return fail(c, ERR_PARAMS, "Must specify valid "
		    "source_layer_id and target_layer_id");
	if (in->source_layer_id == in->target_layer_id)
		return fail(c, ERR_PARAMS,
		    "a layer cannot be merged into itself");
	if (call_layer(c, in->source_layer_id) == NULL ||
	    call_layer(c, in->target_layer_id) == NULL)
		return ERR_NO_LAYER;
	edit.layer_merge.source = (uint32_t)in->source_layer_id;
	edit.layer_merge.target = (uint32_t)in->target_layer_id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	return reply_close(c);
}

enum err
do_set_layer_visibility(struct call *c,
    const struct set_layer_visibility_in *in)
{
	bool visible = !in->has_visible || in->visible;
	struct edit edit = { .kind = EDIT_layer_show };
	struct edit_outcome outcome;
	enum err err;

	if (in->layer_id <= 0)
		return fail(c, ERR_PARAMS, "Must specify valid layer_id");
	edit.layer_show.layer = (uint32_t)in->layer_id;
	edit.layer_show.visible = visible;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_bool(c, "visible", visible);
	return reply_close(c);
}
