/*
 * apply_project - edits of a project as a whole, and steps through its history
 */
#include "goxel/step.h"
#include "text.h"

enum err
apply_project_reset(struct context *context,
    const struct edit_project_reset *edit, struct edit_outcome *outcome)
{
	struct image *before = context->image;
	char name[BOUND_NAME + 1];
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK)
		return err;
	if (!box_bounded(&edit->box))
		return ERR_BOUNDS;
	context->image = image_new(name);
	if (!box_empty(&edit->box))
		context->image->box = edit->box;
	outcome->layer = context->image->active;
	return step_close(context, before, OK);
}

enum err
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
	step_need_layer(model);
	if (model->name[0] == '\0')
		text_copy(model->name, sizeof model->name, before->name);
	context->image = model;
	outcome->layer = model->active;
	return step_close(context, before, OK);
}

enum err
apply_undo(struct context *context, const struct edit_undo *edit,
    struct edit_outcome *outcome)
{
	enum err err = undo_back(context->undo, &context->image);

	(void)edit, (void)outcome;
	step_look_for_clones(context);
	return err;
}

enum err
apply_redo(struct context *context, const struct edit_redo *edit,
    struct edit_outcome *outcome)
{
	enum err err = undo_forward(context->undo, &context->image);

	(void)edit, (void)outcome;
	step_look_for_clones(context);
	return err;
}

enum err
apply_request_note(struct context *context,
    const struct edit_request_note *edit, struct edit_outcome *outcome)
{
	(void)outcome;
	return notes_add(context->notes, edit);
}
