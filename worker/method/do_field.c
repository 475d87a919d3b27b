/*
 * do_field · fill what an expression says
 */
#include "bounds.h"
#include "goxel/formula.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"

static enum err
take_box(struct call *c, const struct fill_field_in *in, struct box *box)
{
	enum err err = pick_box(c, &in->min, &in->max, box);

	if (err != OK)
		return err;
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
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->mode == MODE_REPLACE)
		return fail(c, ERR_PARAMS, "parameter 'mode' must not be "
		    "replace, which would empty the rest of the layer");
	fill->layer = layer->id;
	fill->mode = in->mode;
	fill->seed = in->seed;
	fill->where = pick_bytes(in->expression);
	fill->color = pick_bytes(in->color);
	if ((err = take_box(c, in, &fill->box)) != OK ||
	    (err = check_texts(c, fill)) != OK)
		return err;
	return pick_reply_voxels(c, &edit);
}
