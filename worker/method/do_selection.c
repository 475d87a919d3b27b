/*
 * do_selection · methods that work by what is selected
 */
#include "goxel/mask.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

/* The layer, where something is selected; or NULL, failed with words. */
static const struct layer *
selected_layer(struct call *c, int32_t id)
{
	const struct layer *layer = call_layer(c, id);

	if (layer == NULL)
		return NULL;
	if (mask_of(c->context->image) != NULL)
		return layer;
	fail(c, ERR_EMPTY, "nothing is selected; goxel.select_box, "
	    "goxel.select_color and others do it");
	return NULL;
}

static enum err
check_mode(struct call *c, enum mode mode, bool replaces)
{
	if (mode != MODE_MAX && (mode != MODE_REPLACE || replaces))
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'mode' must not be %s here",
	    mode_names[mode]);
}

static enum err
draw(struct call *c, const struct edit *edit)
{
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "selected", (int64_t)outcome.voxels);
	reply_int(c, "layer_id", outcome.layer);
	return reply_close(c);
}

enum err
do_fill_selection(struct call *c, const struct fill_selection_in *in)
{
	struct edit edit = { .kind = EDIT_selection_draw };
	const struct layer *layer;
	enum err err;

	if ((err = check_mode(c, in->mode, true)) != OK)
		return err;
	if ((layer = selected_layer(c, in->layer_id)) == NULL)
		return c->err;
	edit.selection_draw = (struct edit_selection_draw){ layer->id,
	    in->mode, in->color };
	return draw(c, &edit);
}

enum err
do_delete_selection(struct call *c, const struct delete_selection_in *in)
{
	const struct layer *layer = selected_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_selection_draw };

	if (layer == NULL)
		return c->err;
	edit.selection_draw = (struct edit_selection_draw){ layer->id,
	    MODE_SUB, MASK_WHITE };
	return draw(c, &edit);
}

/* What ends in a layer that may be new. */
static enum err
put(struct call *c, const struct edit *edit)
{
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	layer = image_layer(c->context->image, outcome.layer);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	reply_int(c, "layer_id", outcome.layer);
	reply_text(c, "name", layer == NULL ? "" : layer->name);
	return reply_close(c);
}

enum err
do_cut_selection(struct call *c, const struct cut_selection_in *in)
{
	const struct layer *layer = selected_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_selection_cut };

	if (layer == NULL)
		return c->err;
	edit.selection_cut = (struct edit_selection_cut){ layer->id,
	    pick_bytes(in->has_name ? in->name : "Selection"), in->keep };
	return put(c, &edit);
}

enum err
do_copy_selection(struct call *c, const struct copy_selection_in *in)
{
	const struct layer *layer = selected_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_selection_copy };
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return c->err;
	edit.selection_copy = (struct edit_selection_copy){ layer->id,
	    in->cut };
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}

enum err
do_paste(struct call *c, const struct paste_in *in)
{
	struct edit edit = { .kind = EDIT_selection_paste };
	const struct layer *layer;
	enum err err;

	if ((err = check_mode(c, in->mode, false)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	if (c->context->image->aside[ASIDE_CLIP] == NULL)
		return fail(c, ERR_EMPTY, "nothing was copied; "
		    "goxel.copy_selection does it");
	edit.selection_paste = (struct edit_selection_paste){ layer->id,
	    in->mode, in->offset, !in->has_layer_id,
	    pick_bytes(in->has_name ? in->name : "Copy") };
	return put(c, &edit);
}
