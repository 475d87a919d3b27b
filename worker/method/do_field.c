/*
 * do_field · fill what an expression says
 */
#include <string.h>

#include "bounds.h"
#include "goxel/formula.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static struct bytes
text_bytes(const char *text, bool given)
{
	return (struct bytes){ text, given ? (uint32_t)strlen(text) : 0 };
}

static enum err
take_box(struct call *c, const struct fill_field_in *in, struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (in->min.at[axis] > in->max.at[axis])
			return fail(c, ERR_PARAMS, "parameter 'min' must not "
			    "be above 'max' along %c", 'x' + axis);
		box->lo.at[axis] = in->min.at[axis];
		box->hi.at[axis] = in->max.at[axis] + 1;
	}
	if (box_voxels(box) > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the box holds %llu voxels, at "
		    "most %u", (unsigned long long)box_voxels(box),
		    BOUND_EDIT_VOXELS);
	return OK;
}

static enum err
check_texts(struct call *c, const struct edit_formula_fill *fill)
{
	struct formula f = { .where = fill->where, .color = fill->color };
	struct expr_error error;
	bool in_color;

	if (formula_check(&f, &error, &in_color) == OK)
		return OK;
	return fail(c, ERR_PARAMS, "parameter '%s', line %u, column %u: %s",
	    in_color ? "color" : "expression", error.line, error.column,
	    error.words);
}

enum err
do_fill_field(struct call *c, const struct fill_field_in *in)
{
	struct edit edit = { .kind = EDIT_formula_fill };
	struct edit_formula_fill *fill = &edit.formula_fill;
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->mode == MODE_REPLACE)
		return fail(c, ERR_PARAMS, "parameter 'mode' must not be "
		    "replace, which would empty the rest of the layer");
	fill->layer = layer->id;
	fill->mode = in->mode;
	fill->seed = in->seed;
	fill->where = text_bytes(in->expression, true);
	fill->color = text_bytes(in->color, in->has_color);
	if ((err = take_box(c, in, &fill->box)) != OK ||
	    (err = check_texts(c, fill)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "layer_id", outcome.layer);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}
