/*
 * apply_box - edits of boxes: what is cropped, and the boxes to crop to
 */
#include "goxel/crop.h"
#include "goxel/step.h"

enum err
apply_layer_crop(struct context *context, const struct edit_layer_crop *edit,
    struct edit_outcome *outcome)
{
	const struct layer *old = image_layer(context->image, edit->layer);
	struct image *before;
	struct layer *layer;
	struct box all;
	enum err err;

	if (old == NULL)
		return ERR_NO_LAYER;
	outcome->layer = old->id;
	if (!volume_bounds(&old->volume, true, &all) ||
	    box_covers(&edit->box, &all))
		return OK;
	outcome->voxels = volume_count(&old->volume);
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	err = crop_volume(&layer->volume, &edit->box);
	outcome->voxels -= volume_count(&layer->volume);
	return step_close_layer(context, before, layer, err);
}

static bool
same_boxes(bool set, const struct matrix *old, const struct box *box)
{
	struct matrix now = box_matrix(box);

	if (box_empty(box) || !set)
		return box_empty(box) && !set;
	return memcmp(old, &now, sizeof now) == 0;
}

enum err
apply_layer_box(struct context *context, const struct edit_layer_box *edit,
    struct edit_outcome *outcome)
{
	const struct layer *old = image_layer(context->image, edit->layer);
	struct image *before;
	struct layer *layer;

	if (old == NULL)
		return ERR_NO_LAYER;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	outcome->layer = old->id;
	if (same_boxes(old->boxed, &old->box, &edit->box))
		return OK;
	before = step_open(context);
	layer = image_layer_write(context->image, edit->layer);
	layer->boxed = !box_empty(&edit->box);
	layer->box = layer->boxed ? box_matrix(&edit->box) :
	    (struct matrix){ 0 };
	return step_close(context, before, OK);
}

/* Nearly twice what one shape may be: tiles on the sides of the boxes of all
 * that are drawn again, half a second of work. */
#define REDRAW_TILES	(2 * BOUND_EDIT_TILES)

static uint64_t
side_tiles(const struct box *box)
{
	uint64_t tiles[3], sum = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		tiles[axis] = ((uint64_t)((int64_t)box->hi.at[axis] -
		    box->lo.at[axis]) + TILE_SIDE - 1) / TILE_SIDE;
	for (axis = 0; axis < 3; axis++)
		sum += 2 * tiles[axis] * tiles[(axis + 1) % 3];
	return sum;
}

/* A shape layer of which one box shows something else than the other. */
static bool
shows_change(const struct layer *layer, const struct box *old,
    const struct box *now, struct box *shape)
{
	struct box a, b;

	if (layer->shape < 0 || layer->base_id != 0 ||
	    !matrix_box(&layer->mat, shape))
		return false;
	a = box_cut(shape, old);
	b = box_cut(shape, now);
	return !box_same(&a, &b) && !(box_empty(&a) && box_empty(&b));
}

/* Draw shapes again after the image's box was another one.  ERR_TOO_BIG
 * before any work when that is too much. */
static enum err
redraw_shapes(struct image *image, const struct box *old)
{
	uint64_t tiles = 0;
	enum err err = OK;
	struct box shape;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (shows_change(image->layers[i], old, &image->box, &shape))
			tiles += side_tiles(&shape);
		if (tiles > REDRAW_TILES)
			return ERR_TOO_BIG;
	}
	for (i = 0; err == OK && i < image->layer_count; i++) {
		if (shows_change(image->layers[i], old, &image->box, &shape))
			err = image_redraw(image, image->layers[i]->id);
	}
	return err;
}

enum err
apply_image_box(struct context *context, const struct edit_image_box *edit,
    struct edit_outcome *outcome)
{
	const struct box world = { { { -BOUND_COORD, -BOUND_COORD,
	    -BOUND_COORD } }, { { BOUND_COORD, BOUND_COORD, BOUND_COORD } } };
	struct image *image = context->image, *before;
	struct box old = image->boxed ? image->box : world;

	(void)outcome;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	if (box_empty(&edit->box))
		return ERR_PARAMS;
	if (image->boxed && box_same(&image->box, &edit->box))
		return OK;
	before = step_open(context);
	image->boxed = true;
	image->box = edit->box;
	return step_close(context, before, redraw_shapes(image, &old));
}
