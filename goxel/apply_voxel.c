/*
 * apply_voxel - edits that write voxels
 */
#include <math.h>

#include "goxel/paint.h"
#include "goxel/shape.h"
#include "goxel/step.h"
#include "goxel/writer.h"

static bool
same_voxel(struct rgba a, struct rgba b)
{
	return rgba_same(a, b) || (a.c[ALPHA] == 0 && b.c[ALPHA] == 0);
}

/* One voxel of a plain layer: a small step. */
static enum err
write_voxel(struct context *context, uint32_t id, const struct voxel *voxel,
    struct edit_outcome *outcome)
{
	struct layer *layer = image_layer_write(context->image, id);
	struct rgba before = volume_get(&layer->volume, &voxel->pos);
	enum err err;

	outcome->layer = layer->id;
	outcome->voxels = 1;
	if (same_voxel(before, voxel->color))
		return OK;
	if (context->clones)
		err = image_voxel_set(context->image, layer->id, &voxel->pos,
		    voxel->color);
	else
		err = volume_set(&layer->volume, &voxel->pos, voxel->color);
	if (err == OK)
		undo_push_voxel(context->undo, layer->id, &voxel->pos, before,
		    voxel->color);
	return err;
}

static enum err
write_list(struct context *context, uint32_t id, const struct voxels *list,
    struct edit_outcome *outcome)
{
	struct image *before = step_open(context);
	struct layer *layer = step_open_layer(context, id);
	enum err err = writer_list(&layer->volume, list->at, list->count);

	outcome->layer = layer->id;
	outcome->voxels = list->count;
	return step_close_layer(context, before, layer, err);
}

static enum err
write_voxels(struct context *context, uint32_t id, const struct voxels *list,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, id);
	uint32_t i;

	if (layer == NULL)
		return ERR_NO_LAYER;
	for (i = 0; i < list->count; i++) {
		if (!pos_bounded(&list->at[i].pos))
			return ERR_BOUNDS;
	}
	outcome->layer = layer->id;
	if (list->count == 0)
		return OK;
	if (list->count == 1 && layer_plain(layer))
		return write_voxel(context, id, list->at, outcome);
	return write_list(context, id, list, outcome);
}

enum err
apply_voxel_set(struct context *context, const struct edit_voxel_set *edit,
    struct edit_outcome *outcome)
{
	struct voxel voxel = { edit->pos, edit->color };

	return write_voxels(context, edit->layer,
	    &(struct voxels){ &voxel, 1 }, outcome);
}

enum err
apply_voxels_set(struct context *context, const struct edit_voxels_set *edit,
    struct edit_outcome *outcome)
{
	if (edit->voxels.count > BOUND_EDIT_VOXELS)
		return ERR_TOO_BIG;
	return write_voxels(context, edit->layer, &edit->voxels, outcome);
}

/* What a stroke covers; counting any but a hard cube means drawing it. */
static uint64_t
count_stroke(const struct shape_stroke *stroke)
{
	if (stroke->mode == MODE_REPLACE || (stroke->shape == SHAPE_CUBE &&
	    stroke->smoothness == 0 && rgba_exists(stroke->color)))
		return box_voxels(&stroke->box);
	return shape_voxels(stroke);
}

/* Draw a stroke into a layer; Replace is for hard cubes only. */
static enum err
draw_stroke(struct context *context, uint32_t id,
    const struct shape_stroke *stroke, struct edit_outcome *outcome)
{
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, id) == NULL)
		return ERR_NO_LAYER;
	before = step_open(context);
	layer = step_open_layer(context, id);
	outcome->layer = layer->id;
	if (stroke->mode == MODE_REPLACE)
		err = volume_fill(&layer->volume, &stroke->box, stroke->color);
	else
		err = shape_draw(&layer->volume, stroke);
	if (err == OK)
		outcome->voxels = count_stroke(stroke);
	return step_close_layer(context, before, layer, err);
}

enum err
apply_box_fill(struct context *context, const struct edit_box_fill *edit,
    struct edit_outcome *outcome)
{
	struct shape_stroke stroke = { .shape = SHAPE_CUBE,
	    .mode = edit->mode, .box = edit->box, .color = edit->color };

	if (edit->mode >= MODE_COUNT)
		return ERR_PARAMS;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	return draw_stroke(context, edit->layer, &stroke, outcome);
}

enum err
apply_shape_draw(struct context *context, const struct edit_shape_draw *edit,
    struct edit_outcome *outcome)
{
	struct shape_stroke stroke = { .shape = edit->shape,
	    .mode = edit->mode, .box = edit->box, .color = edit->color,
	    .smoothness = edit->smoothness };

	if (edit->mode >= MODE_REPLACE || edit->shape >= SHAPE_COUNT ||
	    !isfinite(edit->smoothness) || edit->smoothness < 0)
		return ERR_PARAMS;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	return draw_stroke(context, edit->layer, &stroke, outcome);
}

enum err
apply_flood_fill(struct context *context, const struct edit_flood_fill *edit,
    struct edit_outcome *outcome)
{
	struct image *before;
	struct layer *layer;
	enum err err;

	if (image_layer(context->image, edit->layer) == NULL)
		return ERR_NO_LAYER;
	if (!pos_bounded(&edit->pos))
		return ERR_BOUNDS;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = paint_flood(&layer->volume, &edit->pos, edit->tolerance,
	    edit->color, &outcome->voxels);
	return step_close_layer(context, before, layer, err);
}
