/*
 * do_stack · methods that rearrange layers, and clone and shape layers
 */
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "goxel/stack.h"
#include "goxel/solid.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

/*
 * One layer
 */

static const char *
kind_of(const struct layer *layer)
{
	return layer->base_id != 0 ? "clone" : layer->shape >= 0 ? "shape" :
	    layer->image_path != NULL ? "image" : "voxels";
}

/* What only some kinds of layer have. */
static void
put_kind(struct call *c, const struct layer *layer)
{
	reply_text(c, "kind", kind_of(layer));
	if (layer->base_id != 0) {
		reply_int(c, "base_id", layer->base_id);
	} else if (layer->shape >= 0) {
		reply_text(c, "shape", shape_names[layer->shape]);
		reply_color(c, "color", layer->color);
	} else if (layer->image_path != NULL) {
		reply_text(c, "path", layer->image_path);
	}
	if (layer->material >= 0)
		reply_int(c, "material", layer->material);
	pick_put_matrix(c, "transform", &layer->mat);
}

static void
put_boxes(struct call *c, const struct layer *layer)
{
	struct box box;

	if (layer->boxed && matrix_box(&layer->box, &box))
		pick_put_box(c, "box", &box);
	if (volume_bounds(&layer->volume, true, &box))
		pick_put_box(c, "bounds", &box);
	reply_int(c, "voxel_count", (int64_t)volume_count(&layer->volume));
}

enum err
do_get_layer(struct call *c, const struct get_layer_in *in)
{
	const struct image *image = c->context->image;
	const struct layer *layer = in->has_name ?
	    image_layer_named(image, in->name) : call_layer(c, in->layer_id);

	if (layer == NULL)
		return in->has_name ? fail(c, ERR_NO_LAYER, "the project has "
		    "no layer named '%s'; goxel.list_layers tells their "
		    "names", in->name) : ERR_NO_LAYER;
	reply_open(c);
	reply_int(c, "layer_id", layer->id);
	reply_int(c, "index", stack_index(image, layer->id));
	reply_text(c, "name", layer->name);
	reply_bool(c, "visible", layer->visible);
	reply_bool(c, "active", layer->id == image->active);
	reply_text(c, "mode", mode_names[layer->mode]);
	put_kind(c, layer);
	put_boxes(c, layer);
	return reply_close(c);
}

/*
 * The stack
 */

/* Where a layer comes to stand that leaves `from` and shall be right above
 * (or below) the one at `beside`. */
static int32_t
place_beside(uint32_t from, uint32_t beside, bool above)
{
	uint32_t after = from < beside ? beside - 1 : beside;

	return (int32_t)(above ? after + 1 : after);
}

static enum err
place_of(struct call *c, const struct reorder_layer_in *in, uint32_t id,
    int32_t *place)
{
	int32_t other = in->has_above ? in->above : in->below;
	const struct layer *beside;

	if (in->has_index + in->has_above + in->has_below > 1)
		return fail(c, ERR_PARAMS, "only one of index, above and "
		    "below may be given");
	if (in->has_index && in->index < 0)
		return fail(c, ERR_PARAMS, "parameter 'index' must be 0 or "
		    "more, not %d", in->index);
	*place = in->has_index ? in->index : BOUND_LAYERS;
	if (!in->has_above && !in->has_below)
		return OK;
	if ((beside = call_layer(c, other)) == NULL)
		return ERR_NO_LAYER;
	if (beside->id == id)
		return fail(c, ERR_PARAMS, "a layer cannot be beside itself");
	*place = place_beside(stack_index(c->context->image, id),
	    stack_index(c->context->image, beside->id), in->has_above);
	return OK;
}

enum err
do_reorder_layer(struct call *c, const struct reorder_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_place };
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_place.layer = layer->id;
	err = place_of(c, in, layer->id, &edit.layer_place.index);
	return err == OK ? pick_reply(c, &edit) : err;
}

enum err
do_set_layer_mode(struct call *c, const struct set_layer_mode_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_blend };
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_blend.layer = layer->id;
	edit.layer_blend.mode = in->mode;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	reply_text(c, "mode", mode_names[in->mode]);
	return reply_close(c);
}

enum err
do_duplicate_layer(struct call *c, const struct duplicate_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_duplicate };

	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_duplicate.layer = layer->id;
	edit.layer_duplicate.name = pick_bytes(in->name);
	return pick_reply(c, &edit);
}

enum err
do_merge_down(struct call *c, const struct merge_down_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_merge };
	uint32_t index;

	if (layer == NULL)
		return ERR_NO_LAYER;
	index = stack_index(c->context->image, layer->id);
	if (index == 0)
		return fail(c, ERR_NO_LAYER, "layer %u is the lowest: there "
		    "is none below it to merge into", layer->id);
	edit.layer_merge.source = layer->id;
	edit.layer_merge.target = c->context->image->layers[index - 1]->id;
	return pick_reply(c, &edit);
}

enum err
do_merge_visible(struct call *c, const struct merge_visible_in *in)
{
	struct edit edit = { .kind = EDIT_layers_merge_visible };
	struct edit_outcome outcome;
	enum err err;

	(void)in;
	err = call_edit(c, &edit, &outcome);
	if (err == ERR_NO_LAYER)
		return fail(c, err, "no layer is visible");
	if (err != OK)
		return err;
	pick_open(c, outcome.layer);
	reply_int(c, "index", stack_index(c->context->image, outcome.layer));
	return reply_close(c);
}

/*
 * Layers that follow
 */

