/*
 * apply_formula - edits whose voxels are told in words
 */
#include "goxel/formula.h"
#include "goxel/program.h"
#include "goxel/step.h"

enum err
apply_formula_fill(struct context *context,
    const struct edit_formula_fill *edit, struct edit_outcome *outcome)
{
	struct formula f = { .box = edit->box, .seed = (uint32_t)edit->seed,
	    .where = edit->where, .color = edit->color };
	const struct layer *old = image_layer(context->image, edit->layer);
	struct volume made = { 0 };
	struct image *before;
	struct layer *layer;
	enum err err;

	if (old == NULL)
		return ERR_NO_LAYER;
	if (edit->mode >= MODE_REPLACE)
		return ERR_PARAMS;
	outcome->layer = old->id;
	err = formula_fill(&f, &made);
	if (err == OK) {
		outcome->voxels = volume_count(&made);
		before = step_open(context);
		layer = step_open_layer(context, edit->layer);
		err = mode_merge(&layer->volume, &made, edit->mode);
		err = step_close_layer(context, before, layer, err);
	}
	volume_fini(&made);
	return err;
}

enum err
apply_program_run(struct context *context,
    const struct edit_program_run *edit, struct edit_outcome *outcome)
{
	struct program_start start = { .shape = edit->shape, .box = edit->box,
	    .color = edit->color, .seed = (uint32_t)edit->seed };
	const struct layer *old = image_layer(context->image, edit->layer);
	struct program *program;
	struct expr_error error;
	struct image *before;
	struct layer *layer;
	enum err err;

	if (old == NULL)
		return ERR_NO_LAYER;
	outcome->layer = old->id;
	err = program_read(&edit->text, &program, &error);
	if (err != OK)
		return err;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	err = program_run(program, &start, &layer->volume);
	program_free(program);
	outcome->voxels = volume_count(&layer->volume);
	return step_close_layer(context, before, layer, err);
}
