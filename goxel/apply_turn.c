/*
 * apply_turn - edits that move voxels elsewhere
 */
#include "goxel/shape.h"
#include "goxel/step.h"
#include "goxel/stretch.h"
#include "goxel/turn.h"

/* One edit's turning, of one layer after the other. */
struct turning {
	const struct matrix	*mat;
	const struct box	*box;	/* empty: everything */
	double			 left;	/* of the work allowed */
	uint64_t		 voxels;
};

static enum err
turn_whole(struct turning *t, struct volume *v)
{
	struct volume turned = { 0 };
	enum err err;

	if ((t->left -= turn_price(v, t->mat)) < 0)
		return ERR_TOO_BIG;
	err = turn_build(&turned, v, t->mat);
	if (err == OK) {
		volume_fini(v);
		*v = turned;
		return OK;
	}
	volume_fini(&turned);
	return err;
}

/* Take what is in the box out of `v`. */
static enum err
cut_out(struct volume *v, const struct box *box, struct volume *part)
{
	struct shape_stroke stroke = { .shape = SHAPE_CUBE,
	    .mode = MODE_INTERSECT, .box = *box,
	    .color = { { 0, 0, 0, 255 } } };
	enum err err;

	volume_copy(part, v);
	if ((err = shape_draw(part, &stroke)) != OK)
		return err;
	stroke.mode = MODE_SUB;
	return shape_draw(v, &stroke);
}

static enum err
turn_part(struct turning *t, struct volume *v)
{
	struct volume part = { 0 };
	enum err err;

	err = cut_out(v, t->box, &part);
	if (err == OK && (err = turn_whole(t, &part)) == OK)
		err = mode_merge(v, &part, MODE_OVER);
	t->voxels += volume_count(&part);
	volume_fini(&part);
	return err;
}

static enum err
turn_layer(struct turning *t, struct volume *v)
{
	enum err err;

	if (!box_empty(t->box))
		return turn_part(t, v);
	err = turn_whole(t, v);
	t->voxels += volume_count(v);
	return err;
}

/*
 * Clones and shapes keep following: their matrix changes instead
 */

/* Right angles, mirrors and moves of whole layers; a shape is scaled too, as
 * long as its box and the scaling lie along the axes. */
static bool
keeps(const struct turning *t, const struct layer *layer)
{
	if (!box_empty(t->box) || layer_plain(layer))
		return false;
	return turn_right(t->mat) || (layer->base_id == 0 &&
	    stretch_fits(t->mat) && stretch_fits(&layer->mat));
}

/* With `moved`, what the layer is based on was turned as well. */
static void
turn_matrix(const struct turning *t, struct layer *layer, bool moved)
{
	struct matrix back = turn_back(t->mat);

	if (moved)
		layer->mat = turn_after(&back, &layer->mat);
	layer->mat = turn_after(&layer->mat, t->mat);
}

static enum err
turn_follower(struct context *context, struct turning *t, uint32_t id)
{
	struct image *before = step_open(context);
	struct layer *layer = image_layer_write(context->image, id);
	enum err err;

	turn_matrix(t, layer, false);
	err = image_redraw(context->image, id);
	t->voxels = volume_count(&image_layer(context->image, id)->volume);
	return step_close(context, before, err);
}

static enum err
turn_each(struct context *context, struct turning *t, uint32_t id)
{
	const struct layer *old = image_layer(context->image, id);
	struct layer *layer;

	if (keeps(t, old)) {
		layer = image_layer_write(context->image, id);
		if ((t->left -= turn_price(&layer->volume, t->mat)) < 0)
			return ERR_TOO_BIG;
		turn_matrix(t, layer, layer->base_id != 0);
		t->voxels += volume_count(&layer->volume);
		return OK;
	}
	layer = step_open_layer(context, id);
	return turn_layer(t, &layer->volume);
}

static enum err
turn_all(struct context *context, struct turning *t)
{
	struct image *before = step_open(context);
	enum err err = OK;
	uint32_t i;

	for (i = 0; err == OK && i < before->layer_count; i++)
		err = turn_each(context, t, before->layers[i]->id);
	if (err == OK)
		err = image_refresh(context->image);
	return step_close(context, before, err);
}

static enum err
turn_one(struct context *context, struct turning *t, uint32_t id)
{
	struct image *before;
	struct layer *layer;
	enum err err;

	if (keeps(t, image_layer(context->image, id)))
		return turn_follower(context, t, id);
	before = step_open(context);
	layer = step_open_layer(context, id);
	err = turn_layer(t, &layer->volume);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_layer_turn(struct context *context, const struct edit_layer_turn *edit,
    struct edit_outcome *outcome)
{
	struct turning t = { &edit->mat, &edit->box, 1, 0 };
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	outcome->layer = image_layer(context->image, edit->layer)->id;
	err = edit->all ? turn_all(context, &t) :
	    turn_one(context, &t, outcome->layer);
	outcome->voxels = t.voxels;
	return err;
}
