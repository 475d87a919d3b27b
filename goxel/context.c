/*
 * context - one project being edited: an image, its history, its revision
 *
 * Each kind of edit has an apply_<id>().  One voxel is written in place and
 * remembered as a small step.  Everything else works between open_step(),
 * which copies the image (sharing its voxels), and close_step(), which either
 * puts the copy into the history or, when the edit failed, in the place of
 * the image it spoilt.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/context.h"
#include "goxel/paint.h"
#include "goxel/series.h"
#include "goxel/shape.h"
#include "mem.h"
#include "text.h"

static void
look_for_clones(struct context *context)
{
	const struct image *image = context->image;
	uint32_t i;

	context->clones = false;
	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->base_id != 0)
			context->clones = true;
	}
}

struct context *
context_new(const char *name, model_reader *read_model)
{
	struct context *context = xcalloc(1, sizeof *context);

	context->image = image_new(name);
	context->undo = undo_new();
	context->notes = notes_new();
	context->read_model = read_model;
	return context;
}

void
context_free(struct context *context)
{
	if (context == NULL)
		return;
	image_free(context->image);
	undo_free(context->undo);
	notes_free(context->notes);
	free(context);
}

static void
need_layer(struct image *image)
{
	if (image->layer_count == 0)
		image_layer_add(image, "", NULL);
	else if (image_layer(image, image->active) == NULL)
		image->active = image->layers[image->layer_count - 1]->id;
}

void
context_resume(struct context *context, struct image **image,
    struct undo **undo, uint64_t revision)
{
	image_free(context->image);
	undo_free(context->undo);
	context->image = *image;
	context->undo = *undo;
	*image = NULL;
	*undo = NULL;
	context->revision = revision;
	need_layer(context->image);
	look_for_clones(context);
}

void
context_start(struct context *context, struct image **image,
    uint64_t revision)
{
	struct undo *undo = undo_new();

	context_resume(context, image, &undo, revision);
}

static struct image *
open_step(const struct context *context)
{
	return image_copy(context->image);
}

static enum err
close_step(struct context *context, struct image *before, enum err err)
{
	if (err == OK) {
		undo_push_image(context->undo, &before);
	} else {
		image_free(context->image);
		context->image = before;
	}
	look_for_clones(context);
	return err;
}

/* The layer whose voxels are about to be written. */
static struct layer *
open_layer(struct context *context, uint32_t id)
{
	struct layer *layer = image_layer_write(context->image, id);

	if (layer != NULL)
		layer_make_plain(layer);
	return layer;
}

/* The same as open_step and close_step around one layer's voxels. */
static enum err
close_layer(struct context *context, struct image *before,
    const struct layer *layer, enum err err)
{
	if (err == OK && context->clones)
		err = image_follow(context->image, layer->id);
	return close_step(context, before, err);
}

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
	struct image *before = open_step(context);
	struct layer *layer = open_layer(context, id);
	enum err err = OK;
	uint32_t i;

	for (i = 0; err == OK && i < list->count; i++)
		err = volume_set(&layer->volume, &list->at[i].pos,
		    list->at[i].color);
	outcome->layer = layer->id;
	outcome->voxels = list->count;
	return close_layer(context, before, layer, err);
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

static enum err
apply_voxel_set(struct context *context, const struct edit_voxel_set *edit,
    struct edit_outcome *outcome)
{
	struct voxel voxel = { edit->pos, edit->color };

	return write_voxels(context, edit->layer,
	    &(struct voxels){ &voxel, 1 }, outcome);
}

static enum err
apply_voxels_set(struct context *context, const struct edit_voxels_set *edit,
    struct edit_outcome *outcome)
{
	if (edit->voxels.count > BOUND_EDIT_VOXELS)
		return ERR_TOO_BIG;
	return write_voxels(context, edit->layer, &edit->voxels, outcome);
}

/* A name as the image holds it. */
static enum err
copy_name(const struct bytes *bytes, char name[BOUND_NAME + 1])
{
	if (bytes->len > BOUND_NAME)
		return ERR_TOO_BIG;
	if (bytes->len > 0)
		memcpy(name, bytes->at, bytes->len);
	name[bytes->len] = '\0';
	return OK;
}

static enum err
apply_project_reset(struct context *context,
    const struct edit_project_reset *edit, struct edit_outcome *outcome)
{
	struct image *before = context->image;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = copy_name(&edit->name, name)) != OK)
		return err;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	context->image = image_new(name);
	if (!box_empty(&edit->box))
		context->image->box = edit->box;
	outcome->layer = context->image->active;
	return close_step(context, before, OK);
}

