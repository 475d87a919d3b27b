/*
 * do_box · methods about the boxes of layers and of the project
 */
#include <string.h>

#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

static enum err
need_both(struct call *c, bool has_min, bool has_max)
{
	return has_min == has_max ? OK : fail(c, ERR_PARAMS,
	    "min and max must be given together");
}

/* The box that a layer is to be cropped to, by its name or the usual one. */
static enum err
box_named(struct call *c, const char *to, const struct layer *layer,
    struct box *box)
{
	const struct image *image = c->context->image;

	if (to != NULL && strcmp(to, "layer") != 0 &&
	    strcmp(to, "project") != 0)
		return fail(c, ERR_PARAMS, "parameter 'to' must be layer or "
		    "project, not '%s'", to);
	if ((to == NULL || *to == 'l') && layer->boxed &&
	    matrix_box(&layer->box, box))
		return OK;
	if (to != NULL && *to == 'l')
		return fail(c, ERR_EMPTY, "layer %u has no box; "
		    "goxel.set_layer_box gives it one", layer->id);
	if (!image->boxed)
		return fail(c, ERR_EMPTY, "the project has no box; "
		    "goxel.set_project_box gives it one");
	*box = image->box;
	return OK;
}

enum err
do_crop_layer(struct call *c, const struct crop_layer_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_crop };
	struct box *box = &edit.layer_crop.box;
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = need_both(c, in->has_min, in->has_max)) != OK)
		return err;
	err = in->has_min ? pick_box(c, &in->min, &in->max, box) :
	    box_named(c, in->to, layer, box);
	if (err != OK)
		return err;
	edit.layer_crop.layer = layer->id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	reply_int(c, "voxels_removed", (int64_t)outcome.voxels);
	return reply_close(c);
}

enum err
do_set_layer_box(struct call *c, const struct set_layer_box_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_box };
	struct edit_outcome outcome;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = need_both(c, in->has_min, in->has_max)) != OK ||
	    (in->has_min && (err = pick_box(c, &in->min, &in->max,
	    &edit.layer_box.box)) != OK))
		return err;
	edit.layer_box.layer = layer->id;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	return reply_close(c);
}

/* The box that a layer has, or, of a shape, that it fills where it is not
 * cut. */
static bool
box_of(const struct layer *layer, struct box *box)
{
	struct box own, whole;
	bool boxed = layer->boxed && matrix_box(&layer->box, &own);
	bool shape = layer->shape >= 0 && matrix_box(&layer->mat, &whole);

	if (!boxed && !shape)
		return false;
	*box = !shape ? own : boxed ? box_join(&own, &whole) : whole;
	return true;
}

/* Around what all layers show and the boxes they have.  False: nothing. */
static bool
box_around(const struct call *c, struct box *box)
{
	const struct image *image = c->context->image;
	bool some = call_bounds(c, true, box);
	struct box one;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (!box_of(image->layers[i], &one))
			continue;
		*box = some ? box_join(box, &one) : one;
		some = true;
	}
	return some;
}

enum err
do_set_project_box(struct call *c, const struct set_project_box_in *in)
{
	struct edit edit = { .kind = EDIT_image_box };
	struct box *box = &edit.image_box.box;
	struct edit_outcome outcome;
	enum err err;

	if ((err = need_both(c, in->has_min, in->has_max)) != OK)
		return err;
	if (in->has_min)
		err = pick_box(c, &in->min, &in->max, box);
	else if (!box_around(c, box))
		err = fail(c, ERR_EMPTY, "there are no voxels to fit the box "
		    "around");
	if (err != OK || (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	pick_put_box(c, NULL, box);
	return reply_close(c);
}
