/*
 * build_aside · the ops about layers, colours and what is selected
 */
#include "worker/method/build.h"
#include "worker/method/pick.h"

/* Show or hide it, if that was said. */
static enum err
show_layer(struct build *b, const struct op *op, uint32_t id)
{
	struct edit edit = { .kind = EDIT_layer_show, .layer_show = {
	    id, op->visible } };

	return OP_HAS(op, visible) ? build_edit(b, &edit) : OK;
}

enum err
build_layer(struct build *b, const struct op *op)
{
	struct edit add = { .kind = EDIT_layer_add, .layer_add = {
	    pick_bytes(op->name), !OP_HAS(op, visible) || op->visible } };
	struct edit edit = { .kind = EDIT_layer_select };
	const struct layer *layer;
	enum err err;

	if (op->name[0] == '\0')
		return fail(b->call, ERR_PARAMS, "name must not be empty");
	layer = image_layer_named(b->draft.image, op->name);
	if (layer == NULL && op->delete)
		return fail(b->call, ERR_NO_LAYER, "there is no layer '%.60s'",
		    op->name);
	if (layer == NULL)
		return build_edit(b, &add);
	edit.layer_select.layer = layer->id;
	if (op->delete) {
		edit.kind = EDIT_layer_delete;
		edit.layer_delete.layer = layer->id;
		return build_edit(b, &edit);
	}
	err = build_edit(b, &edit);
	return err != OK ? err : show_layer(b, op,
	    edit.layer_select.layer);
}

static enum err
list_colors(struct build *b, const struct op *op)
{
	struct rgba color;
	enum err err;
	uint32_t i;

	b->palette = (struct palette){ .name = "colors" };
	for (i = 0; i < op->colors.count; i++) {
		if (op->colors.at[i].index >= 0)
			return fail(b->call, ERR_PARAMS, "colors must be "
			    "#rrggbb, not indices");
		if ((err = build_ink(b, &op->colors.at[i], &color)) != OK ||
		    (err = palette_add(&b->palette, color.c)) != OK)
			return err;
	}
	return OK;
}

enum err
build_palette(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_filter_snap, .filter_snap = {
	    .layer = b->layer } };
	enum err err;

	if (OP_HAS(op, colors) == OP_HAS(op, name))
		return fail(b->call, ERR_PARAMS, "colors is missing; give "
		    "colors [\"#rrggbb\", ...], or the name of a usual "
		    "palette");
	if (OP_HAS(op, name) && !palette_named(op->name, &b->palette))
		return fail(b->call, ERR_PARAMS, "there is no palette '%.60s'",
		    op->name);
	if (OP_HAS(op, colors) && (err = list_colors(b, op)) != OK)
		return err;
	edit.filter_snap.palette = (struct bytes){
	    (const char *)b->palette.color, 3 * b->palette.count };
	return op->snap ? build_edit(b, &edit) : OK;
}

/* One of the ways to select. */
static enum err
prepare_select(struct build *b, const struct op *op, struct edit *edit)
{
	if (OP_HAS(op, box)) {
		*edit = (struct edit){ .kind = EDIT_select_box,
		    .select_box = { op->join, op->box } };
		return OK;
	}
	if (OP_HAS(op, at)) {
		*edit = (struct edit){ .kind = EDIT_select_connected,
		    .select_connected = { op->join, b->layer, op->at,
		    op->tolerance, false } };
		return OK;
	}
	*edit = (struct edit){ .kind = EDIT_select_color,
	    .select_color = { op->join, b->layer, { { 0 } },
	    op->tolerance } };
	return build_ink(b, &op->find, &edit->select_color.color);
}

enum err
build_select(struct build *b, const struct op *op)
{
	struct edit clear = { .kind = EDIT_select_clear };
	struct edit invert = { .kind = EDIT_select_invert, .select_invert = {
	    b->layer } };
	int ways = OP_HAS(op, box) + OP_HAS(op, find) + OP_HAS(op, at);
	struct edit edit;
	enum err err;

	if (ways > 1)
		return fail(b->call, ERR_PARAMS, "give only one of box, find "
		    "and at; the next select may add to it with join");
	if (ways == 0 && !op->invert)
		return build_edit(b, &clear);
	if (op->tolerance < 0 || op->tolerance > 255)
		return fail(b->call, ERR_PARAMS, "tolerance must be from 0 to "
		    "255");
	if (ways > 0 && ((err = prepare_select(b, op, &edit)) != OK ||
	    (err = build_edit(b, &edit)) != OK))
		return err;
	return op->invert ? build_edit(b, &invert) : OK;
}