static enum err
apply_model_replace(struct context *context,
    const struct edit_model_replace *edit, struct edit_outcome *outcome)
{
	struct image *before = context->image, *model = NULL;
	enum err err;

	if (context->read_model == NULL)
		return ERR_FORMAT;
	err = context->read_model(edit->model.at, edit->model.len, &model);
	if (err != OK)
		return err;
	need_layer(model);
	if (model->name[0] == '\0')
		text_copy(model->name, sizeof model->name, before->name);
	context->image = model;
	outcome->layer = model->active;
	return close_step(context, before, OK);
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
	before = open_step(context);
	layer = open_layer(context, id);
	outcome->layer = layer->id;
	if (stroke->mode == MODE_REPLACE)
		err = volume_fill(&layer->volume, &stroke->box, stroke->color);
	else
		err = shape_draw(&layer->volume, stroke);
	if (err == OK)
		outcome->voxels = count_stroke(stroke);
	return close_layer(context, before, layer, err);
}

static enum err
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

static enum err
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

static enum err
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
	before = open_step(context);
	layer = open_layer(context, edit->layer);
	outcome->layer = layer->id;
	err = paint_flood(&layer->volume, &edit->pos, edit->tolerance,
	    edit->color, &outcome->voxels);
	return close_layer(context, before, layer, err);
}

static enum err
apply_layer_add(struct context *context, const struct edit_layer_add *edit,
    struct edit_outcome *outcome)
{
	struct layer *layer;
	struct image *before;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = copy_name(&edit->name, name)) != OK)
		return err;
	before = open_step(context);
	err = image_layer_add(context->image, name, &layer);
	if (err == OK) {
		layer->visible = edit->visible;
		outcome->layer = layer->id;
	}
	return close_step(context, before, err);
}

static enum err
apply_layer_delete(struct context *context,
    const struct edit_layer_delete *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	before = open_step(context);
	return close_step(context, before,
	    image_layer_delete(context->image, layer->id));
}

static enum err
apply_layer_merge(struct context *context,
    const struct edit_layer_merge *edit, struct edit_outcome *outcome)
{
	const struct layer *source = image_layer(context->image, edit->source);
	const struct layer *target = image_layer(context->image, edit->target);
	struct image *before;

	if (source == NULL || target == NULL)
		return ERR_NO_LAYER;
	outcome->layer = target->id;
	before = open_step(context);
	return close_step(context, before, image_layer_merge(context->image,
	    source->id, target->id));
}

static enum err
apply_layer_show(struct context *context, const struct edit_layer_show *edit,
    struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer->visible == edit->visible)
		return OK;
	before = open_step(context);
	image_layer_write(context->image, edit->layer)->visible =
	    edit->visible;
	return close_step(context, before, OK);
}

static enum err
apply_layer_select(struct context *context,
    const struct edit_layer_select *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (layer->id == context->image->active)
		return OK;
	before = open_step(context);
	context->image->active = layer->id;
	return close_step(context, before, OK);
}

static enum err
apply_layer_rename(struct context *context,
    const struct edit_layer_rename *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = copy_name(&edit->name, name)) != OK)
		return err;
	if (layer == NULL)
		return ERR_NO_LAYER;
	outcome->layer = layer->id;
	if (strcmp(layer->name, name) == 0)
		return OK;
	before = open_step(context);
	text_copy(image_layer_write(context->image, edit->layer)->name,
	    sizeof layer->name, name);
	return close_step(context, before, OK);
}

static enum err
apply_undo(struct context *context, const struct edit_undo *edit,
    struct edit_outcome *outcome)
{
	enum err err = undo_back(context->undo, &context->image);

	(void)edit, (void)outcome;
	look_for_clones(context);
	return err;
}

static enum err
apply_redo(struct context *context, const struct edit_redo *edit,
    struct edit_outcome *outcome)
{
	enum err err = undo_forward(context->undo, &context->image);

	(void)edit, (void)outcome;
	look_for_clones(context);
	return err;
}

static enum err
apply_request_note(struct context *context,
    const struct edit_request_note *edit, struct edit_outcome *outcome)
{
	(void)outcome;
	return notes_add(context->notes, edit);
}

static enum err
apply_series(struct context *context, const struct edit_series *edit,
    struct edit_outcome *outcome)
{
	return series_apply(context, &edit->edits, outcome);
}

enum err
context_apply(struct context *context, const struct edit *edit,
    struct edit_outcome *outcome)
{
	enum err err = ERR_PARAMS;

	*outcome = (struct edit_outcome){ 0 };
	switch (edit->kind) {
#define FIELD(type, name)
#define EDIT(id, doc, fields)						\
	case EDIT_##id:							\
		err = apply_##id(context, &edit->id, outcome);		\
		break;
#include "tbl/edits.h"
	case EDIT_COUNT:
		assert(false);
	}
	if (err == OK && edit->kind != EDIT_request_note)
		context->revision++;
	return err;
}
