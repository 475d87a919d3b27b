/*
 * do_formula · fill what an expression says, for agents
 */
#include <string.h>

#include "bounds.h"
#include "goxel/formula.h"
#include "worker/method/changed.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

static enum err
take_blend(struct call *c, const char *name, enum mode *mode)
{
	static const struct { const char *name; enum mode mode; } modes[] = {
		{ "set", MODE_OVER }, { "add", MODE_OVER },
		{ "subtract", MODE_SUB }, { "paint", MODE_PAINT },
	};
	size_t i;

	*mode = MODE_OVER;
	if (name == NULL)
		return OK;
	for (i = 0; i < sizeof modes / sizeof *modes; i++)
		if (strcmp(modes[i].name, name) == 0) {
			*mode = modes[i].mode;
			return OK;
		}
	return fail(c, ERR_PARAMS, "mode must be set, add, subtract or paint, "
	    "not '%.20s'", name);
}

static enum err
check(struct call *c, const struct edit_formula_fill *fill)
{
	struct formula f = { .where = fill->where, .color = fill->color };
	struct expr_error error;
	bool in_color;

	if (box_voxels(&fill->box) > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the box holds %llu voxels, at "
		    "most %u", (unsigned long long)box_voxels(&fill->box),
		    BOUND_EDIT_VOXELS);
	if (formula_check(&f, &error, &in_color) == OK)
		return OK;
	return fail(c, ERR_PARAMS, "%s, line %u, column %u: %s",
	    in_color ? "color" : "expr", error.line, error.column,
	    error.words);
}

static enum err
answer(struct call *c, const struct differ *changed)
{
	char line[CHANGED_LINE];

	changed_line(c, changed, "changed", line);
	tool_open(c);
	changed_reply(c, changed);
	reply_list(c, "warnings");
	if (changed->voxels == 0)
		reply_text(c, NULL, "no voxel changed: expr is nowhere above "
		    "0 in the box, or what it wants is there already");
	reply_list_end(c);
	return tool_close(c, &(struct tool_content){ .text = line });
}

enum err
do_voxel_field(struct call *c, const struct voxel_field_in *in)
{
	struct edit edit = { .kind = EDIT_formula_fill };
	struct edit_formula_fill *fill = &edit.formula_fill;
	const struct layer *layer = call_layer(c, 0);
	struct differ changed = { 0 };
	struct edit_outcome outcome;
	struct image *before;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	fill->layer = layer->id;
	fill->box = in->box;
	fill->where = pick_bytes(in->expr);
	fill->color = pick_bytes(in->color);
	if ((err = take_blend(c, in->mode, &fill->mode)) != OK ||
	    (err = check(c, fill)) != OK)
		return err;
	before = image_copy(c->context->image);
	err = call_edit(c, &edit, &outcome);
	if (err == OK)
		differ_images(&changed, before, c->context->image);
	image_free(before);
	return err != OK ? err : answer(c, &changed);
}