static enum err
check_vector(struct call *c, const char *name, const struct vector *v)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (!(fabs(v->at[axis]) <= 2 * BOUND_COORD))
			return fail(c, ERR_PARAMS, "parameter '%s' must have "
			    "numbers from %d to %d", name, -2 * BOUND_COORD,
			    2 * BOUND_COORD);
	return OK;
}

static void
move_matrix(struct matrix *mat, const struct vector *by)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		mat->m[3][axis] = (float)((double)mat->m[3][axis] +
		    by->at[axis]);
}

enum err
do_clone_layer(struct call *c, const struct clone_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_clone };
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = check_vector(c, "move", &in->move)) != OK)
		return err;
	edit.layer_clone.layer = layer->id;
	edit.layer_clone.name = pick_bytes(in->name);
	edit.layer_clone.mat = MATRIX_IDENTITY;
	move_matrix(&edit.layer_clone.mat, &in->move);
	return pick_reply(c, &edit);
}

enum err
do_unclone_layer(struct call *c, const struct unclone_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_fix };
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.layer_fix.layer = layer->id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	return reply_close(c);
}

/* Sine and cosine of degrees, exact for quarter turns. */
static void
sine_of(double angle, double *sine, double *cosine)
{
	double rest = remainder(angle, 360);

	*sine = sin(rest * M_PI / 180);
	*cosine = cos(rest * M_PI / 180);
	if (fabs(rest) == 90)
		*cosine = 0;
	if (fabs(rest) == 180)
		*sine = 0;
}

/* Turn a matrix about an axis through a point. */
static void
turn_matrix(struct matrix *mat, int axis, double angle, const double about[3])
{
	int row, u = (axis + 1) % 3, v = (axis + 2) % 3;
	double sine, cosine;

	sine_of(angle, &sine, &cosine);
	for (row = 0; row < 4; row++) {
		double a = row == 3 ? about[u] : 0;
		double b = row == 3 ? about[v] : 0;
		double p = (double)mat->m[row][u] - a;
		double q = (double)mat->m[row][v] - b;

		mat->m[row][u] = (float)(a + p * cosine - q * sine);
		mat->m[row][v] = (float)(b + p * sine + q * cosine);
	}
}

/* The centre of the voxel in the middle: quarter turns about it are exact.
 * At other angles a shape turns about its own middle. */
static void
middle_of(const struct layer *layer, bool quarters, double about[3])
{
	struct box box = { 0 };
	int axis;

	if (layer->shape >= 0 && !quarters) {
		for (axis = 0; axis < 3; axis++)
			about[axis] = layer->mat.m[3][axis];
		return;
	}
	if (!volume_bounds(&layer->volume, true, &box))
		(void)matrix_box(&layer->mat, &box);
	for (axis = 0; axis < 3; axis++)
		about[axis] = floor(((double)box.lo.at[axis] +
		    box.hi.at[axis]) / 2) + 0.5;
}

static enum err
check_turn(struct call *c, const struct transform_layer_in *in,
    const struct layer *layer)
{
	enum err err;

	if (layer_plain(layer) && layer->image_path == NULL)
		return fail(c, ERR_PARAMS, "layer %u is neither a clone, nor "
		    "a shape, nor an image: it has voxels of its own",
		    layer->id);
	if (in->has_axis && (strlen(in->axis) != 1 || *in->axis < 'x' ||
	    *in->axis > 'z'))
		return fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or "
		    "z, not '%s'", in->axis);
	if (!isfinite(in->angle))
		return fail(c, ERR_PARAMS, "parameter 'angle' must be finite");
	if ((err = check_vector(c, "move", &in->move)) != OK)
		return err;
	return check_vector(c, "about", &in->about);
}

enum err
do_transform_layer(struct call *c, const struct transform_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_transform };
	struct matrix *mat = &edit.layer_transform.mat;
	struct edit_outcome outcome;
	double about[3];
	bool quarters;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = check_turn(c, in, layer)) != OK)
		return err;
	edit.layer_transform.layer = layer->id;
	*mat = in->reset && layer->base_id != 0 ? MATRIX_IDENTITY :
	    layer->mat;
	quarters = fmod(in->angle, 90) == 0;
	middle_of(layer, quarters, about);
	if (in->has_about)
		memcpy(about, in->about.at, sizeof about);
	turn_matrix(mat, in->has_axis ? *in->axis - 'x' : 2, in->angle, about);
	move_matrix(mat, &in->move);
	if (layer->shape >= 0 && !quarters && !solid_fits(mat))
		return fail(c, ERR_TOO_BIG, "layer %u is too large a shape to "
		    "be turned but by multiples of 90 degrees", layer->id);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	pick_put_matrix(c, "transform", mat);
	return reply_close(c);
}

enum err
do_create_shape_layer(struct call *c, const struct create_shape_layer_in *in)
{
	struct edit edit = { .kind = EDIT_layer_shape_add };
	struct edit_layer_shape_add *add = &edit.layer_shape_add;
	const struct image *image;
	struct edit_outcome outcome;
	enum err err;

	if ((err = pick_shape(c, in->shape_type, &add->shape)) != OK ||
	    (err = pick_box(c, &in->min, &in->max, &add->box)) != OK)
		return err;
	add->name = pick_bytes(in->name);
	add->color = in->has_color ? in->color :
	    (struct rgba){ { 255, 255, 255, 255 } };
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	image = c->context->image;
	pick_open(c, outcome.layer);
	reply_int(c, "index", stack_index(image, outcome.layer));
	reply_int(c, "voxels", (int64_t)volume_count(
	    &image_layer(image, outcome.layer)->volume));
	return reply_close(c);
}
